using System.Numerics.Tensors;
using HeatMap.Kernels;

namespace HeatMap;

/// <summary>The numbers of one or more maps of one window: cells of integers for bands and tails, and tallies of what is in none.</summary>
/// <remarks>
/// Builders write; maps hold a copy that nobody writes. Each layer has cells of its own, laid out as <see cref="CellLayout"/> says. The three cells of a side
/// that belong to no price are a kernel's, and empty outside a fill: <see cref="Settle"/> moves them into the tallies. Living maps keep theirs in
/// those cells, and lend their own memory: units of all layers, then counts.
/// </remarks>
internal sealed class MapCells
{
    public const int Reasons = 4;

    /// <summary>2^62: one call of a kernel adds less than that to any cell.</summary>
    private const long Room = 1L << 62;

    private static readonly Int128 MostUnplaced = Int128.One << 120;

    private readonly CellLayout _layout;
    private readonly long[] _memory, _unplacedCounts, _invalid;
    private readonly Int128[] _unplacedUnits;

    public MapCells(int bands, bool counts, int layers = 1, long[]? memory = null)
    {
        _layout = new(bands);
        HasCounts = counts;
        Length = _layout.Layer * layers;
        _memory = memory ?? new long[counts ? checked(2 * Length) : Length];
        _unplacedUnits = new Int128[2 * Reasons * layers];
        _unplacedCounts = new long[2 * Reasons * layers];
        _invalid = new long[layers];
    }

    public CellLayout Layout => _layout;

    public int Layers => _invalid.Length;

    public bool HasCounts { get; }

    /// <summary>Number of cells, of all layers.</summary>
    public int Length { get; }

    /// <summary>No cell holds more. An upper bound, raised by whoever adds.</summary>
    public long Most { get; set; }

    /// <summary>The cells of a layer and of those after it, as kernels take them.</summary>
    public Span<long> UnitsFrom(int layer) => Units[(layer * _layout.Layer)..];

    /// <summary>The same for counts; empty where none are kept.</summary>
    public Span<long> CountsFrom(int layer) => HasCounts ? Counts[(layer * _layout.Layer)..] : default;

    /// <summary>One side of a layer: below the window, its bands, above it.</summary>
    public Span<long> UnitsOf(Side side, int layer = 0) => Units.Slice(FirstOf(side, layer), _layout.Bands + 2);

    /// <summary>The same for counts; empty where none are kept.</summary>
    public Span<long> CountsOf(Side side, int layer = 0) => HasCounts ? Counts.Slice(FirstOf(side, layer), _layout.Bands + 2) : default;

    public ref Int128 UnplacedUnits(Side side, UnplacedReason reason, int layer = 0) => ref _unplacedUnits[Unplaced(side, reason, layer)];

    public ref long UnplacedCount(Side side, UnplacedReason reason, int layer = 0) => ref _unplacedCounts[Unplaced(side, reason, layer)];

    public ref long InvalidCount(int layer = 0) => ref _invalid[layer];

    /// <summary>A copy of one layer.</summary>
    public MapCells Copy(int layer = 0)
    {
        var copy = new MapCells(_layout.Bands, HasCounts) { Most = Most };
        Units.Slice(layer * _layout.Layer, _layout.Layer).CopyTo(copy.Units);
        if (HasCounts)
        {
            Counts.Slice(layer * _layout.Layer, _layout.Layer).CopyTo(copy.Counts);
        }

        _unplacedUnits.AsSpan(layer * 2 * Reasons, 2 * Reasons).CopyTo(copy._unplacedUnits);
        _unplacedCounts.AsSpan(layer * 2 * Reasons, 2 * Reasons).CopyTo(copy._unplacedCounts);
        copy._invalid[0] = _invalid[layer];
        return copy;
    }

    public void Clear()
    {
        Units.Clear();
        Counts.Clear();
        Array.Clear(_unplacedUnits);
        Array.Clear(_unplacedCounts);
        Array.Clear(_invalid);
        Most = 0;
    }

    /// <summary>Moves what kernels counted outside the window's prices to the tallies, and forgets what they wasted.</summary>
    public void Settle()
    {
        for (int layer = 0; layer < Layers; layer++)
        {
            foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
            {
                int first = FirstOf(side, layer);
                Move(first + _layout.Liquidated, Unplaced(side, UnplacedReason.AlreadyLiquidated, layer));
                Move(first + _layout.NoPrice, Unplaced(side, UnplacedReason.NoLiquidationPrice, layer));
                Move(first + _layout.NeedsAccount, Unplaced(side, UnplacedReason.NeedsAccount, layer));
            }

            int waste = (layer * _layout.Layer) + _layout.Waste;
            Units[waste] = 0;
            if (HasCounts)
            {
                Counts[waste] = 0;
            }
        }
    }

