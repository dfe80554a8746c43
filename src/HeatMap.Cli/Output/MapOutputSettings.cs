namespace HeatMap.Cli.Output;

/// <summary>What to make of a map: what <c>map</c> and <c>merge</c> are told.</summary>
internal sealed record MapOutputSettings : OutputSettings
{
    public MapOutputSettings(OutputSettings output)
        : base(output)
    {
    }

    public PictureSettings Pictures { get; init; } = new();

    public string? PartialFile { get; init; }
}
