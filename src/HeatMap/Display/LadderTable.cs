using System.Text;

namespace HeatMap;

/// <summary>Writes the table of the bands that hold most.</summary>
internal static class LadderTable
{
    public static void Write(StringBuilder page, LiquidationMap map, LadderWords words, int most)
    {
        List<int> hottest = Hottest(map, most);
        if (hottest.Count == 0)
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
            page.Append("<tr><td>").Append(LadderWords.Edges(prices)).Append("</td><td>").Append(far).Append("</td>");
            Cell(page, "l", tally.Long);
            Cell(page, "s", tally.Short);
            page.Append(map.HasCounts ? "<td class=\"wide\">" + CompactCount(tally.Count) + "</td>" : "").Append("</tr>\n");
        }

        page.Append("</tbody></table></div>\n</div>\n");
    }

    /// <summary>The bands with most notional, hottest first, of equals the lower; fewer when fewer hold any.</summary>
    internal static List<int> Hottest(LiquidationMap map, int most)
    {
        var heap = new PriorityQueue<int, (Int128 Units, int Place)>();
        MapView view = map.View;
        for (int band = 0; band < map.Grid.Count; band++)
        {
            Int128 units = (Int128)view.LongUnits[band] + view.ShortUnits[band];
            if (units > 0)
            {
                heap.Enqueue(band, (units, -band));
                if (heap.Count > most)
                {
                    heap.Dequeue();
                }
            }
        }

        var hottest = new List<int>(heap.Count);
        while (heap.Count > 0)
        {
            hottest.Add(heap.Dequeue());
        }

        hottest.Reverse();
        return hottest;
    }

    private static string CompactCount(long count) => count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    private static void Cell(StringBuilder page, string look, double notional) =>
        page.Append(notional > 0 ? "<td class=\"" + look + "\">" + CompactNumber.Notional(notional) : "<td class=\"none\">–").Append("</td>");
}
