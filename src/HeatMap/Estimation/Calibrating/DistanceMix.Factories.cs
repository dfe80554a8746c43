using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <content>Mixes to start from.</content>
public sealed partial class DistanceMix
{
    /// <summary>The farthest finite distance; positions beyond it count as inert.</summary>
    private const double Farthest = 3;

    /// <summary>A mix of classes that hold already, whose bits are kept.</summary>
    private DistanceMix(in ImmutableArray<DistanceClass>? classes) => _classes = classes!.Value;

    /// <summary>The mix that a ladder of leverages means on isolated linear contracts of one maintenance rate.</summary>
    /// <param name="leverages">Finite and &gt;= 1, below one over the maintenance rate; at most half of <see cref="MaxCount"/>.</param>
    /// <param name="weights">How much is opened at each; as many, finite and &gt;= 0, with a positive sum.</param>
    /// <param name="maintenanceRate">A fraction &gt;= 0 and &lt; 1.</param>
    /// <returns>Two classes a leverage, because a long and a short of one leverage are not liquidated at one distance; a long that its margin covers whole is inert.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain; the message names the row.</exception>
    /// <remarks>Distances are those of <see cref="Liquidation.Price(in Position, MarginRules, double)"/>: <c>ln((1 − m)/(1 − 1/L))</c> for a long, <c>ln((1 + 1/L)/(1 + m))</c> for a short.</remarks>
    public static DistanceMix FromLadder(ReadOnlySpan<double> leverages, ReadOnlySpan<double> weights, double maintenanceRate)
    {
        Guard.Rate(maintenanceRate);
        if (leverages.Length is 0 or > MaxCount / 2)
        {
            Throw.Argument(nameof(leverages), $"there must be 1 to {MaxCount / 2} leverages, were {leverages.Length}");
        }

        if (weights.Length != leverages.Length)
        {
            Throw.Argument(nameof(weights), $"there must be {leverages.Length} weights, one a leverage, were {weights.Length}");
        }

        var rules = new MarginRules(ContractSpec.Linear("ladder", "quote"), MaintenanceSchedule.SingleRate(maintenanceRate));
        SortedDictionary<double, DistanceClass> classes = [];
        for (int i = 0; i < leverages.Length; i++)
        {
            double leverage = leverages[i], weight = weights[i];
            if (!(leverage >= 1 && leverage < double.PositiveInfinity))
            {
                Throw.Row(nameof(leverages), i, leverage, "finite and >= 1");
            }

            if (!(weight >= 0 && weight < double.PositiveInfinity))
            {
                Throw.Row(nameof(weights), i, weight, "finite and >= 0");
            }

            Add(i, leverage, -Math.Log(Liquidation.Price(Position.Long(1, 1, leverage), rules)), weight, 0);
            Add(i, leverage, Math.Log(Liquidation.Price(Position.Short(1, 1, leverage), rules)), 0, weight);
        }

        return new((ReadOnlySpan<DistanceClass>)classes.Values.ToArray());

        void Add(int row, double leverage, double distance, double longShare, double shortShare)
        {
            if (distance < 1e-4)
            {
                Throw.Row(nameof(leverages), row, leverage, FormattableString.Invariant($"low enough for a distance of 0.0001 at a maintenance rate of {maintenanceRate}"));
            }

            // No price at all is NaN.
            double place = distance <= Farthest ? distance : double.PositiveInfinity;
            DistanceClass there = classes.GetValueOrDefault(place);
            classes[place] = new(place, there.LongShare + longShare, there.ShortShare + shortShare);
        }
    }

    /// <summary>A mix with the same share at each distance, for both sides.</summary>
    /// <param name="distances">Rising, from 0.0001 to 3.</param>
    /// <param name="inertShare">The share that nothing liquidates; a fraction &gt;= 0 and &lt; 1. Zero makes no inert class.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain; the message names the row.</exception>
    public static DistanceMix Flat(ReadOnlySpan<double> distances, double inertShare)
    {
        if (!(inertShare is >= 0 and < 1))
        {
            Throw.OutOfRange(nameof(inertShare), inertShare, "a fraction >= 0 and < 1");
        }

        int most = inertShare > 0 ? MaxCount - 1 : MaxCount;
        if (distances.Length == 0 || distances.Length > most)
        {
            Throw.Argument(nameof(distances), $"there must be 1 to {most} distances, were {distances.Length}");
        }

        var classes = new DistanceClass[distances.Length + (inertShare > 0 ? 1 : 0)];
        double share = (1 - inertShare) / distances.Length;
        for (int i = 0; i < distances.Length; i++)
        {
            classes[i] = new(distances[i], share, share);
        }

        if (inertShare > 0)
        {
            classes[^1] = new(double.PositiveInfinity, inertShare, inertShare);
        }

        return new(classes);
    }

