namespace HeatMap;

/// <summary>The numbers of a map: cells of integers for bands and tails, and tallies of what is in none.</summary>
/// <remarks>Cell 0 is below the window, cell i + 1 is band i, the last is above. Builders write; maps hold a copy that nobody writes.</remarks>
internal sealed class MapCells
{
    public const int Reasons = 4;

    public MapCells(int bands, bool counts)
    {
        LongUnits = new long[bands + 2];
        ShortUnits = new long[bands + 2];
        LongCounts = counts ? new long[bands + 2] : [];
        ShortCounts = counts ? new long[bands + 2] : [];
    }

    private MapCells(MapCells other)
    {
        LongUnits = [.. other.LongUnits];
        ShortUnits = [.. other.ShortUnits];
        LongCounts = [.. other.LongCounts];
        ShortCounts = [.. other.ShortCounts];
        UnplacedLongUnits = [.. other.UnplacedLongUnits];
        UnplacedShortUnits = [.. other.UnplacedShortUnits];
        UnplacedLongCounts = [.. other.UnplacedLongCounts];
        UnplacedShortCounts = [.. other.UnplacedShortCounts];
        InvalidCount = other.InvalidCount;
    }

    public long[] LongUnits { get; }

    public long[] ShortUnits { get; }

    public long[] LongCounts { get; }

    public long[] ShortCounts { get; }

    public Int128[] UnplacedLongUnits { get; } = new Int128[Reasons];

    public Int128[] UnplacedShortUnits { get; } = new Int128[Reasons];

    public long[] UnplacedLongCounts { get; } = new long[Reasons];

    public long[] UnplacedShortCounts { get; } = new long[Reasons];

    public long InvalidCount { get; set; }

    public bool HasCounts => LongCounts.Length > 0;

    public MapCells Clone() => new(this);

    public void Clear()
    {
        Array.Clear(LongUnits);
        Array.Clear(ShortUnits);
        Array.Clear(LongCounts);
        Array.Clear(ShortCounts);
        Array.Clear(UnplacedLongUnits);
        Array.Clear(UnplacedShortUnits);
        Array.Clear(UnplacedLongCounts);
        Array.Clear(UnplacedShortCounts);
        InvalidCount = 0;
    }

    public SideTally Tally(int cell, double quantum) => new(
        LongUnits[cell],
        ShortUnits[cell],
        HasCounts ? LongCounts[cell] : 0,
        HasCounts ? ShortCounts[cell] : 0,
        quantum);

    public SideTally Unplaced(UnplacedReason reason, double quantum)
    {
        int i = (int)reason - 1;
        return new(
            UnplacedLongUnits[i],
            UnplacedShortUnits[i],
            UnplacedLongCounts[i],
            UnplacedShortCounts[i],
            quantum,
            reason == UnplacedReason.Invalid ? InvalidCount : 0);
    }

    public UnplacedRows Unplaced(double quantum) => new(
        Unplaced(UnplacedReason.NoLiquidationPrice, quantum),
        Unplaced(UnplacedReason.AlreadyLiquidated, quantum),
        Unplaced(UnplacedReason.NeedsAccount, quantum),
        Unplaced(UnplacedReason.Invalid, quantum));

    /// <summary>The sum of some cells.</summary>
    public SideTally Sum(int firstCell, int cells, double quantum)
    {
        Int128 longUnits = 0, shortUnits = 0;
        long longCount = 0, shortCount = 0;
        for (int cell = firstCell; cell < firstCell + cells; cell++)
        {
            longUnits += LongUnits[cell];
            shortUnits += ShortUnits[cell];
            if (HasCounts)
            {
                longCount += LongCounts[cell];
                shortCount += ShortCounts[cell];
            }
        }

        return new(longUnits, shortUnits, longCount, shortCount, quantum);
    }
}
