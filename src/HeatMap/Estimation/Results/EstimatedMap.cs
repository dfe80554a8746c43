using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>A frozen estimate: a map, what each part of it rests on, and how sure it is.</summary>
/// <remarks>Immutable and safe to share. Quantities are in base, the map in notional.</remarks>
[TypeFormatterSource(typeof(NotebookFormatterSource))]
public sealed partial class EstimatedMap
{
    private readonly double[] _longs, _shorts, _assumedLongs, _assumedShorts;

    /// <summary>By class, then band of the grid.</summary>
    private readonly double[] _longClasses, _shortClasses;
    private readonly double _longTotal, _shortTotal, _mostAssumed;

    internal EstimatedMap(PositionEstimator estimator, EstimateSpread? spread = null)
    {
        Map = estimator.ToLiquidationMap();
        Mix = estimator.Calibration.Mix;
        IsValidated = estimator.IsValidated;
        LastOpenTimeUnixMs = estimator.LastOpenTimeUnixMs!.Value;
        OpenInterest = estimator.OpenInterest;
        AssumesTurnover = estimator.AssumesTurnover;
        _mostAssumed = estimator.Options.MostAssumed;
        _spread = spread;
        (LongAssumedShare, ShortAssumedShare) = (estimator.AssumedShare(Side.Long), estimator.AssumedShare(Side.Short));
        (_longTotal, _shortTotal) = (estimator.StandingQuantity(Side.Long), estimator.StandingQuantity(Side.Short));
        _longs = estimator.Quantities(Side.Long).ToArray();
        _shorts = estimator.Quantities(Side.Short).ToArray();
        (_longClasses, _assumedLongs) = Classes(estimator, Side.Long);
        (_shortClasses, _assumedShorts) = Classes(estimator, Side.Short);
    }

    /// <summary>Notional per band and side. Its source says that it is modelled.</summary>
    public LiquidationMap Map { get; }

    /// <summary>The price axis.</summary>
    public BandGrid Grid => Map.Grid;

    /// <summary>The classes of distance that it was made with.</summary>
    public DistanceMix Mix { get; }

    /// <summary>Whether the calibration was scored on unseen data of its asset, and used with the volume that it was fitted under.</summary>
    public bool IsValidated { get; }

    /// <summary>When the newest bar in it began, in milliseconds since 1970.</summary>
    public long LastOpenTimeUnixMs { get; }

    /// <summary>Open interest, in base: what each side adds up to; NaN where none was known, and then the map is empty.</summary>
    public double OpenInterest { get; }

    /// <summary>Whether an assumed turnover stood in for the volume of the newest bar: by choice, or because it was unknown.</summary>
    public bool AssumesTurnover { get; }

    /// <summary>The share of the longs that rests on start-up assumptions.</summary>
    public double LongAssumedShare { get; }

    /// <summary>The share of the shorts that rests on start-up assumptions.</summary>
    public double ShortAssumedShare { get; }

    /// <summary>The share of both sides that rests on start-up assumptions.</summary>
    public double BurnInShare => (LongAssumedShare + ShortAssumedShare) / 2;

    /// <summary>What one side of a band holds, and what that rests on.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="band">From 0 to the grid's count − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public EstimatedBand Band(Side side, int band)
    {
        bool isLong = Guard.Defined(side) == Side.Long;
        PriceBand place = Grid[band];
        double quantity = (isLong ? _longs : _shorts)[band], assumed = (isLong ? _assumedLongs : _assumedShorts)[band];
        double share = quantity > 0 ? Math.Clamp(assumed / quantity, 0, 1) : 0;
        return new(side, place, quantity, share, share > _mostAssumed ? BandProvenance.Assumed : BandProvenance.Modelled);
    }

    /// <summary>What stands in each band, in base.</summary>
    /// <param name="side">Long or short.</param>
    public ReadOnlySpan<double> Quantities(Side side) => Guard.Defined(side) == Side.Long ? _longs : _shorts;

    /// <summary>What stands in each band and belongs to one class of <see cref="Mix"/>, in base; zeros for the inert one.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="distanceClass">From 0 to the mix's count − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public ReadOnlySpan<double> Quantities(Side side, int distanceClass)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(distanceClass);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(distanceClass, Mix.Count);
        return (Guard.Defined(side) == Side.Long ? _longClasses : _shortClasses).AsSpan(distanceClass * Grid.Count, Grid.Count);
    }

    /// <summary>The share of a side's open interest that a move between two prices would liquidate: that of all bands it touches.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="range">The prices that the mark passes, low &lt;= high; both finite and &gt; 0.</param>
    /// <returns>From 0 to 1; 0 where nothing stands.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public double SweptShare(Side side, PriceRange range) => Swept(side, Quantities(side), range);

    /// <summary>The part of <see cref="SweptShare(Side, PriceRange)"/> that belongs to one class of <see cref="Mix"/>.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="range">The prices that the mark passes, low &lt;= high; both finite and &gt; 0.</param>
    /// <param name="distanceClass">From 0 to the mix's count − 1.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public double SweptShare(Side side, PriceRange range, int distanceClass) => Swept(side, Quantities(side, distanceClass), range);

    /// <summary>What it is, in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Map.Sources[0].Name}: open interest {OpenInterest:N0}, {BurnInShare:P0} from start-up assumptions; {Map}");

    private double Swept(Side side, ReadOnlySpan<double> quantities, PriceRange range)
    {
        (int first, int last) = TouchedBands.Of(Grid, range);
        double total = side == Side.Long ? _longTotal : _shortTotal, swept = 0;
        for (int band = first; band <= last; band++)
        {
            swept += quantities[band];
        }

        return total > 0 ? Math.Min(swept / total, 1) : 0;
    }

    private static (double[] ByClass, double[] Assumed) Classes(PositionEstimator estimator, Side side)
    {
        StandingStock stock = estimator.StockOf(side);
        int bands = estimator.Grid.Count;
        double[] byClass = new double[estimator.Calibration.Mix.Count * bands], assumed = new double[bands];
        double worth = stock.Scale * estimator.Unit;
        for (int c = 0; c < stock.Classes; c++)
        {
            if (c == stock.Inert)
            {
                continue;
            }

            ReadOnlySpan<double> cells = stock.CellsOf(c), assumedCells = stock.AssumedOf(c);
            for (int place = 0; place < bands; place++)
            {
                int band = side == Side.Long ? bands - 1 - place : place;
                byClass[(c * bands) + band] = cells[place] * worth;
                assumed[band] += assumedCells[place] * worth;
            }
        }

        return (byClass, assumed);
    }
}