    /// <summary>A mix with the same share at distances that grow by one factor, for both sides.</summary>
    /// <param name="count">How many distances, at least 2.</param>
    /// <param name="nearest">The first, at least 0.0001.</param>
    /// <param name="farthest">The last, above the first and at most 3.</param>
    /// <param name="inertShare">The share that nothing liquidates; a fraction &gt;= 0 and &lt; 1.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public static DistanceMix Geometric(int count, double nearest, double farthest, double inertShare)
    {
        if (count is < 2 or > MaxCount)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"count must be from 2 to {MaxCount}, was {count}");
        }

        if (!(nearest is >= 1e-4 and < Farthest))
        {
            Throw.OutOfRange(nameof(nearest), nearest, "from 0.0001 to below 3");
        }

        if (!(farthest > nearest && farthest <= Farthest))
        {
            Throw.OutOfRange(nameof(farthest), farthest, FormattableString.Invariant($"above nearest, {nearest}, and at most 3"));
        }

        double[] distances = new double[count];
        for (int i = 0; i < count; i++)
        {
            distances[i] = nearest * Math.Pow(farthest / nearest, i / (count - 1.0));
        }

        distances[^1] = farthest;
        return Flat(distances, inertShare);
    }

    /// <summary>The mix with the spikes of a ladder smoothed away: each share is spread over the classes near it by a normal law of the logarithm of distance.</summary>
    /// <param name="logWidth">The standard deviation, a logarithm of distance: 0.5 spreads a class over about half to twice its distance. Finite and &gt;= 0; zero changes nothing.</param>
    /// <returns>The same distances and the same inert share.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="logWidth"/> is outside its domain.</exception>
    /// <remarks>Classes take in proportion to the stretch of distances that they stand for, so that a crowd of classes is not favoured. O(classes²).</remarks>
    public DistanceMix Smoothed(double logWidth)
    {
        Guard.NonNegative(logWidth);
        int finite = _classes[^1].IsInert ? Count - 1 : Count;
        if (logWidth == 0 || finite < 2)
        {
            return this;
        }

        double[] place = new double[finite], longs = new double[finite], shorts = new double[finite], weights = new double[finite];
        for (int i = 0; i < finite; i++)
        {
            place[i] = Math.Log(_classes[i].Distance);
        }

        for (int from = 0; from < finite; from++)
        {
            double sum = 0;
            for (int to = 0; to < finite; to++)
            {
                double away = (place[to] - place[from]) / logWidth;
                double stretch = (place[Math.Min(to + 1, finite - 1)] - place[Math.Max(to - 1, 0)]) / (to == 0 || to == finite - 1 ? 1 : 2);
                sum += weights[to] = stretch * Math.Exp(-0.5 * away * away);
            }

            for (int to = 0; to < finite; to++)
            {
                longs[to] += _classes[from].LongShare * weights[to] / sum;
                shorts[to] += _classes[from].ShortShare * weights[to] / sum;
            }
        }

        var classes = ImmutableArray.CreateBuilder<DistanceClass>(Count);
        for (int i = 0; i < finite; i++)
        {
            classes.Add(new(_classes[i].Distance, longs[i], shorts[i]));
        }

        // Straight into place: bringing the sum to one anew could move the last bit of the inert share.
        if (finite < Count)
        {
            classes.Add(_classes[^1]);
        }

        return new((ImmutableArray<DistanceClass>?)classes.MoveToImmutable());
    }

    /// <summary>The mix whose classes were written down: checked, and the bits of shares kept where they add up to one but for rounding.</summary>
    internal static DistanceMix Restored(ReadOnlySpan<DistanceClass> classes)
    {
        var scaled = new DistanceMix(classes);
        double longs = 0, shorts = 0;
        foreach (DistanceClass c in classes)
        {
            longs += c.LongShare;
            shorts += c.ShortShare;
        }

        return Math.Abs(longs - 1) < 1e-12 && Math.Abs(shorts - 1) < 1e-12 ? new((ImmutableArray<DistanceClass>?)ImmutableArray.Create(classes)) : scaled;
    }

    /// <summary>Other shares that add up to one already, so that those which a fit left alone keep their bits.</summary>
    internal DistanceMix WithExactShares(ReadOnlySpan<double> longShares, ReadOnlySpan<double> shortShares)
    {
        var classes = new DistanceClass[Count];
        for (int i = 0; i < classes.Length; i++)
        {
            classes[i] = new(_classes[i].Distance, longShares[i], shortShares[i]);
        }

        return Restored(classes);
    }
}
