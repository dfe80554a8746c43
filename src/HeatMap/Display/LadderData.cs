using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>Writes the numbers that a page's script reads: one entry a band that is not empty.</summary>
internal static class LadderData
{
    private const int MostReadings = 50_000;

    /// <summary>How many neighbouring bands the pointer reads together: one, unless the map is too big for a page.</summary>
    public static int BandsPerReading(LiquidationMap map)
    {
        MapView view = map.View;
        int filled = 0;
        for (int band = 0; band < map.Grid.Count; band++)
        {
            filled += (view.LongUnits[band] | view.ShortUnits[band]) != 0 ? 1 : 0;
        }

        return filled <= MostReadings ? 1 : (map.Grid.Count + MostReadings - 1) / MostReadings;
    }

    /// <summary>The numbers as JSON that is safe inside a script element.</summary>
    public static string Json(LiquidationMap map, LadderWords words, int bandsPerReading)
    {
        LadderBars bands = LadderBars.Of(map, (map.Grid.Count + bandsPerReading - 1) / bandsPerReading);
        StringBuilder gaps = new(), longs = new(), shorts = new(), longCounts = new(), shortCounts = new();
        int last = 0;
        for (int i = 0; i < bands.Count; i++)
        {
            if (bands.Long[i] + bands.Short[i] + bands.LongCount[i] + bands.ShortCount[i] == 0)
            {
                continue;
            }

            Add(gaps, i - last);
            Add(longs, bands.Long[i]);
            Add(shorts, bands.Short[i]);
            Add(longCounts, bands.LongCount[i]);
            Add(shortCounts, bands.ShortCount[i]);
            last = i;
        }

        BandGrid grid = map.Grid;
        var json = new StringBuilder(gaps.Length + longs.Length + shorts.Length + longCounts.Length + shortCounts.Length + 400);
        json.Append(CultureInfo.InvariantCulture, $"{{\"mark\":{map.MarkPrice:R},\"geometric\":{(grid.Spacing == BandSpacing.Geometric ? 1 : 0)}");
        json.Append(CultureInfo.InvariantCulture, $",\"step\":{grid.Step:R},\"first\":{grid.FirstIndex},\"bands\":{grid.Count},\"each\":{bands.BandsPerBar},\"decimals\":{CompactNumber.EdgeDecimals(grid)}");
        json.Append(CultureInfo.InvariantCulture, $",\"longBefore\":{bands.LongBefore:G6},\"shortBefore\":{bands.ShortBefore:G6}");
        json.Append(",\"unit\":").Append(Quote(words.Unit)).Append(",\"counted\":").Append(map.HasCounts ? 1 : 0);
        json.Append(",\"gap\":[").Append(gaps).Append("],\"long\":[").Append(longs).Append("],\"short\":[").Append(shorts).Append(']');
        if (map.HasCounts)
        {
            json.Append(",\"longCount\":[").Append(longCounts).Append("],\"shortCount\":[").Append(shortCounts).Append(']');
        }

        return json.Append('}').ToString();
    }

    /// <summary>A JSON string without any character that could end a script element.</summary>
    internal static string Quote(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (char c in text)
        {
            if (c is '<' or '>' or '&' or '"' or '\\' or '\'' or < ' ' or '\u2028' or '\u2029')
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                quoted.Append(c);
            }
        }

        return quoted.Append('"').ToString();
    }

    private static void Add(StringBuilder list, double number) =>
        list.Append(list.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{number:G6}");

    private static void Add(StringBuilder list, long number) =>
        list.Append(list.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{number}");
}
