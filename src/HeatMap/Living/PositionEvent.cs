namespace HeatMap;

/// <summary>One thing that happened to a position or to the market, as plain numbers.</summary>
/// <remarks>
/// <para>What each kind reads of the other fields is told in one table, <c>docs/guide/replay.md</c>, and checked in one place,
/// <see cref="Fault"/>. Numbers that are not stated are NaN, as in <c>new PositionEvent()</c>; fields that a kind does not read may hold anything.</para>
/// <para>A <see cref="Price"/> stated on an event of a position is the liquidation price that the venue reports: such a position is priced elsewhere, and goes
/// where it is told.</para>
/// <para>80 bytes, without references. Two events are equal where all fields are, NaN included. <c>default</c> has no kind and is refused everywhere.</para>
/// </remarks>
public readonly partial record struct PositionEvent
{
    /// <summary>An event of no kind, with all numbers not stated: to be filled by an initialiser.</summary>
    public PositionEvent()
    {
    }

    /// <summary>When, in milliseconds since 1970-01-01T00:00Z; to the end of the year 9999.</summary>
    public long TimeUnixMs { get; init; }

    /// <summary>Which position, by a number that the caller chooses; 0 where the event is about all of them.</summary>
    public long Id { get; init; }

    /// <summary>What happened.</summary>
    public PositionEventKind Kind { get; init; }

    /// <summary>Which way the position is exposed. Must be stated on an open; on a resize it may be, and must then be the side of the position.</summary>
    public Side Side { get; init; }

    /// <summary>Which layer of the map a new position belongs to; 0 without layers.</summary>
    public int Layer { get; init; }

    /// <summary>The size from now on, in the contract's unit; &gt; 0.</summary>
    public double Quantity { get; init; } = double.NaN;

    /// <summary>The average entry from now on, quote per base; &gt; 0.</summary>
    public double EntryPrice { get; init; } = double.NaN;

    /// <summary>
    /// In the settlement asset. On an open or a resize the collateral from now on, &gt;= 0; on a margin event what is added, negative where it is taken out; on
    /// funding what the position <see cref="Id"/> pays, negative where it receives.
    /// </summary>
    public double Margin { get; init; } = double.NaN;

    /// <summary>Entry value over initial margin; &gt; 0.</summary>
    public double Leverage { get; init; } = double.NaN;

    /// <summary>
    /// On a mark the last price; on funding the rate as a fraction of value; on an event of a position the liquidation price that the venue reports, where 0 says
    /// that it reports none.
    /// </summary>
    public double Price { get; init; } = double.NaN;

    /// <summary>On a mark the lowest price since the mark before; NaN for <see cref="Price"/> itself.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>On a mark the highest price since the mark before; NaN for <see cref="Price"/> itself.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Whether the event states a liquidation price of a position, or that there is none.</summary>
    internal bool IsPriced => !double.IsNaN(Price);

    /// <summary>The reported liquidation price, NaN where nothing liquidates the position.</summary>
    internal double LiquidationPrice => Price == 0 ? double.NaN : Price;
}
