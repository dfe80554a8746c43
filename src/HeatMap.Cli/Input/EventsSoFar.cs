namespace HeatMap.Cli.Input;

/// <summary>The events of a log that grows, as far as it has been read. After an error it is of no use.</summary>
internal sealed class EventsSoFar
{
    /// <summary>The events.</summary>
    public PositionEventLog Log { get; } = new();

    /// <summary>The line of each of them.</summary>
    public List<long> Lines { get; } = [];

    /// <summary>What the file calls its positions.</summary>
    public PositionNames Names { get; } = new();

    /// <summary>How many lines name each contract.</summary>
    public SortedDictionary<string, long> Symbols { get; } = new(StringComparer.Ordinal);

    /// <summary>How many lines were no events, by reason.</summary>
    public IReadOnlyDictionary<string, long> Skipped { get; set; } = new Dictionary<string, long>();
}
