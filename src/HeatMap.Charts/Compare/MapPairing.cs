using System.Globalization;

namespace HeatMap.Charts.Compare;

/// <summary>Two maps on one lattice, where that is possible without splitting a band, and what they differ by there.</summary>
internal sealed class MapPairing
{
    private MapPairing(LiquidationMap first, LiquidationMap second, string? why)
    {
        (First, Second, Why) = (first, second, why);
    }

    /// <summary>The first map, on the common lattice if there is one.</summary>
    public LiquidationMap First { get; }

    /// <inheritdoc cref="First"/>
    public LiquidationMap Second { get; }

    /// <summary>Why there is no difference by price; null where there is one.</summary>
    public string? Why { get; }

    public bool IsCoarser { get; private init; }

    public static MapPairing Of(LiquidationMap first, LiquidationMap second)
    {
        if (first.Quantum != second.Quantum)
        {
            return new(first, second, string.Create(CultureInfo.InvariantCulture, $"The maps count in quanta of {first.Quantum} and {second.Quantum}, so their notional is not comparable exactly and there is no difference by price."));
        }

        if (first.Grid.SharesLatticeWith(second.Grid))
        {
            return new(first, second, null);
        }

        // Only a coarser lattice whose edges the finer one has can hold both.
        bool firstIsFiner = first.Grid.Step <= second.Grid.Step;
        (LiquidationMap fine, BandGrid coarse) = firstIsFiner ? (first, second.Grid) : (second, first.Grid);
        try
        {
            if (fine.Grid.Spacing == BandSpacing.Uniform && coarse.Spacing == BandSpacing.Uniform)
            {
                LiquidationMap moved = fine.Reband(BandGrid.Uniform(coarse.Step, new(fine.Grid.Lower, fine.Grid.Upper)));
                return firstIsFiner ? new(moved, second, null) { IsCoarser = true } : new(first, moved, null) { IsCoarser = true };
            }
        }
        catch (ArgumentException)
        {
            // A band would have to be split; said below.
        }

        return new(first, second, "The bands of the maps have different edges, and one band would have to be split to make them alike: there is no difference by price. Make both maps on one lattice, or look by distance from the mark.");
    }

    /// <summary>Second less first, band by band, where both are known: inside both windows, and beyond one whose map has nothing outside on that end.</summary>
    public (List<(double Lower, double Upper, double Long, double Short)> Bands, bool IsComplete) Difference()
    {
        MapView first = First.View, second = Second.View;
        BandGrid one = First.Grid, other = Second.Grid;
        long low = Math.Min(one.FirstIndex, other.FirstIndex), high = Math.Max(one.FirstIndex + one.Count, other.FirstIndex + other.Count);
        var bands = new List<(double, double, double, double)>();
        bool isComplete = true;
        for (long index = low; index < high; index++)
        {
            int a = Band(one, index), b = Band(other, index);
            Int128 longs = (b < 0 ? 0 : (Int128)second.LongUnits[b]) - (a < 0 ? 0 : first.LongUnits[a]), shorts = (b < 0 ? 0 : (Int128)second.ShortUnits[b]) - (a < 0 ? 0 : first.ShortUnits[a]);
            if (longs == 0 && shorts == 0)
            {
                continue;
            }

            if ((a < 0 && !IsKnown(First, index)) || (b < 0 && !IsKnown(Second, index)))
            {
                isComplete = false;
                continue;
            }

            (double lower, double upper) = a >= 0 ? (one.LowerEdge(a), one.UpperEdge(a)) : (other.LowerEdge(b), other.UpperEdge(b));
            bands.Add((lower, upper, (double)longs * First.Quantum, (double)shorts * First.Quantum));
        }

        return (bands, isComplete);
    }

    private static int Band(BandGrid grid, long index) => index >= grid.FirstIndex && index < grid.FirstIndex + grid.Count ? (int)(index - grid.FirstIndex) : -1;

    /// <summary>Beyond a window nothing is known unless nothing lies there.</summary>
    private static bool IsKnown(LiquidationMap map, long index)
    {
        SideTally beyond = index < map.Grid.FirstIndex ? map.Below : map.Above;
        return beyond.Notional == 0 && beyond.Count == 0;
    }
}
