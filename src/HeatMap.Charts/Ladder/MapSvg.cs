using HeatMap.Cascades;
using HeatMap.Charts.Drawing;

namespace HeatMap.Charts.Ladder;

/// <summary>A map as one static image.</summary>
internal sealed class MapSvg
{
    private const double Left = 62, Right = 66, Top = 84;

    private readonly MapScene _scene;
    private readonly SvgCanvas _svg;
    private readonly double _width, _height, _low, _high, _most, _sum;

    private MapSvg(MapScene scene, ChartImageOptions options)
    {
        _scene = scene;
        _svg = new(options.Width, options.Height, scene.Title);
        _svg.Text(14, 22, scene.Title, size: 15, bold: true, room: options.Width - 28);
        _svg.Text(14, 40, scene.Subtitle + (scene.Badges.Length > 0 ? $" · {scene.Badges[0]}" : ""), muted: true, size: 11, room: options.Width - 28);
        (_width, _height) = (options.Width - Left - Right, options.Height - Top - 46);
        (_low, _high) = scene.View;
        Bars = Pooled();
        _most = Math.Max(1e-300, Bars.Select(static b => b.Notional.Sum()).DefaultIfEmpty(0).Max());
        _sum = Math.Max(1e-300, Math.Max(Outward(Side.Long).Select(static p => p.Sum).DefaultIfEmpty(0).Max(), Outward(Side.Short).Select(static p => p.Sum).DefaultIfEmpty(0).Max()));
    }

    private (double Lower, double Upper, double[] Notional)[] Bars { get; }

    public static string Draw(MapScene scene, ChartImageOptions options)
    {
        var picture = new MapSvg(scene, options);
        picture.Axes();
        picture.Columns();
        picture.Sums();
        picture.Overlay();
        return picture._svg.Finish();
    }

    /// <summary>What a move to a price would force: longs that close at or above it, or shorts at or below it, tails included; from the mark outward.</summary>
    private List<(double Price, double Sum)> Outward(Side side)
    {
        var points = new List<(double, double)>();
        LiquidationMap map = _scene.Total;
        int layers = _scene.Layers.Length;
        double sum = side == Side.Long ? map.Above.Long : map.Below.Short;
        foreach (MapBand band in side == Side.Long ? _scene.Bands.Reverse() : _scene.Bands)
        {
            double near = side == Side.Long ? band.Upper : band.Lower, far = side == Side.Long ? band.Lower : band.Upper;
            points.Add((near, sum));
            sum += band.Notional.Skip(side == Side.Long ? 0 : layers).Take(layers).Sum();
            points.Add((far, sum));
        }

        return points;
    }

    private double X(double price) => Left + (_width * (_scene.IsLog ? Math.Log(price / _low) / Math.Log(_high / _low) : (price - _low) / (_high - _low)));

    private double Y(double share) => Top + (_height * (1 - share));

    private void Axes()
    {
        _svg.Frame(Left, Top, _width, _height, "line");
        foreach (double price in Ticks.Round(_low, _high, (int)(_width / 90)).Where(p => !_scene.IsLog || p > 0))
        {
            _svg.Line(X(price), Top + _height, X(price), Top + _height + 4, "line");
            _svg.Text(X(price), Top + _height + 17, CompactNumber.Price(price, (_high - _low) / 50), "middle", muted: true, size: 11);
        }

        _svg.Text(Left + (_width / 2), Top + _height + 36, "price, quote per base", "middle", muted: true, size: 11);
        foreach (double share in Ticks.Round(0, _most, 5))
        {
            _svg.Text(Left - 6, Y(share / _most) + 4, CompactNumber.Notional(share), "end", muted: true, size: 11);
            _svg.Line(Left, Y(share / _most), Left + _width, Y(share / _most), "line", opacity: 0.45);
        }

        foreach (double share in Ticks.Round(0, _sum, 5))
        {
            _svg.Text(Left + _width + 6, Y(share / _sum) + 4, CompactNumber.Notional(share), muted: true, size: 11);
        }

        string unit = _scene.Total.Unit is { Length: > 0 } named ? named : "notional";
        _svg.Text(Left, Top - 8, $"{unit} a bar", muted: true, size: 11, room: _width / 3);
        _svg.Text(Left + _width, Top - 8, "sum from the mark outward", "end", muted: true, size: 11);
        if (_scene.Bands.Length == 0)
        {
            _svg.Text(Left + (_width / 2), Top + (_height / 2), "Nothing lies within the window", "middle", muted: true);
        }

        double x = 14;
        for (int series = 0; series < Math.Min(8, 2 * _scene.Layers.Length); series++)
        {
            string name = _scene.NameOf(series);
            _svg.Rectangle(x, 50, 10, 10, Colour(series));
            _svg.Text(x + 14, 59, name, muted: true, size: 11, room: 130);
            x += 30 + Math.Min(130, 6.2 * name.Length);
        }
    }

