using System.Diagnostics;

namespace HeatMap;

/// <summary>The window in which two maps of one lattice can be compared band by band, as places on the lattice.</summary>
/// <remarks>It reaches at each end as far as the wider map, unless the narrower one holds positions beyond its end, as a sum: then it ends there and the rest counts with the tail.</remarks>
internal readonly record struct ChangeWindow(long First, long End)
{
    public static ChangeWindow Of(MapView before, MapView after) => new(
        before.Grid.FirstIndex <= after.Grid.FirstIndex ? Start(before.Grid, after) : Start(after.Grid, before),
        before.Grid.FirstIndex + before.Grid.Count >= after.Grid.FirstIndex + after.Grid.Count ? Stop(before.Grid, after) : Stop(after.Grid, before));

    public int Count => (int)(End - First);

    /// <summary>The window as a grid: that of a map where it is one's.</summary>
    public BandGrid GridOf(BandGrid before, BandGrid after)
    {
        if (IsOf(before) || IsOf(after))
        {
            return IsOf(before) ? before : after;
        }

        bool isThere = BandGrid.TryWindow(before.Spacing, before.Step, First, Count, out BandGrid? grid);
        Debug.Assert(isThere, "both ends are edges of a grid of this lattice");
        return grid!;
    }

    private bool IsOf(BandGrid grid) => grid.FirstIndex == First && grid.Count == Count;

    private static long Start(BandGrid wide, MapView narrow) => IsZero(narrow.Below) ? wide.FirstIndex : narrow.Grid.FirstIndex;

    private static long Stop(BandGrid wide, MapView narrow) => IsZero(narrow.Above) ? wide.FirstIndex + wide.Count : narrow.Grid.FirstIndex + narrow.Grid.Count;

    private static bool IsZero(SideTally tail) => tail.LongUnits == 0 && tail.ShortUnits == 0;
}

/// <summary>One side of a map in a window on its lattice; what the map has beyond is in the tails.</summary>
internal readonly ref struct WindowUnits
{
    private readonly ReadOnlySpan<long> _units;
    private readonly BandGrid _grid;
    private readonly int _shift;

    public WindowUnits(MapView view, Side side, ChangeWindow window)
    {
        ReadOnlySpan<long> all = side == Side.Long ? view.LongUnits : view.ShortUnits;
        int first = (int)Math.Clamp(window.First - view.Grid.FirstIndex, 0, all.Length), end = (int)Math.Clamp(window.End - view.Grid.FirstIndex, first, all.Length);
        SideTally below = view.Below, above = view.Above;
        Below = (side == Side.Long ? below.LongUnits : below.ShortUnits) + Kernels.CellSums.Sum(all[..first]);
        Above = (side == Side.Long ? above.LongUnits : above.ShortUnits) + Kernels.CellSums.Sum(all[end..]);
        _grid = view.Grid;
        _units = all[first..end];
        _shift = (int)(view.Grid.FirstIndex + first - window.First);
        Origin = window.First - view.Grid.FirstIndex;
    }

    public Int128 Below { get; }

    public Int128 Above { get; }

    public Int128 InBands => Kernels.CellSums.Sum(_units);

    /// <summary>The map's band at the window's first place; may lie beyond the map.</summary>
    private long Origin { get; }

    public long this[int place] => (uint)(place - _shift) < (uint)_units.Length ? _units[place - _shift] : 0;

    /// <summary>Whether the map itself has the band.</summary>
    public bool Has(int place) => (ulong)(place + Origin) < (ulong)_grid.Count;

    public double Middle(int place) => _grid[(int)(place + Origin)].Middle;
}

/// <summary>Tells the parts of one side's change.</summary>
internal readonly ref struct ChangeWalk(Side side, WindowUnits before, WindowUnits after, int count, PriceRange path)
{
    private readonly WindowUnits _before = before, _after = after;

    /// <summary>The parts, and where asked what each band changed by and what of that only moved (in is positive).</summary>
    /// <remarks>
    /// Moves are matched from the lowest price up. The reach of a band grows with its price at both ends, so giving to the lowest band within reach never spoils a later match: as much moves as can.
    /// </remarks>
    public SideChange Tell(double moveWithin, double quantum, Span<long> change, Span<long> moved)
    {
        Int128 built = 0, removed = 0, liquidated = 0, carried = 0;
        for (int place = 0; place < count; place++)
        {
            long by = Change(place);
            built += Math.Max(by, 0);
            if (by < 0)
            {
                (removed, liquidated) = IsCrossed(place) ? (removed, liquidated - by) : (removed - by, liquidated);
            }

            if (!change.IsEmpty)
            {
                change[place] = by;
            }
        }

        var distance = default(FoldedSum);
        int from = -1, to = -1;
        long left = NextSource(ref from), room = NextTarget(ref to);
        while (left > 0 && room > 0)
        {
            double source = Middle(from), target = Middle(to);
            if (target < source * (1 - moveWithin))
            {
                room = NextTarget(ref to);
            }
            else if (target > source * (1 + moveWithin))
            {
                left = NextSource(ref from);
            }
            else
            {
                long taken = Math.Min(left, room);
                distance.Add(taken * Math.Abs(target - source));
                carried += taken;
                if (!moved.IsEmpty)
                {
                    moved[from] -= taken;
                    moved[to] += taken;
                }

                left -= taken;
                room -= taken;
                left = left == 0 ? NextSource(ref from) : left;
                room = room == 0 ? NextTarget(ref to) : room;
            }
        }

        return new()
        {
            Side = side,
            Quantum = quantum,
            BeforeUnits = _before.InBands,
            AfterUnits = _after.InBands,
            BuiltUnits = built - carried,
            RemovedUnits = removed - carried,
            LiquidatedUnits = liquidated,
            MovedUnits = carried,
            MeanMovedDistancePrice = carried == 0 ? double.NaN : distance.Value / (double)carried,
        };
    }

    /// <summary>Whether price came to the band's middle.</summary>
    public static bool IsCrossed(Side side, PriceRange path, double middle) => side == Side.Long ? path.Low <= middle : path.High >= middle;

    private bool IsCrossed(int place) => IsCrossed(side, path, Middle(place));

    private long Change(int place) => _after[place] - _before[place];

    /// <summary>Where nothing is known of a band it did not change, so nobody asks for its middle.</summary>
    private double Middle(int place) => _before.Has(place) ? _before.Middle(place) : _after.Middle(place);

    private long NextSource(ref int place)
    {
        while (++place < count)
        {
            long by = Change(place);
            if (by < 0 && !IsCrossed(place))
            {
                return -by;
            }
        }

        return 0;
    }

    private long NextTarget(ref int place)
    {
        while (++place < count)
        {
            long by = Change(place);
            if (by > 0)
            {
                return by;
            }
        }

        return 0;
    }
}
