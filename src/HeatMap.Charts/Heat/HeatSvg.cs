using System.Globalization;
using System.Runtime.InteropServices;
using HeatMap.Charts.Colours;
using HeatMap.Charts.Drawing;

namespace HeatMap.Charts.Heat;

/// <summary>A heat map as one static image.</summary>
internal sealed class HeatSvg
{
    private const int Right = 64, Top = 62;

    private readonly HeatScene _scene;
    private readonly SvgCanvas _svg;
    private readonly ChartImageOptions _options;
    private readonly double _left = 14, _width, _height, _low, _high, _from, _to, _greatest;
    private readonly bool _log;

    private HeatSvg(HeatScene scene, string title, ChartImageOptions options)
    {
        (_scene, _options) = (scene, options);
        _svg = new(options.Width, options.Height, title);
        _svg.Text(14, 22, title, size: 15, bold: true, room: options.Width - 28);
        _svg.Text(14, 40, HeatWords.Subtitle(scene.Map), muted: true, size: 11, room: options.Width - 28);
        _width = options.Width - _left - Right;
        _height = options.Height - Top - 74;
        (_low, _high) = scene.View;
        _log = scene.Map.Grid.Spacing == BandSpacing.Geometric && _high > 4 * _low;
        (_from, _to) = (scene.Cells.StartUnixMs, scene.Cells.StartUnixMs + (scene.Cells.IntervalMs * Math.Max(1, scene.Cells.Columns)));
        _greatest = scene.Greatest;
    }

    public static string Draw(HeatScene scene, string title, ChartImageOptions options)
    {
        var svg = new HeatSvg(scene, title, options);
        svg.Cells();
        svg.Axes();
        svg.Candles();
        svg.Marks();
        svg.Legend();
        return svg._svg.Finish();
    }

    private double X(double time) => _left + (_width * (time - _from) / (_to - _from));

    private double Y(double price) => Top + (_height * (1 - (_log ? Math.Log(price / _low) / Math.Log(_high / _low) : (price - _low) / (_high - _low))));

    private double PriceAt(double share) => _log ? _low * Math.Pow(_high / _low, share) : _low + (share * (_high - _low));

    private void Cells()
    {
        _svg.Rectangle(_left, Top, _width, _height, HexOf(0), 1);
        HeatCells cells = _scene.Cells;
        if (cells.Columns == 0)
        {
            _svg.Text(_left + (_width / 2), Top + (_height / 2), "This heat map has no columns", "middle", muted: true);
            return;
        }

        // No more pixels than the image has, and in each the greatest cell.
        int width = Math.Min(cells.Columns, (int)_width), height = (int)_height;
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            (int first, int end) = Rows(PriceAt(1 - ((y + 1.0) / height)), PriceAt(1 - ((double)y / height)));
            for (int x = 0; x < width; x++)
            {
                double most = 0;
                for (int column = (int)((long)x * cells.Columns / width); column < (int)(((long)x + 1) * cells.Columns / width); column++)
                {
                    for (int row = first; row < end; row++)
                    {
                        most = Math.Max(most, (double)cells.Long[(column * cells.Rows) + row] + cells.Short[(column * cells.Rows) + row]);
                    }
                }

                pixels[(y * width) + x] = most > 0 ? (byte)(1 + Math.Round(254 * Math.Sqrt(most / _greatest))) : (byte)0;
            }
        }

        _svg.Picture(_left, Top, _width, _height, Png.Encode(pixels, width, Palettes.Of(_options.Palette)));

