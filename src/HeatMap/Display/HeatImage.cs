using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>Writes a heat map as an image that stands alone: picture, path of the price, axes, legend and caption.</summary>
internal static class HeatImage
{
    /// <summary>The look of a drawing. The path is light with a dark edge, so that it stands out on every colour and on none.</summary>
    public const string Style =
        """
        .hm{fill:currentColor;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
        .hm-soft{fill-opacity:.72}.hm-title{font-weight:650}
        .hm-axis{stroke:currentColor;stroke-opacity:.4;fill:none}.hm-grid{stroke:currentColor;stroke-opacity:.12;fill:none}
        .hm-missing{fill:currentColor;fill-opacity:.1}
        .hm-path{fill:none;stroke-linejoin:round;stroke-linecap:round}.hm-edge{stroke:#10141a;stroke-opacity:.75}.hm-line{stroke:#fff}
        .hm-picture{image-rendering:pixelated}
        """;

    private const string Ground =
        """
        svg.hm:root{color:#1d2630;background:#fff}
        @media (prefers-color-scheme:dark){svg.hm:root{color:#e3e8ef;background:#12171e}}
        """;

    public static string Write(LiquidationHeatMap map, DisplayOptions options)
    {
        var words = new HeatWords(map, options.Title);
        var frame = new HeatFrame(map, words, options.Width, options.Height, isAlone: true);
        var svg = new StringBuilder(1 << 16);
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"hm\"");
        svg.Append(CultureInfo.InvariantCulture, $" viewBox=\"0 0 {frame.Width} {frame.Height}\" width=\"{frame.Width}\" height=\"{frame.Height}\" role=\"img\" fill=\"currentColor\">\n");
        svg.Append("<title>").Append(LadderText.Escape(words.Title)).Append("</title>\n");
        svg.Append("<desc>").Append(LadderText.Escape(words.Description)).Append("</desc>\n");
        svg.Append("<style>\n").Append(Style).Append('\n').Append(Ground).Append("\n</style>\n");
        double size = frame.Width < LadderLayout.Narrow ? 17 : 20, y = frame.Padding + 16;
        LadderSvg.Text(svg, frame.Padding, y, "start", size, "hm-title", LadderText.Fit(words.Title, size * LadderText.Bold, frame.Width - (2 * frame.Padding)));
        y += 22;
        foreach (string line in frame.Subtitle)
        {
            LadderSvg.Text(svg, frame.Padding, y, "start", frame.FontSize + 1, "hm-soft", line);
            y += 17;
        }

        HeatMapPicture picture = map.Resample(frame.Columns, frame.Rows, HeatWords.Pooling(map));
        long most = Greatest(picture);
        Legend(svg, frame, y + 2, most * map.Quantum);
        Picture(svg, frame, Png(picture, most));
        Plot(svg, frame);
        y = frame.Bottom + 30 + 14;
        foreach (string line in frame.Caption)
        {
            LadderSvg.Text(svg, frame.Padding, y, "start", frame.FontSize, "hm-soft", line);
            y += 17;
        }

