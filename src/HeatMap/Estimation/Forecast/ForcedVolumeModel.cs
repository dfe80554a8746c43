using System.Buffers;
using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>How much is liquidated on a path: <c>log μ = path + γ · log(swept share + floor)</c>, fitted by Tweedie regression with ridge.</summary>
/// <remarks>
/// <para>The path alone explains most of it; a map says by how much more or less. That is why volume is never reported as a scale times mass.</para>
/// <para>Features are standardised by the training rows; what is unknown is taken as their mean and adds nothing. Immutable and safe to share between threads.</para>
/// </remarks>
public sealed partial class ForcedVolumeModel
{
    /// <summary>The share of training rows that a ridge is chosen on, at their end.</summary>
    private const double ChoiceShare = 0.3;

    private readonly TweedieRegression _regression;
    private readonly ImmutableArray<int> _columns;
    private readonly double[] _means;
    private readonly int _pathCount;
    private readonly double _floor;

    private ForcedVolumeModel(TweedieRegression regression, ImmutableArray<int> columns, int maps, double[] means, VolumeRows rows, double scale, double floor)
    {
        (_regression, _columns, _means, _pathCount, _floor) = (regression, columns, means, rows.Names.Length, floor);
        (Scale, Interval, MapCount) = (scale, rows.Interval, maps);
        Names = [.. columns.Select(c => rows.Names[c])];
    }

    /// <summary>The length of the intervals it was fitted on.</summary>
    public TimeSpan Interval { get; }

    /// <summary>How many maps it uses.</summary>
    public int MapCount { get; }

    /// <summary>The path features that it uses.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>What a unit of each path feature adds to the log mean.</summary>
    public ImmutableArray<double> Coefficients => _regression.Coefficients[.._columns.Length];

    /// <summary>γ of each map: by how much the logarithm of volume rises with that of its swept share.</summary>
    public ImmutableArray<double> Elasticities => _regression.Coefficients[_columns.Length..];

    /// <summary>The ridge that was chosen.</summary>
    public double Ridge => _regression.Ridge;

    /// <summary>Volume over what the regression expected of it on the training rows: what makes the mean of <see cref="Predict"/> right in dollars.</summary>
    public double Scale { get; }

    /// <summary>The share of training deviance explained; flattering, as it is not out of sample.</summary>
    public double TrainingExplained => _regression.ExplainedDeviance;

    /// <summary>Fits all rows with all their maps.</summary>
    /// <param name="rows">At least two rows with a volume.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">There are too few rows, or nothing was liquidated in any.</exception>
    public static ForcedVolumeModel Fit(VolumeRows rows, ForcedVolumeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Fit(rows, rows.Count, [.. Enumerable.Range(0, rows.MapCount)], options);
    }

    /// <summary>Fits the first rows with some of their maps; with none it is the path alone, the baseline that a map must beat.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="trainCount">How many of them, from the first, are trained on; at least two.</param>
    /// <param name="maps">Which maps; each from 0 to the rows' number of maps − 1.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain, or nothing was liquidated in any row.</exception>
    /// <remarks>O(rows × features² × steps) for each ridge. Allocates a table of the training rows.</remarks>
    public static ForcedVolumeModel Fit(VolumeRows rows, int trainCount, ReadOnlySpan<int> maps, ForcedVolumeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Fit(rows, trainCount, [.. Enumerable.Range(0, rows.Names.Length)], maps, options ?? ForcedVolumeOptions.Default);
    }

    /// <summary>The volume expected of a row, in quote.</summary>
    /// <param name="features">The path row, with all features of <see cref="PathFeatures"/>; NaN where a number is unknown.</param>
    /// <param name="sweptShares">The swept share of each map, in the order of the fit; from 0 to 1.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    /// <remarks>Allocates nothing.</remarks>
    public double Predict(ReadOnlySpan<double> features, params ReadOnlySpan<double> sweptShares)
    {
        if (features.Length != _pathCount || sweptShares.Length != MapCount)
        {
            Throw.Argument(nameof(features), $"there must be {_pathCount} features and {MapCount} shares, were {features.Length} and {sweptShares.Length}");
        }

        return Scale * RawMean(features, sweptShares);
    }

