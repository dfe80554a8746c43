using HeatMap.Cascades;

namespace HeatMap;

/// <summary>Pictures of a cascade: text that any browser draws, without a network.</summary>
/// <remarks>
/// On the left net depth against price, whose first return to zero is where the cascade rests; on the right the amplification curve, how far every shock of this direction goes, with its jumps. Narrow pictures have one
/// above the other. Pure: the same result and options give the same text.
/// </remarks>
public static class CascadeDisplay
{
    /// <summary>Draws a cascade as one static SVG image that stands alone and is legible on dark and on light.</summary>
    /// <param name="cascade">What one shock set off.</param>
    /// <param name="thresholds">All shocks of the same direction, for the amplification curve; <see langword="null"/> leaves it out.</param>
    /// <param name="options">Title and size; <see langword="null"/> for the defaults.</param>
    /// <returns>One <c>svg</c> element without scripts, fonts or references, which is well-formed XML.</returns>
    /// <exception cref="ArgumentException">The thresholds are of another direction or mark.</exception>
    /// <remarks>Allocates the text, some tens of kilobytes.</remarks>
    public static string ToSvg(this CascadeResult cascade, CascadeThresholds? thresholds = null, DisplayOptions? options = null) =>
        CascadePicture.Image(new(cascade, thresholds, options ?? DisplayOptions.Default));

    /// <summary>Shows a cascade as one figure for a notebook or a page: the plots, a caption in words, and its waves and the steps of the curve as tables that open.</summary>
    /// <param name="cascade">What one shock set off.</param>
    /// <param name="thresholds">All shocks of the same direction, for the amplification curve; <see langword="null"/> leaves it out.</param>
    /// <param name="options">Title and size; <see langword="null"/> for the defaults.</param>
    /// <returns>As <see cref="MapDisplay.ToHtml"/>.</returns>
    /// <exception cref="ArgumentException">The cascade is null, or the thresholds are of another direction or mark.</exception>
    /// <remarks>Allocates the text, less than 60 kB; long tables leave their middle out and say so.</remarks>
    public static string ToHtml(this CascadeResult cascade, CascadeThresholds? thresholds = null, DisplayOptions? options = null) =>
        CascadeFigure.Write(new(cascade, thresholds, options ?? DisplayOptions.Default));
}
