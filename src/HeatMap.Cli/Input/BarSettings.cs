namespace HeatMap.Cli.Input;

/// <summary>Which files hold bars, and which of their rows and columns are meant.</summary>
internal sealed record BarSettings
{
    /// <summary>The first one decides which bars there are; files with the header of an earlier one go on with it, others add columns.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Candles of the mark price, which look like candles of trades: their extremes are those of the mark.</summary>
    public IReadOnlyList<string> MarkFiles { get; init; } = [];

    /// <summary>Our names with those that files use.</summary>
    public IReadOnlyDictionary<string, string> Renames { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whose rows to take: BTC also finds BTCUSDT. Null where files hold one.</summary>
    public string? Symbol { get; init; }

    /// <summary>Which venue's rows to take of a file that holds several.</summary>
    public string? Venue { get; init; }

    public bool SkipBad { get; init; }
}
