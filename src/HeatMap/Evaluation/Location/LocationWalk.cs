using HeatMap.Estimation;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>Gathers windows while maps are walked: before they read an interval, its prints are placed on the cells that it reaches.</summary>
internal sealed class LocationWalk
{
    private readonly LiquidationPrint[] _prints;
    private readonly MapEstimator[] _maps;
    private readonly LocationOptions _options;
    private readonly List<LocationWindow> _windows = [];
    private int _next;

    public LocationWalk(ReadOnlySpan<LiquidationPrint> prints, MapEstimator[] maps, LocationOptions options)
    {
        for (int i = 0; i < prints.Length; i++)
        {
            if (!(prints[i].Price > 0) || (i > 0 && prints[i].TimeUnixMs < prints[i - 1].TimeUnixMs))
            {
                Throw.Argument(nameof(prints), $"row {i}: a print must have a price and be no earlier than the one before");
            }
        }

        (_prints, _maps, _options) = (prints.ToArray(), maps, options);
    }

    public IReadOnlyList<LocationWindow> Windows => _windows;

    /// <summary>Dollars of all intervals, of those too narrow to count, and of those triggered outside of origin to extreme or beyond the reach.</summary>
    public double Dollars { get; private set; }

    public double NarrowDollars { get; private set; }

    public double OtherSideDollars { get; private set; }

    public double BeyondDollars { get; private set; }

    public int Prints { get; private set; }

    public void Observe(in IntervalPath path, TimeSpan length, double deviation, double meanPrice)
    {
        long end = path.StartUnixMs + (long)length.TotalMilliseconds;
        while (_next < _prints.Length && _prints[_next].TimeUnixMs < path.StartUnixMs)
        {
            _next++;
        }

        int to = _next;
        while (to < _prints.Length && _prints[to].TimeUnixMs < end)
        {
            to++;
        }

        ReadOnlySpan<LiquidationPrint> prints = _prints.AsSpan(_next, to - _next);
        _next = to;
        Gather(Side.Long, path, prints, deviation, meanPrice);
        Gather(Side.Short, path, prints, deviation, meanPrice);
    }

    private void Gather(Side side, in IntervalPath path, ReadOnlySpan<LiquidationPrint> prints, double deviation, double meanPrice)
    {
        double width = _options.CellWidth, against = path.Adverse(side), with = path.Adverse(side == Side.Long ? Side.Short : Side.Long);
        int sign = side == Side.Long ? -1 : 1, first = -(int)Math.Ceiling(with / width), last = Math.Max(0, (int)Math.Ceiling(against / width) - 1), count = last - first + 1;
        var dollars = new double[count];
        double sum = 0;
        foreach (LiquidationPrint print in prints)
        {
            if (print.Side != side)
            {
                continue;
            }

            double distance = sign * Math.Log(print.Price / path.Start);
            int cell = (int)Math.Floor(distance / width);
            Prints++;
            sum += print.Notional;

            // By price, not by distance: a trigger at the extreme itself is not beyond it, whatever logarithms round to.
            OtherSideDollars += sign * (print.Price - path.Start) < 0 ? print.Notional : 0;
            BeyondDollars += print.Price < path.Low || print.Price > path.High ? print.Notional : 0;
            dollars[Math.Clamp(cell - first, 0, count - 1)] += print.Notional;
        }

        Dollars += sum;
        if (sum == 0 || count < _options.LeastCells)
        {
            NarrowDollars += sum;
            return;
        }

        _windows.Add(new()
        {
            StartUnixMs = path.StartUnixMs,
            First = first,
            Unit = width / Math.Max(deviation, 1e-9),
            MeanDistance = sign * Math.Log(meanPrice / path.Start) / Math.Max(deviation, 1e-9),
            Dollars = dollars,
            Densities = Densities(side, path.Start, first, count),
        });
    }

    private double[][] Densities(Side side, double price, int first, int count)
    {
        double width = _options.CellWidth, deviation = _options.Smoothing.Width;
        int pad = (int)Math.Ceiling(5 * deviation / width);
        double[] wide = new double[count + (2 * pad)], smooth = new double[wide.Length];
        var densities = new double[3 * _maps.Length][];
        for (int map = 0; map < _maps.Length; map++)
        {
            DistanceCells.Fill(_maps[map], side, price, width, first - pad, wide);
            wide.CopyTo(smooth, 0);
            if (deviation > 0)
            {
                DistanceCells.Smooth(wide, first - pad, width, deviation, smooth);
            }

            double[] raw = wide[pad..^pad], soft = smooth[pad..^pad], tempered = [.. soft.Select(m => m > 0 ? Math.Pow(m, _options.Smoothing.Exponent) : 0)];
            LocationWindow.Normalise(raw);
            LocationWindow.Normalise(soft);
            LocationWindow.Normalise(tempered);
            (densities[3 * map], densities[(3 * map) + 1], densities[(3 * map) + 2]) = (raw, soft, tempered);
        }

        return densities;
    }
}
