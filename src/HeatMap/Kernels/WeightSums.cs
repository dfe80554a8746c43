using System.Numerics;

namespace HeatMap.Kernels;

/// <summary>What weights with signs add up to; sums that leave 64 bits are cut.</summary>
/// <param name="Bits">All bits of all magnitudes; negative where there is a −2^63.</param>
/// <param name="Magnitudes">The sum without signs.</param>
/// <param name="Signed">The sum with signs.</param>
internal readonly record struct WeightSums(long Bits, long Magnitudes, long Signed)
{
    /// <summary>Whether so many of these weights cannot leave 63 bits together, so that the sums are right.</summary>
    public bool IsExact(int rows) => Bits >= 0 && BitOperations.LeadingZeroCount((ulong)Bits) > BitOperations.Log2((uint)Math.Max(1, rows)) + 1;
}
