using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <content>Columns from maps.</content>
public sealed partial class LiquidationHeatMapBuilder
{
    /// <summary>Appends a map as the next column, to the last bit; of the price only its mark is known.</summary>
    /// <inheritdoc cref="Append(long, MapView, double, double)"/>
    public void Append(long timeUnixMs, MapView column) => Append(timeUnixMs, column, column.MarkPrice, column.MarkPrice);

    /// <summary>Appends a map as the next column, to the last bit.</summary>
    /// <param name="timeUnixMs">A moment of the interval whose end the map shows, in milliseconds since 1970: its start, by custom. Not in or before the newest column.</param>
    /// <param name="column">
    /// A map of this lattice, quantum and unit. Its window may differ: what lies outside the heat map's window is summed up below or above it. What is in no band of the map, by
    /// <see cref="MapView.Unplaced"/>, is left out.
    /// </param>
    /// <param name="low">The lowest mark within the interval; finite, &gt; 0, at most the map's mark.</param>
    /// <param name="high">The highest; at least the map's mark.</param>
    /// <exception cref="ArgumentException">The map's lattice, quantum or unit differs, or there is more than one layer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time goes backwards or leaps, or a price is outside its domain.</exception>
    /// <exception cref="InvalidOperationException">The heat map is made from something else.</exception>
    /// <exception cref="OverflowException">What lies on one side of the window adds up to 2^63 units or more.</exception>
    /// <remarks>O(bands). Allocates nothing. After an exception the builder is as it was.</remarks>
    public void Append(long timeUnixMs, MapView column, double low, double high)
    {
        Take(Form.Snapshots);
        RequireLayers(1);
        long number = NextNumber(timeUnixMs, nameof(timeUnixMs));
        string? unit = CheckColumn(column, _unit);
        MarkPath path = PathThrough(column.MarkPrice, low, high);
        CheckTails(column);
        Fill(number, _gaps);
        Put(column, 0);
        Finish(number, path, unit);
    }

    /// <summary>Appends the maps of all layers as the next column, to the last bit.</summary>
    /// <param name="timeUnixMs">A moment of the interval whose end the maps show, in milliseconds since 1970: its start, by custom. Not in or before the newest column.</param>
    /// <param name="column">Maps of this lattice, quantum and unit; their names are those of the heat map's layers, in this order. Windows may differ.</param>
    /// <param name="low">The lowest mark within the interval; finite, &gt; 0, at most the mark of the maps.</param>
    /// <param name="high">The highest; at least the mark of the maps.</param>
    /// <exception cref="ArgumentException">Lattice, quantum, unit or names differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time goes backwards or leaps, or a price is outside its domain.</exception>
    /// <exception cref="InvalidOperationException">The heat map is made from something else.</exception>
    /// <exception cref="OverflowException">What lies on one side of the window adds up to 2^63 units or more.</exception>
    /// <remarks>O(layers × bands). Allocates nothing. After an exception the builder is as it was.</remarks>
    public void Append(long timeUnixMs, MapLayers column, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(column);
        Take(Form.Snapshots);
        RequireLayers(column.Count);
        long number = NextNumber(timeUnixMs, nameof(timeUnixMs));
        string? unit = _unit;
        for (int layer = 0; layer < column.Count; layer++)
        {
            RequireName(layer, column.Names[layer]);
            unit = CheckColumn(column[layer].View, unit);
            CheckTails(column[layer].View);
        }

        MarkPath path = PathThrough(column[0].MarkPrice, low, high);
        Fill(number, _gaps);
        for (int layer = 0; layer < column.Count; layer++)
        {
            Put(column[layer].View, layer);
        }

        Finish(number, path, unit);
    }

    /// <summary>Appends what a builder of layers holds as the next column, to the last bit.</summary>
    /// <inheritdoc cref="Append(long, MapLayers, double, double)"/>
    public void Append(long timeUnixMs, MapLayersBuilder column, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(column);
        Take(Form.Snapshots);
        RequireLayers(column.Names.Length);
        long number = NextNumber(timeUnixMs, nameof(timeUnixMs));
        string? unit = _unit;
        for (int layer = 0; layer < column.Names.Length; layer++)
        {
            RequireName(layer, column.Names[layer]);
            unit = CheckColumn(column.View(layer), unit);
            CheckTails(column.View(layer));
        }

        MarkPath path = PathThrough(column.MarkPrice, low, high);
        Fill(number, _gaps);
        for (int layer = 0; layer < column.Names.Length; layer++)
        {
            Put(column.View(layer), layer);
        }

        Finish(number, path, unit);
    }

