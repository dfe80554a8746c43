using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>Writes a ladder as an image that stands alone: with title, legend and caption.</summary>
internal static class LadderImage
{
    /// <summary>Applies only where the image is a document of its own; inside a page the page's colours hold.</summary>
    private const string Ground =
        """
        svg.hm:root{color:#1d2630;background:#fff}
        @media (prefers-color-scheme:dark){svg.hm:root{color:#e3e8ef;background:#12171e}svg.hm:root .hm-long{fill:#ee8f35}svg.hm:root .hm-short{fill:#4c9bea}}
        """;

    public static string Write(LiquidationMap map, DisplayOptions options, LadderWords words)
    {
        var ladder = new LadderLayout(map, words, options.Width, options.Height, isAlone: true);
        var svg = new StringBuilder(1 << 15);
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"hm\"");
        svg.Append(CultureInfo.InvariantCulture, $" viewBox=\"0 0 {ladder.Width} {ladder.Height}\" width=\"{ladder.Width}\" height=\"{ladder.Height}\"");
        svg.Append(" role=\"img\" fill=\"currentColor\">\n");
        svg.Append("<title>").Append(LadderText.Escape(words.Title)).Append("</title>\n");
        svg.Append("<desc>").Append(LadderText.Escape(words.Description)).Append("</desc>\n");
        svg.Append("<style>\n").Append(LadderSvg.Style).Append('\n').Append(Ground).Append("\n</style>\n");
        double y = Head(svg, ladder);
        Legend(svg, ladder, y);
        LadderSvg.Write(svg, ladder);
        y = ladder.Bottom + 42 + 14;
        foreach (string line in ladder.Caption)
        {
            LadderSvg.Text(svg, ladder.Padding, y, "start", ladder.FontSize, "hm-soft", line);
            y += 17;
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static double Head(StringBuilder svg, LadderLayout ladder)
    {
        double size = ladder.Width < LadderLayout.Narrow ? 17 : 20, y = ladder.Padding + 16;
        LadderSvg.Text(svg, ladder.Padding, y, "start", size, "hm-title", LadderText.Fit(ladder.Words.Title, size * LadderText.Bold, ladder.Width - (2 * ladder.Padding)));
        y += 22;
        foreach (string line in ladder.Subtitle)
        {
            LadderSvg.Text(svg, ladder.Padding, y, "start", ladder.FontSize + 1, "hm-soft", line);
            y += 17;
        }

        return y + 8;
    }

    private static void Legend(StringBuilder svg, LadderLayout ladder, double y)
    {
        double x = ladder.Padding;
        foreach ((string look, string words) in (ReadOnlySpan<(string, string)>)
            [("long", "Longs: forced sales"), ("short", "Shorts: forced purchases"), ("", "Lines: cumulative, upper scale")])
        {
            if (look.Length > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"hm-{look}\" x=\"{LadderText.N(x)}\" y=\"{LadderText.N(y - 9)}\" width=\"11\" height=\"11\" rx=\"2\"/>\n");
            }
            else
            {
                string middle = LadderText.N(y - 3.5);
                svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hm-curve\" d=\"M{LadderText.N(x)} {middle}h11\"/>\n");
            }

            double start = x + 18;
            LadderSvg.Text(svg, start, y, "start", ladder.FontSize, "", LadderText.Fit(words, ladder.FontSize, ladder.Width - start - 4));
            if (ladder.LegendRows > 1)
            {
                y += 17;
            }
            else
            {
                x = start + LadderText.Width(words, ladder.FontSize) + 22;
            }
        }
    }
}
