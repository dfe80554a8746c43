using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>Writes the drawing of a ladder: grid, bars, curves, mark and axes.</summary>
internal static class LadderSvg
{
    /// <summary>The look of a drawing. Both colours differ in brightness and in hue for every kind of sight and stand out on dark and on light.</summary>
    public const string Style =
        """
        .hm{fill:currentColor;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
        .hm-soft{fill-opacity:.72}.hm-title{font-weight:650}
        .hm-grid{stroke:currentColor;stroke-opacity:.1;fill:none}.hm-axis{stroke:currentColor;stroke-opacity:.4;fill:none}
        .hm-long{fill:#d9730d}.hm-short{fill:#2f80d0}.hm-bars{fill-opacity:.86}.hm-area{fill-opacity:.09}
        .hm-curve{fill:none;stroke:currentColor;stroke-opacity:.8;stroke-width:1.75;stroke-linejoin:round;stroke-linecap:round}
        .hm-mark{stroke:currentColor;stroke-width:1.25;stroke-dasharray:5 4;fill:none}.hm-tag{fill:#55606e}.hm-tag-text{fill:#fff;font-weight:600}
        """;

    /// <summary>Writes everything inside the plot and its axes.</summary>
    public static void Write(StringBuilder svg, LadderLayout ladder)
    {
        Grid(svg, ladder);

        // Areas lie under the bars, so that these keep their colour; the lines lie over them.
        string longs = Curve(ladder, Side.Long), shorts = Curve(ladder, Side.Short);
        Area(svg, ladder, Side.Long, longs);
        Area(svg, ladder, Side.Short, shorts);
        svg.Append("<g class=\"hm-bars\">");
        BarsOf(svg, ladder, Side.Long);
        BarsOf(svg, ladder, Side.Short);
        svg.Append("</g>\n");
        Line(svg, longs);
        Line(svg, shorts);
        Axes(svg, ladder);
        Mark(svg, ladder);
        if (ladder.Words.Nothing is { } nothing)
        {
            // Beside the mark's line, never on it.
            double middle = (ladder.Top + ladder.Bottom) / 2;
            double y = Math.Abs(middle - ladder.MarkY) < 24 ? ladder.MarkY - 28 : middle;
            double x = (ladder.Left + ladder.Right) / 2, size = ladder.FontSize + 2;
            foreach (string line in LadderText.Wrap(nothing, size, ladder.Right - ladder.Left - 16))
            {
                Text(svg, x, y, "middle", size, "hm-soft", line);
                y += size + 4;
            }
        }
    }

