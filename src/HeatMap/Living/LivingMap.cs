using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <summary>A liquidation map that lives: positions of one contract open, change, close and are liquidated, and the map is right after each of them.</summary>
/// <remarks>
/// <para>After any sequence of calls the map equals, bit for bit, the one that <see cref="LiquidationMap.Build(PositionColumns, MarginRules, BandGrid, double, MapOptions?)"/> makes of the
/// positions that are open: sums are integers, and what was opened is closed exactly. Prices come from the map's rules, or from the caller (<see cref="OpenAt(double, Side, double, int)"/>);
/// rules whose price depends on where the mark is (flat schedules, rates that grow with size) are asked once, at the mark at which a position is opened or changed.</para>
/// <para>For one writer. Other threads read through a <see cref="MapReader"/>. A refused call changes nothing.</para>
/// <para>An update costs O(1); a mark costs O(what it crosses). Nothing is allocated after construction, but for the edges of a window that moves and for
/// <see cref="EnsureCapacity"/>. A position takes 60 bytes; a band takes 22 a side and layer, 14 without counts, and about twice as much again once the map is
/// <see cref="Publish">published</see>.</para>
/// </remarks>
public sealed partial class LivingMap
{
    private readonly MapOptions _options;
    private readonly ReadyTrigger _trigger;
    private readonly CellLayout _layout;
    private readonly LivingRows _rows;
    private readonly LivingCells _cells;
    private readonly bool _inverse;
    private readonly double _unitsPerQuote;
    private SideTotals _longs, _shorts;
    private double _valuedAt;

    /// <summary>By at most this many units more than the cells hold are rows worth that were opened, or lost their price, since all were valued.</summary>
    private Int128 _hidden;
    private long _changes;

    /// <summary>A map without positions.</summary>
    /// <param name="rules">Contract, schedule and trigger of the venue.</param>
    /// <param name="grid">The price axis. Its window moves with the price by whole bands.</param>
    /// <param name="markPrice">Where the price is, quote per base; finite and &gt; 0.</param>
    /// <param name="capacity">How many positions may be open at once; at least 1.</param>
    /// <param name="options">Choices; <see langword="null"/> for the defaults. <see cref="MapOptions.MaxDegreeOfParallelism"/> does not matter here.</param>
    /// <param name="layers">Names of layers, up to 256, each once; without any there is one layer.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain, or options place bad rows: a living map refuses them.</exception>
    /// <remarks>O(capacity + layers × bands). Allocates everything that the map will need.</remarks>
    public LivingMap(MarginRules rules, BandGrid grid, double markPrice, int capacity, MapOptions? options = null, params ReadOnlySpan<string> layers)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(grid);
        CheckCapacity(capacity);
        _options = options ?? MapOptions.Default;
        if (_options.PlaceBadRowsInUnplaced)
        {
            Throw.Argument(nameof(options), "options must not ask for PlaceBadRowsInUnplaced: a position outside its domain is refused");
        }

