using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>Writes the numbers that a page's script reads: both sides of every pixel, twelve bits each on a logarithmic scale, as runs of steps from code to code.</summary>
internal static class HeatData
{
    /// <summary>Codes beside that for nothing: neighbours differ by half a percent where numbers span nine powers of ten.</summary>
    private const int Codes = 4095;

    /// <summary>Numbers below this part of the greatest share the lowest code: nobody sees them, and they would cost all others their digits.</summary>
    private const double Span = 1e9;

    /// <summary>The numbers as JSON that is safe inside a script element.</summary>
    public static string Json(HeatFrame frame)
    {
        LiquidationHeatMap map = frame.Map;
        HeatMapPicture longs = Picture(Side.Long), shorts = Picture(Side.Short);
        (long least, long most) = (long.MaxValue, 0);
        foreach (HeatMapPicture picture in (ReadOnlySpan<HeatMapPicture>)[longs, shorts])
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

        most = Math.Max(most, 1);
        least = Math.Clamp(least, Math.Max(1, (long)(most / Span)), most);
        var json = new StringBuilder(1 << 16);
        json.Append(CultureInfo.InvariantCulture, $"{{\"w\":{longs.Width},\"h\":{longs.Height},\"min\":{least * map.Quantum:R},\"max\":{most * map.Quantum:R},\"codes\":{Codes}");
        json.Append(CultureInfo.InvariantCulture, $",\"step\":{frame.Map.Interval.TotalMilliseconds:R},\"unit\":\"{JsonText(frame.Words.Unit)}\",\"times\":[");
        Join(json, longs.TimeEdgesUnixMs);
        json.Append("],\"prices\":[");
        Join(json, longs.PriceEdges);
        json.Append("],\"marks\":[");
        double[] marks = new double[longs.Width];
        for (int x = 0; x < marks.Length; x++)
        {
            marks[x] = HeatPaths.Between(map, longs.TimeEdgesUnixMs[x], longs.TimeEdgesUnixMs[x + 1]).Last;
        }

        Join(json, marks);
        json.Append(CultureInfo.InvariantCulture, $"],\"known\":\"{string.Concat(Enumerable.Range(0, longs.Width).Select(x => longs.IsKnown(x) ? '1' : '0'))}\"");
        json.Append(CultureInfo.InvariantCulture, $",\"long\":\"{Runs(longs, least, most)}\",\"short\":\"{Runs(shorts, least, most)}\"}}");
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

    /// <summary>Pairs of a length and a step from the code before, each of seven bits a byte, rows from the lowest prices. Steps down are odd, so that small ones are short.</summary>
    private static string Runs(HeatMapPicture picture, long least, long most)
    {
        double span = Math.Log((double)most / least);
        var bytes = new List<byte>();
        (int run, int code, int before) = (0, 0, 0);
        for (int y = 0; y < picture.Height; y++)
        {
            foreach (long units in picture.Row(y))
            {
                int next = units <= 0 ? 0 : span > 0 ? 1 + (int)Math.Round((Codes - 1) * Math.Log((double)Math.Max(units, least) / least) / span) : Codes;
                if (next != code && run > 0)
                {
                    Put(bytes, run, code - before);
                    (run, before) = (0, code);
                }

                code = next;
                run++;
            }
        }

        Put(bytes, run, code - before);
        return Convert.ToBase64String([.. bytes]);
    }

    private static void Put(List<byte> bytes, int run, int step)
    {
        Put(bytes, run);
        Put(bytes, step < 0 ? (-2 * step) - 1 : 2 * step);
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
