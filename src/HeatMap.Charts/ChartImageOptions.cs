using HeatMap.Charts.Drawing;

namespace HeatMap.Charts;

/// <summary>Choices for a static picture. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record ChartImageOptions
{
    internal static ChartImageOptions Default { get; } = new();

    /// <summary>Width in pixels at scale one, from 280 to 8,192.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public int Width
    {
        get;
        init => field = Check.Pixels(value, 280, nameof(Width));
    } = 1080;

    /// <summary>Height in pixels at scale one, from 240 to 8,192.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public int Height
    {
        get;
        init => field = Check.Pixels(value, 240, nameof(Height));
    } = 640;

    /// <summary>Colours of a heat map's notional.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of its names.</exception>
    public HeatPalette Palette
    {
        get;
        init => field = Check.Named(value, nameof(Palette));
    } = HeatPalette.Viridis;
}
