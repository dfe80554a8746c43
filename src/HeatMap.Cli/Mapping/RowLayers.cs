using HeatMap.Cli.Input;

namespace HeatMap.Cli.Mapping;

/// <summary>Tells which layer of a map a line belongs to.</summary>
internal sealed class RowLayers
{
    public const string Size = "size", Leverage = "leverage";

    private const string NotGiven = "not given";

    private readonly LayerBounds _bounds;
    private readonly bool _bySize;

    public RowLayers(string choice)
    {
        _bySize = choice == Size;
        _bounds = _bySize ? LayerBounds.Size : LayerBounds.Leverage;
        Names = _bySize ? [.. _bounds.Names] : [.. _bounds.Names, NotGiven];
    }

    /// <summary>The layers from the smallest to the largest; where a line may lack what they go by, one more for those that do.</summary>
    public string[] Names { get; }

    /// <summary>The layer of a line, by its value or leverage at the entry.</summary>
    public byte Of(in PositionRecord record, ContractSpec contract, double signedQuantity)
    {
        double quantity = Math.Abs(signedQuantity);
        if (_bySize)
        {
            return (byte)_bounds.Of(contract.Notional(quantity, record.EntryPrice));
        }

        double leverage = double.IsNaN(record.Margin) ? record.Leverage
            : contract.SettlementValue(quantity, record.EntryPrice) / (record.Margin * RowInterpreter.MoneyUnit(record));
        return (byte)(double.IsNaN(leverage) ? Names.Length - 1 : _bounds.Of(leverage));
    }
}