        return svg.Append("</svg>\n").ToString();
    }

    public static long Greatest(HeatMapPicture picture)
    {
        long most = 0;
        for (int y = 0; y < picture.Height; y++)
        {
            foreach (long units in picture.Row(y))
            {
                most = Math.Max(most, units);
            }
        }

        return most;
    }

    /// <summary>Missing columns, path, axes and labels: everything that lies over the picture.</summary>
    public static void Plot(StringBuilder svg, HeatFrame frame, int mostStrokes = int.MaxValue)
    {
        Missing(svg, frame);
        HeatPathLine.Write(svg, frame, mostStrokes);
        string left = LadderText.N(frame.Left), right = LadderText.N(frame.Right), top = LadderText.N(frame.Top), bottom = LadderText.N(frame.Bottom);
        svg.Append("<path class=\"hm-grid\" d=\"");
        foreach (LadderTick tick in frame.PriceLabels)
        {
            svg.Append(CultureInfo.InvariantCulture, $"M{left} {LadderText.N(tick.Place)}H{right}");
        }

        svg.Append("\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hm-axis\" d=\"M{left} {top}V{bottom}H{right}");
        foreach (LadderTick tick in frame.TimeLabels)
        {
            svg.Append(CultureInfo.InvariantCulture, $"M{LadderText.N(tick.Place)} {bottom}v5");
        }

        svg.Append("\"/>\n");
        foreach (LadderTick tick in frame.PriceLabels)
        {
            LadderSvg.Text(svg, frame.Left - 6, tick.Place + (frame.FontSize / 3), "end", frame.FontSize, "", tick.Label);
        }

        foreach (LadderTick tick in frame.TimeLabels)
        {
            LadderSvg.Text(svg, tick.Place, frame.Bottom + 18, "middle", frame.FontSize, "", tick.Label);
        }

        if (frame.Words.Nothing is { } nothing)
        {
            LadderSvg.Text(svg, (frame.Left + frame.Right) / 2, (frame.Top + frame.Bottom) / 2, "middle", frame.FontSize + 2, "hm-soft", nothing);
        }
    }

    /// <summary>The cells as text of a PNG.</summary>
    public static string Png(HeatMapPicture picture, long most)
    {
        var pixels = new byte[picture.Width * picture.Height];
        for (int y = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<long> row = picture.Row(picture.Height - 1 - y);
            for (int x = 0; x < row.Length; x++)
            {
                pixels[(y * picture.Width) + x] = HeatColours.Place(row[x], most);
            }
        }

        return Convert.ToBase64String(HeatPng.Write(picture.Width, picture.Height, pixels));
    }

    /// <summary>The cells in their place.</summary>
    public static void Picture(StringBuilder svg, HeatFrame frame, string png)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<image class=\"hm-picture\" x=\"{LadderText.N(frame.Left)}\" y=\"{LadderText.N(frame.Top)}\" width=\"{LadderText.N(frame.Right - frame.Left)}\"");
        svg.Append(CultureInfo.InvariantCulture, $" height=\"{LadderText.N(frame.Bottom - frame.Top)}\" preserveAspectRatio=\"none\" href=\"data:image/png;base64,{png}\"/>\n");
    }

    private static void Legend(StringBuilder svg, HeatFrame frame, double y, double most)
    {
        const int Steps = 48;
        const double Cell = 4;
        for (int i = 0; i < Steps; i++)
        {
            (byte red, byte green, byte blue) = HeatColours.Of(i / (Steps - 1.0));
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{LadderText.N(frame.Padding + (i * Cell))}\" y=\"{LadderText.N(y - 9)}\" width=\"{Cell + 0.5}\" height=\"11\" fill=\"#{red:x2}{green:x2}{blue:x2}\"/>");
        }

        svg.Append('\n');
        double end = frame.Padding + (Steps * Cell), size = frame.FontSize;
        LadderSvg.Text(svg, frame.Padding, y + 15, "start", size, "hm-soft", "0");

        // Brightness is the square root of the share, so half of it is a quarter of the greatest.
        LadderSvg.Text(svg, (frame.Padding + end) / 2, y + 15, "middle", size, "hm-soft", CompactNumber.Notional(most / 4));
        LadderSvg.Text(svg, end, y + 15, "end", size, "hm-soft", CompactNumber.Notional(most));
        LadderSvg.Text(svg, end + 12, y, "start", size, "hm-soft", LadderText.Fit(frame.Words.Legend, size, frame.Width - end - 24));
    }

    /// <summary>Stretches without numbers; those closer than half a pixel are drawn as one.</summary>
    private static void Missing(StringBuilder svg, HeatFrame frame)
    {
        LiquidationHeatMap map = frame.Map;
        var stretches = new StringBuilder();
        double from = double.NaN, to = double.NaN;
        for (int column = 0; column < map.ColumnCount; column++)
        {
            if (map.StateOf(column) != HeatMapColumnState.Missing)
            {
                continue;
            }

            double start = frame.X(map.ColumnStartUnixMs(column));
            if (!(start - to < 0.5))
            {
                Stretch();
                from = start;
            }

            to = frame.X(map.ColumnStartUnixMs(column) + map.Interval.TotalMilliseconds);
        }

        Stretch();
        if (stretches.Length > 0)
        {
            svg.Append("<path class=\"hm-missing\" d=\"").Append(stretches).Append("\"/>\n");
        }

        void Stretch()
        {
            if (to > from)
            {
                stretches.Append(CultureInfo.InvariantCulture, $"M{LadderText.N(from)} {LadderText.N(frame.Top)}H{LadderText.N(to)}V{LadderText.N(frame.Bottom)}H{LadderText.N(from)}z");
            }
        }
    }
}
