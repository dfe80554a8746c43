using System.Globalization;
using System.Text;
using HeatMap.Cascades;

namespace HeatMap;

/// <summary>Simulated cascades as curves: how far price goes in how many paths, with and without forced orders.</summary>
internal sealed class SimulationPicture
{
    public const string Look = ".hm-long{stroke:#d9730d}.hm-short{stroke:#2f80d0}.hm-way{fill:none;stroke-width:2;stroke-linejoin:round}.hm-same{stroke:currentColor;stroke-opacity:.55;stroke-dasharray:5 4;fill:none}";

    private const double Broad = 640;

    private const int Points = 160;

    private const string Ground =
        """
        svg.hm:root{color:#1d2630;background:#fff}
        @media (prefers-color-scheme:dark){svg.hm:root{color:#e3e8ef;background:#12171e}}
        """;

    private readonly SimulatedCascades _cascades;

    public SimulationPicture(SimulatedCascades cascades, DisplayOptions options)
    {
        (_cascades, Options) = (cascades, options);
        Title = LadderText.Clean(options.Title) is { Length: > 0 } title ? title : "Simulated cascades";
    }

    public DisplayOptions Options { get; }

    public string Title { get; }

    /// <summary>Both sides in words.</summary>
    public string Sentence => string.Create(
        CultureInfo.InvariantCulture, $"{_cascades.Paths:N0} paths of {LadderWords.Plural(_cascades.Steps, "step")} from {CompactNumber.Price(_cascades.MarkPrice)}. Modelled. {Side(_cascades.Down)} {Side(_cascades.Up)}");

    public static string Image(SimulationPicture picture)
    {
        DisplayOptions options = picture.Options;
        var svg = new StringBuilder(1 << 14);
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"hm\" viewBox=\"0 0 {options.Width} {options.Height}\" width=\"{options.Width}\" height=\"{options.Height}\" role=\"img\" fill=\"currentColor\">\n");
        svg.Append("<title>").Append(LadderText.Escape(picture.Title)).Append("</title>\n<desc>").Append(LadderText.Escape(picture.Sentence)).Append("</desc>\n");
        svg.Append("<style>\n").Append(LadderSvg.Style).Append('\n').Append(Look).Append('\n').Append(Ground).Append("\n</style>\n");
        LadderSvg.Text(svg, 20, 34, "start", 19, "hm-title", LadderText.Fit(picture.Title, 19 * LadderText.Bold, options.Width - 40));
        double y = 56;
        foreach (string line in LadderText.Wrap(picture.Sentence, 13, options.Width - 40))
        {
            LadderSvg.Text(svg, 20, y, "start", 13, "hm-soft", line);
            y += 17;
        }

        picture.Plots(svg, options.Width, y, Math.Max(options.Height - y - 8, 100));
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Writes both plots into a picture of this width.</summary>
    public void Plots(StringBuilder svg, double width, double top, double height)
    {
        bool isBeside = width >= Broad;
        double each = isBeside ? (width - 60) / 2 : width - 40, high = isBeside ? height : (height - 12) / 2;
        Plot(svg, _cascades.Down, (20, top, each, high));
        Plot(svg, _cascades.Up, isBeside ? (40 + each, top, each, high) : (20, top + high + 12, each, high));
    }

    private void Plot(StringBuilder svg, SimulatedSide side, (double, double, double, double) box)
    {
        double mark = _cascades.MarkPrice;
        double[] bare = [.. side.BarePrices.ToArray().Select(p => Math.Abs(p - mark) / mark)];
        Array.Sort(bare);
        double far = Math.Max(side.Depth.Quantile(0.999), bare[(int)((bare.Length - 1) * 0.999)]);
        far = double.IsFinite(far) && far > 0 ? far : 0.01;
        var plot = new LinePlot(box, (0, far), (0, 1), CompactNumber.Fraction);
        plot.Line(Curve(far, d => Beyond(bare, d)), "hm-same");
        plot.Line(Curve(far, d => side.Depth.AtLeast(d).Value), side.Direction == Direction.Down ? "hm-way hm-long" : "hm-way hm-short");
        string way = side.Direction == Direction.Down ? "Falls" : "Rises";
        plot.Write(svg, $"{way}: share of paths that go at least so far", "from the mark (dashed: without forced orders)", CompactNumber.Fraction);
    }

    private static IEnumerable<(double X, double Y)> Curve(double far, Func<double, double> share) => Enumerable.Range(0, Points + 1).Select(i => (far * i / Points, share(far * i / Points)));

    /// <summary>The share of rising numbers that are at least as great as one.</summary>
    private static double Beyond(double[] rising, double least)
    {
        int below = Array.BinarySearch(rising, least);
        below = below < 0 ? ~below : below;
        while (below > 0 && rising[below - 1] >= least)
        {
            below--;
        }

        return (double)(rising.Length - below) / rising.Length;
    }

    private static string Side(SimulatedSide side) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(side.Direction == Direction.Down ? "Falls" : "Rises")}: {CompactNumber.Probability(side.Liquidated.Value)} of paths liquidate, {CompactNumber.Probability(side.Cascaded.Value)} cascade; one in a hundred goes {CompactNumber.Fraction(side.Depth.Quantile(0.99))} or farther.");
}
