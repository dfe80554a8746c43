using System.Text;
using System.Text.Encodings.Web;
using HeatMap.Charts.Colours;
using HeatMap.Charts.Drawing;
using HeatMap.Charts.Pages;

namespace HeatMap.Charts;

/// <summary>Pages of one file: charts with everything that is needed to look at them.</summary>
public static class ChartPage
{
    /// <summary>Writes several charts below each other as one interactive page.</summary>
    /// <param name="charts">What to show, from the top down; at least one.</param>
    /// <param name="options">Heading and colours; <see langword="null"/> for the defaults.</param>
    /// <returns>
    /// An HTML document with its chart library, style, script and numbers inline, without a reference to anything outside unless <see cref="ChartPageOptions.Updates"/> asks for one. It answers to mouse, touch and keys, fits
    /// phones and desktops, and its toolbars save PNG pictures.
    /// </returns>
    /// <exception cref="ArgumentException">There is no chart, or one is null.</exception>
    /// <remarks>Allocates the text, 0.8 MB and the numbers.</remarks>
    public static string ToHtml(ReadOnlySpan<Chart> charts, ChartPageOptions? options = null)
    {
        if (charts.IsEmpty)
        {
            throw new ArgumentException("charts must hold at least one chart, holds none", nameof(charts));
        }

        for (int i = 0; i < charts.Length; i++)
        {
            if (charts[i] is null)
            {
                throw new ArgumentException($"charts[{i}] is null", nameof(charts));
            }
        }

        options ??= ChartPageOptions.Default;
        string title = Markup(string.IsNullOrWhiteSpace(options.Title) ? charts[0].Title : options.Title);
        var page = new StringBuilder(1 << 20);
        page.Append("<!DOCTYPE html>\n<!--\n").Append(PageAssets.Credits).Append("-->\n");
        page.Append("<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append("<link rel=\"icon\" href=\"data:,\">\n<title>").Append(title).Append("</title>\n<style>\n").Append(PageAssets.Style).Append("</style>\n</head>\n<body>\n");
        page.Append("<header><h1>").Append(title).Append("</h1><p id=\"status\" role=\"status\"></p><button id=\"theme\" type=\"button\"></button></header>\n<main id=\"charts\"></main>\n");
        page.Append("<noscript>This page draws with a script, which is switched off.</noscript>\n");
        page.Append("<script type=\"application/json\" id=\"settings\">").Append(Settings(options)).Append("</script>\n");
        foreach (Chart chart in charts)
        {
            page.Append("<script type=\"application/json\" class=\"chart-data\">").Append(chart.ToJson()).Append("</script>\n");
        }

        foreach (string script in PageAssets.Scripts)
        {
            page.Append("<script>\n").Append(script).Append("</script>\n");
        }

        return page.Append("</body>\n</html>\n").ToString();
    }

    private static string Settings(ChartPageOptions options) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("theme", options.Theme switch { ChartTheme.Light => "light", ChartTheme.Dark => "dark", _ => null });
        json.WriteString("palette", Palettes.NameOf(options.Palette));
        json.WriteString("updates", options.Updates);
        json.WriteStartObject("palettes");
        foreach (HeatPalette palette in Enum.GetValues<HeatPalette>())
        {
            json.WriteBase64String(Palettes.NameOf(palette), Palettes.Of(palette));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>Text of a page: escaped, and without what a page cannot hold.</summary>
    private static string Markup(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            clean.Append(Rune.IsControl(rune) ? " " : SvgCanvas.TurnsAround(rune) ? "\uFFFD" : rune.ToString());
        }

        return HtmlEncoder.Default.Encode(clean.ToString().Trim());
    }
}
