using System.Globalization;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap.Cascades;

/// <summary>How one number is distributed over simulated paths.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed class SimulatedDistribution
{
    /// <summary>What a rounding of count × share may hide.</summary>
    private const double Rounding = 1e-9;

    private readonly double[] _sorted;

    /// <summary>Takes numbers in the order of their paths over, and sorts them.</summary>
    /// <param name="byPath">At least one; none is NaN.</param>
    /// <param name="pairDistance">How many places off the other path of an antithetic pair is, in blocks of twice as many; zero where paths are independent.</param>
    internal SimulatedDistribution(double[] byPath, int pairDistance)
    {
        Mean = MeanOf(byPath, pairDistance);
        _sorted = byPath;
        if (HasSign(byPath))
        {
            Array.Sort(byPath);
        }
        else
        {
            RadixSort.Sort(byPath);
        }
    }

    /// <summary>How many paths there are.</summary>
    public int Count => _sorted.Length;

    /// <summary>The mean.</summary>
    public SimulatedValue Mean { get; }

    /// <summary>The least number of all paths.</summary>
    public double Least => _sorted[0];

    /// <summary>The greatest number of all paths.</summary>
    public double Greatest => _sorted[^1];

    /// <summary>The numbers of all paths, rising: number i against 1 − i / count is the chart of how often it is exceeded.</summary>
    public ReadOnlySpan<double> Sorted => _sorted;

    /// <summary>The share of paths whose number is at least as great as one.</summary>
    /// <param name="value">Any number but NaN.</param>
    /// <returns>With the error of independent paths; for antithetic pairs the error is seldom as large.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is NaN.</exception>
    /// <remarks>O(log paths). Allocates nothing.</remarks>
    public SimulatedValue AtLeast(double value) => ShareOf(Count - CountBelow(value), Count);

    /// <summary>The number that a share of paths does not exceed: the least one of which that can be said, <c>L(⌈n p⌉)</c>. Of losses it is the value at risk.</summary>
    /// <param name="share">From 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is outside its domain.</exception>
    public double Quantile(double share)
    {
        if (!(share is >= 0 and <= 1))
        {
            Throw.OutOfRange(nameof(share), share, "from 0 to 1");
        }

        return _sorted[Place(share)];
    }

    /// <summary>The mean of the greatest numbers: of losses the expected shortfall. The path at the edge counts for the part of it that is needed.</summary>
    /// <param name="share">What is left out, from 0, which is the mean of all, to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is outside its domain.</exception>
    /// <remarks>O(paths of the tail). Allocates nothing.</remarks>
    public double TailMean(double share)
    {
        if (!(share is >= 0 and < 1))
        {
            Throw.OutOfRange(nameof(share), share, "at least 0 and below 1");
        }

        int place = Place(share);
        double sum = 0;
        for (int i = _sorted.Length - 1; i > place; i--)
        {
            sum += _sorted[i];
        }

        return (sum + ((place + 1 - (Count * share)) * _sorted[place])) / (Count * (1 - share));
    }

    /// <summary>Counts paths between edges, for a chart.</summary>
    /// <param name="edges">Rising; none is NaN.</param>
    /// <param name="counts">Receives the number of paths below the first edge, then from each edge to below the next, at last from the last edge on: one place more than edges. They add up to all paths.</param>
    /// <exception cref="ArgumentException">Edges do not rise, or <paramref name="counts"/> has another length.</exception>
    /// <remarks>O(edges × log paths). Allocates nothing.</remarks>
    public void Histogram(ReadOnlySpan<double> edges, Span<int> counts)
    {
        if (counts.Length != edges.Length + 1)
        {
            Throw.Argument(nameof(counts), $"counts must have one place more than edges, {edges.Length + 1}, had {counts.Length}");
        }

        int before = 0;
        for (int i = 0; i < edges.Length; i++)
        {
            if (!(i == 0 ? !double.IsNaN(edges[i]) : edges[i] > edges[i - 1]))
            {
                Throw.Row(nameof(edges), i, edges[i], "above the edge before");
            }

            int below = CountBelow(edges[i]);
            counts[i] = below - before;
            before = below;
        }

        counts[^1] = Count - before;
    }

    /// <summary>The distribution in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"mean {Mean}, median {Quantile(0.5):G4}, 95 % {Quantile(0.95):G4}, 99 % {Quantile(0.99):G4}, {Count} paths");

    internal static SimulatedValue ShareOf(long hits, int count)
    {
        double share = (double)hits / count;
        return new(share, count > 1 ? Math.Sqrt(share * (1 - share) / (count - 1)) : double.NaN);
    }

    /// <summary>Whether any number is below zero, or a negative zero.</summary>
    private static bool HasSign(double[] values)
    {
        foreach (double value in values)
        {
            if (double.IsNegative(value))
            {
                return true;
            }
        }

        return false;
    }

    private static SimulatedValue MeanOf(double[] byPath, int pairDistance)
    {
        double mean = 0, squares = 0;
        int count = 0;
        for (int i = 0; i < byPath.Length; i++)
        {
            double value = byPath[i];
            if (pairDistance > 0)
            {
                if (i / pairDistance % 2 == 1)
                {
                    continue;
                }

                value = (value + byPath[i + pairDistance]) / 2;
            }

            // Welford: one pass, in the order of paths.
            double off = value - mean;
            mean += off / ++count;
            squares += off * (value - mean);
        }

        return new(mean, count > 1 ? Math.Sqrt(squares / count / (count - 1)) : double.NaN);
    }

    private int Place(double share) => Math.Clamp((int)Math.Ceiling((Count * share) - Rounding) - 1, 0, Count - 1);

    /// <summary>How many numbers are less than one.</summary>
    private int CountBelow(double value)
    {
        if (double.IsNaN(value))
        {
            Throw.OutOfRange(nameof(value), value, "a number");
        }

        int low = 0, high = _sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_sorted[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
