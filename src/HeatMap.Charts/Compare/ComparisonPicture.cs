using HeatMap.Charts.Drawing;
using HeatMap.Charts.Ladder;

namespace HeatMap.Charts.Compare;

/// <summary>Draws two maps, the second mirrored below the first, and their difference as one static image.</summary>
internal sealed class ComparisonPicture
{
    private readonly ComparisonChart _chart;
    private readonly SvgCanvas _canvas;
    private readonly BandBars _first, _second;
    private readonly DifferenceBars? _difference;
    private readonly PriceScale _x;
    private readonly double _left = 62, _right;
    private readonly List<string> _notes;

    public ComparisonPicture(ComparisonChart chart, ChartImageOptions options)
    {
        _chart = chart;
        _canvas = new(options.Width, options.Height, chart.Title + ". " + chart.Subtitle);
        _right = options.Width - 16;
        int most = Math.Max(1, (int)(_right - _left) / 2);
        (_first, _second) = (BandBars.Of([chart.Pair.First], most), BandBars.Of([chart.Pair.Second], most));
        _difference = chart.Pair.Why is null ? DifferenceBars.Of(chart.Pair, most) : null;
        _notes = [.. chart.Notes().Take(options.Height < 400 ? 1 : 4)];
        (double low, double high) = LadderExtent.Of(chart.Pair.First, _first, false);
        (double otherLow, double otherHigh) = LadderExtent.Of(chart.Pair.Second, _second, false);
        _x = new(Math.Min(low, otherLow), Math.Max(high, otherHigh), _left, _right - _left, false);
    }

    public string Draw()
    {
        _canvas.Text(12, 22, _chart.Title, size: 15, bold: true, room: _canvas.Width - 24);
        _canvas.Text(12, 40, _chart.Subtitle, muted: true, size: 11, room: _canvas.Width - 24);
        double top = 74, bottom = _canvas.Height - 44 - (15 * _notes.Count), split = top + ((bottom - top) * 0.62), middle = (top + split) / 2, below = split + 24;
        double most = Math.Max(Greatest(_first), Greatest(_second)), half = (split - top) / 2;
        Halves(_first, middle, -half, most);
        Halves(_second, middle, half, most);
        _canvas.Line(_left, middle, _right, middle, "line");
        _canvas.Text(_left + 4, top - 2, _chart.FirstName + ", upwards", size: 11, room: (_right - _left) / 2);
        _canvas.Text(_left + 4, split + 10, _chart.SecondName + ", downwards", size: 11, room: (_right - _left) / 2);
        foreach (double tick in Ticks.Round(0, most, 3))
        {
            double reach = most > 0 ? tick / most * half * 0.94 : 0;
            _canvas.Text(_left - 6, middle - reach + 4, CompactNumber.Notional(tick), "end", muted: true, size: 11);
            _canvas.Text(_left - 6, middle + reach + 4, CompactNumber.Notional(tick), "end", muted: true, size: 11);
        }

        Mark(_chart.First.MarkPrice, top, middle, top - 16, "mark, " + _chart.FirstName);
        Mark(_chart.Second.MarkPrice, middle, split, split + 10, "mark, " + _chart.SecondName);
        _canvas.Rectangle(_right - 118, 50, 9, 9, "long");
        _canvas.Text(_right - 105, 58, "long", size: 11);
        _canvas.Rectangle(_right - 60, 50, 9, 9, "short");
        _canvas.Text(_right - 47, 58, "short", size: 11);
        Lower(below, bottom);
        foreach (double tick in _x.Ticks((int)((_right - _left) / 90)))
        {
            _canvas.Text(_x.At(tick), bottom + 16, CompactNumber.Price(tick), "middle", muted: true, size: 11);
        }

        for (int n = 0; n < _notes.Count; n++)
        {
            _canvas.Text(12, bottom + 38 + (15 * n), _notes[n], muted: true, size: 11, room: _canvas.Width - 24);
        }

        return _canvas.Finish();
    }

    private static double Greatest(BandBars bars) => Enumerable.Range(0, bars.Count).Select(i => bars.LongOf(i) + bars.ShortOf(i)).DefaultIfEmpty(0).Max();

    private void Halves(BandBars bars, double from, double reach, double most)
    {
        for (int i = 0; i < bars.Count; i++)
        {
            double longs = most > 0 ? bars.LongOf(i) / most * reach * 0.94 : 0, shorts = most > 0 ? bars.ShortOf(i) / most * reach * 0.94 : 0;
            Bar(bars.Lower[i], bars.Upper[i], from, from + longs, "long");
            Bar(bars.Lower[i], bars.Upper[i], from + longs, from + longs + shorts, "short");
        }
    }

    private void Lower(double top, double bottom)
    {
        string unit = _chart.Unit is null ? "" : ", " + _chart.Unit;
        _canvas.Text(_left + 4, top + 4, $"{_chart.SecondName} less {_chart.FirstName}{unit}", size: 11, room: _right - _left);
        if (_difference is null)
        {
            _canvas.Text((_left + _right) / 2, (top + bottom) / 2, _chart.Pair.Why!, "middle", muted: true, size: 11, room: _right - _left);
            return;
        }

        // Longs and shorts of a bar may differ in opposite directions: each is drawn from the middle line.
        double most = _difference.Long.Concat(_difference.Short).Select(Math.Abs).DefaultIfEmpty(0).Max(), middle = (top + bottom + 8) / 2, half = (bottom - top - 8) / 2;
        for (int i = 0; i < _difference.Lower.Length && most > 0; i++)
        {
            Bar(_difference.Lower[i], _difference.Upper[i], middle, middle - (_difference.Long[i] / most * half), "long");
            Bar(_difference.Lower[i], _difference.Upper[i], middle, middle - (_difference.Short[i] / most * half), "short");
        }

        _canvas.Line(_left, middle, _right, middle, "line");
        foreach (int sign in (ReadOnlySpan<int>)[1, -1])
        {
            _canvas.Text(_left - 6, middle - (sign * half) + 4, (sign > 0 && most > 0 ? "+" : "") + CompactNumber.Notional(sign * most), "end", muted: true, size: 11);
        }
    }

    private void Bar(double lower, double upper, double y0, double y1, string colour)
    {
        if (y0 != y1)
        {
            double x = _x.At(lower);
            _canvas.Rectangle(x, Math.Min(y0, y1), Math.Max(1, _x.At(upper) - x), Math.Abs(y1 - y0), colour, 0.9);
        }
    }

    private void Mark(double price, double from, double to, double textAt, string name)
    {
        if (price >= _x.Low && price <= _x.High)
        {
            _canvas.Line(_x.At(price), from, _x.At(price), to, "mark", 1.4);
            _canvas.Text(_x.At(price), textAt, name, "middle", size: 11, room: 180);
        }
    }
}