    private static MarkPath PathThrough(double mark, double low, double high)
    {
        Guard.Positive(low);
        Guard.Positive(high);
        if (low > mark)
        {
            Throw.OutOfRange(nameof(low), low, string.Create(CultureInfo.InvariantCulture, $"at most the map's mark ({mark})"));
        }

        if (high < mark)
        {
            Throw.OutOfRange(nameof(high), high, string.Create(CultureInfo.InvariantCulture, $"at least the map's mark ({mark})"));
        }

        return new(low, high, mark);
    }

    private void RequireLayers(int layers)
    {
        if (layers != _shape.Layers.Length)
        {
            Throw.Argument("column", $"the column has {layers} layer{(layers == 1 ? "" : "s")}, the heat map {_shape.Layers.Length}: {string.Join(", ", _shape.Layers.Select(static l => l.Name))}");
        }
    }

    private void RequireName(int layer, string name)
    {
        if (name != _shape.Layers[layer].Name)
        {
            Throw.Argument("column", $"layer {layer} of the column is '{name}', of the heat map '{_shape.Layers[layer].Name}'");
        }
    }

    /// <summary>Checks what a map must share with the heat map.</summary>
    /// <returns>The unit of both.</returns>
    private string? CheckColumn(MapView column, string? unit)
    {
        if (column.Grid is null)
        {
            Throw.Argument(nameof(column), "column is default and has no grid");
        }

        if (!column.Grid.SharesLatticeWith(Grid))
        {
            Throw.Argument(nameof(column), $"the lattices differ: {Grid} in the heat map and {column.Grid} in column");
        }

        if (column.Quantum != _shape.Quantum)
        {
            Throw.Argument(nameof(column), string.Create(CultureInfo.InvariantCulture, $"the quanta differ: {_shape.Quantum} in the heat map and {column.Quantum} in column"));
        }

        if (unit is not null && column.Unit is not null && unit != column.Unit)
        {
            Throw.Argument(nameof(column), $"the units differ: {unit} in the heat map and {column.Unit} in column");
        }

        return unit ?? column.Unit;
    }

    private void CheckTails(MapView column)
    {
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
        {
            (Int128 below, _, _, Int128 above) = Cut(column, side);
            if (below > long.MaxValue || above > long.MaxValue)
            {
                throw new OverflowException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"what lies {(below > long.MaxValue ? "below" : "above")} the window adds up to 2^63 units of {_shape.Quantum} or more; choose a larger MapOptions.Quantum"));
            }
        }
    }

    /// <summary>The bands that both windows share, as places in the map, and what lies on either side of the heat map's window.</summary>
    private (Int128 Below, int First, int End, Int128 Above) Cut(MapView column, Side side)
    {
        long shift = Grid.FirstIndex - column.Grid.FirstIndex;
        int count = column.Grid.Count, first = (int)Math.Clamp(shift, 0, count), end = (int)Math.Clamp(shift + Grid.Count, 0, count);
        ReadOnlySpan<long> units = side == Side.Long ? column.LongUnits : column.ShortUnits;
        SideTally below = column.Below, above = column.Above;
        return (
            (side == Side.Long ? below.LongUnits : below.ShortUnits) + Kernels.CellSums.Sum(units[..first]),
            first,
            end,
            (side == Side.Long ? above.LongUnits : above.ShortUnits) + Kernels.CellSums.Sum(units[end..]));
    }

    /// <summary>Writes one map into the column that is made.</summary>
    private void Put(MapView column, int layer)
    {
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
        {
            int part = HeatMapShape.PartOf(side, layer);
            Span<long> cells = _standing.Part(part);
            (Int128 below, int first, int end, Int128 above) = Cut(column, side);
            cells.Clear();
            cells[0] = (long)below;
            cells[^1] = (long)above;
            if (end > first)
            {
                int place = (int)(column.Grid.FirstIndex + first - Grid.FirstIndex);
                (side == Side.Long ? column.LongUnits : column.ShortUnits)[first..end].CopyTo(cells[(1 + place)..]);
            }

            _standing.Filled[part] = CellSpan.Of(cells);
        }
    }

    private void Finish(long number, MarkPath path, string? unit)
    {
        Columns.Push(number, path, HeatMapColumnState.Given, _standing.Cells, _standing.Filled);
        _unit = unit;
        _form = Form.Snapshots;
    }
}
