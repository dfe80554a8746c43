using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>A mean that is a product of effects, fitted to amounts that are never negative and often zero: a generalised linear model with log link, Tweedie deviance and ridge.</summary>
/// <remarks>
/// <para>The log mean is an offset, an intercept and a sum of coefficients times features. The fit minimises half the mean deviance plus half the ridge times the squared coefficients of standardised columns, targets
/// being measured in their own mean. That is convex for every power from 1 to 2, so there is one best fit, and Fisher scoring with halved steps goes down to it (McCullagh, Nelder, 1989; Jørgensen, 1987). A constant column
/// has a coefficient of zero; of columns that depend on each other the ridge shares the effect, and without ridge the later ones get none.</para>
/// <para>Immutable and safe to share between threads. On one platform the same rows give the same bits.</para>
/// </remarks>
public sealed class TweedieRegression
{
    private readonly double _centre;
    private readonly double[] _means, _lows, _highs;

    private TweedieRegression(double power, double ridge, double centre, ImmutableArray<double> coefficients, FeatureScale scale, double rangeFactor)
    {
        (Power, Ridge, _centre, Coefficients, _means) = (power, ridge, centre, coefficients, scale.Means);
        _lows = new double[_means.Length];
        _highs = new double[_means.Length];
        Intercept = centre;
        for (int j = 0; j < _means.Length; j++)
        {
            double middle = scale.Lows[j] + ((scale.Highs[j] - scale.Lows[j]) / 2), half = (scale.Highs[j] - scale.Lows[j]) / 2;

            // Nothing times infinity is not a number.
            double reach = half == 0 ? double.IsInfinity(rangeFactor) ? double.PositiveInfinity : 0 : half * rangeFactor;
            (_lows[j], _highs[j]) = (middle - reach, middle + reach);
            Intercept -= coefficients[j] * _means[j];
        }
    }

    /// <summary>How variance grows with the mean.</summary>
    public double Power { get; }

    /// <summary>The ridge of the fit.</summary>
    public double Ridge { get; }

    /// <summary>The log mean where all features are zero, before an offset; minus infinity when every target is zero.</summary>
    public double Intercept { get; }

    /// <summary>What a unit of each feature adds to the log mean, in the features' own units.</summary>
    public ImmutableArray<double> Coefficients { get; }

    /// <summary>The weighted sum of deviances of the fit, in the target's unit to the power of 2 − p.</summary>
    public double Deviance { get; private init; }

    /// <summary>The weighted sum of deviances of the best fit without features.</summary>
    public double NullDeviance { get; private init; }

    /// <summary>The share of the null deviance that features explain: 1 is all. NaN when there is none to explain.</summary>
    public double ExplainedDeviance => NullDeviance > 0 ? 1 - (Deviance / NullDeviance) : double.NaN;

    /// <summary>The number of steps that the fit took.</summary>
    public int Iterations { get; private init; }

    /// <summary>Whether the gradient came below the tolerance; otherwise the fit is the best point that was found.</summary>
    public bool HasConverged { get; private init; }

    /// <summary>Fits rows.</summary>
    /// <param name="features">The features of the first row, then of the second, and so on; finite and at most <see cref="RegressionRows.MaxFeature"/> in size.</param>
    /// <param name="featureCount">How many features a row has; &gt;= 0.</param>
    /// <param name="target">One for each row; finite and &gt;= 0, at power 2 &gt; 0.</param>
    /// <param name="options">Null means the defaults.</param>
    /// <exception cref="ArgumentException">A value is outside its domain, or there are no rows; the message names column and row.</exception>
    /// <remarks>O(iterations × n × p²) for n rows of p features. Allocates O(p²), whatever the number of rows.</remarks>
    public static TweedieRegression Fit(ReadOnlySpan<double> features, int featureCount, ReadOnlySpan<double> target, TweedieOptions? options = null) =>
        Fit(new RegressionRows(features, featureCount, target), options);

    /// <summary>Fits rows that may have weights and offsets.</summary>
    /// <param name="rows">At least one with weight. Doubling a weight is the same as writing the row twice.</param>
    /// <param name="options">Null means the defaults.</param>
    /// <exception cref="ArgumentException">A value is outside its domain, or there is no row with weight; the message names column and row.</exception>
    /// <remarks>O(iterations × n × p²) for n rows of p features. Allocates O(p²), whatever the number of rows.</remarks>
    public static TweedieRegression Fit(RegressionRows rows, TweedieOptions? options = null)
    {
        options ??= TweedieOptions.Default;
        rows.Check(options.Power);
        if (!options.Penalties.IsEmpty && options.Penalties.Length != rows.FeatureCount)
        {
            Throw.Argument(nameof(options), $"there must be a penalty for each column ({rows.FeatureCount}) or none, were {options.Penalties.Length}");
        }

        return FitChecked(rows, options);
    }

