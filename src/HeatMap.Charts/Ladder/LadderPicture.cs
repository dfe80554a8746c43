using System.Globalization;
using HeatMap.Charts.Drawing;

namespace HeatMap.Charts.Ladder;

/// <summary>Draws a map along price as one static image.</summary>
internal sealed class LadderPicture
{
    private readonly MapChart _chart;
    private readonly SvgCanvas _canvas;
    private readonly BandBars _bars;
    private readonly PriceScale _x;
    private readonly double _left = 62, _right, _top, _bottom, _most, _all;
    private readonly List<string> _notes;

    public LadderPicture(MapChart chart, ChartImageOptions options)
    {
        _chart = chart;
        _canvas = new(options.Width, options.Height, chart.Title + ". " + MapWords.Subtitle(chart.Map));
        _right = options.Width - 58;
        _bars = BandBars.Of(chart.Layers.AsSpan(), Math.Max(1, (int)(_right - _left) / 2));
        _notes = [.. chart.Notes(_bars.BandsPerBar).Take(options.Height < 400 ? 1 : 4)];
        _top = 66 + (14 * Rows);
        _bottom = options.Height - 54 - (15 * _notes.Count);
        (double low, double high) = LadderExtent.Of(chart.Map, _bars, chart.IsLogarithmic);
        _x = new(low, high, _left, _right - _left, chart.IsLogarithmic);
        for (int i = 0; i < _bars.Count; i++)
        {
            _most = Math.Max(_most, _bars.LongOf(i) + _bars.ShortOf(i));
        }

        _all = Math.Max(Greatest(false), Greatest(true));
    }

    /// <summary>Lines of labels above the plot: zones, then thresholds.</summary>
    private int Rows => _chart.Zones.Length + _chart.Thresholds.Length > 0 ? 3 : 1;

    private double Mark => _chart.Map.MarkPrice;

    public string Draw()
    {
        Head();
        Axes();
        Bars();
        Sums();
        Overlay();
        for (int n = 0; n < _notes.Count; n++)
        {
            _canvas.Text(12, _bottom + 54 + (15 * n), _notes[n], muted: true, size: 11, room: _canvas.Width - 24);
        }

        return _canvas.Finish();
    }

    private void Head()
    {
        _canvas.Text(12, 22, _chart.Title, size: 15, bold: true, room: _canvas.Width - 24);
        _canvas.Text(12, 40, MapWords.Subtitle(_chart.Map), muted: true, size: 11, room: _canvas.Width - 24);
        double x = 12;
        foreach ((string name, string colour) in Legend())
        {
            double room = Math.Min(120, 18 + (7 * name.Length));
            if (x + room > _canvas.Width - 12)
            {
                _canvas.Text(x, 58, "…", muted: true, size: 11);
                break;
            }

            _canvas.Rectangle(x, 50, 9, 9, colour);
            _canvas.Text(x + 13, 58, name, size: 11, room: room - 13);
            x += room + 8;
        }
    }

    private IEnumerable<(string Name, string Colour)> Legend()
    {
        yield return ("long", "long");
        yield return ("short", "short");
        for (int l = 0; l < _chart.Layers.Length && _chart.Layers.Length > 1; l++)
        {
            yield return (_chart.Names[l], Colour(l, "long"));
        }
    }

    private void Axes()
    {
        foreach (double tick in _x.Ticks((int)((_right - _left) / 90)))
        {
            double x = _x.At(tick);
            _canvas.Line(x, _bottom, x, _bottom + 4, "line");
            _canvas.Text(x, _bottom + 17, CompactNumber.Price(tick), "middle", muted: true, size: 11);
        }

        foreach (double tick in Ticks.Round(0, _most, 5))
        {
            _canvas.Line(_left, Y(tick), _right, Y(tick), "line", 0.5);
            _canvas.Text(_left - 6, Y(tick) + 4, CompactNumber.Notional(tick), "end", muted: true, size: 11);
        }

        foreach (double tick in Ticks.Round(0, _all, 5))
        {
            _canvas.Text(_right + 6, Y2(tick) + 4, CompactNumber.Notional(tick), muted: true, size: 11);
        }

        _canvas.Line(_left, _bottom, _right, _bottom, "line");
        string unit = _chart.Unit is null ? "" : ", " + _chart.Unit;
        _canvas.Text((_left + _right) / 2, _bottom + 33, "price · bars: notional" + unit + " (left) · lines: sum from the mark (right)", "middle", muted: true, size: 11, room: _right - _left);
        if (_bars.Count == 0)
        {
            _canvas.Text((_left + _right) / 2, (_top + _bottom) / 2, _notes.Count > 0 ? _notes[0] : "nothing", "middle", muted: true, room: _right - _left);
        }
    }

