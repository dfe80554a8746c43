using HeatMap.Cascades;

namespace HeatMap;

/// <summary>Small pictures of simulated cascades: text that any browser draws, without a network, a script or a package.</summary>
/// <remarks>On the left falls, on the right rises: the share of paths that go at least so far, dashed without forced orders. Narrow pictures have one above the other. Pure: the same result and options give the same text.</remarks>
public static class SimulationDisplay
{
    /// <summary>Draws the distribution of simulated cascades as one static SVG image that stands alone and is legible on dark and on light.</summary>
    /// <param name="cascades">What simulated paths did.</param>
    /// <param name="options">Title and size; <see langword="null"/> for the defaults.</param>
    /// <returns>One <c>svg</c> element without scripts, fonts or references, which is well-formed XML.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="cascades"/> is null.</exception>
    /// <remarks>Allocates the text, about ten kilobytes, and a number for each path. O(paths × log paths).</remarks>
    public static string ToSvg(this SimulatedCascades cascades, DisplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cascades);
        return SimulationPicture.Image(new(cascades, options ?? DisplayOptions.Default));
    }

    /// <summary>Shows simulated cascades as one figure for a notebook or a page: both distributions, a caption in words, and quantiles as a table that opens.</summary>
    /// <param name="cascades">What simulated paths did.</param>
    /// <param name="options">Title and size; <see langword="null"/> for the defaults.</param>
    /// <returns>As <see cref="MapDisplay.ToHtml"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="cascades"/> is null.</exception>
    /// <remarks>Allocates the text, less than 40 kB, and a number for each path. O(paths × log paths).</remarks>
    public static string ToHtml(this SimulatedCascades cascades, DisplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cascades);
        var picture = new SimulationPicture(cascades, options ?? DisplayOptions.Default);
        (int Width, int Height) wide = (picture.Options.Width, Math.Max(picture.Options.Height - 320, DisplayOptions.MinHeight)), narrow = (Math.Min(360, picture.Options.Width), 640);
        var figure = new Fragment(LadderSvg.Style + "\n" + SimulationPicture.Look, picture.Options.Width);
        figure.Drawing(picture.Title, wide, narrow, (svg, isNarrow) => picture.Plots(svg, isNarrow ? narrow.Width : wide.Width, 4, (isNarrow ? narrow.Height : wide.Height) - 8));
        figure.Caption(picture.Title, "", picture.Sentence);
        figure.Table("Quantiles", ["", "Mean", "Median", "95 %", "99 %", "Most"], [
            Row("fall", cascades.Down.Depth, CompactNumber.Fraction), Row("rise", cascades.Up.Depth, CompactNumber.Fraction),
            Row("longs liquidated, quote", cascades.Down.Notional, CompactNumber.Notional), Row("shorts liquidated, quote", cascades.Up.Notional, CompactNumber.Notional)]);
        return figure.Close();
    }

    private static string[] Row(string name, SimulatedDistribution numbers, Func<double, string> text) =>
        [name, text(numbers.Mean.Value), text(numbers.Quantile(0.5)), text(numbers.Quantile(0.95)), text(numbers.Quantile(0.99)), text(numbers.Greatest)];
}
