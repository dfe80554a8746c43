using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <summary>Rows of cohorts: checked as a whole, then added to cells.</summary>
internal static class CohortRows
{
    /// <summary>Rows that are rounded at once.</summary>
    private const int Chunk = 512;

    /// <summary>Checks every row and adds up.</summary>
    /// <param name="shape">The heat map.</param>
    /// <param name="rows">Cohorts.</param>
    /// <returns>The magnitudes of all weights together.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A row is outside its domain; the message names row and column.</exception>
    /// <exception cref="OverflowException">A notional is 2^63 units or more.</exception>
    [SkipLocalsInit]
    public static Int128 Check(HeatMapShape shape, CohortColumns rows)
    {
        int wrong = rows.Band.IndexOfAnyExceptInRange(-1, shape.Grid.Count);
        if (wrong >= 0)
        {
            ThrowWhole("band", wrong, rows.Band[wrong], -1, shape.Grid.Count);
        }

        wrong = rows.Layer.IndexOfAnyExceptInRange((byte)0, (byte)(shape.Layers.Length - 1));
        if (wrong >= 0)
        {
            ThrowWhole("layer", wrong, rows.Layer[wrong], 0, shape.Layers.Length - 1);
        }

        if (rows.HasUnits)
        {
            return Magnitudes(rows.SignedUnits, 0);
        }

        Int128 sum = 0;
        Span<long> scratch = stackalloc long[Chunk];
        for (int start = 0; start < rows.Count; start += Chunk)
        {
            sum += Magnitudes(Units(rows, start, shape.Quantum, scratch), start);
        }

        return sum;
    }

    /// <summary>Adds rows that were checked to what stands, and enters them into the books.</summary>
    /// <param name="shape">The heat map.</param>
    /// <param name="rows">Cohorts.</param>
    /// <param name="standing">What stands.</param>
    /// <param name="total">What <see cref="Check"/> returned.</param>
    [SkipLocalsInit]
    public static void Add(HeatMapShape shape, CohortColumns rows, StandingCohorts standing, Int128 total)
    {
        if (rows.Count == 0)
        {
            return;
        }

        standing.Most = total > long.MaxValue - standing.Most ? long.MaxValue : standing.Most + (long)total;
        if (rows.HasUnits)
        {
            AddChunk(shape, rows, rows.SignedUnits, 0, standing);
            return;
        }

        Span<long> scratch = stackalloc long[Chunk];
        for (int start = 0; start < rows.Count; start += Chunk)
        {
            AddChunk(shape, rows, Units(rows, start, shape.Quantum, scratch), start, standing);
        }
    }

    /// <summary>Adds rows to a copy of what stands, and refuses the one with which a cell would reach 2^63.</summary>
    /// <param name="shape">The heat map.</param>
    /// <param name="rows">Cohorts.</param>
    /// <param name="trial">The copy.</param>
    [SkipLocalsInit]
    public static void Try(HeatMapShape shape, CohortColumns rows, StandingCohorts trial)
    {
        Span<long> scratch = stackalloc long[1];
        for (int row = 0; row < rows.Count; row++)
        {
            long weight = rows.HasUnits ? rows.SignedUnits[row] : Units(rows.Slice(row, 1), 0, shape.Quantum, scratch)[0];
            int layer = rows.Layer.IsEmpty ? 0 : rows.Layer[row];
            ref long cell = ref trial.Part(HeatMapShape.PartOf(weight < 0 ? Side.Short : Side.Long, layer))[rows.Band[row] + 1];
            if (cell > long.MaxValue - Math.Abs(weight))
            {
                FixedPoint.ThrowCellFull(row, Math.Abs(weight) * shape.Quantum, shape.Quantum);
            }

            cell += Math.Abs(weight);
        }
    }

