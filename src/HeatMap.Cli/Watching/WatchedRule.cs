namespace HeatMap.Cli.Watching;

/// <summary>A rule and the words in which the user gave it.</summary>
internal sealed record WatchedRule(string Text, WatchRule Rule);