    /// <summary>Tells the tallies what lies in the cells that belong to no price, and leaves it there.</summary>
    public void ShowUnplaced()
    {
        for (int tally = 0; tally < _unplacedUnits.Length; tally++)
        {
            var reason = (UnplacedReason)((tally % Reasons) + 1);
            if (reason != UnplacedReason.Invalid)
            {
                int first = tally / (2 * Reasons) * _layout.Layer;
                int cell = first + (tally / Reasons % 2 * _layout.Side) + CellOf(reason);
                (_unplacedUnits[tally], _unplacedCounts[tally]) = (Units[cell], HasCounts ? Counts[cell] : 0);
            }
        }
    }

    /// <summary>A copy of one layer for a map: what lies in the cells that belong to no price is in its tallies only.</summary>
    public MapCells Freeze(int layer)
    {
        ShowUnplaced();
        MapCells copy = Copy(layer);
        copy.Units.Slice(_layout.Liquidated, 3).Clear();
        copy.Units.Slice(_layout.Side + _layout.Liquidated, 3).Clear();
        if (HasCounts)
        {
            copy.Counts.Slice(_layout.Liquidated, 3).Clear();
            copy.Counts.Slice(_layout.Side + _layout.Liquidated, 3).Clear();
        }

        copy.Most = CellSums.Greatest(copy.Units);
        return copy;
    }

    /// <summary>The cell of a side that holds rows of a reason.</summary>
    private int CellOf(UnplacedReason reason) => reason switch
    {
        UnplacedReason.AlreadyLiquidated => _layout.Liquidated,
        UnplacedReason.NoLiquidationPrice => _layout.NoPrice,
        _ => _layout.NeedsAccount,
    };

    /// <summary>Whether a kernel may add as many rows as it takes at once without a cell reaching its end.</summary>
    public bool HasRoom()
    {
        if (Most >= Room)
        {
            Most = CellSums.Greatest(Units);
        }

        return Most < Room;
    }

    /// <summary>Whether sums of everything stay within their numbers: no tally of units beyond 2^120, no more than 2^63 − 1 rows.</summary>
    public bool IsSound => Rows <= long.MaxValue && !Array.Exists(_unplacedUnits, static u => u > MostUnplaced);

    private Span<long> Units => _memory.AsSpan(0, Length);

    private Span<long> Counts => HasCounts ? _memory.AsSpan(Length, Length) : default;

    private Int128 Rows => CellSums.Sum(Counts) + CellSums.Sum(_unplacedCounts) + CellSums.Sum(_invalid);

    /// <summary>Adds all layers of other cells of the same shape; false, and nothing is changed, where a cell, a tally or the number of rows would overflow.</summary>
    public bool TryAddLayers(MapCells other)
    {
        bool fits = Rows + other.Rows <= long.MaxValue && CellSums.CanAdd(Units, other.Units);
        for (int i = 0; i < _unplacedUnits.Length && fits; i++)
        {
            fits = _unplacedUnits[i] + other._unplacedUnits[i] <= MostUnplaced;
        }

        if (fits)
        {
            CellSums.Add(Units, other.Units);
            CellSums.Add(Counts, other.Counts);
            CellSums.Add(_unplacedCounts, other._unplacedCounts);
            CellSums.Add(_invalid, other._invalid);
            for (int i = 0; i < _unplacedUnits.Length; i++)
            {
                _unplacedUnits[i] += other._unplacedUnits[i];
            }

            Most = CellSums.Greatest(Units);
        }

        return fits;
    }

    /// <summary>Takes over what is in no band.</summary>
    public void CopyUnplaced(MapCells other)
    {
        other._unplacedUnits.CopyTo(_unplacedUnits, 0);
        other._unplacedCounts.CopyTo(_unplacedCounts, 0);
        other._invalid.CopyTo(_invalid, 0);
    }

    /// <summary>Adds both sides of one cell of other cells, below the window, a band or above it; false where that overflows.</summary>
    public bool TryAddCell(int cell, MapCells other, int otherCell)
    {
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
        {
            if (!CellSums.CanAdd(UnitsOf(side).Slice(cell, 1), other.UnitsOf(side).Slice(otherCell, 1)))
            {
                return false;
            }

            UnitsOf(side)[cell] += other.UnitsOf(side)[otherCell];

            if (HasCounts)
            {
                CountsOf(side)[cell] += other.CountsOf(side)[otherCell];
            }
        }

        Most = Math.Max(Most, Math.Max(UnitsOf(Side.Long)[cell], UnitsOf(Side.Short)[cell]));
        return true;
    }

