using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Forced orders by price and time: one column an interval, per side and layer.</summary>
/// <remarks>
/// <para>Columns lie at whole multiples of the interval since 1970; one covers <c>[start, start + interval)</c>. Of a <see cref="HeatMapKind.Standing"/> heat map it shows what waits at the end of its
/// interval; of an <see cref="HeatMapKind.Executed"/> one what was liquidated within it. Every number is whole units of <see cref="Quantum"/>, so sums are exact.</para>
/// <para>Nothing is lost: what lies outside the window is kept per column in <see cref="Below"/> and <see cref="Above"/>. Positions that have no place on the price axis are in no heat map.</para>
/// <para>Immutable for ever and safe to share between threads. Memory: dense 16 bytes × (bands + 2) × layers × columns and 25 bytes a column, rounded up to whole cache lines; sparse about 7 bytes a cell
/// that holds something. <see cref="MemoryBytes"/> tells it.</para>
/// </remarks>
[TypeFormatterSource(typeof(NotebookFormatterSource))]
public sealed partial class LiquidationHeatMap : IEquatable<LiquidationHeatMap>
{
    private readonly HeatMapColumns _columns;
    private readonly MapSources _sources;

    internal LiquidationHeatMap(HeatMapColumns columns, string? unit, MapSources sources)
    {
        _columns = columns;
        _sources = sources;
        Unit = unit;
    }

    /// <summary>The price axis of all columns.</summary>
    public BandGrid Grid => _columns.Shape.Grid;

    /// <summary>The time that a column covers.</summary>
    public TimeSpan Interval => _columns.Shape.Interval;

    /// <summary>Whether columns count what waits or what was executed.</summary>
    public HeatMapKind Kind => _columns.Shape.Kind;

    /// <summary>The layers; at least one.</summary>
    public ImmutableArray<HeatMapLayer> Layers => _columns.Shape.Layers;

    /// <summary>What notional is counted in, for example USDT; <see langword="null"/> when nobody said.</summary>
    public string? Unit { get; }

    /// <summary>The worth of one integer unit in <see cref="Unit"/>.</summary>
    public double Quantum => _columns.Shape.Quantum;

    /// <summary>Where the numbers come from: sorted, each source once; empty when nobody said.</summary>
    public ImmutableArray<MapSource> Sources => _sources.Stated;

    /// <summary>Whether the numbers were reported or estimated.</summary>
    public MapOrigin Origin => _sources.Origin;

    /// <summary>How columns lie in memory.</summary>
    public HeatMapStorage Storage => _columns.Store.Storage;

    /// <summary>How many bytes the columns take.</summary>
    public long MemoryBytes => _columns.MemoryBytes;

    /// <summary>The number of columns, missing ones included.</summary>
    public int ColumnCount => _columns.Count;

    /// <summary>The start of the first column, in milliseconds since 1970; 0 where there is none.</summary>
    public long StartUnixMs => _columns.StartUnixMs;

    /// <summary>The end of the last column, which belongs to no column, in milliseconds since 1970; 0 where there is none.</summary>
    public long EndUnixMs => _columns.EndUnixMs;

    /// <summary>The column that holds a moment.</summary>
    /// <param name="timeUnixMs">Milliseconds since 1970.</param>
    /// <returns>From 0 to <see cref="ColumnCount"/> − 1, or −1 where there is none.</returns>
    /// <remarks>Allocates nothing. O(1).</remarks>
    public int ColumnAt(long timeUnixMs) => _columns.ColumnAt(timeUnixMs);

    /// <summary>The start of a column, in milliseconds since 1970.</summary>
    /// <param name="column">From 0, the oldest, to <see cref="ColumnCount"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public long ColumnStartUnixMs(int column) => _columns.NumberOf(column) * _columns.Shape.IntervalMs;

    /// <summary>How a column came to be.</summary>
    /// <param name="column">From 0, the oldest, to <see cref="ColumnCount"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public HeatMapColumnState StateOf(int column) => _columns.StateOf(_columns.NumberOf(column));

    /// <summary>Where the price went within a column; not known of columns that nobody gave.</summary>
    /// <param name="column">From 0, the oldest, to <see cref="ColumnCount"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public MarkPath PathOf(int column) => _columns.PathOf(_columns.NumberOf(column));

