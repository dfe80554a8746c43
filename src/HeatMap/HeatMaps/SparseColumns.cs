using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Columns as runs in one ring of bytes. A column lies in one piece; when one does not fit before the end, it starts anew at the front.</summary>
internal sealed class SparseColumns : ColumnStore
{
    private readonly byte[] _bytes;

    /// <summary>Where each part of each column starts, and where the column ends.</summary>
    private readonly int[] _starts;

    /// <summary>The longest a column can get.</summary>
    private readonly byte[] _scratch;

    private int _next;

    public SparseColumns(HeatMapShape shape, int capacity, int bytes)
        : this(shape, capacity, bytes, MostBytes(shape))
    {
        if (bytes < _scratch.Length)
        {
            Throw.Argument(
                nameof(bytes),
                string.Create(CultureInfo.InvariantCulture, $"HeatMapOptions.SparseBytes must hold one full column of {shape.Layers.Length} layers and {shape.Grid.Count:N0} bands, {_scratch.Length:N0} bytes; was {bytes:N0}"));
        }
    }

    private SparseColumns(HeatMapShape shape, int capacity, int bytes, int scratch)
        : base(shape, capacity)
    {
        _bytes = new byte[bytes];
        _starts = new int[capacity * (shape.Parts + 1)];
        _scratch = new byte[scratch];
    }

    public override HeatMapStorage Storage => HeatMapStorage.Sparse;

    public override long MemoryBytes => _bytes.Length + (4L * _starts.Length) + _scratch.Length;

    public static int MostBytes(HeatMapShape shape)
    {
        long most = (long)shape.Parts * shape.PartCells * CellRuns.MostBytesPerCell;
        if (most > Array.MaxLength)
        {
            Throw.Argument(nameof(shape), string.Create(CultureInfo.InvariantCulture, $"a column of {shape.Layers.Length} layers and {shape.Grid.Count:N0} bands may need {most:N0} bytes, more than can be kept sparse"));
        }

        return (int)most;
    }

    public override void Push(long number, ReadOnlySpan<long> cells, ReadOnlySpan<CellSpan> filled)
    {
        var writer = new ByteWriter(_scratch);
        Span<int> starts = StartsOf(number);
        Count = Math.Min(Count, Capacity - 1);
        for (int part = 0; part < Shape.Parts; part++)
        {
            starts[part] = writer.Written;
            if (filled[part].Length == 0)
            {
                // Whatever lies in the cells, a column without numbers among them.
                writer.PutVarint((ulong)Shape.PartCells);
                continue;
            }

            CellRuns.Write(cells.Slice(part * Shape.Stride, Shape.PartCells), ref writer);
        }

        Place(number, writer.Written, starts);
        _scratch.AsSpan(0, writer.Written).CopyTo(_bytes.AsSpan(starts[0]));
    }

    /// <summary>Adds a column that is encoded already.</summary>
    /// <param name="number">One more than the newest, or any where there is none.</param>
    /// <param name="encoded">All parts.</param>
    /// <param name="ends">Where each part ends.</param>
    public void Push(long number, ReadOnlySpan<byte> encoded, ReadOnlySpan<int> ends)
    {
        Span<int> starts = StartsOf(number);
        Count = Math.Min(Count, Capacity - 1);
        starts[0] = 0;
        ends.CopyTo(starts[1..]);
        Place(number, encoded.Length, starts);
        encoded.CopyTo(_bytes.AsSpan(starts[0]));
    }

    /// <summary>A column as it lies.</summary>
    public ReadOnlySpan<byte> Encoded(long number)
    {
        Span<int> starts = StartsOf(number);
        return _bytes.AsSpan(starts[0]..starts[Shape.Parts]);
    }

    public override void Pop()
    {
        _next = StartsOf(Newest)[0];
        base.Pop();
    }

    public override void CopyTo(long number, int part, Span<long> cells)
    {
        cells.Clear();
        ByteReader reader = ReaderOf(number, part);
        bool isSound = CellRuns.TryRead(ref reader, cells);
        System.Diagnostics.Debug.Assert(isSound, "what was written can be read");
    }

