using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Many estimators with other assumptions beside one without: what they disagree on is what the assumptions are unsure of.</summary>
/// <remarks>
/// <para>Members differ in the mix, the share of volume that moves positions, the turnover that stands in for missing volume, how much of a level is forced, which side renews itself, and the start.
/// All are drawn from a counter-based stream, so a seed gives the same members on every machine.</para>
/// <para>As a <see cref="MapEstimator"/> it shows the members' mean. For one writer. A refused bar leaves it as it was. Allocates nothing a bar.</para>
/// </remarks>
public sealed class EstimatorEnsemble : MapEstimator
{
    private readonly PositionEstimator[] _members;
    private readonly double[] _longs, _shorts;
    private bool _hasLongs, _hasShorts;

    /// <summary>Prepares members that know nothing yet.</summary>
    /// <param name="calibration">The assumptions in the middle.</param>
    /// <param name="grid">A geometric grid; see <see cref="PositionEstimator"/>.</param>
    /// <param name="ensemble">How many members, and how they differ; <see langword="null"/> for the defaults.</param>
    /// <param name="options">Choices of the estimator in the middle; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The grid is not geometric.</exception>
    public EstimatorEnsemble(Calibration calibration, BandGrid grid, EnsembleOptions? ensemble = null, PositionEstimatorOptions? options = null)
        : base(grid)
    {
        ensemble ??= EnsembleOptions.Default;
        Middle = new(calibration, grid, options);
        _members = new PositionEstimator[ensemble.Members];
        for (int i = 0; i < _members.Length; i++)
        {
            _members[i] = Member(Middle, grid, ensemble, i);
        }

        _longs = new double[grid.Count];
        _shorts = new double[grid.Count];
    }

    /// <summary>The estimator without changed assumptions.</summary>
    public PositionEstimator Middle { get; }

    /// <summary>The number of members.</summary>
    public int Count => _members.Length;

    /// <summary>The assumptions of a member.</summary>
    /// <param name="member">From 0 to <see cref="Count"/> − 1.</param>
    public Calibration CalibrationOf(int member) => _members[member].Calibration;

    /// <inheritdoc/>
    public override void Add(in MarketBar bar)
    {
        // The estimator in the middle refuses what any member would.
        Middle.Add(bar);
        foreach (PositionEstimator member in _members)
        {
            member.Add(bar);
        }

        (MarkPrice, LastOpenTimeUnixMs) = (Middle.MarkPrice, Middle.LastOpenTimeUnixMs);
        _hasLongs = _hasShorts = false;
    }

    /// <summary>The mean of the members in each band, in base; valid until the next bar.</summary>
    /// <param name="side">Long or short.</param>
    public override ReadOnlySpan<double> Quantities(Side side)
    {
        bool isLong = Guard.Defined(side) == Side.Long;
        double[] mean = isLong ? _longs : _shorts;
        if (isLong ? !_hasLongs : !_hasShorts)
        {
            Array.Clear(mean);
            foreach (PositionEstimator member in _members)
            {
                System.Numerics.Tensors.TensorPrimitives.Add(mean, member.Quantities(side), mean);
            }

            System.Numerics.Tensors.TensorPrimitives.Divide(mean, _members.Length, mean);
            _hasLongs |= isLong;
            _hasShorts |= !isLong;
        }

        return mean;
    }

    /// <inheritdoc/>
    public override double StandingQuantity(Side side) => Middle.StandingQuantity(side);

    /// <summary>The share of a side that each member says a move would liquidate.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="range">The prices that the mark passes, low &lt;= high; both finite and &gt; 0.</param>
    /// <param name="destination">Receives one share a member.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public void SweptShares(Side side, PriceRange range, Span<double> destination)
    {
        if (destination.Length != Count)
        {
            Throw.Argument(nameof(destination), $"destination must have one place a member ({Count}), had {destination.Length}");
        }

        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = _members[i].SweptShare(side, range);
        }
    }

    /// <summary>Freezes the estimate in the middle, with the members behind its intervals.</summary>
    /// <exception cref="InvalidOperationException">No bar has been read.</exception>
    /// <remarks>Allocates the result: 16 bytes a band and member beside the estimate itself.</remarks>
    public EstimatedMap ToMap() => new(Middle, new EstimateSpread(Count, Grid.Count, Sorted(Side.Long), Sorted(Side.Short)));

    private double[] Sorted(Side side)
    {
        double[] sorted = new double[Grid.Count * Count];
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<double> quantities = _members[i].Quantities(side);
            for (int band = 0; band < quantities.Length; band++)
            {
                sorted[(band * Count) + i] = quantities[band];
            }
        }

        for (int band = 0; band < Grid.Count; band++)
        {
            sorted.AsSpan(band * Count, Count).Sort();
        }

        return sorted;
    }

    private static PositionEstimator Member(PositionEstimator middle, BandGrid grid, EnsembleOptions ensemble, int member)
    {
        var stream = new RandomStream(ensemble.Seed, member);
        Calibration calibration = middle.Calibration;
        double[] longs = new double[calibration.Mix.Count], shorts = new double[longs.Length];
        for (int c = 0; c < longs.Length; c++)
        {
            double factor = Math.Exp(ensemble.MixSpread * stream.Normal(c));
            (longs[c], shorts[c]) = (calibration.Mix[c].LongShare * factor, calibration.Mix[c].ShortShare * factor);
        }

        // Uniform draws have counters of their own, behind those of the classes.
        double Between(int draw, double low, double high) => low + ((high - low) * stream.Uniform(DistanceMix.MaxCount + draw));
        double Factor(int draw, double most) => Math.Exp(Between(draw, -1, 1) * Math.Log(most));
        return new(
            calibration with
            {
                Mix = calibration.Mix.WithShares(longs, shorts),
                PositioningShare = Math.Min(calibration.PositioningShare * Factor(0, ensemble.PositioningFactor), 1),
                TurnoverPerDay = calibration.TurnoverPerDay * Factor(1, ensemble.TurnoverFactor),
                PrintScale = calibration.PrintScale * Factor(2, ensemble.PrintFactor),
            },
            grid,
            middle.Options with
            {
                ForcedShare = middle.Options.ForcedShare * Between(3, ensemble.LeastForcedShare, 1),
                RefreshBias = Math.Clamp(middle.Options.RefreshBias + (ensemble.GreatestRefreshBias * Between(4, -1, 1)), -1, 1),
                StartSpread = middle.Options.StartSpread * Factor(5, ensemble.StartFactor),
                StartDays = middle.Options.StartDays * Factor(5, ensemble.StartFactor),
            });
    }
}
