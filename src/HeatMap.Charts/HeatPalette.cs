namespace HeatMap.Charts;

/// <summary>Colours from no notional to the most. All grow evenly in lightness, so that equal steps look equal.</summary>
public enum HeatPalette
{
    /// <summary>Violet over green to yellow: even in brightness and in hue; the default.</summary>
    Viridis = 1,

    /// <summary>Black over red and orange to white: the usual look of trading screens on a dark ground.</summary>
    Hot = 2,

    /// <summary>White over blue to near black: for a light ground and for print.</summary>
    Ink = 3,

    /// <summary>Blue over grey to yellow: the same order for eyes that tell red and green apart and for those that do not.</summary>
    Safe = 4,
}
