using System.Text;

namespace HeatMap;

/// <summary>Writes the table of the bands that hold most.</summary>
internal static class LadderTable
{
    public static void Write(StringBuilder page, LiquidationMap map, LadderWords words, int most)
    {
        int[] hottest = map.HottestBands(most);
        if (hottest.Length == 0)
        {
            return;
        }

        page.Append("<div class=\"card\">\n<h2>Hottest bands").Append(LadderText.Escape(words.InUnit));
        page.Append("</h2>\n<div class=\"scroll\"><table class=\"hot\"><thead><tr><th scope=\"col\">Price</th><th scope=\"col\">To mark</th>");
        page.Append("<th scope=\"col\">Long</th><th scope=\"col\">Short</th>");
        page.Append(map.HasCounts ? "<th scope=\"col\" class=\"wide\">Positions</th>" : "").Append("</tr></thead><tbody>\n");
        foreach (int band in hottest)
        {
            PriceBand prices = map.Grid[band];
            SideTally tally = map[band];
            bool holdsMark = prices.Lower <= map.MarkPrice && map.MarkPrice < prices.Upper;
            string far = holdsMark ? "mark" : CompactNumber.Percent((prices.Middle / map.MarkPrice) - 1);
            page.Append("<tr><td>").Append(LadderWords.Edges(prices, map.Grid)).Append("</td><td>").Append(far).Append("</td>");
            Cell(page, "l", tally.Long);
            Cell(page, "s", tally.Short);
            page.Append(map.HasCounts ? "<td class=\"wide\">" + CompactCount(tally.Count) + "</td>" : "").Append("</tr>\n");
        }

        page.Append("</tbody></table></div>\n</div>\n");
    }

    private static string CompactCount(long count) => count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    private static void Cell(StringBuilder page, string look, double notional) =>
        page.Append(notional > 0 ? "<td class=\"" + look + "\">" + CompactNumber.Notional(notional) : "<td class=\"none\">–").Append("</td>");
}
