namespace HeatMap.Cli.Watching;

/// <summary>What a watched file holds.</summary>
internal enum InputKind
{
    /// <summary>Positions, as <c>heatmap map</c> takes them.</summary>
    Positions = 1,

    /// <summary>Bars, as <c>heatmap estimate</c> takes them.</summary>
    Bars,

    /// <summary>Events, as <c>heatmap replay</c> takes them.</summary>
    Events,
}