    public static void Text(StringBuilder svg, double x, double y, string anchor, double size, string look, string words)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{LadderText.N(x)}\" y=\"{LadderText.N(y)}\" font-size=\"{LadderText.N(size)}\"");
        svg.Append(look.Length > 0 ? $" class=\"{look}\"" : "").Append(anchor != "start" ? $" text-anchor=\"{anchor}\"" : "");
        svg.Append('>').Append(LadderText.Escape(words)).Append("</text>\n");
    }

    private static void Grid(StringBuilder svg, LadderLayout ladder)
    {
        svg.Append("<path class=\"hm-grid\" d=\"");
        foreach (LadderTick tick in ladder.PriceLabels)
        {
            svg.Append(CultureInfo.InvariantCulture, $"M{LadderText.N(ladder.Left)} {LadderText.N(tick.Place)}H{LadderText.N(ladder.Right)}");
        }

        foreach (LadderTick tick in ladder.BarTicks.Skip(1))
        {
            svg.Append(CultureInfo.InvariantCulture, $"M{LadderText.N(tick.Place)} {LadderText.N(ladder.Top)}V{LadderText.N(ladder.Bottom)}");
        }

        svg.Append("\"/>\n");
    }

    private static void BarsOf(StringBuilder svg, LadderLayout ladder, Side side)
    {
        LadderBars bars = ladder.Bars;
        var path = new StringBuilder();
        for (int bar = 0; bar < bars.Count; bar++)
        {
            double notional = side == Side.Long ? bars.Long[bar] : bars.Short[bar];
            if (!(notional > 0))
            {
                continue;
            }

            // A bar that holds the mark is drawn in two: longs are below the mark, shorts above. Each is at least a hairline.
            double lower = bars.Edges[bar], upper = bars.Edges[bar + 1], length = Math.Max(1, ladder.X(notional, ladder.BarEnd) - ladder.Left);
            (lower, upper) = lower < ladder.MarkPrice && ladder.MarkPrice < upper
                ? side == Side.Long ? (lower, ladder.MarkPrice) : (ladder.MarkPrice, upper)
                : (lower, upper);
            double top = ladder.Prices.Y(upper), height = ladder.Prices.Y(lower) - top;
            double gap = height >= 6 ? 1 : height >= 3 ? 0.5 : 0;
            path.Append(CultureInfo.InvariantCulture, $"M{LadderText.N(ladder.Left)} {LadderText.N(top + (gap / 2))}h{LadderText.N(length)}");
            path.Append(CultureInfo.InvariantCulture, $"v{LadderText.N(Math.Max(height - gap, 0.5))}h-{LadderText.N(length)}z");
        }

        if (path.Length > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hm-{Name(side)}\" d=\"").Append(path).Append("\"/>");
        }
    }

    private static void Area(StringBuilder svg, LadderLayout ladder, Side side, string curve)
    {
        if (curve.Length > 0)
        {
            string left = LadderText.N(ladder.Left), start = LadderText.N(ladder.Prices.Y(ladder.MarkPrice));
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hm-area hm-{Name(side)}\" d=\"{curve}H{left}V{start}z\"/>\n");
        }
    }

    private static void Line(StringBuilder svg, string curve)
    {
        if (curve.Length > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hm-curve\" d=\"{curve}\"/>\n");
        }
    }

    /// <summary>The sum from the mark outward as a path; empty where there is nothing to sum.</summary>
    private static string Curve(LadderLayout ladder, Side side)
    {
        LadderBars bars = ladder.Bars;
        bool isLong = side == Side.Long;
        double[] sums = isLong ? bars.LongFromMark : bars.ShortFromMark;
        double sum = isLong ? bars.LongBefore : bars.ShortBefore;
        if (!(sums[isLong ? 0 : ^1] > 0))
        {
            return "";
        }

        double start = ladder.Prices.Y(ladder.MarkPrice), lastY = start;
        var line = new StringBuilder(Point('M', sum, start));
        for (int i = 0; i < bars.Count; i++)
        {
            int bar = isLong ? bars.Count - 1 - i : i;
            double y = ladder.Prices.Y(bars.Edges[isLong ? bar : bar + 1]);
            bool isOutward = isLong ? y > start : y < start;
            if (isOutward && sums[bar] != sum)
            {
                // A level stretch is one line: its near end is written only when the sum moves on.
                double near = ladder.Prices.Y(bars.Edges[isLong ? bar + 1 : bar]);
                near = isLong ? Math.Max(near, start) : Math.Min(near, start);
                line.Append(near == lastY ? "" : Point('L', sum, near)).Append(Point('L', sums[bar], y));
                lastY = y;
            }

            sum = isOutward ? sums[bar] : sum;
        }

        double end = isLong ? ladder.Bottom : ladder.Top;
        line.Append(lastY == end ? "" : Point('L', sum, end));
        return line.ToString();

        string Point(char verb, double notional, double y) =>
            $"{verb}{LadderText.N(ladder.X(notional, ladder.CurveEnd))} {LadderText.N(y)}";
    }

    private static void Axes(StringBuilder svg, LadderLayout ladder)
    {
        double size = ladder.FontSize, left = ladder.Left, right = ladder.Right, top = ladder.Top, bottom = ladder.Bottom;
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hm-axis\" d=\"M{LadderText.N(left)} {LadderText.N(top)}V{LadderText.N(bottom)}H{LadderText.N(right)}\"/>\n");
        foreach (LadderTick tick in ladder.PriceLabels)
        {
            Text(svg, left - 8, tick.Place + (size / 3), "end", size, "", tick.Label);
        }

        foreach (LadderTick tick in ladder.DistanceLabels)
        {
            Text(svg, right + 8, tick.Place + (size / 3), "start", size, "hm-soft", tick.Label);
        }

        foreach (LadderTick tick in ladder.BarTicks)
        {
            Text(svg, tick.Place, bottom + 17, "middle", size, "", tick.Label);
        }

        foreach (LadderTick tick in ladder.CurveTicks)
        {
            Text(svg, tick.Place, top - 8, "middle", size, "hm-soft", tick.Label);
        }

        double room = right - left;
        string curves = LadderText.Width(ladder.CurveTitle, size) <= room ? ladder.CurveTitle : "Cumulative" + ladder.Words.InUnit;
        Text(svg, left, top - 26, "start", size, "hm-soft", LadderText.Fit(curves, size, room));
        Text(svg, left - 8, top - 26, "end", size, "hm-soft", "Price");
        Text(svg, right + 8, top - 26, "start", size, "hm-soft", "to mark");

        // Its row is free to the left: what a bar holds is never cut away.
        bool fits = LadderText.Width(ladder.BarTitle, size) <= room;
        Text(svg, fits ? left : right, bottom + 35, fits ? "start" : "end", size, "hm-soft", LadderText.Fit(ladder.BarTitle, size, fits ? room : right - 4));
    }

    private static void Mark(StringBuilder svg, LadderLayout ladder)
    {
        double y = ladder.MarkY, size = ladder.FontSize, width = LadderText.BoldWidth(ladder.Words.Mark, size) + 10;
        double left = ladder.Left - 2 - width;
        if (ladder.Words.HasMarkInside)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hm-mark\" d=\"M{LadderText.N(ladder.Left)} {LadderText.N(y)}H{LadderText.N(ladder.Right)}\"/>\n");
        }
        else
        {
            // An arrow beyond the edge of the plot, over the tag.
            double tip = ladder.MarkIsAbove ? ladder.Top - 7 : ladder.Bottom + 7, root = ladder.MarkIsAbove ? ladder.Top + 2 : ladder.Bottom - 2;
            double middle = left + (width / 2);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hm-tag\" d=\"M{LadderText.N(middle - 7)} {LadderText.N(root)}");
            svg.Append(CultureInfo.InvariantCulture, $"L{LadderText.N(middle)} {LadderText.N(tip)}L{LadderText.N(middle + 7)} {LadderText.N(root)}z\"/>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"hm-tag\" x=\"{LadderText.N(left)}\" y=\"{LadderText.N(y - 9)}\"");
        svg.Append(CultureInfo.InvariantCulture, $" width=\"{LadderText.N(width)}\" height=\"18\" rx=\"3\"/>\n");
        Text(svg, left + (width / 2), y + (size / 3), "middle", size, "hm-tag-text", ladder.Words.Mark);
        Text(svg, ladder.Right + 8, y + (size / 3), "start", size, "hm-title", "mark");
    }

    private static string Name(Side side) => side == Side.Long ? "long" : "short";
}
