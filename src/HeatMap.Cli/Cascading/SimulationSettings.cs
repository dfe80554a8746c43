using HeatMap.Cascades;

namespace HeatMap.Cli.Cascading;

/// <summary>Which random paths to draw.</summary>
/// <param name="Volatility">The standard deviation of the log return of a year.</param>
/// <param name="Options">How many, how long, from which seed, on how many threads.</param>
internal sealed record SimulationSettings(double Volatility, CascadeSimulationOptions Options);
