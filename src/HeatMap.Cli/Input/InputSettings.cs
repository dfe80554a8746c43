namespace HeatMap.Cli.Input;

/// <summary>Which positions to read and by whose rules: what every command that takes a positions file is told.</summary>
internal record InputSettings
{
    /// <summary>The file and how to read its lines.</summary>
    public required CsvSettings Lines { get; init; }

    public string File => Lines.File;

    public string? Venue { get; init; }

    public string? TiersFile { get; init; }

    /// <summary>By how many decimals amounts of collateral are counted in whole units of a token; null where nobody says.</summary>
    public int? Decimals { get; init; }
}
