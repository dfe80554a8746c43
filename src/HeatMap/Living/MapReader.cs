using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>A reader of a <see cref="LivingMap"/> with a copy of its own: what it shows stays as it is until <see cref="Refresh"/>.</summary>
/// <remarks>
/// For one thread at a time, any one; as many readers as one likes. The writer never waits for a reader, and a reader copies again only if the writer has published
/// twice in the meantime. Nothing is borrowed, so nothing must be given back. Allocates nothing after construction, but for results that say so.
/// </remarks>
public sealed class MapReader
{
    private readonly MapPublisher _publisher;
    private readonly LivingMap _map;
    private readonly LivingCells _cells;
    private readonly ulong[] _changed;
    private bool _isTorn = true;

    internal MapReader(MapPublisher publisher, LivingMap map)
    {
        (_publisher, _map) = (publisher, map);
        PublishedState state = publisher.Shown;
        _cells = new(state.Cells.Grid, state.Cells.HasCounts, state.Cells.Sides / 2);
        _changed = new ulong[_cells.Changed.Length];
        Refresh();
    }

    /// <summary>Which publishing it shows, from 1.</summary>
    public long Version { get; private set; }

    /// <summary>The price axis of what it shows.</summary>
    public BandGrid Grid => _cells.Grid;

    /// <summary>The mark of what it shows, quote per base.</summary>
    public double MarkPrice { get; private set; }

    /// <summary>
    /// Where the mark was since what was shown before, both ends included. A reader that missed more than 64 publishings knows the last 64.
    /// </summary>
    public PriceRange Path { get; private set; }

    /// <summary>The numbers of the only layer, without a copy; valid until <see cref="Refresh"/>.</summary>
    /// <exception cref="InvalidOperationException">The map has several layers: name one with <see cref="LayerView"/>, or add them up with <see cref="ToMap"/>.</exception>
    public MapView View => _map.Layers.Length > 1 ? throw new InvalidOperationException("the map has several layers; take LayerView, or ToMap for their sum") : LayerView(0);

    /// <summary>Copies what was last published.</summary>
    /// <returns>Its version; the one shown before, where nothing new was published.</returns>
    /// <remarks>
    /// O(groups of bands that changed since). Takes again what the writer disturbed, which takes two publishings in the time of one copy. Allocates nothing.
    /// </remarks>
    public long Refresh()
    {
        while (true)
        {
            PublishedState state = _publisher.Shown;
            long sequence = state.Sequence;
            if ((sequence & 1) == 0 && TryCopy(state, sequence))
            {
                return Version;
            }

            Thread.SpinWait(1);
        }
    }

    /// <summary>The numbers of one layer, without a copy; valid until <see cref="Refresh"/>.</summary>
    /// <param name="layer">Its place in the map's layers.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public MapView LayerView(int layer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, _cells.Sides / 2);
        _cells.Cells.ShowUnplaced();
        return new(Grid, MarkPrice, _map.Unit, _map.Quantum, _cells.Cells, layer);
    }

    /// <summary>What it shows as a map of its own, all layers together. O(layers × bands); allocates the result.</summary>
    public LiquidationMap ToMap() => _map.Layers.Length > 1 ? ToLayers().Total : Frozen(0);

    /// <summary>What it shows as layers of their own. O(layers × bands); allocates the result.</summary>
    /// <exception cref="InvalidOperationException">The map was made without layers.</exception>
    public MapLayers ToLayers() => _map.Layers.IsEmpty
        ? throw new InvalidOperationException("the map was made without layers; take ToMap")
        : new([.. _map.Layers.Select((name, layer) => (name, Frozen(layer)))]);

    /// <inheritdoc cref="LivingMap.Sum"/>
    public RangeTally Sum(Side side, PriceRange range, int? layer = null)
    {
        RangeQuestion.Check(side, range, layer, _cells.Sides / 2);
        return _cells.Sum(side, range, layer, _map.Quantum);
    }

    /// <inheritdoc cref="LivingMap.Notional"/>
    public double Notional(Side side, PriceRange range, int? layer = null)
    {
        RangeQuestion.Check(side, range, layer, _cells.Sides / 2);
        return _cells.Notional(side, range, layer, _map.Quantum);
    }

    /// <inheritdoc cref="LivingMap.FromMark"/>
    public RangeTally FromMark(Side side, double price, int? layer = null)
    {
        RangeQuestion.Check(side, new(0, Guard.Positive(price)), layer, _cells.Sides / 2);
        return _cells.Sum(side, RangeQuestion.Outward(Grid, side, MarkPrice, price), layer, _map.Quantum);
    }

    /// <inheritdoc cref="LivingMap.CentreOfMass"/>
    public double CentreOfMass(Side side, PriceRange range, int? layer = null)
    {
        RangeQuestion.Check(side, range, layer, _cells.Sides / 2);
        return _cells.CentreOfMass(side, range, layer);
    }

    /// <inheritdoc cref="LivingMap.PriceReaching"/>
    public double PriceReaching(Side side, double notional, int? layer = null)
    {
        RangeQuestion.Check(side, default, layer, _cells.Sides / 2);
        return RangeQuestion.TryUnits(Guard.Positive(notional), _map.Quantum, out long units) ? _cells.PriceReaching(side, MarkPrice, units, layer) : double.NaN;
    }

    /// <summary>A line for people.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"version {Version} of {_map.Rules.Contract.Symbol} at {MarkPrice} in {Grid}");

    internal LivingCells Cells => _cells;

    internal LivingMap Map => _map;

    /// <summary>The groups that the last <see cref="Refresh"/> copied.</summary>
    internal ReadOnlySpan<ulong> Copied => _changed;

    private bool TryCopy(PublishedState state, long sequence)
    {
        if (state.Version == Version && !_isTorn)
        {
            // Only a whole state has the version that was seen whole before.
            Path = new(MarkPrice, MarkPrice);
            Array.Clear(_changed);
            return state.IsStill(sequence);
        }

        long version = state.Version;
        double mark = state.Mark;
        PriceRange path = state.PathSince(Version);
        if (Version == 0 || state.WindowVersion > Version || !ReferenceEquals(state.Cells.Grid, _cells.Grid))
        {
            _cells.Grid = state.Cells.Grid;
            _cells.CopyFrom(state.Cells);
            _changed.AsSpan().Fill(ulong.MaxValue);
        }
        else
        {
            if (!_isTorn)
            {
                Array.Clear(_changed);
            }

            state.AddChangedSince(Version, _changed);
            _cells.CopyFrom(state.Cells, _changed);
        }

        if (!state.IsStill(sequence))
        {
            // What was copied may be of two states: the next copy takes that again, and what has changed. Taking everything would take longer, and be torn again.
            _isTorn = true;
            return false;
        }

        (Version, MarkPrice, Path, _isTorn) = (version, mark, path, false);
        return true;
    }

    private LiquidationMap Frozen(int layer)
    {
        return new(Grid, MarkPrice, _map.Unit, _map.Quantum, _cells.Cells.Freeze(layer));
    }
}
