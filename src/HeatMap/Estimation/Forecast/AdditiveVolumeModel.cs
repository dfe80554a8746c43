using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>How much is liquidated on a path, in the additive form: a share of the standing stock that is swept, and a flow of new positions by how far the price goes, <c>μ = c · stock + Q · Σ K(step)</c>.</summary>
/// <remarks>
/// <para>K is a curve of steps over the distance in standard deviations: how much of open interest is liquidated for each standard deviation that the price passes within a step. Share and curve are never negative and
/// maximise the Poisson likelihood; expectation and maximisation raise it in every round.</para>
/// <para>The logarithmic form of <see cref="ForcedVolumeModel"/> did better on real data; this one is for comparison, and for what new positions add. Immutable.</para>
/// </remarks>
public sealed class AdditiveVolumeModel
{
    private readonly ImmutableArray<double> _steps;

    private AdditiveVolumeModel(double stockShare, ImmutableArray<double> kernel, ImmutableArray<double> steps, double logLikelihood, int rounds) =>
        (StockShare, Kernel, _steps, LogLikelihood, Rounds) = (stockShare, kernel, steps, logLikelihood, rounds);

    /// <summary>What part of the swept stock is liquidated and published: c.</summary>
    public double StockShare { get; }

    /// <summary>K of each step: liquidated over open interest, for each standard deviation passed.</summary>
    public ImmutableArray<double> Kernel { get; }

    /// <summary>Where each step begins, in standard deviations.</summary>
    public ImmutableArray<double> Steps => _steps;

    /// <summary>Σ (y ln μ − μ) of the training rows.</summary>
    public double LogLikelihood { get; }

    /// <summary>How many rounds the fit took.</summary>
    public int Rounds { get; }

    /// <summary>Fits rows with one of their maps.</summary>
    /// <param name="rows">The rows. Those without open interest are left out.</param>
    /// <param name="map">Which map's swept share is the stock's, from 0; smooth it first if it should be.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">No row has open interest, or nothing was liquidated.</exception>
    public static AdditiveVolumeModel Fit(VolumeRows rows, int map = 0, AdditiveVolumeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int known = 0;
        double[] stock = new double[rows.Count], reach = new double[rows.Count], interest = new double[rows.Count], target = new double[rows.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            double open = rows.OpenInterest[row];
            if (open > 0)
            {
                (stock[known], reach[known], interest[known], target[known++]) = (rows.SweptShare(row, map) * open, rows.Adverse[row] / Math.Max(rows.Deviations[row], 1e-9), open, rows.Targets[row]);
            }
        }

        return Fit(stock.AsSpan(0, known), reach.AsSpan(0, known), interest.AsSpan(0, known), target.AsSpan(0, known), options);
    }

    /// <summary>Fits columns.</summary>
    /// <param name="stock">The standing stock that was swept, in quote; finite and &gt;= 0.</param>
    /// <param name="reach">How far the price went against the side, in standard deviations; finite and &gt;= 0.</param>
    /// <param name="openInterest">In quote; finite and &gt; 0.</param>
    /// <param name="target">What was liquidated, in quote; finite and &gt;= 0.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">Columns differ in length, a row is outside its domain, or nothing was liquidated.</exception>
    /// <remarks>O(rounds × rows × steps).</remarks>
    public static AdditiveVolumeModel Fit(
        ReadOnlySpan<double> stock, ReadOnlySpan<double> reach, ReadOnlySpan<double> openInterest, ReadOnlySpan<double> target, AdditiveVolumeOptions? options = null)
    {
        options ??= AdditiveVolumeOptions.Default;
        Check(stock, target.Length, nameof(stock), isPositive: false);
        Check(reach, target.Length, nameof(reach), isPositive: false);
        Check(openInterest, target.Length, nameof(openInterest), isPositive: true);
        Check(target, target.Length, nameof(target), isPositive: false);
        int width = options.Steps.Length + 1;
        var table = new double[target.Length * width];
        for (int row = 0; row < target.Length; row++)
        {
            Parts(options.Steps.AsSpan(), stock[row], reach[row], openInterest[row], table.AsSpan(row * width, width));
        }

        PoissonMixture fit = PoissonMixture.Fit(table, width, target, options.MaxRounds);
        return new(fit.Weights[0], [.. fit.Weights[1..]], options.Steps, fit.LogLikelihood, fit.Rounds);
    }

    /// <summary>The volume expected of a swept stock and a reach, in quote.</summary>
    /// <param name="stock">The standing stock that is swept, in quote; finite and &gt;= 0.</param>
    /// <param name="reach">How far the price goes against the side, in standard deviations; finite and &gt;= 0.</param>
    /// <param name="openInterest">In quote; finite and &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public double Expected(double stock, double reach, double openInterest)
    {
        Guard.NonNegative(stock);
        Guard.NonNegative(reach);
        Guard.Positive(openInterest);
        double sum = StockShare * stock;
        for (int i = 0; i < Kernel.Length; i++)
        {
            sum += Kernel[i] * openInterest * Passed(_steps.AsSpan(), i, reach);
        }

        return sum;
    }

    private static void Parts(ReadOnlySpan<double> steps, double stock, double reach, double openInterest, Span<double> parts)
    {
        parts[0] = stock;
        for (int i = 0; i < steps.Length; i++)
        {
            parts[i + 1] = openInterest * Passed(steps, i, reach);
        }
    }

    /// <summary>How much of a step the reach passes.</summary>
    private static double Passed(ReadOnlySpan<double> steps, int step, double reach) =>
        Math.Max(0, (step == steps.Length - 1 ? reach : Math.Min(reach, steps[step + 1])) - steps[step]);

    private static void Check(ReadOnlySpan<double> column, int rows, string name, bool isPositive)
    {
        if (column.Length != rows)
        {
            Throw.Argument(name, $"{name} must have {rows} rows, had {column.Length}");
        }

        for (int row = 0; row < rows; row++)
        {
            if (!(column[row] < double.PositiveInfinity && (isPositive ? column[row] > 0 : column[row] >= 0)))
            {
                Throw.Row(name, row, column[row], isPositive ? "finite and > 0" : "finite and >= 0");
            }
        }
    }
}
