using System.Numerics;
using HeatMap.Kernels;

namespace HeatMap;

/// <summary>The numbers of a living map, or of a copy of it: cells, the sums over them, and a note of what changed.</summary>
/// <remarks>
/// One array, so that a copy is a copy: units of all layers, counts of all layers, then for each side of each layer the sums of 16 and of 512 cells. A cell is
/// a band, a tail, or one of the three reasons for which a row has no band, as <see cref="CellLayout"/> says.
/// </remarks>
internal sealed partial class LivingCells
{
    /// <summary>Cells that are copied together: those of one small sum, two cache lines.</summary>
    public const int GroupCells = LevelSums.Small;

    private readonly long[] _memory;
    private readonly SidePlaces[] _sides;
    private readonly CellLayout _layout;
    private readonly int _groups, _words;

    public LivingCells(BandGrid grid, bool counts, int layers)
    {
        Grid = grid;
        _layout = new(grid.Count);
        int cells = checked(_layout.Layer * layers), small = LevelSums.SmallCount(_layout.Side), large = LevelSums.LargeCount(_layout.Side);
        _groups = (_layout.Side + GroupCells - 1) / GroupCells;
        _words = (_groups + 63) / 64;
        _sides = new SidePlaces[2 * layers];
        int end = counts ? checked(2 * cells) : cells;
        for (int side = 0; side < _sides.Length; side++)
        {
            int units = (side / 2 * _layout.Layer) + (side % 2 * _layout.Side);
            _sides[side] = counts
                ? new(units, end, end + small, cells + units, end + small + large, end + (2 * small) + large, side * _words)
                : new(units, end, end + small, 0, 0, 0, side * _words);
            end = checked(end + ((counts ? 2 : 1) * (small + large)));
        }

        // Vectors read whole blocks, also at the end.
        _memory = new long[end + (2 * LevelSums.SmallInLarge)];
        Changed = new ulong[_sides.Length * _words];
        Cells = new(grid.Count, counts, layers, _memory);
        _stale = new ulong[Changed.Length];
        _smallMoments = new double[_sides.Length * small];
        _largeMoments = new double[_sides.Length * large];
        InvalidateMoments();
    }

    /// <summary>The window. All windows of one map have as many bands.</summary>
    public BandGrid Grid { get; set; }

    /// <summary>The same numbers, as maps see them.</summary>
    public MapCells Cells { get; }

    /// <summary>A bit for each group of cells that changed since the note was last cleared, in words by side of layer.</summary>
    public ulong[] Changed { get; }

    public int Sides => _sides.Length;

    public bool HasCounts => Cells.HasCounts;

    /// <summary>Bytes of all arrays.</summary>
    public long Bytes => 8L * (_memory.Length + _smallMoments.Length + _largeMoments.Length + Changed.Length + _stale.Length);

    /// <summary>The place of a side of a layer among all.</summary>
    public static int SideOf(int layer, bool isLong) => (2 * layer) + (isLong ? 0 : 1);

    /// <summary>Adds to a cell, or takes away where units and count are negative.</summary>
    public void Add(int side, int cell, long units, long count)
    {
        ref readonly SidePlaces at = ref _sides[side];
        LevelSums.Add(_memory, at.Units, at.Small, at.Large, cell, units);
        if (HasCounts)
        {
            LevelSums.Add(_memory, at.Counts, at.CountSmall, at.CountLarge, cell, count);
        }

        int group = cell / GroupCells, word = at.Words + (group / 64);
        ulong bit = 1UL << (group % 64);
        Changed[word] |= bit;
        _stale[word] |= bit;
        _isStale = true;
    }

    /// <summary>The units of one cell.</summary>
    public long UnitsAt(int side, int cell) => _memory[_sides[side].Units + cell];

    /// <summary>The number of positions in one cell; zero where none are counted.</summary>
    public long CountAt(int side, int cell) => HasCounts ? _memory[_sides[side].Counts + cell] : 0;

    /// <summary>Copies everything.</summary>
    public void CopyFrom(LivingCells other)
    {
        other._memory.CopyTo(_memory, 0);
        InvalidateMoments();
    }

    /// <summary>Copies the groups that a note names, and the few sums over everything.</summary>
    /// <param name="other">Cells of the same shape.</param>
    /// <param name="changed">A note as <see cref="Changed"/>.</param>
    public void CopyFrom(LivingCells other, ReadOnlySpan<ulong> changed)
    {
        _isStale = true;
        for (int side = 0; side < _sides.Length; side++)
        {
            SidePlaces at = _sides[side];
            for (int word = 0; word < _words; word++)
            {
                ulong bits = changed[at.Words + word];
                _stale[at.Words + word] |= bits;
                for (; bits != 0; bits &= bits - 1)
                {
                    int group = (64 * word) + BitOperations.TrailingZeroCount(bits);
                    if (group >= _groups)
                    {
                        break;
                    }

                    // The last group of a side reaches into what follows: that is as it is in the other copy, or copied too.
                    LevelSums.CopyBlock(other._memory, _memory, at.Units, at.Small, group);
                    if (HasCounts)
                    {
                        LevelSums.CopyBlock(other._memory, _memory, at.Counts, at.CountSmall, group);
                    }
                }
            }

            int large = LevelSums.LargeCount(_layout.Side);
            Copy(other, at.Large, large);
            if (HasCounts)
            {
                Copy(other, at.CountLarge, large);
            }
        }
    }

    /// <summary>Makes all sums anew, after cells were moved about.</summary>
    public void BuildSums()
    {
        foreach (SidePlaces at in _sides)
        {
            LevelSums.Build(_memory, at.Units, at.Small, at.Large, _layout.Side);
            if (HasCounts)
            {
                LevelSums.Build(_memory, at.Counts, at.CountSmall, at.CountLarge, _layout.Side);
            }
        }

        Changed.AsSpan().Fill(ulong.MaxValue);
        InvalidateMoments();
    }

    /// <summary>Moves the bands of a side by a number of places; what leaves must be empty, what comes is.</summary>
    public void ShiftBands(int places)
    {
        int bands = _layout.Bands, kept = Math.Max(0, bands - Math.Abs(places));
        foreach (SidePlaces at in _sides)
        {
            Shift(_memory.AsSpan(at.Units + 1, bands), places, kept);
            if (HasCounts)
            {
                Shift(_memory.AsSpan(at.Counts + 1, bands), places, kept);
            }
        }
    }

    /// <summary>Moves numbers by a number of places, towards the start where it is positive.</summary>
    public static void Shift<T>(Span<T> numbers, int places, int kept)
        where T : struct
    {
        if (places > 0)
        {
            numbers[(numbers.Length - kept)..].CopyTo(numbers);
            numbers[kept..].Clear();
        }
        else
        {
            numbers[..kept].CopyTo(numbers[(numbers.Length - kept)..]);
            numbers[..(numbers.Length - kept)].Clear();
        }
    }

    private void Copy(LivingCells other, int start, int count) => other._memory.AsSpan(start, count).CopyTo(_memory.AsSpan(start, count));

    /// <summary>Where the numbers of one side of one layer begin.</summary>
    private readonly record struct SidePlaces(int Units, int Small, int Large, int Counts, int CountSmall, int CountLarge, int Words);
}