    public override long Cell(long number, int part, int cell)
    {
        ByteReader reader = ReaderOf(number, part);
        for (int place = 0; ; place++)
        {
            place += (int)reader.Varint();
            if (place > cell || place == Shape.PartCells)
            {
                return 0;
            }

            long value = (long)reader.Varint();
            if (place == cell)
            {
                return value;
            }

            if (place + 1 == Shape.PartCells)
            {
                return 0;
            }
        }
    }

    public override ReadOnlySpan<long> Part(long number, int part) =>
        throw new InvalidOperationException("a sparse heat map has no cells to look at; copy them with CopyUnits, or build with HeatMapStorage.Dense");

    public override ColumnStore Freeze()
    {
        int bytes = 0;
        for (long number = Oldest; number <= Newest; number++)
        {
            bytes += Encoded(number).Length;
        }

        SparseColumns copy = Frozen(Shape, Count, bytes);
        for (long number = Oldest; number <= Newest; number++)
        {
            Span<int> ends = copy.StartsOf(number)[1..];
            Span<int> starts = StartsOf(number);
            for (int part = 0; part < Shape.Parts; part++)
            {
                ends[part] = starts[part + 1] - starts[0];
            }

            copy.Push(number, Encoded(number), ends);
        }

        return copy;
    }

    /// <summary>As <see cref="ColumnStore.Build"/>.</summary>
    internal static SparseColumns Build(HeatMapShape shape, long first, int count, long[] cells, Action<long, long[]> fill)
    {
        long all = 0, longest = 0;
        for (int i = 0; i < count; i++)
        {
            fill(first + i, cells);
            long length = 0;
            for (int part = 0; part < shape.Parts; part++)
            {
                length += CellRuns.Length(cells.AsSpan(part * shape.Stride, shape.PartCells));
            }

            (all, longest) = (all + length, Math.Max(longest, length));
        }

        SparseColumns built = Frozen(shape, count, checked((int)all));
        byte[] encoded = new byte[longest];
        int[] ends = new int[shape.Parts];
        for (int i = 0; i < count; i++)
        {
            fill(first + i, cells);
            var writer = new ByteWriter(encoded);
            for (int part = 0; part < shape.Parts; part++)
            {
                CellRuns.Write(cells.AsSpan(part * shape.Stride, shape.PartCells), ref writer);
                ends[part] = writer.Written;
            }

            built.Push(first + i, encoded.AsSpan(0, writer.Written), ends);
        }

        return built;
    }

    /// <summary>Room for columns of so many bytes that are encoded already.</summary>
    internal static SparseColumns Frozen(HeatMapShape shape, int columns, int bytes) => new(shape, Math.Max(1, columns), bytes, scratch: 0);

    /// <summary>Finds room, and turns starts within the column into starts within the ring.</summary>
    private void Place(long number, int length, Span<int> starts)
    {
        int place;
        while (!TryPlace(length, out place))
        {
            Count--;
        }

        starts[Shape.Parts] = length;
        for (int i = 0; i <= Shape.Parts; i++)
        {
            starts[i] += place;
        }

        _next = place + length;
        Newest = number;
        Count++;
    }

    /// <summary>Whether there is room behind the newest column; sets its place. Numbers are still those from before the push.</summary>
    private bool TryPlace(int length, out int place)
    {
        if (Count == 0)
        {
            place = 0;
            return true;
        }

        int oldest = StartsOf(Oldest)[0];
        bool isWrapped = _next <= oldest;
        if (!isWrapped && length > _bytes.Length - _next)
        {
            place = 0;
            return length <= oldest;
        }

        place = _next;
        return !isWrapped || length <= oldest - _next;
    }

    private ByteReader ReaderOf(long number, int part)
    {
        Span<int> starts = StartsOf(number);
        return new(_bytes.AsSpan(starts[part]..starts[part + 1]));
    }

    private Span<int> StartsOf(long number) => _starts.AsSpan(SlotOf(number) * (Shape.Parts + 1), Shape.Parts + 1);
}
