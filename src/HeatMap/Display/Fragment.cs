using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>Gathers one <c>figure</c> for a notebook or a page: drawings, words, tables that open.</summary>
/// <remarks>
/// It is XML and HTML at once, in ASCII, so that it reads the same saved without a charset. Looks are named under <c>.heatmap</c> only, and nothing has an id: fragments never meet. Where a page
/// strips styles, the wide drawing is left and the table still reads.
/// </remarks>
internal sealed class Fragment
{
    /// <summary>Below this width the narrow drawing takes over.</summary>
    private const int Narrow = 600;

    private const string Look =
        """
        .heatmap svg{max-width:100%;height:auto}
        .heatmap td,.heatmap th{padding:2px 12px 2px 0;text-align:right;background:none;color:inherit;border:0;font-weight:400;white-space:nowrap}
        .heatmap th{opacity:.72}.heatmap td:first-child,.heatmap th:first-child{text-align:left}
        """;

    private readonly StringBuilder _text = new(1 << 14);

    /// <summary>Opens a figure.</summary>
    /// <param name="looks">Rules of the drawings, each for one class beginning with <c>.hm</c>, a line or several a rule.</param>
    /// <param name="width">The most pixels it takes.</param>
    public Fragment(string looks, int width)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<figure class=\"heatmap\" style=\"margin:8px 0;max-width:{width}px;font:14px/1.5 system-ui,-apple-system,Segoe UI,Roboto,sans-serif\">\n");
        _text.Append("<style>\n").Append(Look).Append('\n');
        if (looks.Length > 0)
        {
            _text.Append(Scoped(looks));
            _text.Append(CultureInfo.InvariantCulture, $"\n@media (max-width:{Narrow}px){{.heatmap .hm-wide{{display:none!important}}.heatmap .hm-narrow{{display:block!important}}}}\n");
        }

        _text.Append("</style>\n");
    }

    /// <summary>Adds a drawing twice: as wide as asked for, and for narrow screens, where letters keep their size.</summary>
    /// <param name="words">What it shows, for people who cannot see it.</param>
    /// <param name="wide">Width and height of the one.</param>
    /// <param name="narrow">Width and height of the other.</param>
    /// <param name="draw">Writes the elements of a size.</param>
    public void Drawing(string words, (int Width, int Height) wide, (int Width, int Height) narrow, Action<StringBuilder, bool> draw)
    {
        foreach (bool isNarrow in (ReadOnlySpan<bool>)[false, true])
        {
            (int width, int height) = isNarrow ? narrow : wide;
            _text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"hm hm-{(isNarrow ? "narrow" : "wide")}\" style=\"display:{(isNarrow ? "none" : "block")}\"");
            _text.Append(CultureInfo.InvariantCulture, $" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" fill=\"currentColor\" aria-label=\"").Append(Safe(words)).Append("\">\n");
            draw(_text, isNarrow);
            _text.Append("</svg>\n");
        }
    }

    /// <summary>Adds the caption: a title and sentences, all from data escaped here.</summary>
    /// <param name="title">In bold.</param>
    /// <param name="legend">Ready HTML after the title; may be empty.</param>
    /// <param name="sentences">In their order.</param>
    public void Caption(string title, string legend, params IEnumerable<string> sentences)
    {
        _text.Append("<figcaption><b>").Append(Safe(LadderText.Fit(title, 1, 120))).Append("</b> ").Append(legend);
        _text.Append("<br/>").Append(Safe(string.Join(' ', sentences))).Append("</figcaption>\n");
    }

    /// <summary>Adds a table that opens when asked; nothing where it has no rows.</summary>
    /// <param name="summary">What it holds.</param>
    /// <param name="heads">The names of the columns.</param>
    /// <param name="rows">As many cells each as there are names.</param>
    public void Table(string summary, ReadOnlySpan<string> heads, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        _text.Append("<details><summary style=\"cursor:pointer\">").Append(Safe(summary)).Append("</summary>\n<div style=\"overflow-x:auto\"><table style=\"border-collapse:collapse;font:inherit;color:inherit\"><thead><tr>");
        foreach (string head in heads)
        {
            _text.Append("<th scope=\"col\">").Append(Safe(head)).Append("</th>");
        }

        _text.Append("</tr></thead><tbody>\n");
        foreach (string[] row in rows)
        {
            _text.Append("<tr>");
            foreach (string cell in row)
            {
                _text.Append("<td>").Append(Safe(LadderText.Fit(cell, 1, 90))).Append("</td>");
            }

            _text.Append("</tr>\n");
        }

        _text.Append("</tbody></table></div></details>\n");
    }

    /// <summary>Closes the figure.</summary>
    /// <returns>All of it in ASCII.</returns>
    public string Close()
    {
        string text = _text.Append("</figure>\n").ToString();
        var ascii = new StringBuilder(text.Length + 256);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                ascii.Append((char)rune.Value);
            }
            else
            {
                ascii.Append(CultureInfo.InvariantCulture, $"&#{rune.Value};");
            }
        }

        return ascii.ToString();
    }

    /// <summary>Whatever it is made of: names from data come in whole sentences too.</summary>
    private static string Safe(string text) => LadderText.Escape(LadderText.Clean(text));

    /// <summary>Every rule under the figure's name, so that none reaches the page around it.</summary>
    private static string Scoped(string looks) => ".heatmap " + looks.ReplaceLineEndings("").Replace("}.hm", "}\n.heatmap .hm", StringComparison.Ordinal);
}
