namespace HeatMap.Cli.Output;

/// <summary>What to make of a heat map: what <c>replay</c> and <c>realized</c> are told.</summary>
internal sealed record HeatMapOutputSettings : OutputSettings
{
    public HeatMapOutputSettings(OutputSettings output)
        : base(output)
    {
    }

    public PictureSettings Pictures { get; init; } = new();

    public string? HeatFile { get; init; }

    public string? PartialFile { get; init; }

    /// <summary>Whether a file asks for price by time.</summary>
    public bool WantsHeatMap => Pictures.Any || HeatFile is not null;
}
