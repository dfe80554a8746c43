using HeatMap.Internal;

namespace HeatMap;

/// <summary>Pictures of a heat map: text that any browser or terminal shows, without a network.</summary>
/// <remarks>
/// <para>Time runs to the right and price upwards, every band as high as every other. Brightness is the square root of notional, both sides and all layers together, in the colours of viridis; the
/// path of the price lies over it. Where there are more columns or bands than pixels, a pixel of a standing heat map shows the most that waited in it at once, one of executed liquidations their sum.</para>
/// <para>Pure: the same heat map and options give the same text on every platform.</para>
/// </remarks>
public static class HeatMapDisplay
{
    /// <summary>Draws the heat map as one static SVG image that stands alone and is legible on dark and on light.</summary>
    /// <param name="map">The heat map; one without columns is drawn as axes and a sentence.</param>
    /// <param name="options">Title and size; <see langword="null"/> for the defaults.</param>
    /// <returns>One <c>svg</c> element without scripts, fonts or references; the cells are a PNG picture within it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    /// <exception cref="OverflowException">A pixel would reach 2^63 units.</exception>
    /// <remarks>Allocates the text, at most about two bytes a pixel. O(cells + pixels).</remarks>
    public static string ToSvg(this LiquidationHeatMap map, DisplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        return HeatImage.Write(map, options ?? DisplayOptions.Default);
    }

    /// <summary>Shows the heat map as one figure for a notebook or a page: the drawing, a caption in words, and the hottest bands of its last column as a table that opens.</summary>
    /// <param name="map">The heat map; one without columns is drawn as axes and a sentence.</param>
    /// <param name="options">Title and size; <see langword="null"/> for the defaults.</param>
    /// <returns>As <see cref="MapDisplay.ToHtml"/>; the cells are PNG pictures within it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    /// <exception cref="OverflowException">A pixel would reach 2^63 units.</exception>
    /// <remarks>Allocates the text, less than 120 kB: pictures that would be larger are coarser. O(cells + pixels).</remarks>
    public static string ToHtml(this LiquidationHeatMap map, DisplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        return HeatFigure.Write(map, options ?? DisplayOptions.Default);
    }

    /// <summary>Draws the heat map in letters for a terminal.</summary>
    /// <param name="map">The heat map.</param>
    /// <param name="width">Letters a line, from 20 to 1,000; no more are used than there are columns.</param>
    /// <param name="height">Lines, from 5 to 500; no more are used than there are bands.</param>
    /// <returns>
    /// Lines that end with <c>\n</c>: a title, rows from the highest price down with the lower edge of every fifth, and the times. Darker letters hold more; <c>─</c> is the last price, <c>?</c> a column without
    /// numbers.
    /// </returns>
    /// <exception cref="ArgumentException">An argument is null or outside its domain.</exception>
    /// <exception cref="OverflowException">A letter would stand for 2^63 units.</exception>
    /// <remarks>Allocates the text and a picture of its size. O(cells).</remarks>
    public static string ToText(this LiquidationHeatMap map, int width = 100, int height = 30)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (width is < 20 or > 1000)
        {
            Throw.OutOfRange(nameof(width), width, "from 20 to 1000 letters");
        }

        if (height is < 5 or > 500)
        {
            Throw.OutOfRange(nameof(height), height, "from 5 to 500 lines");
        }

        return HeatText.Write(map, width, height);
    }
}
