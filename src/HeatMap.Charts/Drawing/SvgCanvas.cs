using System.Globalization;
using System.Text;

namespace HeatMap.Charts.Drawing;

/// <summary>Writes one SVG image: shapes in named colours that follow the reader's scheme, text that is always escaped.</summary>
/// <remarks>
/// Alone the image brings its own ground, light or dark as the reader's system prefers. Colours are custom properties of the element, so that two images on a page do not disturb each other: <c>text</c>, <c>muted</c>, <c>line</c>,
/// <c>ground</c>, <c>long</c>, <c>short</c>, <c>accent</c>, <c>mark</c>, and <c>s0</c> to <c>s7</c> for series.
/// </remarks>
internal sealed class SvgCanvas
{
    private const string Light = "--text:#1b1f24;--muted:#5b6570;--line:#d5dae0;--ground:#fff;--long:#0b8f6a;--short:#d6412e;--accent:#2f6fde;--mark:#111418;"
        + "--s0:#2f6fde;--s1:#e08a00;--s2:#8e44c9;--s3:#57616c;--s4:#d6569a;--s5:#8a6a3a;--s6:#3fa3d9;--s7:#8f9a1c";

    private const string Dark = "--text:#e6e9ed;--muted:#98a2ad;--line:#343b44;--ground:#15191e;--long:#2fc79a;--short:#ff6b57;--accent:#6ea4ff;--mark:#fff;"
        + "--s0:#6ea4ff;--s1:#ffb545;--s2:#b98bff;--s3:#9aa5b1;--s4:#ff8ac4;--s5:#c9a678;--s6:#7fd3f7;--s7:#d6d65a";

    private readonly StringBuilder _text = new(1 << 14);

    /// <summary>Begins an image.</summary>
    /// <param name="width">Pixels at scale one.</param>
    /// <param name="height">Pixels at scale one.</param>
    /// <param name="title">What screen readers say first.</param>
    public SvgCanvas(int width, int height, string title)
    {
        (Width, Height) = (width, height);
        _text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" class=\"hm-chart\" ");
        _text.Append("font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif\" font-size=\"12\" style=\"max-width:100%;height:auto\">\n");
        _text.Append("<title>").Append(Escaped(title)).Append("</title>\n");
        _text.Append("<style>.hm-chart{").Append(Light).Append("}@media (prefers-color-scheme:dark){.hm-chart{").Append(Dark).Append("}}.hm-chart text{fill:var(--text)}.hm-chart .m{fill:var(--muted)}</style>\n");
        Rectangle(0, 0, width, height, "ground");
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Text as it may stand between tags and in attributes: escaped, without characters that XML cannot hold or that would turn the words after them around.</summary>
    public static string Escaped(string text)
    {
        var clean = new StringBuilder(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => clean.Append("&amp;"),
                '<' => clean.Append("&lt;"),
                '>' => clean.Append("&gt;"),
                '"' => clean.Append("&quot;"),
                '\'' => clean.Append("&#39;"),
                0xFFFE or 0xFFFF => clean.Append('\uFFFD'),
                _ => TurnsAround(rune) ? clean.Append('\uFFFD') : Rune.IsControl(rune) ? clean.Append(' ') : clean.Append(rune.ToString()),
            };
        }

