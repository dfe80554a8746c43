using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>Writes the numbers that a page's script reads: both sides of every pixel, sixteen bits each on a logarithmic scale, in runs.</summary>
internal static class HeatData
{
    /// <summary>Codes beside that for nothing: neighbours differ by less than a thousandth where numbers span 28 powers of ten.</summary>
    private const int Codes = 65535;

    /// <summary>The numbers as JSON that is safe inside a script element.</summary>
    public static string Json(HeatFrame frame)
    {
        LiquidationHeatMap map = frame.Map;
        HeatMapPicture longs = Picture(Side.Long), shorts = Picture(Side.Short), both = map.Resample(frame.Columns, frame.Rows, HeatWords.Pooling(map));
        (long least, long most) = (long.MaxValue, 0);
        foreach (HeatMapPicture picture in (ReadOnlySpan<HeatMapPicture>)[longs, shorts, both])
        {
            for (int y = 0; y < picture.Height; y++)
            {
                foreach (long units in picture.Row(y))
                {
                    least = units > 0 ? Math.Min(least, units) : least;
                    most = Math.Max(most, units);
                }
            }
        }

        least = Math.Min(least, Math.Max(most, 1));
        var json = new StringBuilder(1 << 16);
        json.Append(CultureInfo.InvariantCulture, $"{{\"w\":{both.Width},\"h\":{both.Height},\"min\":{least * map.Quantum:R},\"max\":{Math.Max(most, 1) * map.Quantum:R},\"codes\":{Codes}");
        json.Append(CultureInfo.InvariantCulture, $",\"step\":{frame.Map.Interval.TotalMilliseconds:R},\"unit\":\"{JsonText(frame.Words.Unit)}\",\"times\":[");
        Join(json, both.TimeEdgesUnixMs);
        json.Append("],\"prices\":[");
        Join(json, both.PriceEdges);
        json.Append("],\"marks\":[");
        double[] marks = new double[both.Width];
        for (int x = 0; x < marks.Length; x++)
        {
            marks[x] = HeatPaths.Between(map, both.TimeEdgesUnixMs[x], both.TimeEdgesUnixMs[x + 1]).Last;
        }

        Join(json, marks);
        json.Append(CultureInfo.InvariantCulture, $"],\"known\":\"{string.Concat(Enumerable.Range(0, both.Width).Select(x => both.IsKnown(x) ? '1' : '0'))}\"");
        json.Append(CultureInfo.InvariantCulture, $",\"long\":\"{Runs(longs, least, most)}\",\"short\":\"{Runs(shorts, least, most)}\",\"both\":\"{Runs(both, least, most)}\"}}");
        return json.ToString();

        HeatMapPicture Picture(Side side) => map.Resample(frame.Columns, frame.Rows, HeatWords.Pooling(map), new() { Side = side });
    }

    private static void Join(StringBuilder json, ReadOnlySpan<double> numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            json.Append(i > 0 ? "," : "").Append(numbers[i].ToString("R", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Pairs of a length and a code, each of seven bits a byte, rows from the lowest prices.</summary>
    private static string Runs(HeatMapPicture picture, long least, long most)
    {
        double span = Math.Log((double)Math.Max(most, 1) / least);
        var bytes = new List<byte>();
        (int run, int code) = (0, 0);
        for (int y = 0; y < picture.Height; y++)
        {
            foreach (long units in picture.Row(y))
            {
                int next = units <= 0 ? 0 : span > 0 ? 1 + (int)Math.Round((Codes - 1) * Math.Log((double)units / least) / span) : Codes;
                if (next != code && run > 0)
                {
                    Put(bytes, run);
                    Put(bytes, code);
                    run = 0;
                }

                code = next;
                run++;
            }
        }

        Put(bytes, run);
        Put(bytes, code);
        return Convert.ToBase64String([.. bytes]);
    }

    private static void Put(List<byte> bytes, int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
    }

    private static string JsonText(string text)
    {
        var json = new StringBuilder();
        foreach (char c in text)
        {
            json.Append(c is '"' or '\\' or '<' or '>' or '&' or '\'' or < ' ' or > '~' ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c.ToString());
        }

        return json.ToString();
    }
}