        // Columns side by side as one: seams between them would show.
        for (int column = 0; column < cells.Columns; column++)
        {
            int first = column;
            while (column < cells.Columns && cells.States[column] == 'm')
            {
                column++;
            }

            if (column > first)
            {
                _svg.Rectangle(X(cells.StartUnixMs + (first * cells.IntervalMs)), Top, _width * (column - first) / cells.Columns, _height, "muted", 0.35);
            }
        }
    }

    /// <summary>The rows within a stretch of prices: those that a pixel of it shows.</summary>
    private (int First, int End) Rows(double low, double high)
    {
        double[] edges = _scene.Cells.PriceEdges;
        int first = Place(low), last = Place(high);
        if (first == last)
        {
            return first >= 0 && first < edges.Length - 1 ? (first, first + 1) : (0, 0);
        }

        return (Math.Max(0, low > edges[Math.Max(0, first)] && last > first + 1 ? first + 1 : first), Math.Min(last, edges.Length - 1));

        int Place(double price)
        {
            int at = Array.BinarySearch(edges, price);
            return at >= 0 ? at : ~at - 1;
        }
    }

    private void Axes()
    {
        _svg.Frame(_left, Top, _width, _height, "line");
        foreach (double price in Ticks.Round(_low, _high, (int)(_height / 48)))
        {
            _svg.Line(_left + _width, Y(price), _left + _width + 4, Y(price), "line");
            _svg.Text(_left + _width + 7, Y(price) + 4, CompactNumber.Price(price, (_high - _low) / 50), muted: true, size: 11);
        }

        foreach (double time in _scene.Cells.Columns > 0 ? Ticks.Times(_from, _to, (int)(_width / 90)) : [])
        {
            _svg.Line(X(time), Top + _height, X(time), Top + _height + 4, "line");
            _svg.Text(X(time), Top + _height + 17, Ticks.TimeLabel(time), X(time) - _left < 20 ? "start" : "middle", muted: true, size: 11);
        }
    }

    private void Candles()
    {
        HeatCandle[] shown = [.. _scene.Candles.Where(c => c.TimeUnixMs + _scene.CandleMs > _from && c.TimeUnixMs < _to)];
        double step = _width * _scene.CandleMs / (_to - _from);
        if (step < 3)
        {
            // Candles would be thinner than their outlines: the close as a line, dark below bright, so that it is seen on every colour.
            // A hole in time is a hole in the line, as on the page.
            var line = new List<(double X, double Y)>(shown.Length);
            for (int i = 0; i < shown.Length; i++)
            {
                if (i > 0 && shown[i].TimeUnixMs - shown[i - 1].TimeUnixMs > 1.5 * _scene.CandleMs)
                {
                    line.Add((double.NaN, double.NaN));
                }

                line.Add((X(shown[i].TimeUnixMs + (0.5 * _scene.CandleMs)), shown[i].Close >= _low && shown[i].Close <= _high ? Y(shown[i].Close) : double.NaN));
            }

            _svg.Path(CollectionsMarshal.AsSpan(line), "#000000", 3, opacity: 0.55);
            _svg.Path(CollectionsMarshal.AsSpan(line), "#ffffff", 1.2);
            return;
        }

        foreach (HeatCandle candle in shown.Where(c => c.High >= _low && c.Low <= _high))
        {
            double middle = X(candle.TimeUnixMs + (0.5 * _scene.CandleMs)), width = Math.Min(9, 0.7 * step);
            double top = Y(Math.Clamp(Math.Max(candle.Open, candle.Close), _low, _high)), bottom = Y(Math.Clamp(Math.Min(candle.Open, candle.Close), _low, _high));
            _svg.Line(middle, Y(Math.Min(candle.High, _high)), middle, Y(Math.Max(candle.Low, _low)), "#000000", 2.2, opacity: 0.6);
            _svg.Line(middle, Y(Math.Min(candle.High, _high)), middle, Y(Math.Max(candle.Low, _low)), "#ffffff", 1);
            _svg.Rectangle(middle - (width / 2), top, width, Math.Max(1, bottom - top), candle.Close >= candle.Open ? "#ffffff" : "#20242a");
            _svg.Frame(middle - (width / 2), top, width, Math.Max(1, bottom - top), candle.Close >= candle.Open ? "#20242a" : "#ffffff", 0.7);
        }
    }

    private void Marks()
    {
        double most = _scene.DrawnMarks.Length == 0 ? 1 : _scene.DrawnMarks.Max(static m => m.Notional);
        foreach (HeatMark mark in _scene.DrawnMarks.Where(m => m.TimeUnixMs >= _from && m.TimeUnixMs <= _to && m.Price >= _low && m.Price <= _high).OrderByDescending(static m => m.Notional).Take(400))
        {
            string hint = $"{(mark.Side == Side.Long ? "longs" : "shorts")} liquidated: {Ticks.Notional(mark.Notional, _scene.Map.Unit)} at {CompactNumber.Price(mark.Price)}, {Ticks.Time((long)mark.TimeUnixMs, TimeSpan.Zero)} UTC";
            _svg.Circle(X(mark.TimeUnixMs), Y(mark.Price), 1.5 + (6 * Math.Sqrt(mark.Notional / most)), mark.Side == Side.Long ? "long" : "short", 0.75, hint);
        }
    }

    private void Legend()
    {
        double y = _options.Height - 38, width = Math.Min(220, 0.4 * _width);
        for (int i = 0; i < 44; i++)
        {
            _svg.Rectangle(_left + (width * i / 44), y, (width / 44) + 0.3, 10, HexOf(255 * i / 43));
        }

        for (int i = 0; i <= 2; i++)
        {
            // The scale is the square root: half way stands for a quarter.
            _svg.Text(_left + (width * i / 2), y + 24, Ticks.Notional(_greatest * i * i / 4, i == 2 ? _scene.Map.Unit : null), i == 0 ? "start" : "middle", muted: true, size: 11);
        }

        string what = (_scene.IsStanding ? "would be liquidated there" : "was liquidated there") + ", both sides; colours grow with its square root";
        _svg.Text(_left + width + 46, y + 9, what, muted: true, size: 11, room: _options.Width - _left - width - 60);
        if (new[] { OriginWords.Of(_scene.Map.Origin), NotDrawn(), _scene.Cells.States.Contains('m') ? "grey: no numbers" : null }.OfType<string>().ToArray() is { Length: > 0 } words)
        {
            _svg.Text(_left + width + 46, y + 24, string.Join(" · ", words), muted: true, size: 11, room: _options.Width - _left - width - 60);
        }
    }

    /// <summary>What lies beyond the prices that are drawn: an image cannot be moved there.</summary>
    private string? NotDrawn()
    {
        double outside = _scene.NotionalOutside(_low, _high), step = (_high - _low) / 50;
        return outside > 0
            ? $"not drawn: {(_scene.IsStanding ? "at most " : "")}{Ticks.Notional(outside, _scene.Map.Unit)} below {CompactNumber.Price(_low, step)} or above {CompactNumber.Price(_high, step)}"
            : null;
    }

    private string HexOf(int step)
    {
        ReadOnlySpan<byte> rgb = Palettes.Of(_options.Palette).Slice(3 * step, 3);
        return string.Create(CultureInfo.InvariantCulture, $"#{rgb[0]:x2}{rgb[1]:x2}{rgb[2]:x2}");
    }
}
