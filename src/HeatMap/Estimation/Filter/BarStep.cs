using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>A bar that has been checked, in bands of an estimator's grid.</summary>
internal readonly ref struct BarStep
{
    private readonly int _bands, _openBand, _lowBand, _highBand, _lowTrade, _highTrade, _lastTrade;
    private readonly EntryPlacement _placement;
    private readonly ReadOnlySpan<double> _volumeByBand;
    private readonly double _volumeSum;

    /// <summary>Checks a bar.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="estimator">Who reads it; only looked at.</param>
    /// <param name="volumeByBand">Volume by band of the grid, or empty.</param>
    public BarStep(in MarketBar bar, PositionEstimator estimator, ReadOnlySpan<double> volumeByBand)
    {
        BandGrid grid = estimator.Grid;
        BarDomain.RequireNext(bar, estimator.LastOpenTimeUnixMs, grid);
        Close = double.IsNaN(bar.MarkClose) ? bar.Close : bar.MarkClose;
        double last = double.IsNaN(estimator.MarkPrice) ? Close : estimator.MarkPrice;

        // Price does not jump: whatever lies between the last close and this one was passed too.
        double low = Math.Min(Math.Min(bar.LowestTrigger, Close), last), high = Math.Max(Math.Max(bar.HighestTrigger, Close), last);
        _bands = grid.Count;
        Range = Math.Log(high / low);
        CloseBand = grid.Find(Close);
        (_lowBand, _highBand) = (grid.Find(low), grid.Find(high));
        (_openBand, _lastTrade) = (grid.Find(bar.Open), grid.Find(bar.Close));
        (_lowTrade, _highTrade) = (grid.Find(bar.Low), grid.Find(bar.High));
        _placement = estimator.Options.Placement;
        _volumeByBand = volumeByBand;
        if (!volumeByBand.IsEmpty)
        {
            _volumeSum = CheckedSum(volumeByBand, grid.Count);
        }
    }

    /// <summary>The mark at the bar's end, or the last trade.</summary>
    public double Close { get; }

    /// <summary>The band of <see cref="Close"/>.</summary>
    public int CloseBand { get; }

    /// <summary>The logarithm of the highest over the lowest price passed.</summary>
    public double Range { get; }

    /// <summary>How much more than usual is traded in a bar of this range, at most five times: volume follows range.</summary>
    /// <param name="meanRange">The mean range of the bars before.</param>
    public double Busyness(double meanRange) => meanRange > 0 ? Math.Min(Range / meanRange, 5) : 1;

    /// <summary>The band of the price that hurts a side most.</summary>
    public int WorstBand(Side side) => side == Side.Long ? _lowBand : _highBand;

    /// <summary>A band as a place of a side; see <see cref="StandingStock"/>.</summary>
    public int PlaceOf(Side side, int band) => side == Side.Long ? _bands - 1 - band : band;

    /// <summary>Opens a quantity where the bar traded.</summary>
    public void Open(StandingStock stock, Side side, double quantity, ReadOnlySpan<double> shares, bool isAssumed)
    {
        int close = PlaceOf(side, CloseBand), touched = PlaceOf(side, WorstBand(side));
        if (_volumeSum > 0)
        {
            for (int band = 0; band < _volumeByBand.Length; band++)
            {
                if (_volumeByBand[band] > 0)
                {
                    int place = PlaceOf(side, band);
                    stock.Open(quantity * (_volumeByBand[band] / _volumeSum), place, place, touched, close, shares, isAssumed);
                }
            }

            return;
        }

        (int from, int to) = _placement switch
        {
            EntryPlacement.Range => (_lowTrade, _highTrade),
            EntryPlacement.Close => (_lastTrade, _lastTrade),
            _ => (Math.Min(_openBand, _lastTrade), Math.Max(_openBand, _lastTrade)),
        };
        int first = PlaceOf(side, from), last = PlaceOf(side, to);
        stock.Open(quantity, Math.Min(first, last), Math.Max(first, last), touched, close, shares, isAssumed);
    }

    private static double CheckedSum(ReadOnlySpan<double> volumeByBand, int bands)
    {
        if (volumeByBand.Length != bands)
        {
            Throw.Argument(nameof(volumeByBand), $"volumeByBand must have one number a band ({bands}), had {volumeByBand.Length}");
        }

        double sum = 0;
        for (int band = 0; band < bands; band++)
        {
            if (!(volumeByBand[band] >= 0 && volumeByBand[band] < double.PositiveInfinity))
            {
                Throw.Row(nameof(volumeByBand), band, volumeByBand[band], "finite and >= 0");
            }

            sum += volumeByBand[band];
        }

        return sum;
    }
}
