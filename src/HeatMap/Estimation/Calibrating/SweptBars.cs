namespace HeatMap.Estimation;

/// <summary>What the filter swept bar by bar with one calibration, beside what was published, both in quote.</summary>
internal sealed class SweptBars
{
    private readonly DistanceMix _mix;

    /// <summary>By bar, side (long first) and class.</summary>
    private readonly double[] _crossings;

    /// <summary>By bar and side; NaN where unknown or not to be fitted to.</summary>
    private readonly double[] _prints;
    private readonly bool[] _isCensored;

    /// <summary>Runs the filter over the first bars of a market.</summary>
    public SweptBars(MarketSample sample, Calibration calibration, CalibrationFitOptions options, int count)
    {
        _mix = calibration.Mix;
        int classes = _mix.Count;
        _crossings = new double[2 * count * classes];
        _prints = new double[2 * count];
        _isCensored = new bool[2 * count];
        long start = sample.Bars[0].OpenTimeUnixMs;
        var estimator = new PositionEstimator(calibration, sample.Grid, options.Estimator);
        for (int i = 0; i < count; i++)
        {
            MarketBar bar = sample.Bars[i];

            // Before open interest is known the filter counts shares, not quantities.
            bool counts = !double.IsNaN(estimator.OpenInterest) && bar.OpenTimeUnixMs - start >= options.WarmUp.TotalMilliseconds;
            estimator.Add(bar);
            double price = (bar.LowestTrigger + bar.HighestTrigger) / 2;
            Take(2 * i, estimator.ForcedByClass(Side.Long), price, counts ? bar.LongLiquidations : double.NaN);
            Take((2 * i) + 1, estimator.ForcedByClass(Side.Short), price, counts ? bar.ShortLiquidations : double.NaN);
            _isCensored[2 * i] = _isCensored[(2 * i) + 1] = !sample.IsCensored.IsEmpty && sample.IsCensored[i];
        }

        void Take(int row, ReadOnlySpan<double> forced, double price, double print)
        {
            _prints[row] = print;
            for (int c = 0; c < classes; c++)
            {
                _crossings[(row * classes) + c] = forced[c] * price;
            }
        }
    }

    /// <summary>Rows of a stretch of bars, of both sides or of one.</summary>
    public MixRows Rows(int firstBar, int bars, Side? side)
    {
        int classes = _mix.Count, step = side is null ? 1 : 2, first = (2 * firstBar) + (side == Side.Short ? 1 : 0), rows = 2 * bars / step;
        double[] crossings = new double[rows * classes], prints = new double[rows], counted = new double[classes];
        bool[] censored = new bool[rows];
        for (int i = 0; i < rows; i++)
        {
            int row = first + (i * step);
            _crossings.AsSpan(row * classes, classes).CopyTo(crossings.AsSpan(i * classes, classes));
            (prints[i], censored[i]) = (_prints[row], _isCensored[row]);
        }

        for (int c = 0; c < classes; c++)
        {
            counted[c] = _mix[c].Share(side ?? Side.Long);
        }

        return MixRows.From(new(classes, crossings, prints, censored), counted);
    }
}
