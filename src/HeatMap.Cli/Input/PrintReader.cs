namespace HeatMap.Cli.Input;

/// <summary>A liquidation that was executed.</summary>
/// <param name="TimeUnixMs">When, in milliseconds since 1970.</param>
/// <param name="Side">The side of the position that was liquidated.</param>
/// <param name="Price">Quote per base; NaN where a reader was told that it may be missing.</param>
/// <param name="Notional">Value in quote; &gt; 0.</param>
internal readonly record struct LiquidationPrint(long TimeUnixMs, Side Side, double Price, double Notional);

/// <summary>Whose side a file of executed liquidations has.</summary>
internal enum SideOf
{
    /// <summary>Nobody says: only words that can mean nothing else are taken.</summary>
    Unsaid = 0,

    /// <summary>That of the position, also where it is called buy or sell.</summary>
    Position,

    /// <summary>That of the order, which is the opposite.</summary>
    Order,
}

/// <summary>Reads a file of executed liquidations, in any order of times.</summary>
internal sealed class PrintReader
{
    /// <summary>The years that a time in milliseconds can name.</summary>
    private const long FirstTime = 0, LastTime = 253_402_300_799_999;

    private readonly CsvRows _rows;
    private readonly SideOf _sideOf;
    private readonly bool _hasPrice, _readsDates;

    /// <param name="rows">The open file.</param>
    /// <param name="sideOf">Whose side it has.</param>
    /// <param name="needsPrice">Whether a liquidation is no use without its price. Else a file with notional may lack it, and times are read as those of bars, beside which they stand.</param>
    public PrintReader(CsvRows rows, SideOf sideOf, bool needsPrice = true)
    {
        (_rows, _sideOf, _readsDates) = (rows, sideOf, !needsPrice);
        _hasPrice = needsPrice || rows.Has(EventColumns.Price) || !rows.Has(EventColumns.Notional);
        foreach (string column in (string[])[EventColumns.Time, EventColumns.Side, .. _hasPrice ? (string[])[EventColumns.Price] : []])
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
        long time = Time();

        double price = _hasPrice ? _rows.PositiveNumber(EventColumns.Price) : double.NaN, notional = _rows.Number(EventColumns.Notional);
        string column = double.IsNaN(notional) ? EventColumns.Quantity : EventColumns.Notional;
        notional = double.IsNaN(notional) ? _rows.PositiveNumber(EventColumns.Quantity) * price : _rows.PositiveNumber(EventColumns.Notional);
        return notional is > 0 and < 1e14 ? new(time, Side(), price, notional) : throw _rows.Bad(column, "a liquidation worth more than 0 and less than 1e14");
    }

    private long Time()
    {
        if (_readsDates)
        {
            return BarTime.TryRead(_rows.Span(EventColumns.Time), out long read) ? read : throw _rows.Bad(EventColumns.Time, BarTime.Expected);
        }

        return _rows.Milliseconds(EventColumns.Time) is >= FirstTime and <= LastTime and var time ? time : throw _rows.Bad(EventColumns.Time, "milliseconds from 1970 to the end of the year 9999");
    }

    /// <summary>The side of the position: long positions are liquidated by orders to sell.</summary>
    private Side Side() => (_sideOf, _rows.Text(EventColumns.Side).ToLowerInvariant()) switch
    {
        (SideOf.Unsaid or SideOf.Position, "long") or (SideOf.Position, "buy") or (SideOf.Order, "sell") => HeatMap.Side.Long,
        (SideOf.Unsaid or SideOf.Position, "short") or (SideOf.Position, "sell") or (SideOf.Order, "buy") => HeatMap.Side.Short,
        (SideOf.Unsaid, _) => throw _rows.Bad(EventColumns.Side, "long or short, the side of the position; for buy and sell say whose they are with --side-of order or --side-of position"),
        (SideOf.Order, _) => throw _rows.Bad(EventColumns.Side, "buy or sell, the side of the order, because of --side-of order"),
        _ => throw _rows.Bad(EventColumns.Side, "long, short, buy or sell, the side of the position, because of --side-of position"),
    };
}
