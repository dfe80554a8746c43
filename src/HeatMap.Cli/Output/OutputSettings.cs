namespace HeatMap.Cli.Output;

/// <summary>In what form to print a result, and where: what every command is told.</summary>
internal record OutputSettings
{
    public string Format { get; init; } = "table";

    public string? OutFile { get; init; }
}
