namespace HeatMap.Cli.Input;

/// <summary>Which positions to read and by whose rules: what every command that takes a positions file is told.</summary>
internal record InputSettings
{
    public required string File { get; init; }

    public string? Venue { get; init; }

    public string? TiersFile { get; init; }

    public bool SkipBad { get; init; }

    /// <summary>Our column names with the names that the file uses for them.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
