using System.Globalization;
using System.Text;
using HeatMap.Cascades;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>A cascade as lines: net depth beside the amplification curve.</summary>
internal sealed class CascadePicture
{
    /// <summary>From here on there is room for two plots beside each other.</summary>
    private const double Broad = 640;

    private const int Points = 401;

    private const string Ground =
        """
        svg.hm:root{color:#1d2630;background:#fff}
        @media (prefers-color-scheme:dark){svg.hm:root{color:#e3e8ef;background:#12171e}}
        """;

    /// <summary>The look of the plots, beside that of ladders.</summary>
    public const string Look = ".hm-same{stroke:currentColor;stroke-opacity:.45;stroke-dasharray:5 4;fill:none}.hm-end{fill:#d9730d}.hm-part{fill:none;stroke:#2f80d0;stroke-width:1.5}";

    public CascadePicture(CascadeResult cascade, CascadeThresholds? thresholds, DisplayOptions options)
    {
        ArgumentNullException.ThrowIfNull(cascade);
        if (thresholds is not null && (thresholds.Direction != cascade.Direction || thresholds.MarkPrice != cascade.MarkPrice))
        {
            Throw.Argument(nameof(thresholds), string.Create(
                CultureInfo.InvariantCulture, $"thresholds must be of the cascade's direction and mark, {cascade.Direction} from {cascade.MarkPrice}, were {thresholds.Direction} from {thresholds.MarkPrice}"));
        }

        Cascade = cascade;
        Thresholds = thresholds;
        Options = options;
        Title = LadderText.Clean(options.Title) is { Length: > 0 } title ? title : "Cascade";
    }

    public CascadeResult Cascade { get; }

    public CascadeThresholds? Thresholds { get; }

    public DisplayOptions Options { get; }

    public string Title { get; }

    /// <summary>What happens, in a sentence.</summary>
    public string Sentence
    {
        get
        {
            string times = Cascade.Amplification is { } a ? string.Create(CultureInfo.InvariantCulture, $", {a:0.##} times as far") : "";
            string who = Cascade.Waves.IsEmpty ? "nobody is liquidated"
                : $"{CompactNumber.Notional(Cascade.Liquidated.Notional)} liquidated in {Cascade.Waves.Length} wave{(Cascade.Waves.Length == 1 ? "" : "s")}, {CompactNumber.Notional(Cascade.Static.Notional)} of it by the shock alone";
            string end = Cascade.Exhausted is { } e ? $" The depth is exhausted at {Price(e.Price)}, remainder {CompactNumber.Notional(e.Remainder)} base: what lies beyond is not known." : "";
            return $"From {Price(Cascade.MarkPrice)}: {Cascade.Shock} ends at {Price(Cascade.FinalPrice)}{times}; {who}.{end}";
        }
    }

    public static string Image(CascadePicture picture)
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