    private void Bars()
    {
        bool layered = _chart.Layers.Length > 1;
        for (int i = 0; i < _bars.Count; i++)
        {
            double x = _x.At(_bars.Lower[i]), width = Math.Max(1, _x.At(_bars.Upper[i]) - x), base0 = 0;
            width = width > 4 ? width - 1 : width;
            foreach ((double[][] columns, string side) in (ReadOnlySpan<(double[][], string)>)[(_bars.Long, "long"), (_bars.Short, "short")])
            {
                double from = base0;
                for (int l = 0; l < columns.Length; l++)
                {
                    if (columns[l][i] > 0)
                    {
                        _canvas.Rectangle(x, Y(base0 + columns[l][i]), width, Y(base0) - Y(base0 + columns[l][i]), Colour(l, side));
                        base0 += columns[l][i];
                    }
                }

                if (layered && base0 > from)
                {
                    _canvas.Rectangle(x, Y(base0) - 2, width, 2, side);
                }
            }
        }
    }

    private void Sums()
    {
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
        {
            foreach (bool above in (ReadOnlySpan<bool>)[false, true])
            {
                List<(double Price, double Sum)> curve = LadderSums.Of(_bars, Mark, side, above);
                (double X, double Y)[] points = [.. curve.Select(p => (_x.At(p.Price), Y2(p.Sum)))];

                // Seen on bars of its own colour by a rim of the ground's.
                _canvas.Path(points, "ground", 3.8, opacity: 0.9);
                _canvas.Path(points, side == Side.Long ? "long" : "short", 1.6);
            }
        }
    }

    private void Overlay()
    {
        var ends = new double[Rows + 1];
        if (Mark >= _x.Low && Mark <= _x.High)
        {
            double x = _x.At(Mark);
            _canvas.Line(x, _top - 4, x, _bottom, "mark", 1.4);
            Label(x, "mark " + CompactNumber.Price(Mark), "mark", ends);
        }

        foreach (Zone zone in _chart.Zones)
        {
            double from = _x.At(Math.Max(zone.Range.Low, _x.Low)), to = _x.At(Math.Min(zone.Range.High, _x.High));
            if (to > from)
            {
                string colour = zone.Side == Side.Long ? "long" : "short";
                _canvas.Frame(from, _top, Math.Max(2, to - from), _bottom - _top, colour, 1, "2 3", _chart.ZoneText(zone));
                Label((from + to) / 2, _chart.ZoneText(zone), colour, ends);
            }
        }

        foreach (MarkedJump marked in _chart.Thresholds)
        {
            if (marked.Jump.TriggerPrice < _x.Low || marked.Jump.TriggerPrice > _x.High)
            {
                continue;
            }

            double from = _x.At(marked.Jump.TriggerPrice), to = _x.At(Math.Clamp(marked.Jump.EndPrice, _x.Low, _x.High)), y = _top + (marked.IsFirst ? 10 : 20), tip = to < from ? 5 : -5;
            _canvas.Line(from, _top, from, _bottom, "accent", 1, "5 4");
            _canvas.Line(from, y, to, y, "accent", 1.5);
            _canvas.Path([(to + tip, y - 4), (to, y), (to + tip, y + 4)], "accent");
            Label(from, marked.Text, "accent", ends);
        }
    }

    /// <summary>Puts a label into the first line in which it has room; leaves it out where none has, the tables of the page have it.</summary>
    private void Label(double x, string text, string colour, double[] ends)
    {
        double half = 3.1 * text.Length;
        x = Math.Clamp(x, Math.Min(half + 4, _canvas.Width / 2), Math.Max(_canvas.Width - half - 4, _canvas.Width / 2));
        for (int row = 0; row < ends.Length; row++)
        {
            if (x - half > ends[row])
            {
                ends[row] = x + half + 8;
                _canvas.Text(x, _top - 7 - (14 * row), text, "middle", size: 11, colour: colour);
                return;
            }
        }
    }

    private string Colour(int layer, string side) => _chart.Layers.Length == 1 ? side : string.Create(CultureInfo.InvariantCulture, $"s{layer % 8}");

    private double Greatest(bool above) => Math.Max(LadderSums.Of(_bars, Mark, Side.Long, above).LastOrDefault().Sum, LadderSums.Of(_bars, Mark, Side.Short, above).LastOrDefault().Sum);

    private double Y(double notional) => _bottom - (_most > 0 ? notional / _most * (_bottom - _top) * 0.94 : 0);

    private double Y2(double notional) => _bottom - (_all > 0 ? notional / _all * (_bottom - _top) * 0.94 : 0);
}