    /// <summary>Tries ridges on rows in time order: each fold is predicted by a fit on all rows before it.</summary>
    /// <param name="rows">In time order.</param>
    /// <param name="ridges">What is tried; finite and &gt;= 0, at least one.</param>
    /// <param name="foldStarts">The first row of each fold that is predicted, rising; a fold ends where the next starts, the last at the end. At least one, the first beyond the gap.</param>
    /// <param name="gap">How many rows right before a fold are not fitted on, because their targets reach into it; &gt;= 0.</param>
    /// <param name="options">All but the ridge; null means the defaults.</param>
    /// <exception cref="ArgumentException">A value is outside its domain, folds do not rise, or the rows before a fold have no weight.</exception>
    /// <remarks>A fit for each ridge and fold. Fit again on all rows with <see cref="RidgeChoice.Best"/>. A first fold without any target but zero gives a very great deviance, not an error.</remarks>
    public static RidgeChoice Choose(RegressionRows rows, ReadOnlySpan<double> ridges, ReadOnlySpan<int> foldStarts, int gap = 0, TweedieOptions? options = null)
    {
        options ??= TweedieOptions.Default;
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        ColumnGuard.NonNegative(ridges);
        if (ridges.IsEmpty || foldStarts.IsEmpty)
        {
            Throw.Argument(ridges.IsEmpty ? nameof(ridges) : nameof(foldStarts), "there must be at least one ridge and one fold");
        }

        for (int k = 0; k < foldStarts.Length; k++)
        {
            int least = k == 0 ? gap : Math.Max(gap, foldStarts[k - 1]);
            if (foldStarts[k] <= least || foldStarts[k] >= rows.Count)
            {
                Throw.Row(nameof(foldStarts), k, foldStarts[k], $"> {least} and < {rows.Count}");
            }
        }

        rows.Check(options.Power);
        double[] deviances = new double[ridges.Length];
        for (int r = 0; r < ridges.Length; r++)
        {
            TweedieOptions tried = options with { Ridge = ridges[r] };
            double sum = 0, weight = 0;
            for (int k = 0; k < foldStarts.Length; k++)
            {
                int start = foldStarts[k], end = k + 1 < foldStarts.Length ? foldStarts[k + 1] : rows.Count;
                TweedieRegression fit = FitChecked(rows.Slice(0, start - gap), tried);
                for (int i = start; i < end; i++)
                {
                    double part = rows.Weight(i);
                    sum += part == 0 ? 0 : part * Tweedie.Deviance(rows.Target[i], fit.Mean(rows.Row(i), rows.Offset(i)), options.Power);
                    weight += part;
                }
            }

            deviances[r] = sum / weight;
        }

        return new([.. ridges], [.. deviances]);
    }

    /// <summary>Tries ridges on rows in time order, cut into equal parts: the first is only fitted on, each later one is a fold.</summary>
    /// <param name="rows">In time order; at least one more than folds.</param>
    /// <param name="ridges">What is tried; finite and &gt;= 0, at least one.</param>
    /// <param name="folds">How many parts are predicted; &gt;= 1.</param>
    /// <param name="gap">How many rows right before a fold are not fitted on; &gt;= 0 and below the length of a part.</param>
    /// <param name="options">All but the ridge; null means the defaults.</param>
    /// <exception cref="ArgumentException">A value is outside its domain, or the rows before a fold have no weight.</exception>
    /// <remarks>A fit for each ridge and fold.</remarks>
    public static RidgeChoice Choose(RegressionRows rows, ReadOnlySpan<double> ridges, int folds, int gap = 0, TweedieOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(folds);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(folds, rows.Count);
        int[] starts = new int[folds];
        for (int k = 0; k < folds; k++)
        {
            starts[k] = (int)((k + 1L) * rows.Count / (folds + 1L));
        }

        return Choose(rows, ridges, starts, gap, options);
    }

    /// <summary>The mean that the fit expects of a row.</summary>
    /// <param name="features">As many as in the fit; finite and at most <see cref="RegressionRows.MaxFeature"/> in size. Each is moved into its training range, widened by <see cref="TweedieOptions.RangeFactor"/>.</param>
    /// <param name="offset">Added to the log mean; at most <see cref="RegressionRows.MaxOffset"/> in size.</param>
    /// <returns>In the unit of the target; finite and &gt; 0 whatever the row.</returns>
    /// <exception cref="ArgumentException">A value is outside its domain, or there are not as many features.</exception>
    /// <remarks>O(p). Allocates nothing.</remarks>
    public double Predict(ReadOnlySpan<double> features, double offset = 0)
    {
        ColumnGuard.SameLength(_means.Length, features.Length, nameof(features));
        RegressionRows.CheckFeatures(features, 0);
        CheckOffset(offset);
        return Mean(features, offset);
    }

