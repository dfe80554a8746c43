using HeatMap.Estimation;

namespace HeatMap.Benchmarks;

/// <summary>The filter as one would write it first: flat arrays by side, class and band of entry, and loops over all of them each bar.</summary>
internal sealed class DenseEstimator
{
    private readonly int _bands, _classes;
    private readonly int[] _behind;
    private readonly double[] _shares, _longs, _shorts, _middles;
    private readonly BandGrid _grid;
    private readonly double _share;
    private double _openInterest = double.NaN, _last;

    public DenseEstimator(Calibration calibration, BandGrid grid)
    {
        (_grid, _bands, _classes, _share) = (grid, grid.Count, calibration.Mix.Count, calibration.PositioningShare);
        _behind = [.. calibration.Mix.Select(c => c.IsInert ? 0 : Math.Max((int)Math.Round(c.Distance / Math.Log(1 + grid.Step)), 1))];
        _shares = [.. calibration.Mix.Select(c => c.LongShare)];
        (_longs, _shorts) = (new double[_bands * _classes], new double[_bands * _classes]);
        _middles = [.. Enumerable.Range(0, _bands).Select(b => grid[b].Middle)];
    }

    public void Add(in MarketBar bar)
    {
        int close = _grid.IndexOf(bar.Close);
        if (double.IsNaN(_openInterest))
        {
            _longs[((_classes - 1) * _bands) + close] = _shorts[((_classes - 1) * _bands) + close] = bar.OpenInterest;
        }
        else
        {
            double change = bar.OpenInterest - _openInterest, effective = Math.Abs(change) + (_share * Math.Max(bar.Volume - Math.Abs(change), 0));
            int low = _grid.IndexOf(Math.Min(bar.Low, _last)), high = _grid.IndexOf(Math.Max(bar.High, _last)), first = _grid.IndexOf(bar.Low), last = _grid.IndexOf(bar.High);
            Turn(_longs, isLong: true, low, close, first, last, effective, change, bar.OpenInterest);
            Turn(_shorts, isLong: false, high, close, first, last, effective, change, bar.OpenInterest);
        }

        (_openInterest, _last) = (bar.OpenInterest, bar.Close);
    }

    /// <summary>Notional by band, in quote.</summary>
    public void Column(Span<double> longs, Span<double> shorts)
    {
        longs.Clear();
        shorts.Clear();
        for (int c = 0; c < _classes - 1; c++)
        {
            for (int entry = 0; entry < _bands; entry++)
            {
                int below = entry - _behind[c], above = entry + _behind[c];
                if (below >= 0)
                {
                    longs[below] += _longs[(c * _bands) + entry] * _middles[below];
                }

                if (above < _bands)
                {
                    shorts[above] += _shorts[(c * _bands) + entry] * _middles[above];
                }
            }
        }
    }

    private void Turn(double[] cells, bool isLong, int worst, int close, int first, int last, double effective, double change, double openInterest)
    {
        double forced = 0, standing = 0;
        for (int c = 0; c < _classes; c++)
        {
            for (int entry = 0; entry < _bands; entry++)
            {
                ref double cell = ref cells[(c * _bands) + entry];
                if (c < _classes - 1 && (isLong ? entry - _behind[c] >= worst : entry + _behind[c] <= worst))
                {
                    forced += cell;
                    cell = 0;
                }

                standing += cell;
            }
        }

        double closings = (effective - change) / 2, openings = ((effective + change) / 2) + Math.Max(forced - closings, 0), kept = 1 - (Math.Max(closings - forced, 0) / standing);
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] *= kept;
        }

        double each = openings / (last - first + 1), total = 0;
        for (int c = 0; c < _classes; c++)
        {
            for (int entry = first; entry <= last; entry++)
            {
                bool isGone = c < _classes - 1 && (isLong ? entry - _behind[c] >= worst : entry + _behind[c] <= worst);
                cells[(c * _bands) + (isGone ? close : entry)] += each * _shares[c];
            }
        }

        foreach (double cell in cells)
        {
            total += cell;
        }

        double factor = openInterest / total;
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] *= factor;
        }
    }
}
