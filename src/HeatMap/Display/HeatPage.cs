using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>Writes one or two heat maps as a page: drawings at two widths, numbers under the pointer, what is not drawn.</summary>
internal static class HeatPage
{
    private const int PageMargin = 74, PhoneWidth = 345;

    private const string Style =
        """
        .heat .chart{cursor:crosshair}.heat .chart svg{position:relative}
        .heat .cells{position:absolute;image-rendering:pixelated}
        .heat .cross{stroke:currentColor;stroke-opacity:.6;fill:none;pointer-events:none}
        .heat .legend{align-items:center}.heat .ramp{width:192px;height:11px;border-radius:2px}
        .heat select{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:1px 4px}
        .heat .tip .mk{color:var(--soft)}
        """;

    public static string Write(ReadOnlySpan<LiquidationHeatMap> maps, DisplayOptions options)
    {
        var page = new StringBuilder(1 << 18);
        string title = new HeatWords(maps[0], options.Title).Title;
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
        page.Append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.Append("<title>").Append(LadderText.Escape(LadderText.Fit(title, 1, 60))).Append("</title>\n");
        page.Append("<style>\n").Append(LadderPageStyle.Text).Append('\n').Append(HeatImage.Style).Append('\n').Append(Style).Append('\n');
        page.Append(CultureInfo.InvariantCulture, $"main{{max-width:{Math.Max(options.Width, 360) + PageMargin}px}}\n");
        page.Append(".v1{display:none}@media (max-width:560px){.v0{display:none}.v1{display:block}}\n");
        page.Append("</style>\n</head>\n<body>\n<main>\n");
        page.Append("<h1>").Append(LadderText.Escape(LadderText.Fit(title, 1, 400))).Append("</h1>\n");
        for (int i = 0; i < maps.Length; i++)
        {
            Card(page, maps[i], new(maps[i], i == 0 ? options.Title : null), options, hasHeading: i > 0);
        }

        page.Append("</main>\n<script>\n").Append(HeatPageScript.Text.Replace("STEPS", HeatColours.Json, StringComparison.Ordinal)).Append("\n</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Card(StringBuilder page, LiquidationHeatMap map, HeatWords words, DisplayOptions options, bool hasHeading)
    {
        if (hasHeading)
        {
            page.Append("<h2>").Append(LadderText.Escape(words.Title)).Append("</h2>\n");
        }

        page.Append("<p class=\"sub\">").Append(LadderText.Escape(words.Subtitle)).Append("</p>\n<div class=\"card heat\">\n");
        page.Append(
            """
            <div class="legend"><span class="zero">0</span><canvas class="ramp" width="192" height="1"></canvas><span class="most"></span><span>
            """).Append(LadderText.Escape(words.Legend)).Append(
            """
            </span><label>Side <select class="side"><option value="both">both</option><option value="long">long</option><option value="short">short</option></select></label><label>Brightness <select class="scale"><option value="root">square root</option><option value="log">logarithm</option></select></label></div>

            """);
        HeatFrame wide = new(map, words, options.Width, Math.Max(options.Height - 60, 260), isAlone: false);
        Drawing(page, wide, 0);
        Drawing(page, new(map, words, Math.Min(PhoneWidth, options.Width), Math.Min(options.Height, 420), isAlone: false), 1);
        page.Append("<div class=\"tip\" role=\"status\"><b class=\"price\"></b><div class=\"time\"></div><table><tr><td class=\"l\">Long</td><td class=\"ln\"></td></tr><tr><td class=\"s\">Short</td><td class=\"sn\"></td></tr><tr><td class=\"mk\">Last price</td><td class=\"mn\"></td></tr></table></div>\n");
        page.Append("<ul class=\"facts\">\n");
        foreach (string fact in words.Facts)
        {
            page.Append("<li>").Append(LadderText.Escape(fact)).Append("</li>\n");
        }

        page.Append("</ul>\n<script type=\"application/json\" class=\"data\">").Append(HeatData.Json(wide)).Append("</script>\n</div>\n");
    }

    private static void Drawing(StringBuilder page, HeatFrame frame, int number)
    {
        page.Append(CultureInfo.InvariantCulture, $"<div class=\"chart v{number}\" tabindex=\"0\" role=\"group\" aria-label=\"Heat map. Arrow keys read its cells.\"><canvas class=\"cells\" style=\"left:{Share(frame.Left, frame.Width)};top:{Share(frame.Top, frame.Height)}");
        page.Append(CultureInfo.InvariantCulture, $";width:{Share(frame.Right - frame.Left, frame.Width)};height:{Share(frame.Bottom - frame.Top, frame.Height)}\"></canvas><svg xmlns=\"http://www.w3.org/2000/svg\" class=\"hm\"");
        page.Append(CultureInfo.InvariantCulture, $" viewBox=\"0 0 {frame.Width} {frame.Height}\" role=\"img\" fill=\"currentColor\" data-left=\"{LadderText.N(frame.Left)}\" data-right=\"{LadderText.N(frame.Right)}\"");
        page.Append(CultureInfo.InvariantCulture, $" data-top=\"{LadderText.N(frame.Top)}\" data-bottom=\"{LadderText.N(frame.Bottom)}\" aria-label=\"").Append(LadderText.Escape(frame.Words.Description)).Append("\">\n");
        HeatImage.Plot(page, frame);
        page.Append("<path class=\"cross\" d=\"\"/>\n</svg></div>\n");

        static string Share(double length, double all) => (100 * length / all).ToString("0.####", CultureInfo.InvariantCulture) + "%";
    }
}
