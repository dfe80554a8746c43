namespace HeatMap.Cli.Watching;

/// <summary>There is nothing to show yet, and nothing is wrong: more will come.</summary>
internal sealed class WaitingForInput(string message) : Exception(message);
