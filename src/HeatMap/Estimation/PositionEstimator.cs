using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Estimates hidden positions from public bars: a filter that keeps each side equal to open interest after every bar.</summary>
/// <remarks>
/// <para>Every bar, in this order, for each side: what the path of the mark reached is consumed; the rest of the closings that volume and open interest imply closes, from all alike or by hazard;
/// what opens is spread over the bar's prices and the calibration's distances; the side is brought to open interest, which corrects rounding alone. Every new contract is one long and one short, so
/// both sides open and close alike, and neither candle nor taker side says which of them grew.</para>
/// <para>What a bar opens meets later bars only. The result after a bar does not depend on later bars, and one by one or in a batch gives the same bits.</para>
/// <para>For one writer. A refused bar leaves it as it was. Allocates nothing a bar. O(classes × bands touched) a bar; with a hazard O(classes × bands).</para>
/// <para>Source: docs/method/estimation.md.</para>
/// </remarks>
public sealed partial class PositionEstimator : MapEstimator
{
    /// <summary>After so many bars all sums are added anew.</summary>
    private const int BarsBetweenSums = 1024;

    private const double MsADay = 86_400_000;

    /// <summary>Over how many days the mean range of a bar is followed.</summary>
    private const double DaysOfRange = 7;

    private readonly PositionEstimatorOptions _options;
    private readonly double[] _takerLongs, _makerLongs, _takerShorts, _makerShorts, _longShares, _shortShares, _hazards;
    private StandingStock _longs, _shorts;
    private double _openInterest = double.NaN;
    private double _meanRange = double.NaN;
    private long _bars, _rangesSeen;

    /// <summary>Prepares an estimator that knows nothing yet.</summary>
    /// <param name="calibration">What is known beforehand.</param>
    /// <param name="grid">A geometric grid that covers the prices to come, with room for distances; 5 to 20 basis points a band are usual. <see cref="LiquidationMap.Reband"/> turns a map into any other grid.</param>
    /// <param name="options">Choices; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The grid is not geometric.</exception>
    public PositionEstimator(Calibration calibration, BandGrid grid, PositionEstimatorOptions? options = null)
        : base(grid)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        if (grid.Spacing != BandSpacing.Geometric)
        {
            Throw.Argument(nameof(grid), $"grid must be geometric, because distances are ratios of prices, was {grid}; LiquidationMap.Reband turns the map into another grid");
        }