        Layers = layers.IsEmpty ? [] : MapLayers.CheckedNames(layers);
        Rules = rules;
        Unit = MapFill.UnitOf(rules, _options.Unit);
        _trigger = new(rules);
        _inverse = rules.Contract.Kind == ContractKind.Inverse;
        _unitsPerQuote = 1 / _options.Quantum;
        MarkPrice = _valuedAt = Guard.Positive(markPrice);
        _layout = new(grid.Count);
        _cells = new(grid, _options.Counts, Math.Max(1, Layers.Length));
        _rows = new(grid.Count, capacity) { First = (uint)grid.FirstIndex };
        (PathLow, PathHigh) = (markPrice, markPrice);
    }

    /// <summary>Contract, schedule and trigger by which positions are priced.</summary>
    public MarginRules Rules { get; }

    /// <summary>The price axis, where its window is now.</summary>
    public BandGrid Grid => _cells.Grid;

    /// <summary>The last mark, quote per base.</summary>
    public double MarkPrice { get; private set; }

    /// <summary>What notional is counted in, for example USDT.</summary>
    public string Unit { get; }

    /// <summary>The worth of one integer unit in <see cref="Unit"/>.</summary>
    public double Quantum => _options.Quantum;

    /// <summary>The names of the layers; empty where there is but one, without a name.</summary>
    public ImmutableArray<string> Layers { get; }

    /// <summary>How many positions are open.</summary>
    public int Count => _rows.Count;

    /// <summary>How many may be open at once.</summary>
    public int Capacity => _rows.Capacity;

    /// <summary>Bytes that the map's own arrays take: positions, cells, and the two states for readers once it was published. The edges of the grid are the grid's.</summary>
    public long MemoryBytes => _rows.Bytes + _cells.Bytes + (_publisher?.Bytes ?? 0);

    /// <summary>The live numbers of the only layer, without a copy; valid until the next change.</summary>
    /// <exception cref="InvalidOperationException">The map has several layers: name one with <see cref="LayerView"/>, or add them up with <see cref="ToMap"/>.</exception>
    /// <remarks>O(1), and after a move of the mark O(positions without a price), which are valued at it.</remarks>
    public MapView View
    {
        get
        {
            if (Layers.Length > 1)
            {
                throw new InvalidOperationException("the map has several layers; take LayerView, or ToMap for their sum");
            }

            return LayerView(0);
        }
    }

    /// <summary>Where every unit came from and went. O(positions without a price) after a move of the mark.</summary>
    public LivingLedger Ledger
    {
        get
        {
            SettleValue();
            return new(
                Tally(_longs.Opened, _shorts.Opened, _longs.OpenedCount, _shorts.OpenedCount),
                Tally(_longs.Revalued, _shorts.Revalued, 0, 0),
                Tally(_longs.Live, _shorts.Live, _longs.LiveCount, _shorts.LiveCount),
                Tally(_longs.Closed, _shorts.Closed, _longs.ClosedCount, _shorts.ClosedCount),
                Tally(_longs.Liquidated, _shorts.Liquidated, _longs.LiquidatedCount, _shorts.LiquidatedCount));
        }
    }

    /// <summary>The live numbers of one layer, without a copy; valid until the next change.</summary>
    /// <param name="layer">Its place in <see cref="Layers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    /// <remarks>As <see cref="View"/>.</remarks>
    public MapView LayerView(int layer)
    {
        CheckLayer(layer);
        SettleValue();
        _cells.Cells.ShowUnplaced();
        return new(Grid, MarkPrice, Unit, Quantum, _cells.Cells, layer);
    }

    /// <summary>The map as it is now, all layers together. O(layers × bands); allocates the result.</summary>
    public LiquidationMap ToMap() => Layers.Length > 1 ? ToLayers().Total : Frozen(0);

    /// <summary>The layers as they are now. O(layers × bands); allocates the result.</summary>
    /// <exception cref="InvalidOperationException">The map was made without layers.</exception>
    public MapLayers ToLayers()
    {
        if (Layers.IsEmpty)
        {
            throw new InvalidOperationException("the map was made without layers; take ToMap");
        }

        return new([.. Layers.Select((name, layer) => (name, Frozen(layer)))]);
    }

    /// <summary>Makes room for more positions. Nothing else ever does.</summary>
    /// <param name="capacity">How many may be open at once; less than now is no change.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1 or more than an array can hold.</exception>
    /// <remarks>O(capacity). Allocates the new table; handles stay what they are.</remarks>
    public void EnsureCapacity(int capacity)
    {
        CheckCapacity(capacity);
        if (capacity > Capacity)
        {
            _changes++;
            _rows.Grow(capacity);
        }
    }

    /// <summary>Whether a handle names an open position of this map.</summary>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public bool IsLive(PositionHandle handle) => _rows.IsLive(handle);

    /// <summary>A position as it is now.</summary>
    /// <param name="handle">Its name.</param>
    /// <param name="position">The position; <c>default</c> when the handle is stale.</param>
    /// <returns>Whether the handle is live.</returns>
    /// <remarks>O(1), and after a move of the mark O(positions without a price). Allocates nothing.</remarks>
    public bool TryGet(PositionHandle handle, out LivePosition position)
    {
        bool isLive = IsLive(handle);
        position = isLive ? At(handle.Index) : default;
        return isLive;
    }

    /// <summary>The open positions, in the order of their handles.</summary>
    /// <remarks>Valid while nothing changes. O(capacity that was ever used). Allocates nothing.</remarks>
    public LivePositions Positions => new(this);

    /// <summary>A line for people: contract, mark and sums.</summary>
    public override string ToString()
    {
        SettleValue();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Rules.Contract.Symbol} at {MarkPrice}: {Count:N0} positions, long {_longs.Live * Quantum:N0}, short {_shorts.Live * Quantum:N0} {Unit} in {Grid}");
    }

    internal LivePosition At(uint slot)
    {
        ref LiveRow row = ref _rows.Table[slot];
        ref RowTerms terms = ref _rows.Table.Terms(slot);
        double quantity = Math.Abs(row.SignedQuantity);
        double notional = _inverse ? quantity : quantity * (double.IsNaN(row.Price) ? MarkPrice : row.Price);
        return new(new(slot, row.Generation), row.SignedQuantity > 0 ? Side.Long : Side.Short, quantity, terms.Entry, terms.Margin, row.Price, notional, RowPlace.LayerOf(row.Place));
    }

    /// <summary>The first live slot from one on; the number of used ones where there is none.</summary>
    internal uint NextLive(uint slot)
    {
        while (slot < _rows.Used && (_rows.Table[slot].Generation & 1) == 0)
        {
            slot++;
        }

        return slot;
    }

    internal bool IsEnd(uint slot) => slot >= _rows.Used;

    private LiquidationMap Frozen(int layer)
    {
        SettleValue();
        return new(Grid, MarkPrice, Unit, Quantum, _cells.Cells.Freeze(layer));
    }

    private SideTally Tally(Int128 longs, Int128 shorts, long longCount, long shortCount) => new(longs, shorts, longCount, shortCount, Quantum);

    private void CheckLayer(int layer, int row = -1)
    {
        int layers = _cells.Sides / 2;
        if ((uint)layer >= (uint)layers)
        {
            string where = row < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"row {row}: ");
            throw new ArgumentOutOfRangeException(nameof(layer), layer, string.Create(CultureInfo.InvariantCulture, $"{where}layer must be from 0 to {layers - 1}, was {layer}"));
        }
    }

    private static void CheckCapacity(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, RowTable.MaxCapacity);
    }

    /// <summary>What the ledger knows of a side.</summary>
    private struct SideTotals
    {
        public Int128 Opened, Revalued, Closed, Liquidated;
        public long OpenedCount, LiveCount, ClosedCount, LiquidatedCount, Live;
    }
}
