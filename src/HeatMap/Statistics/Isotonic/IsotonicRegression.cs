using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap;

/// <summary>The rising function that is nearest to points in weighted least squares: how a score is turned into a probability without choosing bins.</summary>
/// <remarks>
/// <para>Pool adjacent violators (Ayer, Brunk, Ewing, Reid, Silverman, 1955): blocks of rows share their weighted mean, and means of blocks strictly rise. Rows of the same input count as one. The fit is also the
/// maximum likelihood of rising probabilities and minimises every proper score at once.</para>
/// <para>Immutable and safe to share between threads.</para>
/// </remarks>
public sealed class IsotonicRegression
{
    private IsotonicRegression(ImmutableArray<IsotonicBlock> blocks) => Blocks = blocks;

    /// <summary>The blocks from the least input to the greatest; empty when there were no rows.</summary>
    public ImmutableArray<IsotonicBlock> Blocks { get; }

    /// <summary>Fits rows in any order.</summary>
    /// <param name="inputs">What the fit rises with; finite, any unit.</param>
    /// <param name="targets">What is fitted; finite, any unit. Products of sums and weights must not overflow.</param>
    /// <param name="weights">The weight of each row, finite and &gt; 0; empty means 1.</param>
    /// <exception cref="ArgumentException">A row is outside its domain, or the columns differ in length; the message names column and row.</exception>
    /// <remarks>O(n log n). Allocates the blocks; scratch comes from the shared pool.</remarks>
    public static IsotonicRegression Fit(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights = default)
    {
        int n = inputs.Length;
        Check(n, targets, weights);
        ColumnGuard.Finite(inputs);
        double[] sorted = ArrayPool<double>.Shared.Rent(n), sums = ArrayPool<double>.Shared.Rent(n), parts = ArrayPool<double>.Shared.Rent(n);
        int[] order = ArrayPool<int>.Shared.Rent(n), ends = ArrayPool<int>.Shared.Rent(n);
        try
        {
            for (int i = 0; i < n; i++)
            {
                order[i] = i;
            }

            inputs.CopyTo(sorted);
            MemoryExtensions.Sort(sorted.AsSpan(0, n), order.AsSpan(0, n));
            int groups = 0;
            for (int i = 0; i < n; i++)
            {
                double weight = weights.IsEmpty ? 1 : weights[order[i]];
                if (groups > 0 && sorted[i] == sorted[groups - 1])
                {
                    sums[groups - 1] += weight * targets[order[i]];
                    parts[groups - 1] += weight;
                }
                else
                {
                    (sorted[groups], sums[groups], parts[groups]) = (sorted[i], weight * targets[order[i]], weight);
                    groups++;
                }
            }

            int count = PooledBlocks.Pool(sums.AsSpan(0, groups), parts.AsSpan(0, groups), ends);
            ImmutableArray<IsotonicBlock>.Builder blocks = ImmutableArray.CreateBuilder<IsotonicBlock>(count);
            for (int b = 0; b < count; b++)
            {
                blocks.Add(new(sorted[b == 0 ? 0 : ends[b - 1]], sorted[ends[b] - 1], sums[b] / parts[b], parts[b]));
            }

            return new(blocks.MoveToImmutable());
        }
        finally
        {
            ArrayPool<double>.Shared.Return(sorted);
            ArrayPool<double>.Shared.Return(sums);
            ArrayPool<double>.Shared.Return(parts);
            ArrayPool<int>.Shared.Return(order);
            ArrayPool<int>.Shared.Return(ends);
        }
    }

    /// <summary>Fits rows that are in order already, each a place of its own, and writes the fitted value of each.</summary>
    /// <param name="targets">What is fitted, in the order in which it should rise; finite.</param>
    /// <param name="weights">The weight of each row, finite and &gt; 0; empty means 1.</param>
    /// <param name="destination">Receives the fitted values; may be <paramref name="targets"/> itself.</param>
    /// <exception cref="ArgumentException">A row is outside its domain, or the columns differ in length.</exception>
    /// <remarks>O(n). Allocates nothing; scratch comes from the shared pool.</remarks>
    public static void Smooth(ReadOnlySpan<double> targets, ReadOnlySpan<double> weights, Span<double> destination)
    {
        int n = targets.Length;
        Check(n, targets, weights);
        ColumnGuard.SameLength(n, destination.Length, nameof(destination));
        double[] sums = ArrayPool<double>.Shared.Rent(n), parts = ArrayPool<double>.Shared.Rent(n);
        int[] ends = ArrayPool<int>.Shared.Rent(n);
        for (int i = 0; i < n; i++)
        {
            parts[i] = weights.IsEmpty ? 1 : weights[i];
            sums[i] = parts[i] * targets[i];
        }

        int count = PooledBlocks.Pool(sums.AsSpan(0, n), parts.AsSpan(0, n), ends), row = 0;
        for (int b = 0; b < count; b++)
        {
            double value = sums[b] / parts[b];
            while (row < ends[b])
            {
                destination[row++] = value;
            }
        }

        ArrayPool<double>.Shared.Return(sums);
        ArrayPool<double>.Shared.Return(parts);
        ArrayPool<int>.Shared.Return(ends);
    }

    /// <summary>The fitted value of an input: a block's own inside it, a straight line between two blocks, and the outermost block's beyond.</summary>
    /// <param name="input">In the unit of the inputs; infinite is beyond.</param>
    /// <returns>In the unit of the targets; NaN of NaN, and when there were no rows.</returns>
    /// <remarks>O(log b) for b blocks. Allocates nothing.</remarks>
    public double Predict(double input)
    {
        if (double.IsNaN(input) || Blocks.IsEmpty)
        {
            return double.NaN;
        }

        int low = 0, high = Blocks.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = Blocks[middle].High >= input ? (low, middle) : (middle + 1, high);
        }

        if (low == Blocks.Length)
        {
            return Blocks[^1].Value;
        }

        IsotonicBlock block = Blocks[low];
        if (low == 0 || input >= block.Low)
        {
            return block.Value;
        }

        IsotonicBlock before = Blocks[low - 1];
        double share = (input - before.High) / (block.Low - before.High);
        return (before.Value * (1 - share)) + (block.Value * share);
    }

    /// <summary>The fitted values of many inputs.</summary>
    /// <param name="inputs">As of one input.</param>
    /// <param name="destination">Receives a value for each; may be <paramref name="inputs"/> itself.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is not as long as <paramref name="inputs"/>.</exception>
    /// <remarks>O(n log b). Allocates nothing.</remarks>
    public void Predict(ReadOnlySpan<double> inputs, Span<double> destination)
    {
        ColumnGuard.SameLength(inputs.Length, destination.Length, nameof(destination));
        for (int i = 0; i < inputs.Length; i++)
        {
            destination[i] = Predict(inputs[i]);
        }
    }

    private static void Check(int rows, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights)
    {
        ColumnGuard.SameLength(rows, targets.Length, nameof(targets));
        ColumnGuard.Finite(targets);
        if (!weights.IsEmpty)
        {
            ColumnGuard.SameLength(rows, weights.Length, nameof(weights));
            ColumnGuard.Positive(weights);
        }
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Blocks.Length} blocks");
}
