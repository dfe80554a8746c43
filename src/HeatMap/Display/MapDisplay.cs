namespace HeatMap;

/// <summary>Pictures of a map: text that any browser draws, without a network.</summary>
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
        return LadderImage.Write(map, options ?? DisplayOptions.Default);
    }

    /// <summary>Draws the map as a complete page that tells the numbers of the band under the pointer and lists the hottest bands.</summary>
    /// <param name="map">The map; an empty one is drawn as axes and a sentence.</param>
    /// <param name="options">Title and size; <see langword="null"/> for the defaults.</param>
    /// <returns>
    /// An HTML document with style, script and numbers inline and no reference to anything outside. It answers to mouse, touch and arrow keys, fits
    /// phones and desktops, and follows the reader's colour scheme. Numbers under the pointer come from six digits of each band.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    /// <remarks>
    /// Allocates the text: about 100 kB and 25 bytes a band that is not empty. Beyond 50,000 such bands neighbours share their numbers, and the page
    /// says so. O(bands).
    /// </remarks>
    public static string ToHtml(this LiquidationMap map, DisplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        return LadderPage.Write(map, options ?? DisplayOptions.Default);
    }
}
