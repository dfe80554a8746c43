namespace HeatMap.Cli.Input;

/// <summary>A liquidation that was executed.</summary>
/// <param name="TimeUnixMs">When, in milliseconds since 1970.</param>
/// <param name="Side">The side of the position that was liquidated.</param>
/// <param name="Price">Quote per base.</param>
/// <param name="Notional">Value in quote; &gt; 0.</param>
internal readonly record struct LiquidationPrint(long TimeUnixMs, Side Side, double Price, double Notional);

/// <summary>Reads a file of executed liquidations, in any order of times.</summary>
internal sealed class PrintReader
{
    /// <summary>The years that a time in milliseconds can name.</summary>
    private const long FirstTime = 0, LastTime = 253_402_300_799_999;

    private readonly CsvRows _rows;
    private readonly bool _isOrderSide;

    /// <param name="rows">The open file.</param>
    /// <param name="isOrderSide">Whether its side is that of the order, which is the opposite of that of the position.</param>
    public PrintReader(CsvRows rows, bool isOrderSide)
    {
        (_rows, _isOrderSide) = (rows, isOrderSide);
        foreach (string column in (string[])[EventColumns.Time, EventColumns.Side, EventColumns.Price])
        {
            rows.Require(column);
        }

        if (!rows.Has(EventColumns.Notional))
        {
            rows.Require(EventColumns.Quantity);
        }
    }

    /// <summary>The liquidation of the current line.</summary>
    /// <exception cref="BadRow">The line is none.</exception>
    public LiquidationPrint Parse()
    {
        long time = _rows.Milliseconds(EventColumns.Time);
        if (time is < FirstTime or > LastTime)
        {
            throw _rows.Bad(EventColumns.Time, "milliseconds since 1970, up to the year 9999");
        }

        double price = _rows.PositiveNumber(EventColumns.Price), notional = _rows.Number(EventColumns.Notional);
        string column = double.IsNaN(notional) ? EventColumns.Quantity : EventColumns.Notional;
        notional = double.IsNaN(notional) ? _rows.PositiveNumber(EventColumns.Quantity) * price : _rows.PositiveNumber(EventColumns.Notional);
        return notional is > 0 and < 1e14 ? new(time, Side(), price, notional) : throw _rows.Bad(column, "a liquidation worth more than 0 and less than 1e14");
    }

    /// <summary>The side of the position: long positions are liquidated by orders to sell.</summary>
    private Side Side() => (_isOrderSide, _rows.Text(EventColumns.Side).ToLowerInvariant()) switch
    {
        (false, "long" or "l") or (true, "sell" or "s") => HeatMap.Side.Long,
        (false, "short" or "s") or (true, "buy" or "b") => HeatMap.Side.Short,
        (false, _) => throw _rows.Bad(EventColumns.Side, "long or short, the side of the position (add --order-side where the file has that of the order, buy or sell)"),
        (true, _) => throw _rows.Bad(EventColumns.Side, "buy or sell, the side of the order (leave --order-side out where the file has that of the position)"),
    };
}