    private void Columns()
    {
        foreach ((double lower, double upper, double[] notional) in Bars)
        {
            double from = Math.Max(lower, _low), to = Math.Min(upper, _high), under = 0;
            if (from >= to)
            {
                continue;
            }

            double width = Math.Max(0.8, X(to) - X(from) - (X(to) - X(from) > 3 ? 0.6 : 0));
            for (int series = 0; series < notional.Length; series++)
            {
                if (notional[series] > 0)
                {
                    double height = Math.Max(0.6, _height * notional[series] / _most);
                    string hint = $"{CompactNumber.Price(lower, upper - lower)} to {CompactNumber.Price(upper, upper - lower)}: {_scene.NameOf(series)} {Ticks.Notional(notional[series], _scene.Total.Unit)}";
                    _svg.Rectangle(X(from), Y(under / _most) - height, width, height, Colour(series), hint: Bars.Length <= 260 ? hint : null);
                    under += notional[series];
                }
            }
        }
    }

    private void Sums()
    {
        double mark = _scene.Total.MarkPrice;
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
        {
            // Points that would be the same pixel are left out.
            var line = new List<(double, double)>();
            double before = double.NaN;
            foreach ((double price, double sum) in Outward(side).Where(p => p.Price >= _low && p.Price <= _high && (double.IsNaN(mark) || (side == Side.Long ? p.Price <= mark : p.Price >= mark))))
            {
                if (double.IsNaN(before) || Math.Abs(X(price) - before) >= 0.5)
                {
                    line.Add((X(price), Y(sum / _sum)));
                    before = X(price);
                }
            }

            _svg.Path([.. line], side == Side.Long ? "long" : "short", 1.6);
        }
    }

    private void Overlay()
    {
        double mark = _scene.Total.MarkPrice;
        foreach (Zone zone in _scene.Zones)
        {
            double from = X(Math.Max(_low, zone.Range.Low)), to = X(Math.Min(_high, zone.Range.High));
            if (zone.Range.High > _low && zone.Range.Low < _high)
            {
                string side = zone.Side == Side.Long ? "longs" : "shorts";
                _svg.Frame(from - 1, Top + 2, Math.Max(2, to - from + 2), _height - 2, "muted", 1, "4 3", $"zone of {side}, {CompactNumber.Price(zone.Range.Low)} to {CompactNumber.Price(zone.Range.High)}: {Ticks.Notional(zone.Notional, _scene.Total.Unit)}");
            }
        }

        foreach (CascadeJump jump in _scene.Jumps.Where(j => j.TriggerPrice > _low && j.TriggerPrice < _high))
        {
            double end = Math.Clamp(jump.EndPrice, _low, _high);
            _svg.Line(X(jump.TriggerPrice), Top, X(jump.TriggerPrice), Top + _height, "s3", 1.5, "2 2");
            _svg.Line(X(jump.TriggerPrice), Top + 12, X(end), Top + 12, "s3", 2);
            _svg.Circle(X(end), Top + 12, 3, "s3", hint: $"a cascade from {CompactNumber.Price(jump.TriggerPrice)} to {CompactNumber.Price(jump.EndPrice)}");
            _svg.Text((X(jump.TriggerPrice) + X(end)) / 2, Top + 26, "cascade", "middle", muted: true, size: 10);
        }

        if (mark >= _low && mark <= _high)
        {
            _svg.Line(X(mark), Top, X(mark), Top + _height, "mark", 1.4, "5 3");
            bool right = X(mark) > Left + _width - 90;
            _svg.Text(X(mark) + (right ? -5 : 5), Top + 13, $"mark {CompactNumber.Price(mark)}", right ? "end" : "start", size: 11);
        }
    }

    private string Colour(int series) => _scene.Layers.Length == 1 ? (series == 0 ? "long" : "short") : $"s{series % _scene.Layers.Length % 8}";

    /// <summary>No more bars than have two pixels each: neighbours add up.</summary>
    private (double Lower, double Upper, double[] Notional)[] Pooled()
    {
        int visible = Math.Max(1, _scene.Total.Grid.IndexOf(Math.Clamp(_high, _scene.Total.Grid.Lower, Math.BitDecrement(_scene.Total.Grid.Upper))) - _scene.Total.Grid.IndexOf(Math.Clamp(_low, _scene.Total.Grid.Lower, Math.BitDecrement(_scene.Total.Grid.Upper))) + 1);
        int together = Math.Max(1, (int)Math.Ceiling(2.0 * visible / _width));
        return [.. _scene.Bands.GroupBy(b => b.First / together).Select(g =>
        {
            double[] sum = new double[2 * _scene.Layers.Length];
            foreach (MapBand band in g)
            {
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += band.Notional[i];
                }
            }

            return (g.First().Lower, g.Last().Upper, sum);
        })];
    }
}
