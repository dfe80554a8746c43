using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>How far from their entry new positions would be liquidated: classes of distance with the share of openings of each side.</summary>
/// <remarks>Immutable. Distances rise; each side's shares add up to one.</remarks>
public sealed partial class DistanceMix : IReadOnlyList<DistanceClass>, IEquatable<DistanceMix>
{
    /// <summary>The most classes a mix may have.</summary>
    public const int MaxCount = 64;

    private readonly ImmutableArray<DistanceClass> _classes;

    /// <summary>Makes a mix.</summary>
    /// <param name="classes">
    /// From 1 to <see cref="MaxCount"/> classes with rising distances from 0.0001 to 3, the last may be infinite; shares finite and &gt;= 0, with a positive sum a side. Sums are brought to one.
    /// </param>
    /// <exception cref="ArgumentException">A class is outside its domain; the message names it.</exception>
    public DistanceMix(params ReadOnlySpan<DistanceClass> classes)
    {
        if (classes.Length is 0 or > MaxCount)
        {
            Throw.Argument(nameof(classes), $"classes must be 1 to {MaxCount}, were {classes.Length}");
        }

        double longs = 0, shorts = 0, last = 0;
        for (int i = 0; i < classes.Length; i++)
        {
            (double distance, double longShare, double shortShare) = classes[i];
            if (!(distance is >= 1e-4 and <= 3 || (classes[i].IsInert && i == classes.Length - 1)))
            {
                Throw.Row("distance", i, distance, "from 0.0001 to 3, the last also infinite");
            }

            if (!(distance > last))
            {
                Throw.Row("distance", i, distance, FormattableString.Invariant($"greater than that of the class before, {last}"));
            }

            if (!(longShare >= 0 && longShare < double.PositiveInfinity))
            {
                Throw.Row("longShare", i, longShare, "finite and >= 0");
            }

            if (!(shortShare >= 0 && shortShare < double.PositiveInfinity))
            {
                Throw.Row("shortShare", i, shortShare, "finite and >= 0");
            }

            last = distance;
            longs += longShare;
            shorts += shortShare;
        }

        Guard.Positive(longs, "sum of longShare");
        Guard.Positive(shorts, "sum of shortShare");
        var scaled = ImmutableArray.CreateBuilder<DistanceClass>(classes.Length);
        foreach (DistanceClass c in classes)
        {
            scaled.Add(new(c.Distance, c.LongShare / longs, c.ShortShare / shorts));
        }

        _classes = scaled.MoveToImmutable();
    }

    /// <summary>The number of classes.</summary>
    public int Count => _classes.Length;

    /// <summary>A class, nearest first.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such class.</exception>
    public DistanceClass this[int index] => _classes[index];

    /// <summary>The share of openings that nothing liquidates.</summary>
    /// <param name="side">Long or short.</param>
    public double InertShare(Side side) => _classes[^1].IsInert ? _classes[^1].Share(side) : 0;

    /// <summary>A mix of the same distances with other shares, the same for both sides.</summary>
    /// <param name="shares">As many as classes; finite and &gt;= 0 with a positive sum.</param>
    /// <exception cref="ArgumentException">There are more or fewer, or one is outside its domain.</exception>
    public DistanceMix WithShares(params ReadOnlySpan<double> shares) => WithShares(shares, shares);

    /// <summary>A mix of the same distances with other shares.</summary>
    /// <param name="longShares">As many as classes; finite and &gt;= 0 with a positive sum.</param>
    /// <param name="shortShares">The same for shorts.</param>
    /// <exception cref="ArgumentException">There are more or fewer, or one is outside its domain.</exception>
    public DistanceMix WithShares(ReadOnlySpan<double> longShares, ReadOnlySpan<double> shortShares)
    {
        if (longShares.Length != Count || shortShares.Length != Count)
        {
            Throw.Argument(longShares.Length != Count ? nameof(longShares) : nameof(shortShares), $"there must be {Count} shares, were {(longShares.Length != Count ? longShares.Length : shortShares.Length)}");
        }

        var classes = new DistanceClass[Count];
        for (int i = 0; i < classes.Length; i++)
        {
            classes[i] = new(_classes[i].Distance, longShares[i], shortShares[i]);
        }

        return new(classes);
    }

    /// <summary>The same mix for longs as it was for shorts, and the other way round.</summary>
    public DistanceMix Mirrored()
    {
        var classes = new DistanceClass[Count];
        for (int i = 0; i < classes.Length; i++)
        {
            classes[i] = new(_classes[i].Distance, _classes[i].ShortShare, _classes[i].LongShare);
        }

        return new(classes);
    }

    /// <summary>Whether two mixes have equal classes.</summary>
    public bool Equals(DistanceMix? other) => other is not null && _classes.AsSpan().SequenceEqual(other._classes.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DistanceMix);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, _classes[0], _classes[^1]);

    /// <inheritdoc/>
    public IEnumerator<DistanceClass> GetEnumerator() => ((IEnumerable<DistanceClass>)_classes).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} classes of distance, {CompactNumber.Fraction(_classes.Min(static c => c.Distance))} to {CompactNumber.Fraction(_classes.Max(static c => c.Distance))}");
}
