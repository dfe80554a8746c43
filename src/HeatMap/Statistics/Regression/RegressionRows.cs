using System.Diagnostics.CodeAnalysis;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Rows to fit: features row by row, a target for each and, if wanted, weights and offsets. A view of the caller's memory.</summary>
/// <remarks><c>default</c> has no rows.</remarks>
[SuppressMessage("Performance", "CA1815", Justification = "A view of spans is not compared.")]
public readonly ref struct RegressionRows
{
    /// <summary>The greatest feature that is taken, either side of zero: squares of differences must not overflow.</summary>
    public const double MaxFeature = 1e150;

    /// <summary>The greatest offset that is taken, either side of zero.</summary>
    public const double MaxOffset = 300;

    /// <summary>Looks at columns. Values are checked by what uses them.</summary>
    /// <param name="features">The features of the first row, then of the second, and so on; finite and at most <see cref="MaxFeature"/> in size.</param>
    /// <param name="featureCount">How many features a row has; &gt;= 0.</param>
    /// <param name="target">What is explained, any unit; one for each row, finite and &gt;= 0.</param>
    /// <param name="weights">The weight of each row, finite and &gt;= 0; empty means 1. A row without weight is left out altogether.</param>
    /// <param name="offsets">What is added to each row's log mean, such as the logarithm of an exposure; at most <see cref="MaxOffset"/> in size. Empty means 0.</param>
    /// <exception cref="ArgumentException">The columns do not have the same number of rows, or <paramref name="featureCount"/> is negative.</exception>
    public RegressionRows(ReadOnlySpan<double> features, int featureCount, ReadOnlySpan<double> target, ReadOnlySpan<double> weights = default, ReadOnlySpan<double> offsets = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(featureCount);
        if (features.Length != (long)featureCount * target.Length)
        {
            Throw.Argument(nameof(features), $"features must have {featureCount} values for each of {target.Length} rows, had {features.Length}");
        }

        if (!weights.IsEmpty)
        {
            ColumnGuard.SameLength(target.Length, weights.Length, nameof(weights));
        }

        if (!offsets.IsEmpty)
        {
            ColumnGuard.SameLength(target.Length, offsets.Length, nameof(offsets));
        }

        Features = features;
        FeatureCount = featureCount;
        Target = target;
        Weights = weights;
        Offsets = offsets;
    }

    /// <summary>The number of rows.</summary>
    public int Count => Target.Length;

    /// <summary>How many features a row has.</summary>
    public int FeatureCount { get; }

    /// <summary>The features, row by row.</summary>
    public ReadOnlySpan<double> Features { get; }

    /// <summary>What is explained.</summary>
    public ReadOnlySpan<double> Target { get; }

    /// <summary>The weight of each row, or empty.</summary>
    public ReadOnlySpan<double> Weights { get; }

    /// <summary>What is added to each row's log mean, or empty.</summary>
    public ReadOnlySpan<double> Offsets { get; }

    /// <summary>Some of the rows, without copying.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many.</exception>
    public RegressionRows Slice(int start, int count) => new(
        Features.Slice(start * FeatureCount, count * FeatureCount),
        FeatureCount,
        Target.Slice(start, count),
        Weights.IsEmpty ? [] : Weights.Slice(start, count),
        Offsets.IsEmpty ? [] : Offsets.Slice(start, count));

    internal ReadOnlySpan<double> Row(int row) => Features.Slice(row * FeatureCount, FeatureCount);

    internal double Weight(int row) => Weights.IsEmpty ? 1 : Weights[row];

    internal double Offset(int row) => Offsets.IsEmpty ? 0 : Offsets[row];

    /// <summary>Refuses the first value outside its domain.</summary>
    internal void Check(double power)
    {
        for (int i = 0; i < Count; i++)
        {
            double target = Target[i];
            if (!double.IsFinite(target) || target < 0 || (power == 2 && target == 0))
            {
                Throw.Row(nameof(Target), i, target, power == 2 ? "finite and > 0 at power 2" : "finite and >= 0");
            }

            if (!(Math.Abs(Offset(i)) <= MaxOffset))
            {
                Throw.Row(nameof(Offsets), i, Offset(i), $"from -{MaxOffset} to {MaxOffset}");
            }

            CheckFeatures(Row(i), i);
        }

        ColumnGuard.NonNegative(Weights, nameof(Weights));
    }

    internal static void CheckFeatures(ReadOnlySpan<double> features, int row)
    {
        for (int j = 0; j < features.Length; j++)
        {
            if (!(Math.Abs(features[j]) <= MaxFeature))
            {
                Throw.Row($"feature {j}", row, features[j], "finite and at most 1e150 in size");
            }
        }
    }
}
