using System.Numerics;

namespace HeatMap.Kernels;

/// <summary>What rows of cohorts have in common; sums that leave 64 bits are cut.</summary>
internal record struct WeightSums()
{
    /// <summary>All bits of all magnitudes; negative where there is a −2^63.</summary>
    public long Bits { get; set; }

    /// <summary>The sum of weights without signs.</summary>
    public long Magnitudes { get; set; }

    /// <summary>The sum with signs.</summary>
    public long Signed { get; set; }

    /// <summary>Negative where a row has no cell or a notional was too large to be rounded.</summary>
    public long Outside { get; set; }

    /// <summary>The least and the greatest cell of the longs; the least is the greater where there is none.</summary>
    public (long Least, long Greatest) Longs { get; set; } = (long.MaxValue, -1);

    /// <summary>The same of the shorts.</summary>
    public (long Least, long Greatest) Shorts { get; set; } = (long.MaxValue, -1);

    /// <summary>Whether so many of these weights cannot leave 63 bits together, so that the sums are right.</summary>
    public readonly bool IsExact(int rows) => Bits >= 0 && BitOperations.LeadingZeroCount((ulong)Bits) > BitOperations.Log2((uint)Math.Max(1, rows)) + 1;
}
