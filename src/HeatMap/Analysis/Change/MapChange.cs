using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>What became of a map's notional until another: built, removed, liquidated and moved, per side and band.</summary>
/// <remarks>
/// <para>Immutable and exact, in whole units: per side, <c>after − before = built − removed − liquidated</c> in bands, and with <see cref="Below"/>, <see cref="Above"/> and <see cref="Unplaced"/> it is
/// the change of everything. Counts of positions are not compared.</para>
/// <para>It is told from two snapshots, so it is a lower bound of what happened: what was built and closed in between, or built where as much was closed, leaves no trace.
/// What is called liquidated is the other way round, of what stood before the most that can have been: an owner who left in time looks the same.</para>
/// <para>Made by <see cref="MapChanges.ChangeTo(LiquidationMap, LiquidationMap, PriceRange, MapChangeOptions?)"/>, which says how parts are told apart.</para>
/// </remarks>
public sealed class MapChange
{
    private readonly long[] _longChange, _longMoved, _shortChange, _shortMoved;

    internal MapChange(LiquidationMap before, LiquidationMap after, BandGrid grid, ChangeWindow window, PriceRange path, MapChangeOptions options)
    {
        (Grid, Path) = (grid, path);
        (Unit, Quantum) = (before.Unit, before.Quantum);
        (MarkPrice, LaterMarkPrice) = (before.MarkPrice, after.MarkPrice);
        (_longChange, _longMoved) = (new long[grid.Count], new long[grid.Count]);
        (_shortChange, _shortMoved) = (new long[grid.Count], new long[grid.Count]);
        WindowUnits longBefore = new(before.View, Side.Long, window), longAfter = new(after.View, Side.Long, window);
        WindowUnits shortBefore = new(before.View, Side.Short, window), shortAfter = new(after.View, Side.Short, window);
        Long = new ChangeWalk(Side.Long, longBefore, longAfter, grid.Count, path).Tell(options.MoveWithin, Quantum, _longChange, _longMoved);
        Short = new ChangeWalk(Side.Short, shortBefore, shortAfter, grid.Count, path).Tell(options.MoveWithin, Quantum, _shortChange, _shortMoved);
        Below = new(longAfter.Below - longBefore.Below, shortAfter.Below - shortBefore.Below, 0, 0, Quantum);
        Above = new(longAfter.Above - longBefore.Above, shortAfter.Above - shortBefore.Above, 0, 0, Quantum);
        UnplacedRows was = before.Unplaced, now = after.Unplaced;
        Unplaced = new(
            Less(now, was, UnplacedReason.NoLiquidationPrice),
            Less(now, was, UnplacedReason.AlreadyLiquidated),
            Less(now, was, UnplacedReason.NeedsAccount),
            Less(now, was, UnplacedReason.Invalid));
    }

    /// <summary>The price axis on which both maps are known band by band.</summary>
    /// <remarks>It covers both windows, unless the narrower one holds positions beyond its end, which are known only as a sum: then it ends there and the wider one's bands beyond count with the tail.</remarks>
    public BandGrid Grid { get; }

    /// <summary>Where price went in between, both ends reached.</summary>
    public PriceRange Path { get; }

    /// <summary>The earlier map's mark, quote per base.</summary>
    public double MarkPrice { get; }

    /// <summary>The later map's mark, quote per base.</summary>
    public double LaterMarkPrice { get; }

    /// <summary>What notional is counted in; <see langword="null"/> when nobody said.</summary>
    public string? Unit { get; }

    /// <summary>The worth of one integer unit in <see cref="Unit"/>.</summary>
    public double Quantum { get; }

    /// <summary>The longs in bands.</summary>
    public SideChange Long { get; }

    /// <summary>The shorts in bands.</summary>
    public SideChange Short { get; }

    /// <summary>After less before, below <see cref="Grid"/>: what part of it was built or liquidated cannot be told.</summary>
    public SideTally Below { get; }

    /// <summary>After less before, at and above the upper edge of <see cref="Grid"/>.</summary>
    public SideTally Above { get; }

    /// <summary>After less before, of what has no place on the axis, by reason.</summary>
    public UnplacedRows Unplaced { get; }

    /// <summary>After less before of each band, in units of <see cref="Quantum"/>; longs.</summary>
    public ReadOnlySpan<long> LongUnits => _longChange;

    /// <summary>After less before of each band, in units of <see cref="Quantum"/>; shorts.</summary>
    public ReadOnlySpan<long> ShortUnits => _shortChange;

    /// <summary>One side.</summary>
    /// <param name="side">Long or short.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is not defined.</exception>
    public SideChange this[Side side] => Guard.Defined(side) == Side.Long ? Long : Short;

    /// <summary>What became of one side of one band.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="band">From 0 to the grid's count − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such side or band.</exception>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public BandFlow this[Side side, int band]
    {
        get
        {
            PriceBand place = Grid[band];
            bool isLong = Guard.Defined(side) == Side.Long;
            long change = (isLong ? _longChange : _shortChange)[band], moved = (isLong ? _longMoved : _shortMoved)[band];
            long gone = Math.Max(-change, 0), movedOut = Math.Max(-moved, 0), movedIn = Math.Max(moved, 0);
            bool isCrossed = ChangeWalk.IsCrossed(side, Path, place.Middle);
            return new(
                side,
                place,
                (Math.Max(change, 0) - movedIn) * Quantum,
                isCrossed ? 0 : (gone - movedOut) * Quantum,
                isCrossed ? gone * Quantum : 0,
                movedIn * Quantum,
                movedOut * Quantum);
        }
    }

    /// <summary>For example <c>Long: built 1,000, …; Short: built 0, …; outside +20, unplaced -5</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Long}; {Short}; outside {Below.Notional + Above.Notional:+#,0;-#,0;0}, unplaced {Unplaced.Total.Notional:+#,0;-#,0;0}{(Unit is null ? "" : " " + Unit)}");

    private static SideTally Less(UnplacedRows now, UnplacedRows was, UnplacedReason reason)
    {
        SideTally left = now[reason], right = was[reason];
        return new(left.LongUnits - right.LongUnits, left.ShortUnits - right.ShortUnits, 0, 0, left.Quantum);
    }
}