        picture.Plots(svg, options.Width, y, options.Height - y - 8);
        return svg.Append("</svg>\n").ToString();
    }

    public string Price(double price) => CompactNumber.Price(price, Math.Max(Math.Abs(Farthest - Cascade.MarkPrice) / 100, Cascade.MarkPrice * 1e-5));

    /// <summary>As far as one can draw: a rise may leave all numbers behind.</summary>
    private double Farthest => double.IsFinite(Cascade.FinalPrice) ? Cascade.FinalPrice : 2 * Cascade.ShockedPrice;

    /// <summary>A price that sets something off, to the digits of others but never short of it: what the reader copies does set it off.</summary>
    public string Trigger(double price)
    {
        string text = Price(price);
        int point = text.IndexOf('.', StringComparison.Ordinal);
        bool isNumber = double.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out double shown);
        return !isNumber || (Cascade.Direction == Direction.Down ? shown <= price : shown >= price) ? text
            : Price(shown + ((int)Cascade.Direction * Math.Pow(10, point < 0 ? 0 : point + 1 - text.Length)));
    }

    /// <summary>Writes the plots into a picture of this width.</summary>
    public void Plots(StringBuilder svg, double width, double top, double height, int points = Points)
    {
        bool isBeside = Thresholds is not null && width >= Broad;
        double each = isBeside ? (width - 60) / 2 : width - 40, high = Thresholds is null || isBeside ? height : (height - 12) / 2;
        NetDepth(svg, (20, top, each, high), points);
        if (Thresholds is not null)
        {
            Amplification(svg, isBeside ? (40 + each, top, each, high) : (20, top + high + 12, each, high), points);
        }
    }

    private void NetDepth(StringBuilder svg, (double, double, double, double) box, int points)
    {
        // Half as far again as it goes, so that one sees it come up through zero.
        double way = Math.Max(Math.Abs(Farthest - Cascade.ShockedPrice), 0.01 * Cascade.MarkPrice);
        double to = Math.Max(Cascade.ShockedPrice + ((int)Cascade.Direction * 1.5 * way), Math.Max(0.2 * Farthest, 0.01 * Cascade.ShockedPrice));
        NetDepthPoint[] curve = to is > 0 and < double.PositiveInfinity && to != Cascade.ShockedPrice ? Cascade.NetDepth(to, points) : [];
        NetDepthPoint[] known = [.. curve.Where(p => double.IsFinite(p.Net))];
        double low = Math.Min(0, known.Select(p => p.Net).DefaultIfEmpty(0).Min()), high = Math.Max(0, known.Select(p => p.Net).DefaultIfEmpty(0).Max());
        high = low < 0 ? Math.Min(high, Math.Max(-2 * low, high / 4)) : high;
        double[] ends = [to, Cascade.ShockedPrice, Cascade.FinalPrice];
        var plot = new LinePlot(box, (ends.Where(double.IsFinite).Min(), ends.Where(double.IsFinite).Max()), (low, high * 1.05), CompactNumber.Notional);
        plot.Level(0, "hm-axis");
        plot.Line(CutAt(known, high * 1.05), "hm-curve");
        plot.Dot(
            Cascade.FinalPrice, Cascade.Exhausted is { } end ? Math.Max(low, -end.Remainder) : 0, $"{(Cascade.Exhausted is null ? "rests" : "exhausted")} at {Price(Cascade.FinalPrice)}", "hm-end", toTheLeft: Cascade.Direction == Direction.Up);
        plot.Write(svg, $"Net depth, base: {(Cascade.Direction == Direction.Down ? "taken less sold" : "offered less bought")}", "price", Price);
    }

    /// <summary>The line up to a height: where it is higher it ends, instead of running along the edge.</summary>
    private static IEnumerable<(double X, double Y)> CutAt(NetDepthPoint[] points, double top)
    {
        for (int i = 0; i < points.Length; i++)
        {
            (double x, double y) = (points[i].Price, points[i].Net);
            if (i > 0 && (y > top) != (points[i - 1].Net > top))
            {
                double share = (top - points[i - 1].Net) / (y - points[i - 1].Net);
                yield return (points[i - 1].Price + (share * (x - points[i - 1].Price)), top);
            }

            yield return (x, y > top ? double.NaN : y);
        }
    }

    private void Amplification(StringBuilder svg, (double, double, double, double) box, int points)
    {
        // As far as the shock, and a little beyond the first jumps.
        double mark = Cascade.MarkPrice, shock = Math.Abs(Cascade.ShockedPrice - mark) / mark;
        double reach = Math.Min(Math.Max(1.6 * shock, 0.05), Cascade.Direction == Direction.Down ? 0.95 : 10);
        CascadePoint[] curve = Thresholds!.Curve(mark * (1 + ((int)Cascade.Direction * reach)), points);
        double most = curve.Select(p => Move(p.FinalPrice)).Where(double.IsFinite).DefaultIfEmpty(reach).Max();
        var plot = new LinePlot(box, (0, reach), (0, most * 1.05), CompactNumber.Fraction);
        plot.Line([(0, 0), (reach, reach)], "hm-same");
        plot.Line(curve.Select(p => (Move(p.ShockedPrice), Move(p.FinalPrice))), "hm-curve");
        if (shock > 0 && Cascade.Shock.Quantity == 0)
        {
            plot.Dot(shock, Move(Cascade.FinalPrice), Cascade.Amplification is { } a ? string.Create(CultureInfo.InvariantCulture, $"this shock: {a:0.##} times") : "", "hm-end", toTheLeft: true);
        }

        plot.Write(svg, $"Amplification: where {(Cascade.Direction == Direction.Down ? "falls" : "rises")} of every size end", "shock (dashed: without forced orders)", CompactNumber.Fraction);
    }

    private double Move(double price) => Math.Abs(price - Cascade.MarkPrice) / Cascade.MarkPrice;
}
