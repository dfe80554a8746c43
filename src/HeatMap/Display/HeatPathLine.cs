using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>Draws where the price went: a stroke from low to high an interval, and a line through the last prices.</summary>
internal static class HeatPathLine
{
    /// <summary>The least room for a stroke of its own; narrower columns share one.</summary>
    private const double LeastStep = 2;

    public static void Write(StringBuilder svg, HeatFrame frame, int mostStrokes)
    {
        LiquidationHeatMap map = frame.Map;
        if (map.ColumnCount == 0)
        {
            return;
        }

        int strokes = Math.Max(1, Math.Min(Math.Min(map.ColumnCount, mostStrokes), (int)((frame.Right - frame.Left) / LeastStep)));
        double interval = (map.EndUnixMs - map.StartUnixMs) / (double)strokes;
        StringBuilder ranges = new(), line = new();
        bool isDrawing = false;
        for (int i = 0; i < strokes; i++)
        {
            double from = map.StartUnixMs + (i * interval);
            MarkPath path = HeatPaths.Between(map, from, from + interval);
            if (!path.IsKnown)
            {
                isDrawing = false;
                continue;
            }

            string x = LadderText.N(frame.X(from + (interval / 2))), high = LadderText.N(frame.Y(path.High)), low = LadderText.N(frame.Y(path.Low));
            if (high != low)
            {
                ranges.Append(CultureInfo.InvariantCulture, $"M{x} {high}V{low}");
            }

            line.Append(isDrawing ? 'L' : 'M').Append(x).Append(' ').Append(LadderText.N(frame.Y(path.Last)));
            isDrawing = true;
        }

        foreach ((string look, double wider) in (ReadOnlySpan<(string, double)>)[("hm-edge", 1.5), ("hm-line", 0)])
        {
            if (ranges.Length > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hm-path {look}\" stroke-width=\"{1 + wider}\" d=\"").Append(ranges).Append("\"/>\n");
            }

            if (line.Length > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hm-path {look}\" stroke-width=\"{1.5 + wider}\" d=\"").Append(line).Append("\"/>\n");
            }
        }
    }
}
