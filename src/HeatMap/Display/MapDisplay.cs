namespace HeatMap;

/// <summary>Small pictures of a map: text that any browser draws, without a network, a script or a package.</summary>
/// <remarks>
/// <para>Both draw a price ladder: price upwards, longs (forced sales) and shorts (forced purchases) as bars, their sums from the mark outward as
/// curves on a scale of their own. What is outside the window or in no band is stated in words, so nothing is lost to the eye.</para>
/// <para>Where bands are thinner than two pixels, neighbours are added up into one bar, and the picture says how many a bar holds. Bars are
/// linear in notional; one that is not empty is at least a hairline. The price axis is logarithmic where a geometric window spans
/// more than a factor of eight.</para>
/// <para>Pure: the same map and options give the same text.</para>
/// </remarks>
public static class MapDisplay
{
    /// <summary>Draws the map as one static SVG image that stands alone and is legible on dark and on light.</summary>
    /// <param name="map">The map; an empty one is drawn as axes and a sentence.</param>
    /// <param name="options">Title and size; <see langword="null"/> for the defaults.</param>
    /// <returns>
    /// One <c>svg</c> element without scripts, fonts or references, which is well-formed XML. Placed in a page it takes the page's text colour;
    /// alone it brings its own ground and follows the reader's colour scheme. Notional is in <see cref="LiquidationMap.Unit"/>, named when known.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    /// <remarks>Allocates the text, some tens of kilobytes. O(bands).</remarks>
    public static string ToSvg(this LiquidationMap map, DisplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        options ??= DisplayOptions.Default;
        return LadderImage.Write(map, options, new(map, options));
    }

    /// <summary>Shows the map as one figure for a notebook or a page: the drawing, a caption in words, and the hottest bands as a table that opens.</summary>
    /// <param name="map">The map; an empty one is drawn as axes and a sentence.</param>
    /// <param name="options">Title and size; <see langword="null"/> for the defaults. The drawing is lower than the height that is asked for, since words stand below it.</param>
    /// <returns>
    /// One <c>figure</c> element, well-formed as XML and as HTML, in ASCII, without scripts, identifiers or references; it takes the page's text colour and ground. Bars tell their numbers under the pointer. Saved to a
    /// file it opens in a browser.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    /// <remarks>Allocates the text, less than 40 kB: bars of many bands are added up and the table is short, and both say so. O(bands).</remarks>
    public static string ToHtml(this LiquidationMap map, DisplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        options ??= DisplayOptions.Default;
        return MapFigure.Write(map, options, new(map, options));
    }
}
