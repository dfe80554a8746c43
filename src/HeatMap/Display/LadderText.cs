using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>Words in a picture: made safe for XML, measured roughly, cut and wrapped.</summary>
internal static class LadderText
{
    /// <summary>Text from data without what a page cannot hold or what would disturb its neighbours: controls, halves of pairs, turns of direction.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool turns = rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F;
            bool cannot = rune.Value is 0xFFFE or 0xFFFF;
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
            {
                clean.Append(' ');
            }
            else if (!turns)
            {
                clean.Append(cannot ? "\uFFFD" : rune.ToString());
            }
        }

        return clean.ToString().Trim();
    }

    /// <summary>Escaped for XML and HTML, in elements and in attributes.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal);

    /// <summary>How much wider bold letters are.</summary>
    public const double Bold = 1.14;

    /// <summary>A generous estimate of a bold text's width in pixels.</summary>
    public static double BoldWidth(string text, double size) => Width(text, size * Bold);

    /// <summary>A generous estimate of a text's width in pixels.</summary>
    public static double Width(string text, double size)
    {
        double em = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            em += Em(rune);
        }

        return em * size;
    }

    /// <summary>The text, or as much of it as fits with an ellipsis.</summary>
    public static string Fit(string text, double size, double room)
    {
        if (Width(text, size) <= room)
        {
            return text;
        }

        var cut = new StringBuilder();
        double em = Em(new Rune('…'));
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            string element = elements.GetTextElement();
            em += Width(element, 1);
            if (em * size > room)
            {
                break;
            }

            cut.Append(element);
        }

        return cut.ToString().TrimEnd() + "…";
    }

    /// <summary>Lines of at most some width, broken at blanks. A word that is wider is cut.</summary>
    public static List<string> Wrap(string text, double size, double room)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (Width(longer, size) <= room)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            line = Fit(word, size, room);
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>A number of an SVG: at most two decimals, the same in every culture.</summary>
    public static string N(double pixels) => (Math.Round(pixels, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The widths of a broad face, so that narrower ones fit as well.</summary>
    private static double Em(Rune rune) => rune.Value switch
    {
        'W' or 'M' or 'm' or 'w' or '@' or '%' or '…' or '—' => 1,
        ' ' or '.' or ',' or ':' or ';' or 'i' or 'l' or 'j' or 'I' or '|' or '\'' or '!' => 0.34,
        '(' or ')' or 'f' or 't' or 'r' or '·' or '-' or '/' => 0.42,
        >= '0' and <= '9' => 0.64,
        >= 'A' and <= 'Z' => 0.74,
        '<' or '>' or '=' or '+' or '~' or '&' or '#' => 0.84,
        < 0x500 => 0.63,
        >= 0x2000 and <= 0x22FF => 0.84,
        _ => 1.1,
    };
}