        return clean.ToString();
    }

    /// <summary>Whether a character makes the words after it run the other way.</summary>
    public static bool TurnsAround(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>A filled rectangle; <paramref name="colour"/> is a named colour, <paramref name="hint"/> is shown by browsers under the pointer.</summary>
    public void Rectangle(double x, double y, double width, double height, string colour, double opacity = 1, string? hint = null)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{Math.Max(0, width):0.##}\" height=\"{Math.Max(0, height):0.##}\" fill=\"{Colour(colour)}\"");
        Opacity(opacity);
        Close(hint, "rect");
    }

    /// <summary>A rectangle's outline.</summary>
    public void Frame(double x, double y, double width, double height, string colour, double thickness = 1, string? dash = null, string? hint = null)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{Math.Max(0, width):0.##}\" height=\"{Math.Max(0, height):0.##}\" fill=\"none\" stroke=\"{Colour(colour)}\" stroke-width=\"{thickness:0.##}\"");
        Dashed(dash);
        Close(hint, "rect");
    }

    public void Line(double x1, double y1, double x2, double y2, string colour, double thickness = 1, string? dash = null, double opacity = 1)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" stroke=\"{Colour(colour)}\" stroke-width=\"{thickness:0.##}\"");
        Dashed(dash);
        Opacity(opacity);
        _text.Append("/>\n");
    }

    /// <summary>A line through points; a point that is not finite lifts the pen.</summary>
    public void Path(ReadOnlySpan<(double X, double Y)> points, string colour, double thickness = 1.5, string? dash = null, double opacity = 1)
    {
        _text.Append("<path fill=\"none\" d=\"");
        bool down = false;
        foreach ((double x, double y) in points)
        {
            bool known = double.IsFinite(x) && double.IsFinite(y);
            if (known)
            {
                _text.Append(CultureInfo.InvariantCulture, $"{(down ? 'L' : 'M')}{x:0.##} {y:0.##}");
            }

            down = known;
        }

        _text.Append(CultureInfo.InvariantCulture, $"\" stroke=\"{Colour(colour)}\" stroke-width=\"{thickness:0.##}\" stroke-linejoin=\"round\"");
        Dashed(dash);
        Opacity(opacity);
        _text.Append("/>\n");
    }

    /// <summary>A filled polygon.</summary>
    public void Area(ReadOnlySpan<(double X, double Y)> points, string colour, double opacity)
    {
        _text.Append("<path d=\"");
        for (int i = 0; i < points.Length; i++)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? 'L' : 'M')}{points[i].X:0.##} {points[i].Y:0.##}");
        }

        _text.Append(CultureInfo.InvariantCulture, $"Z\" fill=\"{Colour(colour)}\"");
        Opacity(opacity);
        _text.Append("/>\n");
    }

    public void Circle(double x, double y, double radius, string colour, double opacity = 1, string? hint = null)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.##}\" fill=\"{Colour(colour)}\"");
        Opacity(opacity);
        Close(hint, "circle");
    }

    /// <summary>Text whose <paramref name="anchor"/> is start, middle or end; longer than <paramref name="room"/> pixels it is cut with an ellipsis.</summary>
    public void Text(double x, double y, string text, string anchor = "start", bool muted = false, double size = 12, bool bold = false, string? colour = null, double room = double.PositiveInfinity)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.##}\" y=\"{y:0.##}\"");
        _text.Append(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"").Append(muted ? " class=\"m\"" : "").Append(bold ? " font-weight=\"600\"" : "");
        _text.Append(size == 12 ? "" : string.Create(CultureInfo.InvariantCulture, $" font-size=\"{size:0.##}\""));
        _text.Append(colour is null ? "" : $" style=\"fill:{Colour(colour)}\"").Append('>').Append(Escaped(Cut(text, room / (0.56 * size)))).Append("</text>\n");
    }

    /// <summary>A PNG picture, drawn without smoothing, so that cells keep their edges.</summary>
    public void Picture(double x, double y, double width, double height, ReadOnlySpan<byte> png) => _text.Append(
        CultureInfo.InvariantCulture,
        $"<image x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"data:image/png;base64,{Convert.ToBase64String(png)}\"/>\n");

    /// <summary>Ends the image.</summary>
    public string Finish() => _text.Append("</svg>\n").ToString();

    private static string Colour(string name) => name[0] == '#' ? name : $"var(--{name})";

    private static string Cut(string text, double most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        int keep = Math.Max(0, (int)most - 1);
        keep -= keep > 0 && char.IsHighSurrogate(text[keep - 1]) ? 1 : 0;
        return text[..keep] + "…";
    }

    private void Opacity(double opacity) => _text.Append(opacity >= 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" opacity=\"{opacity:0.##}\""));

    private void Dashed(string? dash) => _text.Append(dash is null ? "" : $" stroke-dasharray=\"{dash}\"");

    private void Close(string? hint, string name)
    {
        if (hint is null)
        {
            _text.Append("/>\n");
        }
        else
        {
            _text.Append("><title>").Append(Escaped(hint)).Append("</title></").Append(name).Append(">\n");
        }
    }
}
