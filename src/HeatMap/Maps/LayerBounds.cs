using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Classes of a number, such as size or leverage, with a name each: what fills the layer column of <see cref="MapLayers"/>.</summary>
/// <remarks>Immutable. A number belongs to the class above every bound that it reaches.</remarks>
public sealed class LayerBounds
{
    /// <summary>Names classes.</summary>
    /// <param name="bounds">Ascending; at most 255.</param>
    /// <param name="names">One more than bounds: the first is below all of them.</param>
    /// <exception cref="ArgumentException">Bounds do not rise or are not finite, or the names are not one more, each once and not empty.</exception>
    public LayerBounds(ReadOnlySpan<double> bounds, params ReadOnlySpan<string> names)
    {
        if (names.Length != bounds.Length + 1)
        {
            Throw.Argument(nameof(names), $"there must be one name more than the {bounds.Length} bounds, were {names.Length}");
        }

        for (int i = 0; i < bounds.Length; i++)
        {
            Guard.Finite(bounds[i], nameof(bounds));
            if (i > 0 && !(bounds[i] > bounds[i - 1]))
            {
                Throw.Argument(nameof(bounds), string.Create(CultureInfo.InvariantCulture, $"bounds must rise, was {bounds[i]} after {bounds[i - 1]}"));
            }
        }

        (Bounds, Names) = ([.. bounds], MapLayers.CheckedNames(names));
    }

    /// <summary>By notional at the entry, in the quote asset: retail below 10,000, medium below 100,000, large below a million, whale.</summary>
    public static LayerBounds Size { get; } = new([1e4, 1e5, 1e6], "retail", "medium", "large", "whale");

    /// <summary>By leverage at the entry: below 5, 10, 25, 50, and from 50 on.</summary>
    public static LayerBounds Leverage { get; } = new([5, 10, 25, 50], "below 5x", "5x to 10x", "10x to 25x", "25x to 50x", "from 50x");

    /// <summary>By age in hours: below an hour, a day, a week, and from a week on.</summary>
    public static LayerBounds AgeHours { get; } = new([1, 24, 168], "under an hour", "under a day", "under a week", "a week or more");

    /// <summary>Ascending.</summary>
    public ImmutableArray<double> Bounds { get; }

    /// <summary>One more than <see cref="Bounds"/>.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The class of a number: how many bounds it reaches. NaN belongs to the lowest.</summary>
    /// <remarks>O(bounds). Allocates nothing.</remarks>
    public int Of(double value)
    {
        int layer = 0;
        while (layer < Bounds.Length && value >= Bounds[layer])
        {
            layer++;
        }

        return layer;
    }

    /// <summary>The class of each number.</summary>
    /// <param name="values">Numbers; NaN belongs to the lowest class.</param>
    /// <param name="layerOfRow">Receives one class a number.</param>
    /// <exception cref="ArgumentException"><paramref name="layerOfRow"/> is shorter than <paramref name="values"/>.</exception>
    /// <remarks>O(n × bounds). Allocates nothing.</remarks>
    public void Classify(ReadOnlySpan<double> values, Span<byte> layerOfRow)
    {
        RequireRoom(values.Length, layerOfRow);
        for (int row = 0; row < values.Length; row++)
        {
            layerOfRow[row] = (byte)Of(values[row]);
        }
    }

    /// <summary>The class of each position by its notional at the entry.</summary>
    /// <param name="positions">Columns.</param>
    /// <param name="contract">What is traded: its <see cref="ContractSpec.NotionalAsset"/> is what bounds are in.</param>
    /// <param name="layerOfRow">Receives one class a position.</param>
    /// <exception cref="ArgumentException"><paramref name="layerOfRow"/> is too short.</exception>
    /// <remarks>O(n × bounds). Allocates nothing.</remarks>
    public void ClassifySize(PositionColumns positions, ContractSpec contract, Span<byte> layerOfRow)
    {
        ArgumentNullException.ThrowIfNull(contract);
        RequireRoom(positions.Count, layerOfRow);
        for (int row = 0; row < positions.Count; row++)
        {
            layerOfRow[row] = (byte)Of(contract.Notional(Math.Abs(positions.SignedQuantity[row]), positions.EntryPrice[row]));
        }
    }

    /// <summary>The class of each position by its leverage: entry value over margin, or as the leverage column says where the margin is NaN.</summary>
    /// <param name="positions">Columns.</param>
    /// <param name="contract">What is traded.</param>
    /// <param name="layerOfRow">Receives one class a position; the lowest where neither margin nor leverage is known.</param>
    /// <exception cref="ArgumentException"><paramref name="layerOfRow"/> is too short.</exception>
    /// <remarks>O(n × bounds). Allocates nothing.</remarks>
    public void ClassifyLeverage(PositionColumns positions, ContractSpec contract, Span<byte> layerOfRow)
    {
        ArgumentNullException.ThrowIfNull(contract);
        RequireRoom(positions.Count, layerOfRow);
        for (int row = 0; row < positions.Count; row++)
        {
            double margin = positions.Margin[row];
            layerOfRow[row] = (byte)Of(!double.IsNaN(margin) ? contract.SettlementValue(Math.Abs(positions.SignedQuantity[row]), positions.EntryPrice[row]) / margin
                : positions.Leverage.IsEmpty ? double.NaN : positions.Leverage[row]);
        }
    }

    private static void RequireRoom(int rows, Span<byte> layerOfRow)
    {
        if (layerOfRow.Length < rows)
        {
            Throw.Argument(nameof(layerOfRow), $"layerOfRow must hold {rows} layers, has room for {layerOfRow.Length}");
        }
    }
}
