namespace HeatMap.Evaluation;

/// <summary>How well a density without a map says where.</summary>
/// <param name="Name">The baseline.</param>
/// <param name="NatsPerDollar">Beyond an even density.</param>
public readonly record struct LocationBaseline(string Name, BootstrapInterval NatsPerDollar);