    /// <summary>The means that the fit expects of many rows.</summary>
    /// <param name="features">The features of the first row, then of the second, and so on; as of one row.</param>
    /// <param name="destination">Receives a mean for each row; must not overlap <paramref name="features"/>.</param>
    /// <param name="offsets">Added to the log means; empty means 0.</param>
    /// <exception cref="ArgumentException">A value is outside its domain, or the numbers of rows differ; the message names column and row.</exception>
    /// <remarks>O(n p). Allocates nothing.</remarks>
    public void Predict(ReadOnlySpan<double> features, Span<double> destination, ReadOnlySpan<double> offsets = default)
    {
        int size = _means.Length;
        if (features.Length != (long)size * destination.Length)
        {
            Throw.Argument(nameof(features), $"features must have {size} values for each of {destination.Length} rows, had {features.Length}");
        }

        if (!offsets.IsEmpty)
        {
            ColumnGuard.SameLength(destination.Length, offsets.Length, nameof(offsets));
        }

        for (int i = 0; i < destination.Length; i++)
        {
            ReadOnlySpan<double> row = features.Slice(i * size, size);
            RegressionRows.CheckFeatures(row, i);
            double offset = offsets.IsEmpty ? 0 : offsets[i];
            CheckOffset(offset);
            destination[i] = Mean(row, offset);
        }
    }

    private static void CheckOffset(double offset)
    {
        if (!(Math.Abs(offset) <= RegressionRows.MaxOffset))
        {
            Throw.OutOfRange(nameof(offset), offset, $"from -{RegressionRows.MaxOffset} to {RegressionRows.MaxOffset}");
        }
    }

    private static TweedieRegression FitChecked(RegressionRows rows, TweedieOptions options)
    {
        var scale = new FeatureScale(rows);
        if (!(scale.Weight > 0 && scale.Weight < double.PositiveInfinity))
        {
            Throw.Argument(nameof(rows), "rows must have a weight, finite and > 0 in sum");
        }

        // Without features the best mean is a multiple of the exponential of the offset, in closed form; it is also the unit of targets.
        double over = 0, under = 0, power = options.Power;
        for (int i = 0; i < rows.Count; i++)
        {
            double share = rows.Weight(i) / scale.Weight, offset = rows.Offset(i);
            over += share * rows.Target[i] * Math.Exp((1 - power) * offset);
            under += share * Math.Exp((2 - power) * offset);
        }

        double unit = over / under;
        int size = rows.FeatureCount;
        if (unit == 0)
        {
            // Zero everywhere: the best mean is zero, whatever the features.
            return new(power, options.Ridge, double.NegativeInfinity, [.. new double[size]], scale, options.RangeFactor) { HasConverged = true };
        }

        var fit = new TweedieFit(rows, scale, unit, options);
        fit.Run(options.MaxIterations, options.Tolerance);
        double[] coefficients = new double[size];
        for (int j = 0; j < size; j++)
        {
            coefficients[j] = scale.Deviations[j] == 0 ? 0 : fit.Coefficients[j + 1] / scale.Deviations[j];
        }

        double centre = fit.Coefficients[0] + Math.Log(unit), deviance = 0, nullDeviance = 0;
        var model = new TweedieRegression(power, options.Ridge, centre, [.. coefficients], scale, options.RangeFactor);
        for (int i = 0; i < rows.Count; i++)
        {
            double weight = rows.Weight(i);
            if (weight > 0)
            {
                deviance += weight * Tweedie.Deviance(rows.Target[i], model.Mean(rows.Row(i), rows.Offset(i)), power);
                nullDeviance += weight * Tweedie.Deviance(rows.Target[i], Exponential(Math.Log(unit) + rows.Offset(i)), power);
            }
        }

        return new(power, options.Ridge, centre, model.Coefficients, scale, options.RangeFactor)
        {
            Deviance = deviance,
            NullDeviance = nullDeviance,
            Iterations = fit.Iterations,
            HasConverged = fit.HasConverged,
        };
    }

    /// <summary>The mean of a row that is checked. Differences from training means keep digits that the intercept alone would lose.</summary>
    private double Mean(ReadOnlySpan<double> features, double offset)
    {
        double sum = _centre + offset;
        for (int j = 0; j < features.Length; j++)
        {
            if (Coefficients[j] != 0)
            {
                sum += Coefficients[j] * (Math.Clamp(features[j], _lows[j], _highs[j]) - _means[j]);
            }
        }

        return Exponential(sum);
    }

    /// <summary>Of effects that both ran off to infinity nothing is known but that they cancel.</summary>
    private static double Exponential(double log) => Math.Exp(double.IsNaN(log) ? 0 : Math.Clamp(log, -TweedieFit.MaxLog, TweedieFit.MaxLog));

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"power {Power}, ridge {Ridge:G4}: {Coefficients.Length} coefficients, {100 * ExplainedDeviance:0.#} % of deviance explained, {Iterations} iterations{(HasConverged ? "" : ", not converged")}");
}
