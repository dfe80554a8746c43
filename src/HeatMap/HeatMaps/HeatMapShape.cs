using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <summary>What all columns of a heat map share, and where the cells of a column lie.</summary>
/// <remarks>
/// A column is a row of parts, two a layer, longs first. A part is a cell for what is below the window, one for each band and one for what is above, and starts on a cache line.
/// </remarks>
internal sealed class HeatMapShape
{
    /// <summary>The last moment of the year 9999: a time beyond it is in microseconds.</summary>
    public const long MaxTimeUnixMs = 253402300799999;

    public HeatMapShape(BandGrid grid, TimeSpan interval, HeatMapKind kind, ImmutableArray<HeatMapLayer> layers, double quantum)
    {
        Grid = grid;
        if (interval.Ticks <= 0 || interval.Ticks % TimeSpan.TicksPerMillisecond != 0 || interval.TotalMilliseconds > MaxTimeUnixMs)
        {
            throw new ArgumentOutOfRangeException(nameof(interval), interval, string.Create(CultureInfo.InvariantCulture, $"interval must be whole milliseconds, at least one, was {interval}"));
        }

        IntervalMs = interval.Ticks / TimeSpan.TicksPerMillisecond;
        Kind = kind;
        Quantum = quantum;
        Layers = [.. layers.Select(l => l.For(interval))];
        Stride = (PartCells + AlignedCells.Line - 1) / AlignedCells.Line * AlignedCells.Line;
        if ((long)Stride * Parts > Array.MaxLength - AlignedCells.Line)
        {
            Throw.Argument(nameof(layers), string.Create(CultureInfo.InvariantCulture, $"{Layers.Length} layers of {grid.Count:N0} bands are more than one column can hold"));
        }
    }

    public BandGrid Grid { get; }

    public long IntervalMs { get; }

    public HeatMapKind Kind { get; }

    public ImmutableArray<HeatMapLayer> Layers { get; }

    public double Quantum { get; }

    public TimeSpan Interval => TimeSpan.FromMilliseconds(IntervalMs);

    /// <summary>Parts of a column.</summary>
    public int Parts => 2 * Layers.Length;

    /// <summary>Cells of a part: its bands and two tails.</summary>
    public int PartCells => Grid.Count + 2;

    /// <summary>From the start of a part to that of the next.</summary>
    public int Stride { get; }

    /// <summary>Cells of a column with what lies between its parts.</summary>
    public int ColumnCells => Parts * Stride;

    public static int PartOf(Side side, int layer) => (2 * layer) + (side == Side.Long ? 0 : 1);

    /// <summary>The number of the column that holds a moment, counted from 1970.</summary>
    public long NumberOf(long timeUnixMs, string name)
    {
        if (timeUnixMs is < 0 or > MaxTimeUnixMs)
        {
            throw new ArgumentOutOfRangeException(
                name, timeUnixMs, string.Create(CultureInfo.InvariantCulture, $"{name} must be milliseconds from 1970 to the end of the year 9999 (at most {MaxTimeUnixMs}), was {timeUnixMs}"));
        }

        return timeUnixMs / IntervalMs;
    }

    public int CheckLayer(int layer)
    {
        if ((uint)layer >= (uint)Layers.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(layer), layer, string.Create(CultureInfo.InvariantCulture, $"layer must be from 0 to {Layers.Length - 1}, was {layer}"));
        }

        return layer;
    }

    /// <summary>What two shapes differ in, or null.</summary>
    public string? DifferenceTo(HeatMapShape other) =>
        !Grid.SharesLatticeWith(other.Grid) ? Differ("lattices", Grid, other.Grid)
        : !Grid.Equals(other.Grid) ? Differ("windows", Grid, other.Grid)
        : IntervalMs != other.IntervalMs ? Differ("intervals", Interval, other.Interval)
        : Kind != other.Kind ? Differ("kinds", Kind, other.Kind)
        : !Quantum.Equals(other.Quantum) ? Differ("quanta", Quantum, other.Quantum)
        : !Layers.AsSpan().SequenceEqual(other.Layers.AsSpan()) ? Differ("layers", string.Join(", ", Layers.Select(Text)), string.Join(", ", other.Layers.Select(Text)))
        : null;

    private static string Text(HeatMapLayer layer) => layer.HalfLife is { } life ? $"{layer.Name} (half-life {life})" : layer.Name;

    private static string Differ<T>(string what, T first, T other) => string.Create(CultureInfo.InvariantCulture, $"the {what} of the heat maps differ: {first} and {other}");
}