    /// <summary>Copies one side of one layer of a column.</summary>
    /// <param name="column">From 0, the oldest, to <see cref="ColumnCount"/> − 1.</param>
    /// <param name="side">Long or short.</param>
    /// <param name="layer">A place in <see cref="Layers"/>.</param>
    /// <param name="destination">Receives units of <see cref="Quantum"/>, one number a band.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain, or <paramref name="destination"/> is shorter than the grid.</exception>
    /// <remarks>O(bands). Allocates nothing beyond pooled scratch.</remarks>
    public void CopyUnits(int column, Side side, int layer, Span<long> destination) => _columns.CopyUnits(column, side, layer, destination);

    /// <summary>One side of one layer of a column without a copy, of a dense heat map.</summary>
    /// <param name="column">From 0, the oldest, to <see cref="ColumnCount"/> − 1.</param>
    /// <param name="side">Long or short.</param>
    /// <param name="layer">A place in <see cref="Layers"/>.</param>
    /// <returns>Units of <see cref="Quantum"/>, one number a band.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <exception cref="InvalidOperationException">The heat map is sparse.</exception>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public ReadOnlySpan<long> Units(int column, Side side, int layer = 0) => _columns.Units(column, side, layer);

    /// <summary>What stands or was executed in one band.</summary>
    /// <param name="column">From 0, the oldest, to <see cref="ColumnCount"/> − 1.</param>
    /// <param name="band">From 0 to the grid's count − 1.</param>
    /// <param name="layer">A place in <see cref="Layers"/>, or <see langword="null"/> for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <remarks>O(layers), sparse O(layers × bands). Allocates nothing.</remarks>
    public SideTally At(int column, int band, int? layer = null)
    {
        if ((uint)band >= (uint)Grid.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(band), band, string.Create(CultureInfo.InvariantCulture, $"band must be from 0 to {Grid.Count - 1}, was {band}"));
        }

        return _columns.Tally(column, band + 1, layer);
    }

    /// <summary>What lies below the window in a column.</summary>
    /// <param name="column">From 0, the oldest, to <see cref="ColumnCount"/> − 1.</param>
    /// <param name="layer">A place in <see cref="Layers"/>, or <see langword="null"/> for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <remarks>O(layers), sparse O(layers × bands). Allocates nothing.</remarks>
    public SideTally Below(int column, int? layer = null) => _columns.Tally(column, 0, layer);

    /// <summary>What lies at or above the window's upper edge in a column.</summary>
    /// <param name="column">From 0, the oldest, to <see cref="ColumnCount"/> − 1.</param>
    /// <param name="layer">A place in <see cref="Layers"/>, or <see langword="null"/> for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <remarks>O(layers), sparse O(layers × bands). Allocates nothing.</remarks>
    public SideTally Above(int column, int? layer = null) => _columns.Tally(column, Grid.Count + 1, layer);

    /// <summary>The notional of one side at a moment and a price, all layers together.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="timeUnixMs">Milliseconds since 1970.</param>
    /// <param name="price">Quote per base; not NaN.</param>
    /// <returns>Of the band that holds the price; NaN where there is no such column or it is missing, or no such band.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <remarks>O(layers), sparse O(layers × bands). Allocates nothing.</remarks>
    public double Notional(Side side, long timeUnixMs, double price)
    {
        Guard.Defined(side);
        int band = Grid.IndexOf(price), column = ColumnAt(timeUnixMs);
        if (column < 0 || band < 0 || band == Grid.Count || StateOf(column) == HeatMapColumnState.Missing)
        {
            return double.NaN;
        }

        SideTally tally = At(column, band);
        return side == Side.Long ? tally.Long : tally.Short;
    }

    /// <summary>Whether two heat maps have the same window, interval, kind, layers, unit, quantum, sources, times, states, paths and numbers, wherever they lie in memory.</summary>
    /// <remarks>O(cells).</remarks>
    public bool Equals([NotNullWhen(true)] LiquidationHeatMap? other) =>
        other is not null && _columns.Shape.DifferenceTo(other._columns.Shape) is null && Unit == other.Unit && _sources.Equals(other._sources) && _columns.SameAs(other._columns);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as LiquidationHeatMap);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Grid, Interval, Kind, Unit, StartUnixMs, ColumnCount);

    /// <summary>A line for people: kind, columns, grid.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(Kind == HeatMapKind.Standing ? "standing" : "executed")}, {ColumnCount:N0} columns of {Interval} from {TimeText(StartUnixMs)}, {Grid}");

    private static string TimeText(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(unixMs, HeatMapShape.MaxTimeUnixMs)).ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
