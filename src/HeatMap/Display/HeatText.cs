using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>Draws a heat map in letters: time to the right, price up.</summary>
internal static class HeatText
{
    /// <summary>From nothing to everything.</summary>
    private const string Shades = " ·░▒▓█";

    private const char Path = '─', Unknown = '?';

    public static string Write(LiquidationHeatMap map, int width, int height)
    {
        string low = CompactNumber.Edge(map.Grid.Lower, map.Grid), high = CompactNumber.Edge(map.Grid.Upper, map.Grid);
        int margin = Math.Max(low.Length, high.Length) + 1, columns = Math.Max(1, width - margin - 1), rows = Math.Max(1, height - 3);
        columns = HeatFrame.Even(map.ColumnCount, columns);
        rows = HeatFrame.Even(map.Grid.Count, rows);
        var words = new HeatWords(map, null);
        HeatMapPicture picture = map.Resample(columns, rows, HeatWords.Pooling(map));
        long most = 0;
        for (int y = 0; y < rows; y++)
        {
            foreach (long units in picture.Row(y))
            {
                most = Math.Max(most, units);
            }
        }

        var text = new StringBuilder();
        text.Append(words.Title).Append(", ").Append(Shades.AsSpan(1)).Append(" up to ").Append(CompactNumber.Notional(most * map.Quantum)).Append(words.Unit.Length > 0 ? " " + words.Unit : "").Append('\n');
        for (int y = rows - 1; y >= 0; y--)
        {
            double lower = picture.PriceEdges[y], upper = picture.PriceEdges[y + 1];
            bool isLabelled = y == rows - 1 || y == 0 || (rows - 1 - y) % 5 == 0;
            text.Append((isLabelled ? CompactNumber.Edge(lower, map.Grid) : "").PadLeft(margin)[^margin..]).Append('│');
            for (int x = 0; x < columns; x++)
            {
                MarkPath path = HeatPaths.Between(map, picture.TimeEdgesUnixMs[x], picture.TimeEdgesUnixMs[x + 1]);
                long units = picture.Row(y)[x];
                bool isOnPath = path.IsKnown && path.Last >= lower && path.Last < upper;
                text.Append(isOnPath ? Path : !picture.IsKnown(x) ? Unknown : Shades[Shade(units, most)]);
            }

            while (text[^1] == ' ')
            {
                text.Length--;
            }

            text.Append('\n');
        }

        text.Append(' ', margin).Append('└').Append('─', columns).Append('\n');
        string from = HeatTimes.Full(map.StartUnixMs, (long)map.Interval.TotalMilliseconds), to = HeatTimes.Full(map.EndUnixMs, (long)map.Interval.TotalMilliseconds);
        text.Append(' ', margin + 1).Append(CultureInfo.InvariantCulture, $"{from}Z to {to}Z").Append('\n');
        return text.ToString();
    }

    private static int Shade(long units, long most) => units <= 0 ? 0 : 1 + (int)Math.Min(Shades.Length - 2, Math.Sqrt((double)units / most) * (Shades.Length - 1));
}
