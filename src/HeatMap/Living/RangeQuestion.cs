using System.Globalization;
using System.Runtime.CompilerServices;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>What questions about ranges have in common.</summary>
internal static class RangeQuestion
{
    /// <summary>The checks alone: what they throw would keep them from being inlined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(Side side, PriceRange range, int? layer, int layers)
    {
        if (side is not (Side.Long or Side.Short) || !(range.Low <= range.High) || (layer is { } one && (uint)one >= (uint)layers))
        {
            Refuse(side, range, layer, layers);
        }
    }

    private static void Refuse(Side side, PriceRange range, int? layer, int layers)
    {
        Guard.Defined(side);
        if (!(range.Low <= range.High))
        {
            Throw.Argument(nameof(range), string.Create(CultureInfo.InvariantCulture, $"range must have low <= high, was {range.Low} to {range.High}"));
        }

        throw new ArgumentOutOfRangeException(nameof(layer), layer, string.Create(CultureInfo.InvariantCulture, $"layer must be from 0 to {layers - 1} or null, was {layer}"));
    }

    /// <summary>Whole bands between the mark and a price, both ends included.</summary>
    public static PriceRange Outward(BandGrid grid, Side side, double mark, double price)
    {
        (double near, double far) = side == Side.Long ? (Math.Max(mark, price), price) : (Math.Min(mark, price), price);
        if (side == Side.Long ? price > mark : price < mark)
        {
            return default;
        }

        int low = grid.Find(Math.Min(near, far)), high = grid.Find(Math.Max(near, far));
        return new(low < 0 ? 0 : low >= grid.Count ? grid.Upper : grid.Edges[low], high < 0 ? 0 : double.BitIncrement(high >= grid.Count ? grid.Upper : grid.Edges[high]));
    }

    /// <summary>The least whole units that are at least a notional; false beyond 2^63.</summary>
    public static bool TryUnits(double notional, double quantum, out long units)
    {
        double scaled = Math.Ceiling(notional / quantum);
        bool fits = scaled < 9223372036854775808.0;
        units = fits ? (long)scaled : 0;
        return fits;
    }
}
