using System.Globalization;
using System.Text;
using HeatMap.Cascades;

namespace HeatMap;

/// <summary>Writes a cascade as a page: the drawings at two widths, its waves, and the steps of the curve.</summary>
internal static class CascadePage
{
    private const int PageMargin = 74, PhoneWidth = 345, PhoneHeight = 640, MostRows = 12;

    public static string Write(CascadePicture picture)
    {
        DisplayOptions options = picture.Options;
        var page = new StringBuilder(1 << 15);
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.Append("<title>").Append(LadderText.Escape(LadderText.Fit(picture.Title, 1, 60))).Append("</title>\n<style>\n").Append(LadderPageStyle.Text).Append('\n');
        page.Append(CultureInfo.InvariantCulture, $"main{{max-width:{Math.Max(options.Width, 360) + PageMargin}px}}\n");
        page.Append(".v1{display:none}@media (max-width:560px){.v0{display:none}.v1{display:block}}.plots svg{display:block;width:100%;height:auto}\n</style>\n</head>\n<body>\n<main>\n");
        page.Append("<h1>").Append(LadderText.Escape(LadderText.Fit(picture.Title, 1, 400))).Append("</h1>\n<p class=\"sub\">").Append(LadderText.Escape(picture.Sentence)).Append("</p>\n");
        page.Append("<div class=\"card plots\"><div class=\"v0\">\n");
        picture.Drawing(page, options.Width, Math.Max(options.Height - 220, 260));
        page.Append("</div><div class=\"v1\">\n");
        picture.Drawing(page, Math.Min(PhoneWidth, options.Width), PhoneHeight);
        page.Append("</div></div>\n");
        Waves(page, picture);
        Jumps(page, picture);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Waves(StringBuilder page, CascadePicture picture)
    {
        CascadeResult cascade = picture.Cascade;
        page.Append("<div class=\"card scroll\"><h2>Waves</h2>\n<table class=\"hot\"><thead><tr><th>Wave</th><th>Met at</th><th>Leaves price at</th><th>Base</th><th>Notional</th><th>Positions</th></tr></thead><tbody>\n");
        int count = cascade.Waves.Length;
        for (int i = 0; i < count; i++)
        {
            if (count > 2 * MostRows && i == MostRows)
            {
                i = count - MostRows;
                page.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"none\" colspan=\"6\">{count - (2 * MostRows)} waves in between</td></tr>\n");
            }

            CascadeWave wave = cascade.Waves[i];
            Row(page, [
                (i + 1).ToString(CultureInfo.InvariantCulture), picture.Price(wave.TriggerPrice), picture.Price(wave.Price), CompactNumber.Notional(wave.Quantity), CompactNumber.Notional(wave.Notional),
                wave.Count?.ToString(CultureInfo.InvariantCulture) ?? "not counted"]);
        }

        page.Append(count == 0 ? "<tr><td class=\"none\" colspan=\"6\">nobody is liquidated</td></tr>\n" : "").Append("</tbody></table></div>\n");
    }

    private static void Jumps(StringBuilder page, CascadePicture picture)
    {
        if (picture.Thresholds is not { } thresholds)
        {
            return;
        }

        CascadeJump[] jumps = [.. thresholds.Jumps.ToArray().Where(j => j.IsCascade).OrderByDescending(j => j.Size).Take(MostRows).OrderBy(j => Math.Abs(j.TriggerPrice - thresholds.MarkPrice))];
        page.Append("<div class=\"card scroll\"><h2>Shocks that set off cascades</h2>\n<table class=\"hot\"><thead><tr><th>Price moved to</th><th>Ends at</th><th>Jump</th><th>Base liquidated</th><th>Notional</th></tr></thead><tbody>\n");
        foreach (CascadeJump jump in jumps)
        {
            Row(page, [picture.Trigger(jump.TriggerPrice), picture.Price(jump.EndPrice), picture.Price(jump.Size), CompactNumber.Notional(jump.Quantity), CompactNumber.Notional(jump.Notional)]);
        }

        page.Append(jumps.Length == 0 ? "<tr><td class=\"none\" colspan=\"5\">none: no forced order forces another one</td></tr>\n" : "").Append("</tbody></table></div>\n");
    }

    private static void Row(StringBuilder page, ReadOnlySpan<string> cells)
    {
        page.Append("<tr>");
        foreach (string cell in cells)
        {
            page.Append("<td>").Append(LadderText.Escape(cell)).Append("</td>");
        }

        page.Append("</tr>\n");
    }
}
