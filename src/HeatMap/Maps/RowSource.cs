using HeatMap.Internal;

namespace HeatMap;

/// <summary>What a fill needs to know of a row, wherever it comes from.</summary>
internal interface IRowSource
{
    bool IsValid(int row);

    /// <summary>Throws the message that says what is wrong with an invalid row.</summary>
    void Refuse(int row);

    /// <summary>Side, liquidation price, notional at that price or else at the mark, and why it has no price.</summary>
    (bool IsLong, double Price, double Notional, UnplacedReason Reason) Read(int row, double markPrice);
}

/// <summary>Rows that are priced by rules.</summary>
internal readonly ref struct PositionSource(PositionColumns positions, MarginRules rules, Trigger trigger, double markPrice) : IRowSource
{
    private readonly PositionColumns _positions = positions;
    private readonly Trigger _trigger = trigger;
    private readonly double _markPrice = markPrice;
    private readonly bool _inverse = rules.Contract.Kind == ContractKind.Inverse;

    public bool IsValid(int row) => PositionRow.IsValid(_positions, row);

    public void Refuse(int row) => PositionRow.Refuse(_positions, row);

    public (bool IsLong, double Price, double Notional, UnplacedReason Reason) Read(int row, double markPrice)
    {
        double price = Liquidation.PriceOfRow(_positions, row, _trigger, _markPrice);
        double signed = _positions.SignedQuantity[row], quantity = Math.Abs(signed);
        UnplacedReason reason = !double.IsNaN(price) ? default
            : PositionRow.NeedsAccount(_positions, row) ? UnplacedReason.NeedsAccount
            : UnplacedReason.NoLiquidationPrice;
        double notional = _inverse ? quantity : quantity * (reason == default ? price : markPrice);
        return (signed > 0, price, notional, reason);
    }
}

/// <summary>Rows whose price is given.</summary>
internal readonly ref struct PricedSource(PricedColumns rows) : IRowSource
{
    private readonly PricedColumns _rows = rows;

    public bool IsValid(int row)
    {
        double price = _rows.LiquidationPrice[row];
        return (double.IsNaN(price) || Guard.IsPositive(price)) && Guard.IsPositive(Math.Abs(_rows.SignedNotional[row]));
    }

    public void Refuse(int row)
    {
        double price = _rows.LiquidationPrice[row];
        if (!double.IsNaN(price) && !Guard.IsPositive(price))
        {
            Throw.Row("liquidationPrice", row, price, "finite and > 0, or NaN");
        }

        Throw.Row("signedNotional", row, _rows.SignedNotional[row], "finite and not zero");
    }

    public (bool IsLong, double Price, double Notional, UnplacedReason Reason) Read(int row, double markPrice)
    {
        double price = _rows.LiquidationPrice[row], signed = _rows.SignedNotional[row];
        return (signed > 0, price, Math.Abs(signed), double.IsNaN(price) ? UnplacedReason.NoLiquidationPrice : default);
    }
}
