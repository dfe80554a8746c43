using System.Collections;
using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Named maps on one lattice that should stay apart: by venue, leverage, age or size of position, measured and modelled, liquidations and stops.</summary>
/// <remarks>Immutable. Each layer is a <see cref="LiquidationMap"/> of its own; <see cref="Total"/> is their exact sum.</remarks>
public sealed class MapLayers : IReadOnlyList<LiquidationMap>
{
    /// <summary>The most layers there may be: the layer of a row is a byte.</summary>
    public const int MaxCount = 256;

    private readonly ImmutableArray<LiquidationMap> _maps;

    /// <summary>Puts maps side by side.</summary>
    /// <param name="layers">From 1 to <see cref="MaxCount"/> names, each once and not empty, with maps that <see cref="LiquidationMap.Merge"/> takes together.</param>
    /// <exception cref="ArgumentException">A name is empty or comes twice, or the maps do not go together; the message says in what they differ.</exception>
    /// <remarks>O(layers × bands). Allocates the total.</remarks>
    public MapLayers(params ReadOnlySpan<(string Name, LiquidationMap Map)> layers)
    {
        foreach ((_, LiquidationMap map) in layers)
        {
            ArgumentNullException.ThrowIfNull(map, nameof(layers));
        }

        Names = CheckedNames([.. layers.ToArray().Select(static l => l.Name)]);
        _maps = [.. layers.ToArray().Select(static l => l.Map)];
        Total = LiquidationMap.Merge(_maps.AsSpan());
    }

    /// <summary>The names, in their order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>All layers together, with the sources of all: measured and modelled ones make <see cref="MapOrigin.Mixed"/>.</summary>
    public LiquidationMap Total { get; }

    /// <summary>The number of layers.</summary>
    public int Count => _maps.Length;

    /// <summary>A layer by its place.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public LiquidationMap this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _maps[index];
        }
    }

    /// <summary>A layer by its name.</summary>
    /// <exception cref="ArgumentException">There is no such layer; the message names those there are.</exception>
    public LiquidationMap this[string name] => _maps[Find(Names, name)];

    /// <summary>Prices positions of one contract and adds them up by layer, band and side, in one pass.</summary>
    /// <param name="positions">Columns or a <see cref="PositionBatch"/>.</param>
    /// <param name="layerOfRow">The layer of each row, as a place in <paramref name="names"/>.</param>
    /// <param name="names">From 1 to <see cref="MaxCount"/> names, each once and not empty.</param>
    /// <param name="rules">Contract, schedule and trigger of the venue.</param>
    /// <param name="grid">The price axis.</param>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="options">Choices; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">An argument or a row is outside its domain; the message names it.</exception>
    /// <exception cref="OverflowException">A notional does not fit the map's integers, and the message names the row; or a band of the total does not.</exception>
    /// <remarks>O(n × tiers + layers × bands). Allocates the layers, their total and, while it runs, their cells once more.</remarks>
    public static MapLayers Build(
        PositionColumns positions, ReadOnlySpan<byte> layerOfRow, ReadOnlySpan<string> names, MarginRules rules, BandGrid grid, double markPrice, MapOptions? options = null)
    {
        var builder = new MapLayersBuilder(names, grid, markPrice, options);
        builder.Add(positions, layerOfRow, rules);
        return builder.ToLayers();
    }

    /// <summary>Adds up positions with known liquidation prices by layer, band and side, in one pass.</summary>
    /// <param name="rows">Columns of price and signed notional.</param>
    /// <param name="layerOfRow">The layer of each row, as a place in <paramref name="names"/>.</param>
    /// <param name="names">From 1 to <see cref="MaxCount"/> names, each once and not empty.</param>
    /// <param name="grid">The price axis.</param>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="options">Choices; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">An argument or a row is outside its domain; the message names it.</exception>
    /// <exception cref="OverflowException">A notional does not fit the map's integers, and the message names the row; or a band of the total does not.</exception>
    /// <remarks>O(n + layers × bands). Allocates the layers, their total and, while it runs, their cells once more.</remarks>
    public static MapLayers Build(
        PricedColumns rows, ReadOnlySpan<byte> layerOfRow, ReadOnlySpan<string> names, BandGrid grid, double markPrice, MapOptions? options = null)
    {
        var builder = new MapLayersBuilder(names, grid, markPrice, options);
        builder.Add(rows, layerOfRow);
        return builder.ToLayers();
    }

    /// <summary>Adds up layers of the same name, exactly.</summary>
    /// <param name="layers">At least one. Names may differ: a layer that only some have is taken as it is.</param>
    /// <returns>Every name once, sorted, so that the order of the arguments does not matter.</returns>
    /// <exception cref="ArgumentException">There is nothing to merge, or maps differ; the message says in what.</exception>
    /// <remarks>O(layers × bands). Allocates the result.</remarks>
    public static MapLayers Merge(params ReadOnlySpan<MapLayers> layers)
    {
        if (layers.IsEmpty)
        {
            Throw.Argument(nameof(layers), "there must be at least one");
        }

        foreach (MapLayers one in layers)
        {
            ArgumentNullException.ThrowIfNull(one, nameof(layers));
        }

        MapLayers[] all = layers.ToArray();
        return new([
            .. all.SelectMany(static l => l.Names.Zip(l._maps)).GroupBy(static l => l.First, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal)
                .Select(static g => (g.Key, LiquidationMap.Merge([.. g.Select(static l => l.Second)]))),
        ]);
    }

    /// <summary>The same layers, with the sources of one of them stated anew.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="sources">At least one, and none of them <c>default</c>.</param>
    /// <exception cref="ArgumentException">There is no such layer, or no source.</exception>
    /// <remarks>O(layers × bands), for the total. Shares the numbers of the layers.</remarks>
    public MapLayers From(string name, params ReadOnlySpan<MapSource> sources)
    {
        int index = Find(Names, name);
        return new([.. Names.Zip(_maps.SetItem(index, _maps[index].From(sources)))]);
    }

    /// <summary>A line for people: the names and the total.</summary>
    public override string ToString() => $"{string.Join(", ", Names)}: {Total}";

    /// <summary>The layers, in the order of their names, as they were given.</summary>
    public IEnumerator<LiquidationMap> GetEnumerator() => ((IEnumerable<LiquidationMap>)_maps).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static int Find(ImmutableArray<string> names, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int index = names.IndexOf(name);
        if (index < 0)
        {
            Throw.Argument(nameof(name), $"there is no layer '{name}', only {string.Join(", ", names)}");
        }

        return index;
    }

    internal static ImmutableArray<string> CheckedNames(ReadOnlySpan<string> names)
    {
        if (names.Length is 0 or > MaxCount)
        {
            Throw.Argument(nameof(names), $"there must be 1 to {MaxCount} layers, were {names.Length}");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(names));
            if (!seen.Add(name))
            {
                Throw.Argument(nameof(names), $"the layer '{name}' comes twice");
            }
        }

        return [.. names];
    }
}
