namespace HeatMap.Cli.Output;

/// <summary>What to make of something that can be drawn.</summary>
internal sealed record PictureSettings : OutputSettings
{
    public PictureSettings(OutputSettings output)
        : base(output)
    {
    }

    public string? HtmlFile { get; init; }

    public string? SvgFile { get; init; }
}