    /// <summary>These cells less other cells of the same shape. Cells that are not negative cannot overflow.</summary>
    public MapCells Less(MapCells other)
    {
        var less = new MapCells(_layout.Bands, HasCounts, Layers);
        TensorPrimitives.Subtract(Units, other.Units, less.Units);
        TensorPrimitives.Subtract(Counts, other.Counts, less.Counts);
        TensorPrimitives.Subtract(_unplacedUnits, other._unplacedUnits, less._unplacedUnits);
        TensorPrimitives.Subtract(_unplacedCounts, other._unplacedCounts, less._unplacedCounts);
        TensorPrimitives.Subtract(_invalid, other._invalid, less._invalid);
        return less;
    }

    public bool SameAs(MapCells other) => _layout == other._layout && Units.SequenceEqual(other.Units) && Counts.SequenceEqual(other.Counts)
        && _unplacedUnits.AsSpan().SequenceEqual(other._unplacedUnits) && _unplacedCounts.AsSpan().SequenceEqual(other._unplacedCounts) && _invalid.AsSpan().SequenceEqual(other._invalid);

    /// <summary>Whether nothing was added, not even rows without value.</summary>
    public bool IsEmpty => !Units.ContainsAnyExcept(0L) && !Counts.ContainsAnyExcept(0L) && !_unplacedUnits.AsSpan().ContainsAnyExcept(Int128.Zero)
        && !_unplacedCounts.AsSpan().ContainsAnyExcept(0L) && !_invalid.AsSpan().ContainsAnyExcept(0L);

    /// <summary>Adds all layers of several other cells of the same shape; false, and nothing is changed, where a cell would overflow.</summary>
    public static bool TryAddAll(MapCells cells, ReadOnlySpan<MapCells?> parts)
    {
        // Added up apart first: a sum that overflows must not be seen half done.
        MapCells? sum = null;
        foreach (MapCells? part in parts)
        {
            if (part is null || sum is null)
            {
                sum ??= part;
            }
            else if (!sum.TryAddLayers(part))
            {
                return false;
            }
        }

        return sum is null || cells.TryAddLayers(sum);
    }

    public SideTally Tally(int cell, double quantum, int layer = 0) => Sum(cell, 1, quantum, layer);

    public SideTally Unplaced(UnplacedReason reason, double quantum, int layer = 0) => new(
        UnplacedUnits(Side.Long, reason, layer),
        UnplacedUnits(Side.Short, reason, layer),
        UnplacedCount(Side.Long, reason, layer),
        UnplacedCount(Side.Short, reason, layer),
        quantum,
        reason == UnplacedReason.Invalid ? _invalid[layer] : 0);

    public UnplacedRows Unplaced(double quantum, int layer = 0) => new(
        Unplaced(UnplacedReason.NoLiquidationPrice, quantum, layer),
        Unplaced(UnplacedReason.AlreadyLiquidated, quantum, layer),
        Unplaced(UnplacedReason.NeedsAccount, quantum, layer),
        Unplaced(UnplacedReason.Invalid, quantum, layer));

    /// <summary>The sum of some cells.</summary>
    public SideTally Sum(int firstCell, int cells, double quantum, int layer = 0) => new(
        CellSums.Sum(UnitsOf(Side.Long, layer).Slice(firstCell, cells)),
        CellSums.Sum(UnitsOf(Side.Short, layer).Slice(firstCell, cells)),
        HasCounts ? (long)CellSums.Sum(CountsOf(Side.Long, layer).Slice(firstCell, cells)) : 0,
        HasCounts ? (long)CellSums.Sum(CountsOf(Side.Short, layer).Slice(firstCell, cells)) : 0,
        quantum);

    private static int Unplaced(Side side, UnplacedReason reason, int layer) => (((layer * 2) + (side == Side.Long ? 0 : 1)) * Reasons) + (int)reason - 1;

    private int FirstOf(Side side, int layer) => (layer * _layout.Layer) + (side == Side.Long ? 0 : _layout.Side);

    private void Move(int cell, int tally)
    {
        _unplacedUnits[tally] += Units[cell];
        Units[cell] = 0;
        if (HasCounts)
        {
            _unplacedCounts[tally] += Counts[cell];
            Counts[cell] = 0;
        }
    }
}
