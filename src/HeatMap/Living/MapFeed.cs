using System.Numerics;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>The changes of a <see cref="LivingMap"/> by band, for dashboards that know a version and want what came after it.</summary>
/// <remarks>
/// A reader of its own with a ring of changes, for one thread at a time. <see cref="Update"/> takes in what was published; <see cref="TryChangesSince"/> answers any
/// number of clients, each from its own version. A client that is too far behind, or from before the window moved, is told to take a whole map. Allocates nothing after construction.
/// </remarks>
public sealed class MapFeed
{
    private readonly MapReader _reader;
    private readonly LivingCells _before;
    private readonly Entry[] _entries;
    private readonly int[] _placeOf;
    private readonly int _sideCells;
    private long _next;

    /// <summary>A feed of a map, from its last publishing on.</summary>
    /// <param name="reader">A reader for the feed alone: it is refreshed by <see cref="Update"/>.</param>
    /// <param name="capacity">How many changes of bands to remember; at least 1. One update can make one for each side of each band of each layer.</param>
    /// <exception cref="ArgumentException">There is no reader, or the capacity is less than 1.</exception>
    /// <remarks>O(layers × bands + capacity). Takes 32 bytes a change and two copies of the cells, one of them the reader's.</remarks>
    public MapFeed(MapReader reader, int capacity)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _reader = reader;
        _before = new(reader.Grid, reader.Cells.HasCounts, reader.Cells.Sides / 2);
        _entries = new Entry[capacity];
        _sideCells = reader.Grid.Count + 2;
        _placeOf = new int[_sideCells * reader.Cells.Sides];
        Begin();
    }

    /// <summary>The version up to which changes are known.</summary>
    public long Version => _reader.Version;

    /// <summary>The oldest version from which changes can be told.</summary>
    public long OldestVersion { get; private set; }

    /// <summary>The price axis that bands of changes are places of.</summary>
    public BandGrid Grid => _reader.Grid;

    /// <summary>The mark at <see cref="Version"/>, quote per base.</summary>
    public double MarkPrice => _reader.MarkPrice;

    /// <summary>Takes in what was published since.</summary>
    /// <returns>The version up to which changes are known now.</returns>
    /// <remarks>O(bands that changed). Several publishings since the last update are one step. Allocates nothing.</remarks>
    public long Update()
    {
        long before = Version;
        BandGrid grid = _reader.Grid;
        if (_reader.Refresh() == before)
        {
            return before;
        }

        if (!ReferenceEquals(grid, _reader.Grid))
        {
            Begin();
            return Version;
        }

        ReadOnlySpan<ulong> copied = _reader.Copied;
        int words = copied.Length / _reader.Cells.Sides;
        for (int word = 0; word < copied.Length; word++)
        {
            for (ulong bits = copied[word]; bits != 0; bits &= bits - 1)
            {
                int first = ((64 * (word % words)) + BitOperations.TrailingZeroCount(bits)) * LivingCells.GroupCells;
                for (int cell = first; cell < Math.Min(first + LivingCells.GroupCells, _sideCells); cell++)
                {
                    Note(word / words, cell);
                }
            }
        }

        _before.CopyFrom(_reader.Cells, copied);
        return Version;
    }

    /// <summary>What changed after a version, each side of each band once.</summary>
    /// <param name="version">The version that the client has.</param>
    /// <param name="destination">Receives the changes in no particular order; zero changes are left out.</param>
    /// <param name="written">How many were written.</param>
    /// <returns>False where the version is older than <see cref="OldestVersion"/>: the client must take a whole map.</returns>
    /// <exception cref="ArgumentException">The version was never published, or <paramref name="destination"/> is too short; it is then meaningless.</exception>
    /// <remarks>O(changes since). Allocates nothing.</remarks>
    public bool TryChangesSince(long version, Span<BandChange> destination, out int written)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(version, Version);
        written = 0;
        if (version < OldestVersion)
        {
            return false;
        }

        int found = 0;
        for (long i = _next - 1; i >= Math.Max(0, _next - _entries.Length) && Slot(i).Version > version; i--)
        {
            Entry entry = Slot(i);
            ref int place = ref _placeOf[entry.Cell];
            if (place >= found || !IsOf(destination[place], entry.Cell))
            {
                if (found == destination.Length)
                {
                    Throw.Argument(nameof(destination), $"destination has room for {destination.Length} changes, and there are more since version {version}");
                }

                place = found++;
                destination[place] = ChangeOf(entry);
            }
            else
            {
                destination[place] = destination[place] with { Units = destination[place].Units + entry.Units, Count = destination[place].Count + entry.Count };
            }
        }

        foreach (BandChange change in destination[..found])
        {
            destination[written] = change;
            written += change.Units != 0 || change.Count != 0 ? 1 : 0;
        }

        return true;
    }

    /// <summary>As <see cref="TryChangesSince"/>, in an array of its own; <see langword="null"/> where the client must take a whole map.</summary>
    /// <param name="version">The version that the client has.</param>
    /// <exception cref="ArgumentException">The version was never published.</exception>
    /// <remarks>O(changes since). Allocates the result, and scratch of as many changes as were noted since.</remarks>
    public BandChange[]? ChangesSince(long version)
    {
        long first = _next;
        while (first > Math.Max(0, _next - _entries.Length) && Slot(first - 1).Version > version)
        {
            first--;
        }

        var changes = new BandChange[_next - first];
        return !TryChangesSince(version, changes, out int written) ? null : written == changes.Length ? changes : changes[..written];
    }

    /// <summary>Forgets all changes: from here on they can be told.</summary>
    private void Begin()
    {
        (_before.Grid, OldestVersion, _next) = (_reader.Grid, _reader.Version, 0);
        _before.CopyFrom(_reader.Cells);
    }

    private void Note(int side, int cell)
    {
        long units = _reader.Cells.UnitsAt(side, cell) - _before.UnitsAt(side, cell), count = _reader.Cells.CountAt(side, cell) - _before.CountAt(side, cell);
        if (units == 0 && count == 0)
        {
            return;
        }

        if (_next >= _entries.Length)
        {
            // What is forgotten was of this step; from its version on, and from none before, all is known.
            OldestVersion = Math.Max(OldestVersion, Slot(_next).Version);
        }

        Slot(_next++) = new((side * _sideCells) + cell, Version, units, count);
    }

    private ref Entry Slot(long index) => ref _entries[index % _entries.Length];

    private bool IsOf(in BandChange change, int cell) => (LivingCells.SideOf(change.Layer, change.Side == Side.Long) * _sideCells) + change.Band + 1 == cell;

    private BandChange ChangeOf(in Entry entry) => new(
        entry.Cell / _sideCells / 2,
        entry.Cell / _sideCells % 2 == 0 ? Side.Long : Side.Short,
        (entry.Cell % _sideCells) - 1,
        entry.Units,
        entry.Count);

    private readonly record struct Entry(int Cell, long Version, long Units, long Count);
}
