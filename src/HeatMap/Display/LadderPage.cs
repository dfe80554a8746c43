using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>Writes a ladder as a page: sums, the drawing at three widths, numbers under the pointer and the hottest bands.</summary>
internal static class LadderPage
{
    private const int Hottest = 10, PageMargin = 74;

    public static string Write(LiquidationMap map, DisplayOptions options)
    {
        var words = new LadderWords(map, options);
        int bandsPerReading = LadderData.BandsPerReading(map);
        var page = new StringBuilder(1 << 17);
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
        page.Append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.Append("<title>").Append(LadderText.Escape(LadderText.Fit(words.Title, 1, 60))).Append("</title>\n");
        page.Append("<style>\n").Append(LadderPageStyle.Text).Append('\n').Append(LadderSvg.Style).Append('\n');
        int[] widths = Widths(options.Width);
        page.Append(CultureInfo.InvariantCulture, $"main{{max-width:{Math.Max(options.Width, 360) + PageMargin}px}}\n");
        Choose(page, widths);
        page.Append("</style>\n</head>\n<body>\n<main>\n");
        page.Append("<h1>").Append(LadderText.Escape(LadderText.Fit(words.Title, 1, 400))).Append("</h1>\n");
        page.Append("<p class=\"sub\">").Append(LadderText.Escape(words.Subtitle)).Append("</p>\n");
        Tiles(page, map, words);
        page.Append("<div class=\"card\">\n");
        Legend(page);
        page.Append(CultureInfo.InvariantCulture, $"<div class=\"chart\" tabindex=\"0\" role=\"group\" aria-label=\"Price ladder. Arrow keys read the bands.\">\n");
        for (int i = 0; i < widths.Length; i++)
        {
            int height = widths[i] < LadderLayout.Narrow ? Math.Min(options.Height, 520) : Math.Max(options.Height - 60, 260);
            Drawing(page, new(map, words, widths[i], height, isAlone: false), i);
        }

        Tip(page);
        page.Append("</div>\n");
        Facts(page, words.Facts(1, bandsPerReading));
        page.Append("</div>\n");
        LadderTable.Write(page, map, words, Hottest);
        page.Append("</main>\n<script type=\"application/json\" id=\"hm-data\">").Append(LadderData.Json(map, words, bandsPerReading)).Append("</script>\n");
        page.Append("<script>\n").Append(LadderPageScript.Text).Append("\n</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    /// <summary>The widths drawn, widest first: text keeps its size on every screen.</summary>
    private static int[] Widths(int width) => width > 800 ? [width, 680, 345] : width > 440 ? [width, 345] : [width];

    private static void Choose(StringBuilder page, int[] widths)
    {
        for (int i = 1; i < widths.Length; i++)
        {
            page.Append(CultureInfo.InvariantCulture, $".v{i}{{display:none}}");
        }

        for (int i = 1; i < widths.Length; i++)
        {
            // The narrow one takes over where the wider one would shrink below nine tenths or so.
            int until = (widths[i - 1] + PageMargin) * 85 / 100;
            page.Append(CultureInfo.InvariantCulture, $"@media (max-width:{until}px){{.v{i - 1}{{display:none}}.v{i}{{display:block}}}}");
        }

        page.Append('\n');
    }

    private static void Drawing(StringBuilder page, LadderLayout ladder, int number)
    {
        PriceScale prices = ladder.Prices;
        page.Append(CultureInfo.InvariantCulture, $"<div class=\"v{number}\"><svg xmlns=\"http://www.w3.org/2000/svg\" class=\"hm\"");
        page.Append(CultureInfo.InvariantCulture, $" viewBox=\"0 0 {ladder.Width} {ladder.Height}\" role=\"img\" fill=\"currentColor\"");
        page.Append(CultureInfo.InvariantCulture, $" data-top=\"{LadderText.N(prices.Top)}\" data-height=\"{LadderText.N(prices.Height)}\"");
        page.Append(CultureInfo.InvariantCulture, $" data-low=\"{prices.Low:R}\" data-high=\"{prices.High:R}\" data-log=\"{(prices.IsLogarithmic ? 1 : 0)}\"");
        page.Append(" aria-label=\"").Append(LadderText.Escape(ladder.Words.Description)).Append("\">\n");
        LadderSvg.Write(page, ladder);
        page.Append(CultureInfo.InvariantCulture, $"<rect class=\"hm-band\" x=\"{LadderText.N(ladder.Left)}\" width=\"{LadderText.N(ladder.Right - ladder.Left)}\" y=\"0\" height=\"0\" style=\"display:none\"/>\n</svg></div>\n");
    }

    private static void Tiles(StringBuilder page, LiquidationMap map, LadderWords words)
    {
        SideTally inside = map.InBands, outside = map.Below + map.Above, unplaced = map.Unplaced.Total;
        page.Append("<div class=\"tiles\">\n");
        Tile("", "Mark price", words.Mark, words.HasMarkInside ? "" : "outside the window");
        Tile("<i class=\"long\"></i>", "Longs in window", CompactNumber.Notional(inside.Long), Positions(inside.LongCount));
        Tile("<i class=\"short\"></i>", "Shorts in window", CompactNumber.Notional(inside.Short), Positions(inside.ShortCount));
        if (outside.Notional > 0 || outside.Count > 0)
        {
            Tile("", "Outside window", CompactNumber.Notional(outside.Notional), Positions(outside.Count));
        }

        if (unplaced.Notional > 0 || unplaced.Count > 0)
        {
            Tile("", "Not placed", CompactNumber.Notional(unplaced.Notional), Positions(unplaced.Count));
        }

        page.Append("</div>\n");

        string Positions(long count) => map.HasCounts ? LadderWords.Plural(count, "position") : "";

        void Tile(string swatch, string name, string number, string note)
        {
            string unit = number != words.Mark && words.Unit.Length > 0 ? " " + words.Unit : "";
            page.Append("<div class=\"tile\"><span>").Append(swatch).Append(name).Append("</span><b>").Append(number);
            page.Append(unit.Length > 0 ? "<span>" + LadderText.Escape(unit) + "</span>" : "").Append("</b>");
            page.Append(note.Length > 0 ? "<small>" + note + "</small>" : "").Append("</div>\n");
        }
    }

    private static void Legend(StringBuilder page) => page.Append(
        """
        <div class="legend"><span><i class="long"></i>Longs: forced sales</span><span><i class="short"></i>Shorts: forced purchases</span><span><u></u>Lines: cumulative, upper scale</span></div>

        """);

    private static void Tip(StringBuilder page) => page.Append(
        """
        <div class="tip" role="status"><b class="price"></b><div class="far"></div><table><tr><td class="l">Long</td><td class="ln"></td><td class="lc"></td></tr><tr><td class="s">Short</td><td class="sn"></td><td class="sc"></td></tr><tr class="sum down"><td class="l">Longs, mark to here</td><td class="ld"></td><td></td></tr><tr class="sum up"><td class="s">Shorts, mark to here</td><td class="su"></td><td></td></tr></table></div>

        """);

    private static void Facts(StringBuilder page, List<string> facts)
    {
        page.Append("<ul class=\"facts\">\n");
        foreach (string fact in facts)
        {
            page.Append("<li>").Append(LadderText.Escape(fact)).Append("</li>\n");
        }

        page.Append("</ul>\n");
    }
}