        Calibration = calibration;
        _options = options ?? PositionEstimatorOptions.Default;
        (_takerLongs, _makerLongs) = Tilted(calibration.Mix, Side.Long, _options.TakerTilt);
        (_takerShorts, _makerShorts) = Tilted(calibration.Mix, Side.Short, _options.TakerTilt);
        _longShares = new double[calibration.Mix.Count];
        _shortShares = new double[calibration.Mix.Count];
        _hazards = Hazards(calibration.Mix, _options.Hazard);
        _longs = NewStock(grid);
        _shorts = NewStock(grid);
        Display = new(this);
    }

    /// <summary>What is known beforehand.</summary>
    public Calibration Calibration { get; }

    /// <summary>Whether the calibration was scored on unseen data of its asset, and is used with the volume that it was fitted under. Asset, scopes and bars are for the caller to compare: <see cref="Calibration.RequireScope"/>.</summary>
    public bool IsValidated => Calibration.IsValidated && (Calibration.Volume ?? _options.Volume) == _options.Volume;

    /// <summary>The last known open interest, in base; NaN before one is known.</summary>
    public double OpenInterest { get; private set; } = double.NaN;

    /// <summary>The greatest departure from 1 of the factor that brings a side to open interest, over all bars: rounding, and nothing else.</summary>
    public double GreatestCorrection { get; private set; }

    /// <summary>How often a bar's change in open interest was greater than its reported volume. The change is believed; the report of <c>MarketBars</c> names them.</summary>
    public long VolumeViolations { get; private set; }

    /// <summary>Whether the calibration's turnover stood in for the volume of the newest bar: by choice, or because it was unknown.</summary>
    public bool AssumesTurnover { get; private set; }

    /// <summary>The quantity that the newest bar forced, in base.</summary>
    /// <param name="side">Long or short.</param>
    public double Forced(Side side)
    {
        double sum = 0;
        foreach (double forced in ForcedByClass(side))
        {
            sum += forced;
        }

        return sum;
    }

    /// <summary>The quantity that the newest bar forced, in base, by the classes of the calibration's mix. Valid until the next bar.</summary>
    /// <param name="side">Long or short.</param>
    public ReadOnlySpan<double> ForcedByClass(Side side) => StockOf(side).ForcedByClass[..Calibration.Mix.Count];

    /// <summary>The share of a side that rests on start-up assumptions; 1 before the first bar.</summary>
    /// <param name="side">Long or short.</param>
    public double AssumedShare(Side side)
    {
        StandingStock stock = StockOf(side);
        double total = stock.Total;
        return total > 0 ? Math.Clamp(stock.AssumedTotal / total, 0, 1) : 1;
    }

    /// <inheritdoc/>
    public override double StandingQuantity(Side side) => StockOf(side).Total * Unit;

    /// <inheritdoc/>
    public override void Add(in MarketBar bar) => Add(bar, default);

    /// <summary>Reads one bar with its volume by price.</summary>
    /// <param name="bar">A bar after the last one, with prices inside the grid.</param>
    /// <param name="volumeByBand">How much was traded in each band of the grid, in any unit, finite and &gt;= 0, or empty: then <see cref="PositionEstimatorOptions.Placement"/> decides.</param>
    /// <exception cref="ArgumentException">The bar is outside its domain, goes back in time or leaves the grid; the message names what, and the value.</exception>
    public void Add(in MarketBar bar, ReadOnlySpan<double> volumeByBand)
    {
        var step = new BarStep(bar, this, volumeByBand);
        bool restarts = _bars == 0 || bar.OpenTimeUnixMs - LastOpenTimeUnixMs > _options.RestartAfter.TotalMilliseconds;
        double openInterest = double.IsNaN(bar.OpenInterest) ? _openInterest : bar.OpenInterest;
        MixFor(bar);
        if (restarts)
        {
            Restart(step, openInterest);
        }
        else
        {
            Move(bar, step, openInterest);
        }

        if (!double.IsNaN(openInterest))
        {
            OpenInterest = _openInterest = openInterest;
        }

        Remember(step, bar, restarts);
        MarkPrice = step.Close;
        LastOpenTimeUnixMs = bar.OpenTimeUnixMs;
        _bars++;
        Display.Forget();
        if (_bars % BarsBetweenSums == 0)
        {
            _longs.Settle();
            _shorts.Settle();
        }
    }

    /// <summary>Follows the mean range of a bar, which tells busy bars from quiet ones where volume is unknown: a plain mean at first, after a start too, then one that fades.</summary>
    private void Remember(in BarStep step, in MarketBar bar, bool restarts)
    {
        _rangesSeen = restarts ? 1 : _rangesSeen + 1;
        double days = restarts ? 1 : (bar.OpenTimeUnixMs - LastOpenTimeUnixMs!.Value) / MsADay, weight = Math.Max(days / DaysOfRange, 1.0 / _rangesSeen);
        _meanRange = restarts ? step.Range : _meanRange + ((step.Range - _meanRange) * Math.Min(weight, 1));
    }

    /// <summary>Reads bars one by one.</summary>
    /// <param name="bars">In time order.</param>
    /// <exception cref="ArgumentException">A bar is refused; those before it have been read.</exception>
    public void AddRange(params ReadOnlySpan<MarketBar> bars)
    {
        foreach (ref readonly MarketBar bar in bars)
        {
            Add(bar);
        }
    }

    /// <summary>Moves the window, when price is about to leave it.</summary>
    /// <param name="grid">A grid of the same lattice that holds the last close.</param>
    /// <exception cref="ArgumentException">The lattices differ, or the last close lies outside.</exception>
    /// <remarks>Nothing is lost: what would lie beyond the farthest distance behind the new window is kept there, though not at its own price. Allocates the new state.</remarks>
    public void MoveTo(BandGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (!grid.SharesLatticeWith(Grid))
        {
            Throw.Argument(nameof(grid), $"the lattices differ: {Grid} and {grid}");
        }

        if (_bars > 0 && (uint)grid.Find(MarkPrice) >= (uint)grid.Count)
        {
            Throw.Argument(nameof(grid), FormattableString.Invariant($"grid must hold the last close, {MarkPrice}, was {grid}"));
        }

        StandingStock longs = NewStock(grid), shorts = NewStock(grid);
        shorts.TakeOver(_shorts, checked((int)(Grid.FirstIndex - grid.FirstIndex)));
        longs.TakeOver(_longs, checked((int)(grid.FirstIndex + grid.Count - Grid.FirstIndex - Grid.Count)));
        (_longs, _shorts, Grid) = (longs, shorts, grid);
        Display = new(this);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _longs.Clear();
        _shorts.Clear();
        (_bars, _openInterest, _meanRange, OpenInterest, MarkPrice, LastOpenTimeUnixMs) = (0, double.NaN, double.NaN, double.NaN, double.NaN, null);
        (GreatestCorrection, VolumeViolations, AssumesTurnover) = (0, 0, false);
        Display.Forget();
    }

    internal StandingStock StockOf(Side side) => Guard.Defined(side) == Side.Long ? _longs : _shorts;

    /// <summary>What a quantity of one in the state is worth in base: nothing is known of it before open interest is.</summary>
    internal double Unit => double.IsNaN(_openInterest) ? 0 : 1;

    internal PositionEstimatorOptions Options => _options;

    private void Restart(in BarStep step, double openInterest)
    {
        double quantity = double.IsNaN(openInterest) ? 1 : openInterest;
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
        {
            int price = step.PlaceOf(side, step.CloseBand);
            if (_options.StartSpread > 0)
            {
                StockOf(side).Start(quantity, price, step.PlaceOf(side, step.WorstBand(side)), _options.StartSpread / LogStep(Grid), side == Side.Long ? _longShares : _shortShares);
            }
            else
            {
                // Near classes live for hours: what stands in them was opened not long ago and not far away.
                double recent = quantity * Math.Min(Calibration.TurnoverPerDay * Calibration.PositioningShare * _options.StartDays / 2, 1);
                StockOf(side).Start(quantity - recent, price);
                step.Open(StockOf(side), side, recent, side == Side.Long ? _longShares : _shortShares, isAssumed: true);
            }
        }

        AssumesTurnover = false;
    }

    /// <summary>One bar: consume, budget, close, open, renormalise.</summary>
    private void Move(in MarketBar bar, in BarStep step, double openInterest)
    {
        // Before open interest is known the state counts shares, and everything in it is assumed.
        bool isKnown = !double.IsNaN(openInterest), isFirst = isKnown && double.IsNaN(_openInterest);
        double before = isKnown && !isFirst ? _openInterest : 1, change = isKnown && !isFirst ? openInterest - before : 0;
        AssumesTurnover = _options.Volume == VolumeUse.ByRange || double.IsNaN(bar.Volume) || !isKnown || isFirst;
        double days = (bar.OpenTimeUnixMs - LastOpenTimeUnixMs!.Value) / MsADay;
        double volume = AssumesTurnover ? Calibration.TurnoverPerDay * before * days * step.Busyness(_meanRange) : bar.Volume, moved = Math.Abs(change);
        VolumeViolations += moved > bar.Volume ? 1 : 0;
        double effective = moved + (Calibration.PositioningShare * Math.Max(volume - moved, 0));
        double renewed = _options.RefreshBias * (effective - moved) / 2;
        double total = before + change;
        Turn(_longs, Side.Long, step, effective, change, renewed, _longShares, isAssumed: !isKnown, total);
        Turn(_shorts, Side.Short, step, effective, change, -renewed, _shortShares, isAssumed: !isKnown, total);
        if (isFirst)
        {
            _longs.Renormalise(openInterest);
            _shorts.Renormalise(openInterest);
        }
    }

    private void Turn(StandingStock stock, Side side, in BarStep step, double effective, double change, double renewed, ReadOnlySpan<double> shares, bool isAssumed, double total)
    {
        int close = step.PlaceOf(side, step.CloseBand);
        double closings = Math.Max(((effective - change) / 2) + renewed, 0), openings = Math.Max(((effective + change) / 2) + renewed, 0);
        double forced = stock.Consume(step.PlaceOf(side, step.WorstBand(side)), _options.ForcedShare);
        double standing = stock.Total;

        // What was forced are closings too; where they exceed the budget, so do openings, and the change is met.
        openings += Math.Max(forced - closings, 0);
        double voluntary = Math.Max(closings - forced, 0), excess = Math.Max(voluntary - standing, 0);
        voluntary -= excess;
        openings = Math.Max(openings - excess, 0);
        if (_hazards.Length == 0)
        {
            stock.Close(voluntary);
        }
        else
        {
            stock.Close(voluntary, close, (int)Math.Round(_options.Hazard!.DeepLoss / LogStep(Grid)), _hazards);
        }

        if (openings > 0)
        {
            step.Open(stock, side, openings, shares, isAssumed);
        }

        double factor = stock.Renormalise(total);
        if (total > 0)
        {
            GreatestCorrection = Math.Max(GreatestCorrection, Math.Abs(factor - 1));
        }
    }

    /// <summary>Who opens longs: buyers, a taker share of them takers; who opens shorts: sellers.</summary>
    private void MixFor(in MarketBar bar)
    {
        double takerBuys = bar.Volume > 0 && !double.IsNaN(bar.TakerBuyVolume) ? Math.Clamp(bar.TakerBuyVolume / bar.Volume, 0, 1) : 0.5;
        for (int c = 0; c < _longShares.Length; c++)
        {
            _longShares[c] = (takerBuys * _takerLongs[c]) + ((1 - takerBuys) * _makerLongs[c]);
            _shortShares[c] = ((1 - takerBuys) * _takerShorts[c]) + (takerBuys * _makerShorts[c]);
        }
    }

    private StandingStock NewStock(BandGrid grid)
    {
        DistanceMix mix = Calibration.Mix;
        bool hasInert = mix[mix.Count - 1].IsInert;
        Span<int> behind = stackalloc int[hasInert ? mix.Count - 1 : mix.Count];
        for (int c = 0; c < behind.Length; c++)
        {
            behind[c] = Math.Max((int)Math.Round(mix[c].Distance / LogStep(grid)), 1);
        }

        return new(grid.Count, behind, hasInert);
    }

    /// <summary>The shares of takers and makers of a side: near classes weigh more with takers. Each adds up to one.</summary>
    private static (double[] Takers, double[] Makers) Tilted(DistanceMix mix, Side side, double tilt)
    {
        double[] takers = new double[mix.Count], makers = new double[mix.Count];
        double takerSum = 0, makerSum = 0;
        for (int c = 0; c < takers.Length; c++)
        {
            double rank = takers.Length == 1 ? 0 : (2.0 * c / (takers.Length - 1)) - 1, share = mix[c].Share(side);
            takerSum += takers[c] = tilt == 0 ? share : share * Math.Exp(-tilt * rank);
            makerSum += makers[c] = tilt == 0 ? share : share * Math.Exp(tilt * rank);
        }

        for (int c = 0; c < takers.Length; c++)
        {
            takers[c] /= takerSum;
            makers[c] /= makerSum;
        }

        return (takers, makers);
    }

    private static double[] Hazards(DistanceMix mix, ClosingHazard? hazard)
    {
        if (hazard is null)
        {
            return [];
        }

        bool hasInert = mix[mix.Count - 1].IsInert;
        double[] hazards = new double[3 * (hasInert ? mix.Count : mix.Count + 1)];
        for (int c = 0; 3 * c < hazards.Length; c++)
        {
            double near = c < mix.Count && mix[c].Distance < hazard.NearDistance ? hazard.Near : 1;
            (hazards[3 * c], hazards[(3 * c) + 1], hazards[(3 * c) + 2]) = (near, near * hazard.InLoss, near * hazard.InDeepLoss);
        }

        return hazards;
    }

    private static double LogStep(BandGrid grid) => Math.Log(1 + grid.Step);
}