    /// <summary>The weights of the rows from a place on, as units.</summary>
    public static ReadOnlySpan<long> Units(CohortColumns rows, int start, double quantum, Span<long> scratch)
    {
        ReadOnlySpan<double> notional = rows.SignedNotional.Slice(start, Math.Min(scratch.Length, rows.Count - start));
        double unitsPerQuote = 1 / quantum;
        if (!HeatKernel.TryRound(notional, unitsPerQuote, scratch, KernelInfo.VectorBits))
        {
            for (int i = 0; i < notional.Length; i++)
            {
                scratch[i] = Units(notional[i], unitsPerQuote, start + i, quantum);
            }
        }

        return scratch[..notional.Length];
    }

    /// <summary>One notional with a sign as units.</summary>
    public static long Units(double signedNotional, double unitsPerQuote, int row, double quantum)
    {
        if (!double.IsFinite(signedNotional))
        {
            Throw.Row("signedNotional", row, signedNotional, "finite");
        }

        if (!FixedPoint.TryUnits(Math.Abs(signedNotional), unitsPerQuote, out long units))
        {
            FixedPoint.ThrowTooLarge(row, signedNotional, quantum);
        }

        return signedNotional < 0 ? -units : units;
    }

    private static Int128 Magnitudes(ReadOnlySpan<long> weights, int firstRow)
    {
        WeightSums sums = HeatKernel.Sums(weights, KernelInfo.VectorBits);
        if (sums.IsExact(weights.Length))
        {
            return sums.Magnitudes;
        }

        Int128 sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] == long.MinValue)
            {
                ThrowWhole("signedUnits", firstRow + i, weights[i], -long.MaxValue, long.MaxValue);
            }

            sum += Math.Abs(weights[i]);
        }

        return sum;
    }

    private static void AddChunk(HeatMapShape shape, CohortColumns rows, ReadOnlySpan<long> weights, int start, StandingCohorts standing)
    {
        ReadOnlySpan<int> bands = rows.Band.Slice(start, weights.Length);
        if (!rows.Layer.IsEmpty)
        {
            AddLayers(bands, weights, rows.Layer.Slice(start, weights.Length), standing);
            return;
        }

        // Cells of longs and of shorts follow each other. Places are checked once more: whoever changes columns meanwhile must not write elsewhere.
        Span<long> cells = standing.Cells[..(2 * shape.Stride)];
        int toShorts = shape.Stride;
        for (int i = 0; i < weights.Length; i++)
        {
            long weight = weights[i], sign = weight >> 63;
            cells[bands[i] + 1 + ((int)sign & toShorts)] += (weight ^ sign) - sign;
        }

        WeightSums sums = HeatKernel.Sums(weights, KernelInfo.VectorBits);
        (Int128 longs, Int128 shorts) = sums.IsExact(weights.Length) ? ((sums.Magnitudes + sums.Signed) >> 1, (sums.Magnitudes - sums.Signed) >> 1) : SumsBySide(weights);
        standing.Book(0, longs, 0);
        standing.Book(1, shorts, 0);
    }

    private static void AddLayers(ReadOnlySpan<int> bands, ReadOnlySpan<long> weights, ReadOnlySpan<byte> layers, StandingCohorts standing)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            int part = HeatMapShape.PartOf(weights[i] < 0 ? Side.Short : Side.Long, layers[i]);
            long magnitude = Math.Abs(weights[i]);
            standing.Part(part)[bands[i] + 1] += magnitude;
            standing.Book(part, magnitude, 0);
        }
    }

    private static (Int128 Longs, Int128 Shorts) SumsBySide(ReadOnlySpan<long> weights)
    {
        Int128 longs = 0, shorts = 0;
        foreach (long weight in weights)
        {
            longs += Math.Max(weight, 0);
            shorts -= Math.Min(weight, 0);
        }

        return (longs, shorts);
    }

    [DoesNotReturn]
    private static void ThrowWhole(string column, int row, long value, long least, long most) => throw new ArgumentOutOfRangeException(
        column, value, string.Create(CultureInfo.InvariantCulture, $"row {row}: {column} must be from {least} to {most}, was {value}"));
}