    internal static ForcedVolumeModel Fit(VolumeRows rows, int trainCount, ImmutableArray<int> columns, ReadOnlySpan<int> maps, ForcedVolumeOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trainCount, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trainCount, rows.Count);
        int width = columns.Length + maps.Length;
        double[] means = Means(rows, trainCount, columns), table = new double[trainCount * width], shares = new double[maps.Length];
        double sum = 0;
        for (int row = 0; row < trainCount; row++)
        {
            Shares(rows, row, maps, shares);
            FillRow(rows.Features(row), shares, columns, means, options.ShareFloor, table.AsSpan(row * width, width));
            sum += rows.Targets[row];
        }

        if (!(sum > 0))
        {
            Throw.Argument(nameof(rows), "something must have been liquidated in the training rows");
        }

        var training = new RegressionRows(table, width, rows.Targets[..trainCount]);
        var tweedie = new TweedieOptions { Power = options.Power, Ridge = options.Ridges[0], Tolerance = 1e-7, Penalties = [.. Enumerable.Repeat(1.0, columns.Length), .. Enumerable.Repeat(options.MapPenalty, maps.Length)] };
        var regression = TweedieRegression.Fit(training, tweedie with { Ridge = ChooseRidge(training, rows, options, tweedie) });
        double expected = 0;
        for (int row = 0; row < trainCount; row++)
        {
            expected += regression.Predict(table.AsSpan(row * width, width));
        }

        return new(regression, columns, maps.Length, means, rows, sum / expected, options.ShareFloor);
    }

    /// <summary>What the regression says, before <see cref="Scale"/>: the mean that minimises the deviance.</summary>
    internal double RawMean(ReadOnlySpan<double> features, ReadOnlySpan<double> sweptShares)
    {
        int width = _columns.Length + MapCount;
        double[] rented = ArrayPool<double>.Shared.Rent(width);
        Span<double> row = rented.AsSpan(0, width);
        FillRow(features, sweptShares, _columns, _means, _floor, row);
        double mean = _regression.Predict(row);
        ArrayPool<double>.Shared.Return(rented);
        return mean;
    }

    internal static void Shares(VolumeRows rows, int row, ReadOnlySpan<int> maps, Span<double> shares)
    {
        for (int i = 0; i < maps.Length; i++)
        {
            shares[i] = rows.SweptShare(row, maps[i]);
        }
    }

    private static void FillRow(ReadOnlySpan<double> features, ReadOnlySpan<double> shares, ImmutableArray<int> columns, double[] means, double floor, Span<double> row)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            double feature = features[columns[i]];
            row[i] = double.IsNaN(feature) ? means[i] : feature;
        }

        for (int i = 0; i < shares.Length; i++)
        {
            row[columns.Length + i] = Math.Log(shares[i] + floor);
        }
    }

    /// <summary>The mean of what is known of each feature; zero where nothing is.</summary>
    private static double[] Means(VolumeRows rows, int trainCount, ImmutableArray<int> columns)
    {
        var means = new double[columns.Length];
        for (int i = 0; i < means.Length; i++)
        {
            int known = 0;
            for (int row = 0; row < trainCount; row++)
            {
                double feature = rows.Features(row)[columns[i]];
                if (!double.IsNaN(feature))
                {
                    means[i] += (feature - means[i]) / ++known;
                }
            }
        }

        return means;
    }

    private static double ChooseRidge(RegressionRows training, VolumeRows rows, ForcedVolumeOptions options, TweedieOptions tweedie)
    {
        int start = (int)(training.Count * (1 - ChoiceShare)) / 2 * 2, gap = 0;
        while (gap < start && rows.StartsUnixMs[start - gap - 1] > rows.StartsUnixMs[start] - options.Embargo.TotalMilliseconds - rows.Interval.TotalMilliseconds)
        {
            gap++;
        }

        // Too few rows to choose on: the strongest ridge is the most careful.
        bool canChoose = options.Ridges.Length > 1 && start - gap > training.FeatureCount && training.Target[..(start - gap)].ContainsAnyExcept(0.0);
        return canChoose ? TweedieRegression.Choose(training, options.Ridges.AsSpan(), [start], gap, tweedie).Best : options.Ridges.Max();
    }
}
