using System.Numerics;
using System.Runtime.Intrinsics;

namespace HeatMap;

/// <summary>One published state, and the number by which a reader knows that it was whole.</summary>
internal sealed class PublishedState
{
    /// <summary>How many publishings' paths of the mark are remembered, for readers that do not look at each.</summary>
    public const int Paths = 64;

    private readonly long[] _stamps;
    private readonly double[] _lows = new double[Paths], _highs = new double[Paths];
    private long _sequence;

    public PublishedState(LivingCells like, int layers)
    {
        Cells = new(like.Grid, like.HasCounts, layers);
        _stamps = new long[like.Changed.Length * 64];
    }

    public LivingCells Cells { get; }

    public long Bytes => Cells.Bytes + (8L * _stamps.Length);

    public long Version { get; private set; }

    public double Mark { get; private set; }

    /// <summary>The version with which the window last moved; copies older than that have other bands.</summary>
    public long WindowVersion { get; private set; }

    /// <summary>The number to read before a copy: even while nobody writes.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>Whether nobody has begun to write since a number was read.</summary>
    public bool IsStill(long sequence)
    {
        Volatile.ReadBarrier();
        return Volatile.Read(ref _sequence) == sequence;
    }

    public void Begin()
    {
        _sequence++;
        Volatile.WriteBarrier();
    }

    public void End() => Volatile.Write(ref _sequence, _sequence + 1);

    /// <summary>Brings the state up to date: what changed since it was last written.</summary>
    public void Write(LivingCells cells, ReadOnlySpan<ulong> changed, long version, double mark, double low, double high)
    {
        if (!ReferenceEquals(Cells.Grid, cells.Grid))
        {
            Cells.Grid = cells.Grid;
            WindowVersion = version;
        }

        Cells.CopyFrom(cells, changed);
        for (int word = 0; word < changed.Length; word++)
        {
            for (ulong bits = changed[word]; bits != 0; bits &= bits - 1)
            {
                _stamps[(64 * word) + BitOperations.TrailingZeroCount(bits)] = version;
            }
        }

        (Version, Mark) = (version, mark);
        (_lows[version % Paths], _highs[version % Paths]) = (low, high);
    }

    /// <summary>Notes the path of the publishing before, for which the other state was written.</summary>
    public void Remember(long version, double low, double high) => (_lows[version % Paths], _highs[version % Paths]) = (low, high);

    /// <summary>Adds the groups that may have changed after a version.</summary>
    public void AddChangedSince(long version, Span<ulong> changed)
    {
        Vector512<long> limit = Vector512.Create(version);
        for (int word = 0; word < changed.Length; word++)
        {
            ulong bits = 0;
            for (int i = 0; i < 64; i += 8)
            {
                bits |= Vector512.GreaterThan(Vector512.Create<long>(_stamps.AsSpan((64 * word) + i, 8)), limit).ExtractMostSignificantBits() << i;
            }

            changed[word] |= bits;
        }
    }

    /// <summary>The path of the mark after a version: of the last <see cref="Paths"/> publishings where there were more.</summary>
    public PriceRange PathSince(long version)
    {
        double low = Mark, high = Mark;
        for (long v = Math.Max(version + 1, Version - Paths + 1); v <= Version; v++)
        {
            (low, high) = (Math.Min(low, _lows[v % Paths]), Math.Max(high, _highs[v % Paths]));
        }

        return new(low, high);
    }
}
