using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

/// <summary>The filter as its equations read: quantity by side, band of entry and class, and every bar looks at every cell. What the library's estimator is checked against, and its baseline in benchmarks.</summary>
internal sealed class PlainEstimator
{
    private readonly BandGrid _grid;
    private readonly Calibration _calibration;
    private readonly PositionEstimatorOptions _options;
    private readonly int[] _behind;
    private readonly double[,] _longs, _shorts;
    private readonly double[] _shares;
    private double _openInterest = double.NaN, _last = double.NaN;

    public PlainEstimator(Calibration calibration, BandGrid grid, PositionEstimatorOptions? options = null)
    {
        (_grid, _calibration, _options) = (grid, calibration, options ?? new());
        _behind = [.. calibration.Mix.Select(c => c.IsInert ? 0 : Math.Max((int)Math.Round(c.Distance / Math.Log(1 + grid.Step)), 1))];
        _longs = new double[grid.Count, _behind.Length];
        _shorts = new double[grid.Count, _behind.Length];
        _shares = new double[_behind.Length];
    }

    /// <summary>Needs open interest and volume in every bar, and no gaps.</summary>
    public void Add(in MarketBar bar)
    {
        double low = Math.Min(bar.LowestTrigger, bar.Close), high = Math.Max(bar.HighestTrigger, bar.Close);
        if (double.IsNaN(_openInterest))
        {
            Start(_longs, Side.Long, bar);
            Start(_shorts, Side.Short, bar);
        }
        else
        {
            double change = bar.OpenInterest - _openInterest;
            double effective = Math.Abs(change) + (_calibration.PositioningShare * Math.Max(bar.Volume - Math.Abs(change), 0));
            double renewed = _options.RefreshBias * (effective - Math.Abs(change)) / 2;
            Turn(_longs, Side.Long, bar, Math.Min(low, _last), effective, change, renewed);
            Turn(_shorts, Side.Short, bar, Math.Max(high, _last), effective, change, -renewed);
        }

        (_openInterest, _last) = (bar.OpenInterest, bar.Close);
    }

    /// <summary>By band where it is liquidated; nothing of what lies beyond the window or is never liquidated.</summary>
    public double[] Quantities(Side side)
    {
        double[] quantities = new double[_grid.Count];
        double[,] cells = side == Side.Long ? _longs : _shorts;
        for (int entry = 0; entry < _grid.Count; entry++)
        {
            for (int c = 0; c < _behind.Length; c++)
            {
                int trigger = entry - ((int)side * _behind[c]);
                if (!_calibration.Mix[c].IsInert && trigger >= 0 && trigger < _grid.Count)
                {
                    quantities[trigger] += cells[entry, c];
                }
            }
        }

        return quantities;
    }

    public double Total(Side side) => Sum(side == Side.Long ? _longs : _shorts);

    private void Start(double[,] cells, Side side, in MarketBar bar)
    {
        Mix(side, bar);
        int close = _grid.IndexOf(bar.Close), worst = _grid.IndexOf(side == Side.Long ? bar.LowestTrigger : bar.HighestTrigger);
        if (_options.StartSpread == 0)
        {
            cells[close, _behind.Length - 1] = bar.OpenInterest;
            return;
        }

        double spread = _options.StartSpread / Math.Log(1 + _grid.Step);
        for (int c = 0; c < _behind.Length; c++)
        {
            double sum = 0;
            for (int entry = 0; entry < _grid.Count; entry++)
            {
                cells[entry, c] = IsAlive(side, entry, c, worst) ? Math.Exp(-0.5 * Math.Pow((entry - close) / spread, 2)) : 0;
                sum += cells[entry, c];
            }

            for (int entry = 0; entry < _grid.Count; entry++)
            {
                cells[entry, c] *= bar.OpenInterest * _shares[c] / sum;
            }
        }
    }

    private void Turn(double[,] cells, Side side, in MarketBar bar, double worst, double effective, double change, double renewed)
    {
        double closings = Math.Max(((effective - change) / 2) + renewed, 0), openings = Math.Max(((effective + change) / 2) + renewed, 0);
        double forced = Consume(cells, side, _grid.IndexOf(worst)), voluntary = Math.Max(closings - forced, 0);
        openings += Math.Max(forced - closings, 0);
        double standing = Sum(cells), excess = Math.Max(voluntary - standing, 0);
        voluntary -= excess;
        openings = Math.Max(openings - excess, 0);
        Close(cells, side, voluntary, _grid.IndexOf(bar.Close));
        Open(cells, side, bar, openings, _grid.IndexOf(worst));
        Scale(cells, bar.OpenInterest / Sum(cells));
    }

