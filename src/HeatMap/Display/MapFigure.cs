using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>Writes a ladder as a fragment: drawing, caption, hottest bands.</summary>
internal static class MapFigure
{
    private const int Hottest = 10, MostBars = 100, NarrowWidth = 360, NarrowHeight = 400;

    private const string Legend =
        "<span style=\"white-space:nowrap\"><span style=\"color:#d9730d\">&#9632;</span> longs: forced sales</span> <span style=\"white-space:nowrap\"><span style=\"color:#2f80d0\">&#9632;</span> shorts: forced purchases</span> <span style=\"white-space:nowrap\"><b>&#8212;</b> cumulative, upper scale</span>";

    public static string Write(LiquidationMap map, DisplayOptions options, LadderWords words)
    {
        // A figure as a whole takes about the height that is asked for: what the drawing leaves goes to the words.
        var wide = new LadderLayout(map, words, options.Width, Math.Max(options.Height - 180, DisplayOptions.MinHeight), isAlone: false, MostBars);
        var narrow = new LadderLayout(map, words, Math.Min(NarrowWidth, options.Width), NarrowHeight, isAlone: false, wide.Bars.Count);
        var figure = new Fragment(LadderSvg.Style, options.Width);
        figure.Drawing(words.Title, (wide.Width, wide.Height), (narrow.Width, narrow.Height), (svg, isNarrow) => Draw(svg, map, isNarrow ? narrow : wide, hasTitles: !isNarrow));
        figure.Caption(words.Title, Legend, words.Facts(wide.Bars.BandsPerBar).Prepend(words.Subtitle + "."));
        int filled = Filled(map);
        string most = string.Create(CultureInfo.InvariantCulture, $"Hottest bands{words.InUnit}: {Math.Min(Hottest, filled)} of {filled:N0} that hold something");
        figure.Table(most, map.HasCounts ? ["Price", "To mark", "Long", "Short", "Positions"] : ["Price", "To mark", "Long", "Short"], [.. map.HottestBands(Hottest).Select(b => Row(map, b))]);
        return figure.Close();
    }

    private static void Draw(StringBuilder svg, LiquidationMap map, LadderLayout ladder, bool hasTitles)
    {
        LadderSvg.Write(svg, ladder);
        if (!hasTitles)
        {
            return;
        }

        // Clear rows over the whole width: a short bar is as easy to point at as a long one.
        LadderBars bars = ladder.Bars;
        for (int bar = 0; bar < bars.Count; bar++)
        {
            if (bars.Long[bar] > 0 || bars.Short[bar] > 0)
            {
                double top = ladder.Prices.Y(bars.Edges[bar + 1]), height = ladder.Prices.Y(bars.Edges[bar]) - top;
                svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"none\" pointer-events=\"all\" d=\"M{LadderText.N(ladder.Left)} {LadderText.N(top)}H{LadderText.N(ladder.Right)}v{LadderText.N(height)}H{LadderText.N(ladder.Left)}z\"><title>");
                svg.Append(LadderText.Escape(LadderWords.Edges(new(bar, bars.Edges[bar], bars.Edges[bar + 1]), map.Grid))).Append(": ").Append(Sides(bars.Long[bar], bars.Short[bar])).Append("</title></path>\n");
            }
        }
    }

    private static string Sides(double longs, double shorts) => string.Join(", ", ((string[])
        [longs > 0 ? "long " + CompactNumber.Notional(longs) : "", shorts > 0 ? "short " + CompactNumber.Notional(shorts) : ""]).Where(static s => s.Length > 0));

    private static string[] Row(LiquidationMap map, int band)
    {
        PriceBand prices = map.Grid[band];
        SideTally tally = map[band];
        bool holdsMark = prices.Lower <= map.MarkPrice && map.MarkPrice < prices.Upper;
        string[] row =
        [
            LadderWords.Edges(prices, map.Grid), holdsMark ? "mark" : CompactNumber.Percent((prices.Middle / map.MarkPrice) - 1), Some(tally.Long), Some(tally.Short),
        ];
        return map.HasCounts ? [.. row, tally.Count.ToString("N0", CultureInfo.InvariantCulture)] : row;
    }

    /// <summary>An amount, or a dash for nothing.</summary>
    public static string Some(double notional) => notional > 0 ? CompactNumber.Notional(notional) : "–";

    private static int Filled(LiquidationMap map)
    {
        MapView view = map.View;
        ReadOnlySpan<long> longs = view.LongUnits, shorts = view.ShortUnits;
        int filled = 0;
        for (int band = 0; band < longs.Length; band++)
        {
            filled += (longs[band] | shorts[band]) != 0 ? 1 : 0;
        }

        return filled;
    }
}
