namespace HeatMap.Cli.Input;

/// <summary>The columns of a file of events and of a file of executed liquidations, by our names.</summary>
internal static class EventColumns
{
    public const string Time = "time_unix_ms";
    public const string Event = "event";
    public const string Id = "id";
    public const string Side = "side";
    public const string Quantity = "quantity";
    public const string EntryPrice = "entry_price";
    public const string Margin = "margin";
    public const string Leverage = "leverage";
    public const string Price = "price";
    public const string Low = "low";
    public const string High = "high";
    public const string Notional = "notional";
    public const string Symbol = "symbol";

    /// <summary>What <c>heatmap replay</c> reads.</summary>
    public static readonly IReadOnlyList<string> OfEvents = [Time, Event, Id, Side, Quantity, EntryPrice, Margin, Leverage, Price, Low, High, Symbol];

    /// <summary>A line of executed liquidations.</summary>
    public static readonly IReadOnlyList<string> OfPrints = [Time, Side, Price, Quantity, Notional];

    /// <summary>What <c>heatmap realized</c> reads: lines of a feed that may hold several contracts.</summary>
    public static readonly IReadOnlyList<string> OfFeed = [.. OfPrints, Symbol];

    /// <summary>The column behind a property of an event.</summary>
    public static string Of(string field) => field switch
    {
        nameof(PositionEvent.TimeUnixMs) => Time,
        nameof(PositionEvent.Kind) => Event,
        nameof(PositionEvent.EntryPrice) => EntryPrice,
        _ => field.ToLowerInvariant(),
    };
}