    private double Consume(double[,] cells, Side side, int worst)
    {
        double forced = 0;
        for (int c = 0; c < _behind.Length; c++)
        {
            if (_calibration.Mix[c].IsInert)
            {
                continue;
            }

            for (int entry = 0; entry < _grid.Count; entry++)
            {
                if (!IsAlive(side, entry, c, worst))
                {
                    bool isLast = c == _behind.Length - 1;
                    double taken = cells[entry, c] * (isLast ? 1 : _options.ForcedShare);
                    forced += taken;
                    if (!isLast)
                    {
                        cells[entry, c + 1] += cells[entry, c] - taken;
                    }

                    cells[entry, c] = 0;
                }
            }
        }

        return forced;
    }

    private void Close(double[,] cells, Side side, double quantity, int close)
    {
        double low = 0, high = 1;

        // The hazard rate by bisection: what it closes rises with it.
        while (Closed(high) < quantity && high < 1e12)
        {
            high *= 2;
        }

        for (int i = 0; i < 70; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Closed(middle) < quantity ? (middle, high) : (low, middle);
        }

        for (int entry = 0; entry < _grid.Count; entry++)
        {
            for (int c = 0; c < _behind.Length; c++)
            {
                cells[entry, c] *= 1 - Math.Min(high * Hazard(entry, c), 1);
            }
        }

        double Closed(double rate)
        {
            double sum = 0;
            for (int entry = 0; entry < _grid.Count; entry++)
            {
                for (int c = 0; c < _behind.Length; c++)
                {
                    sum += cells[entry, c] * Math.Min(rate * Hazard(entry, c), 1);
                }
            }

            return sum;
        }

        double Hazard(int entry, int c)
        {
            if (_options.Hazard is not { } hazard)
            {
                return 1;
            }

            int gain = (int)side * (close - entry), deep = (int)Math.Round(hazard.DeepLoss / Math.Log(1 + _grid.Step));
            double shape = gain >= 0 ? 1 : gain >= -deep ? hazard.InLoss : hazard.InDeepLoss;
            return shape * (_calibration.Mix[c].Distance < hazard.NearDistance ? hazard.Near : 1);
        }
    }

    private void Open(double[,] cells, Side side, in MarketBar bar, double quantity, int worst)
    {
        Mix(side, bar);
        int close = _grid.IndexOf(bar.Close), open = _options.Placement == EntryPlacement.Range ? _grid.IndexOf(bar.Low) : _grid.IndexOf(bar.Open);
        int other = _options.Placement == EntryPlacement.Range ? _grid.IndexOf(bar.High) : close;
        open = _options.Placement == EntryPlacement.Close ? close : open;
        (int first, int last) = (Math.Min(open, other), Math.Max(open, other));
        for (int c = 0; c < _behind.Length; c++)
        {
            for (int entry = first; entry <= last; entry++)
            {
                cells[IsAlive(side, entry, c, worst) ? entry : close, c] += quantity * _shares[c] / (last - first + 1);
            }
        }
    }

    /// <summary>Whether a price in a band leaves a position alone.</summary>
    private bool IsAlive(Side side, int entry, int c, int band) =>
        _calibration.Mix[c].IsInert || (side == Side.Long ? entry - _behind[c] < band : entry + _behind[c] > band);

    private void Mix(Side side, in MarketBar bar)
    {
        double takerBuys = double.IsNaN(bar.TakerBuyVolume) || !(bar.Volume > 0) ? 0.5 : bar.TakerBuyVolume / bar.Volume, takers = side == Side.Long ? takerBuys : 1 - takerBuys;
        double[] near = Tilted(-_options.TakerTilt), far = Tilted(_options.TakerTilt);
        for (int c = 0; c < _shares.Length; c++)
        {
            _shares[c] = (takers * near[c]) + ((1 - takers) * far[c]);
        }

        double[] Tilted(double tilt)
        {
            double[] shares = [.. _calibration.Mix.Select((d, i) => d.Share(side) * Math.Exp(tilt * ((2.0 * i / (_shares.Length - 1)) - 1)))];
            double sum = shares.Sum();
            return [.. shares.Select(s => s / sum)];
        }
    }

    private static double Sum(double[,] cells)
    {
        double sum = 0;
        foreach (double cell in cells)
        {
            sum += cell;
        }

        return sum;
    }

    private static void Scale(double[,] cells, double factor)
    {
        for (int i = 0; i < cells.GetLength(0); i++)
        {
            for (int j = 0; j < cells.GetLength(1); j++)
            {
                cells[i, j] *= factor;
            }
        }
    }
}
