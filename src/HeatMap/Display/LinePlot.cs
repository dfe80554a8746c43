using System.Globalization;
using System.Text;

namespace HeatMap;

/// <summary>A plot of lines over two linear axes: what it shows, where it lies, and its text.</summary>
internal sealed class LinePlot
{
    private const double Size = 12, MostSteps = 400;
    private readonly double _left, _right, _top, _bottom, _lowX, _highX, _lowY, _highY;
    private readonly StringBuilder _marks = new();

    /// <summary>Lays a plot out in a box.</summary>
    /// <param name="box">Left, top, width and height in pixels.</param>
    /// <param name="x">The least and the greatest number across.</param>
    /// <param name="y">The least and the greatest number up.</param>
    /// <param name="labelY">How a number up is written; it decides how wide the margin is.</param>
    public LinePlot((double Left, double Top, double Width, double Height) box, (double Low, double High) x, (double Low, double High) y, Func<double, string> labelY)
    {
        (_lowX, _highX) = Open(x);
        (_lowY, _highY) = Open(y);
        LabelY = labelY;
        double margin = Ticks(_lowY, _highY, 6).Select(t => LadderText.Width(labelY(t), Size)).DefaultIfEmpty(0).Max() + 12;
        (_left, _right, _top, _bottom) = (box.Left + margin, box.Left + box.Width - 6, box.Top + 22, box.Top + box.Height - 40);
        Heading = (box.Left, box.Top + 12);
    }

    private Func<double, string> LabelY { get; }

    private (double X, double Y) Heading { get; }

    /// <summary>Adds a line through points; numbers that are not finite break it.</summary>
    public void Line(IEnumerable<(double X, double Y)> points, string look)
    {
        bool isDown = false;
        double least = Math.Max(0.5, (_right - _left) / MostSteps);
        (double X, double Y) last = default;
        (double X, double Y)? waiting = null;
        _marks.Append("<path class=\"").Append(look).Append("\" d=\"");
        foreach ((double x, double y) in points)
        {
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                Waiting();
                isDown = false;
                continue;
            }

            // What nobody sees apart is not written, but the last point of a stretch always is.
            (double X, double Y) place = (X(x), Y(y));
            if (isDown && Math.Abs(place.X - last.X) < least && Math.Abs(place.Y - last.Y) < least)
            {
                waiting = place;
                continue;
            }

            Waiting();
            Add(place);
        }

        Waiting();
        _marks.Append("\"/>\n");

        void Waiting()
        {
            if (waiting is { } place)
            {
                Add(place);
            }
        }

        void Add((double X, double Y) place)
        {
            _marks.Append(isDown ? 'L' : 'M').Append(LadderText.N(place.X)).Append(' ').Append(LadderText.N(place.Y));
            (isDown, last, waiting) = (true, place, null);
        }
    }

    /// <summary>Adds a line across at a number up.</summary>
    public void Level(double y, string look) => Line([(_lowX, y), (_highX, y)], look);

    /// <summary>Adds a dot with words above it, to the side that is asked for if there is room; where neither side has any, over it.</summary>
    public void Dot(double x, double y, string words, string look, bool toTheLeft)
    {
        double px = X(x), py = Y(y);
        _marks.Append(CultureInfo.InvariantCulture, $"<circle class=\"{look}\" cx=\"{LadderText.N(px)}\" cy=\"{LadderText.N(py)}\" r=\"4.5\"/>\n");
        double room = LadderText.Width(words, Size) + 12;
        bool fitsLeft = px - room > _left, fitsRight = px + room < _right;
        if (!fitsLeft && !fitsRight)
        {
            double half = Math.Min(room, _right - _left) / 2;
            LadderSvg.Text(_marks, Math.Clamp(px, _left + half, _right - half), py < _top + 24 ? py + 22 : py - 12, "middle", Size, "", words);
            return;
        }

        bool isLeft = toTheLeft ? fitsLeft : !fitsRight;
        LadderSvg.Text(_marks, isLeft ? px - 9 : px + 9, py < _top + 24 ? py + 18 : py - 8, isLeft ? "end" : "start", Size, "", words);
    }

    /// <summary>Writes the plot.</summary>
    public void Write(StringBuilder svg, string heading, string labelOfX, Func<double, string> labelX)
    {
        LadderSvg.Text(svg, Heading.X, Heading.Y, "start", Size + 1, "hm-title", LadderText.Fit(heading, (Size + 1) * LadderText.Bold, _right - Heading.X));
        double[] up = [.. Ticks(_lowY, _highY, (int)Math.Max(2, (_bottom - _top) / 44))], across = [.. Ticks(_lowX, _highX, (int)Math.Max(2, (_right - _left) / 84))];
        svg.Append("<path class=\"hm-grid\" d=\"");
        foreach (double y in up)
        {
            svg.Append(CultureInfo.InvariantCulture, $"M{LadderText.N(_left)} {LadderText.N(Y(y))}H{LadderText.N(_right)}");
        }

        foreach (double x in across)
        {
            svg.Append(CultureInfo.InvariantCulture, $"M{LadderText.N(X(x))} {LadderText.N(_top)}V{LadderText.N(_bottom)}");
        }

        svg.Append("\"/>\n");
        foreach (double y in up)
        {
            LadderSvg.Text(svg, _left - 7, Y(y) + 4, "end", Size, "hm-soft", LabelY(y));
        }

        foreach (double x in across)
        {
            LadderSvg.Text(svg, X(x), _bottom + 17, "middle", Size, "hm-soft", labelX(x));
        }

        LadderSvg.Text(svg, (_left + _right) / 2, _bottom + 34, "middle", Size, "hm-soft", LadderText.Fit(labelOfX, Size, _right - _left + 30));
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"hm-axis\" d=\"M{LadderText.N(_left)} {LadderText.N(_top)}V{LadderText.N(_bottom)}H{LadderText.N(_right)}\"/>\n");
        svg.Append(_marks);
    }

    private double X(double x) => _left + ((_right - _left) * Math.Clamp((x - _lowX) / (_highX - _lowX), 0, 1));

    private double Y(double y) => _bottom - ((_bottom - _top) * Math.Clamp((y - _lowY) / (_highY - _lowY), 0, 1));

    private static List<double> Ticks(double low, double high, int parts) => NiceTicks.Linear(low, high, NiceTicks.Step(high - low, parts));

    /// <summary>An axis has a length, however near its ends are.</summary>
    private static (double Low, double High) Open((double Low, double High) range)
    {
        double least = Math.Max(1e-9, 1e-9 * Math.Max(Math.Abs(range.Low), Math.Abs(range.High)));
        return range.High - range.Low > least ? range : (range.Low - least, range.High + least);
    }
}
