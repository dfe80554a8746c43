using System.Globalization;
using System.Numerics.Tensors;
using HeatMap.Kernels;

namespace HeatMap.Estimation;

/// <summary>What an estimator shows of its state: quantities by band, and notional in the integers of a map. Worked out when somebody looks.</summary>
internal sealed class EstimatorDisplay
{
    private const double UnitsPerQuote = 1 / MapOptions.DefaultQuantum;

    private readonly PositionEstimator _estimator;
    private readonly double[] _longs, _shorts, _scratch;

    /// <summary>The middle price of each place of a side, within the window and behind it.</summary>
    private readonly double[] _longPrices, _shortPrices;
    private readonly MapCells _cells;
    private bool _hasLongs, _hasShorts, _hasCells;

    public EstimatorDisplay(PositionEstimator estimator)
    {
        _estimator = estimator;
        BandGrid grid = estimator.Grid;
        int bands = grid.Count, length = estimator.StockOf(Side.Long).Length;
        (_longs, _shorts, _scratch) = (new double[bands], new double[bands], new double[bands]);
        (_longPrices, _shortPrices) = (new double[length], new double[length]);
        double growth = 1 + grid.Step, below = grid[0].Middle, above = grid[bands - 1].Middle;
        for (int place = 0; place < length; place++)
        {
            _longPrices[place] = place < bands ? grid[bands - 1 - place].Middle : below /= growth;
            _shortPrices[place] = place < bands ? grid[place].Middle : above *= growth;
        }

        _cells = new(bands, counts: false);
    }

    public void Forget() => _hasLongs = _hasShorts = _hasCells = false;

    /// <summary>In base, by band of the grid.</summary>
    public ReadOnlySpan<double> Quantities(Side side)
    {
        bool isLong = side == Side.Long;
        double[] quantities = isLong ? _longs : _shorts;
        if (isLong ? !_hasLongs : !_hasShorts)
        {
            StandingStock stock = _estimator.StockOf(side);
            TensorPrimitives.Multiply(stock.Sums[..quantities.Length], stock.Scale * _estimator.Unit, quantities);
            if (isLong)
            {
                Array.Reverse(quantities);
                _hasLongs = true;
            }
            else
            {
                _hasShorts = true;
            }
        }

        return quantities;
    }

    /// <summary>In units of the default quantum. Only to be called where there is a mark.</summary>
    public MapCells Cells
    {
        get
        {
            if (!_hasCells)
            {
                Fill(Side.Long, _longPrices);
                Fill(Side.Short, _shortPrices);
                _hasCells = true;
            }

            return _cells;
        }
    }

    /// <summary>The price at which what lies at a place of a side is valued.</summary>
    public double PriceOf(Side side, int place) => (side == Side.Long ? _longPrices : _shortPrices)[place];

    private void Fill(Side side, double[] prices)
    {
        StandingStock stock = _estimator.StockOf(side);
        double unitsPerBase = stock.Scale * _estimator.Unit * UnitsPerQuote;
        int bands = _scratch.Length;
        (int first, int end) = stock.Filled;

        // No cell holds more than all of them together at the highest price, which needs no look at each.
        double most = stock.Total * _estimator.Unit * UnitsPerQuote * prices[side == Side.Long ? 0 : prices.Length - 1];
        Span<long> units = _cells.UnitsOf(side), inBands = units.Slice(1, bands);
        units.Clear();
        int count = Math.Min(end, bands) - first;
        if (count > 0)
        {
            Span<double> scratch = _scratch.AsSpan(0, count);
            Span<long> filled = inBands.Slice(first, count);
            TensorPrimitives.Multiply(stock.Sums.Slice(first, count), prices.AsSpan(first, count), scratch);
            TensorPrimitives.Multiply(scratch, unitsPerBase, scratch);

            if (most < WholeUnits.Limit)
            {
                WholeUnits.Round(scratch, filled);
            }
            else
            {
                for (int i = 0; i < count; i++)
                {
                    filled[i] = Rounded(scratch[i]);
                }
            }

            if (side == Side.Long)
            {
                inBands.Reverse();
            }
        }

        double beyond = 0;
        ReadOnlySpan<double> sums = stock.Sums;
        for (int place = bands; place < end; place++)
        {
            beyond += sums[place] * prices[place];
        }

        units[side == Side.Long ? 0 : bands + 1] = Rounded(beyond * unitsPerBase);
        _cells.UnplacedUnits(side, UnplacedReason.NoLiquidationPrice) = Rounded(stock.InertTotal * _estimator.Unit * _estimator.MarkPrice * UnitsPerQuote);
        _cells.Most = Math.Max(side == Side.Long ? 0 : _cells.Most, most < WholeUnits.Limit ? (long)most + 1 : CellSums.Greatest(units));
    }

    private static long Rounded(double units)
    {
        if (!FixedPoint.TryUnits(units, 1, out long rounded))
        {
            throw new OverflowException(string.Create(CultureInfo.InvariantCulture, $"a band would hold {units} units of {MapOptions.DefaultQuantum}, which is 2^63 or more; is open interest in base?"));
        }

        return rounded;
    }
}
