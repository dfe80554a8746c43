using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <content>The one place that says what an event must hold.</content>
public readonly partial record struct PositionEvent
{
    /// <summary>The moments that a heat map knows: a time beyond them is in another unit.</summary>
    private const long FirstTime = 0, LastTime = 253_402_300_799_999;

    private const string PositiveNumber = "finite and > 0", NonNegativeNumber = "finite and >= 0";

    /// <summary>What is wrong with the event taken alone; <see langword="null"/> when nothing is. Allocates only where something is.</summary>
    /// <remarks>
    /// A field that the kind of the event reads must be in its domain, and stated where nothing can stand in for it. Whether the position is there, and whether
    /// time goes forward, is for the log and the session to say.
    /// </remarks>
    public PositionEventFault? Fault => CheckHead() ?? Kind switch
    {
        PositionEventKind.Open => CheckOpen(),
        PositionEventKind.Resize => Required(nameof(Quantity), Quantity) ?? CheckPosition(),
        PositionEventKind.Margin => CheckMargin(),
        PositionEventKind.Leverage => CheckLeverage(),
        PositionEventKind.Mark => CheckMark(),
        PositionEventKind.Funding => CheckFunding(),
        _ => null,
    };

    /// <summary>Throws where something is wrong, naming field, value and limit.</summary>
    internal PositionEvent Checked()
    {
        if (Fault is { } fault)
        {
            Throw.OutOfRange(fault.Field, fault.Value, fault.Allowed);
        }

        return this;
    }

    private PositionEventFault? CheckHead() =>
        Kind is < PositionEventKind.Open or > PositionEventKind.Funding ? new(nameof(Kind), (byte)Kind, "one of Open, Resize, Margin, Leverage, Close, Mark, Funding")
        : TimeUnixMs is < FirstTime or > LastTime ? new(nameof(TimeUnixMs), TimeUnixMs, "milliseconds from 1970 to the end of the year 9999")
        : Side is not (default(Side) or Side.Long or Side.Short) ? new(nameof(Side), (sbyte)Side, "Long, Short or not stated")
        : Layer < 0 ? new(nameof(Layer), Layer, "at least 0")
        : null;

    private PositionEventFault? CheckOpen() =>
        Side == default ? new(nameof(Side), 0, "Long or Short")
        : Required(nameof(Quantity), Quantity)
        ?? (IsPriced ? null : Required(nameof(EntryPrice), EntryPrice))
        ?? Optional(nameof(Leverage), Leverage)
        ?? CheckPosition();

    /// <summary>What an open and a resize have in common.</summary>
    private PositionEventFault? CheckPosition() => Optional(nameof(EntryPrice), EntryPrice) ?? OptionalOrZero(nameof(Margin), Margin) ?? OptionalOrZero(nameof(Price), Price);

    private PositionEventFault? CheckMargin() => OptionalOrZero(nameof(Price), Price)
        ?? (double.IsFinite(Margin) || (double.IsNaN(Margin) && IsPriced) ? null : new(nameof(Margin), Margin, "finite, unless Price states the liquidation price"));

    private PositionEventFault? CheckLeverage() => OptionalOrZero(nameof(Price), Price)
        ?? (Guard.IsPositive(Leverage) || (double.IsNaN(Leverage) && IsPriced) ? null : new(nameof(Leverage), Leverage, "finite and > 0, unless Price states the liquidation price"));

    private PositionEventFault? CheckMark() => Required(nameof(Price), Price) ?? Optional(nameof(Low), Low) ?? Optional(nameof(High), High)
        ?? (Low > High ? new(nameof(Low), Low, Limit("at most High", High))
            : Low > Price ? new(nameof(Low), Low, Limit("at most Price", Price))
            : High < Price ? new(nameof(High), High, Limit("at least Price", Price))
            : null);

    private PositionEventFault? CheckFunding() =>
        double.IsNaN(Margin) ? (Price is > -1 and < 1 ? null : new(nameof(Price), Price, "a rate > -1 and < 1, unless Margin states what one position pays"))
        : !double.IsFinite(Margin) ? new(nameof(Margin), Margin, "finite")
        : IsPriced ? new(nameof(Price), Price, "not stated where Margin states what one position pays")
        : null;

    private static PositionEventFault? Required(string field, double value) => Guard.IsPositive(value) ? null : new(field, value, PositiveNumber);

    private static PositionEventFault? Optional(string field, double value) => double.IsNaN(value) ? null : Required(field, value);

    private static PositionEventFault? OptionalOrZero(string field, double value) =>
        double.IsNaN(value) || (value >= 0 && value < double.PositiveInfinity) ? null : new(field, value, NonNegativeNumber);

    private static string Limit(string what, double price) => string.Create(CultureInfo.InvariantCulture, $"{what}, which is {price}");
}
