using HeatMap.Internal;

namespace HeatMap;

/// <content>Events that read like what happened. Each factory checks its event.</content>
public readonly partial record struct PositionEvent
{
    /// <summary>A position was opened, to be priced by the rules.</summary>
    /// <param name="timeUnixMs">When, in milliseconds since 1970.</param>
    /// <param name="id">A number for the position, used by none that is open.</param>
    /// <param name="position">Side, size, entry and what secures it. One that an account secures has no price of its own.</param>
    /// <param name="layer">Its layer of the map; at least 0.</param>
    /// <exception cref="ArgumentException"><paramref name="position"/> is <c>default</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static PositionEvent Opened(long timeUnixMs, long id, in Position position, int layer = 0)
    {
        if (position.Side == default)
        {
            Throw.Argument(nameof(position), "position is default; make it with a factory of Position");
        }

        return new PositionEvent
        {
            Kind = PositionEventKind.Open,
            TimeUnixMs = timeUnixMs,
            Id = id,
            Side = position.Side,
            Quantity = position.Quantity,
            EntryPrice = position.EntryPrice,
            Margin = position.Margin,
            Leverage = position.Leverage,
            Layer = layer,
        }.Checked();
    }

    /// <summary>A position was opened whose liquidation price the venue reports.</summary>
    /// <param name="timeUnixMs">When, in milliseconds since 1970.</param>
    /// <param name="id">A number for the position, used by none that is open.</param>
    /// <param name="side">Long or short.</param>
    /// <param name="quantity">In the contract's unit; finite and &gt; 0.</param>
    /// <param name="liquidationPrice">Quote per base; finite and &gt; 0, or NaN where nothing liquidates it.</param>
    /// <param name="layer">Its layer of the map; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static PositionEvent OpenedAt(long timeUnixMs, long id, Side side, double quantity, double liquidationPrice, int layer = 0) => new PositionEvent
    {
        Kind = PositionEventKind.Open,
        TimeUnixMs = timeUnixMs,
        Id = id,
        Side = side,
        Quantity = quantity,
        Price = Reported(liquidationPrice),
        Layer = layer,
    }.Checked();

    /// <summary>A position has another size.</summary>
    /// <param name="timeUnixMs">When, in milliseconds since 1970.</param>
    /// <param name="id">The position.</param>
    /// <param name="quantity">The size from now on; finite and &gt; 0.</param>
    /// <param name="entryPrice">The average entry from now on; NaN where it stays.</param>
    /// <param name="margin">The margin from now on; NaN where it grows or shrinks with the size.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static PositionEvent Resized(long timeUnixMs, long id, double quantity, double entryPrice = double.NaN, double margin = double.NaN) => new PositionEvent
    {
        Kind = PositionEventKind.Resize,
        TimeUnixMs = timeUnixMs,
        Id = id,
        Quantity = quantity,
        EntryPrice = entryPrice,
        Margin = margin,
    }.Checked();

    /// <summary>A position has another size, and the venue reports where it is liquidated now.</summary>
    /// <param name="timeUnixMs">When, in milliseconds since 1970.</param>
    /// <param name="id">The position.</param>
    /// <param name="quantity">The size from now on; finite and &gt; 0.</param>
    /// <param name="liquidationPrice">Quote per base; finite and &gt; 0, or NaN where nothing liquidates it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static PositionEvent ResizedAt(long timeUnixMs, long id, double quantity, double liquidationPrice) =>
        (Resized(timeUnixMs, id, quantity) with { Price = Reported(liquidationPrice) }).Checked();

    /// <summary>Margin was added to a position, or taken out.</summary>
    /// <param name="timeUnixMs">When, in milliseconds since 1970.</param>
    /// <param name="id">The position.</param>
    /// <param name="amount">In the settlement asset, negative where it is taken out; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static PositionEvent MarginAdded(long timeUnixMs, long id, double amount) =>
        new PositionEvent { Kind = PositionEventKind.Margin, TimeUnixMs = timeUnixMs, Id = id, Margin = amount }.Checked();

    /// <summary>The venue reports another liquidation price: the collateral changed, by how much is not known.</summary>
    /// <param name="timeUnixMs">When, in milliseconds since 1970.</param>
    /// <param name="id">The position.</param>
    /// <param name="liquidationPrice">Quote per base; finite and &gt; 0, or NaN where nothing liquidates it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static PositionEvent Repriced(long timeUnixMs, long id, double liquidationPrice) =>
        new PositionEvent { Kind = PositionEventKind.Margin, TimeUnixMs = timeUnixMs, Id = id, Price = Reported(liquidationPrice) }.Checked();

    /// <summary>A position has another leverage, and so another margin.</summary>
    /// <param name="timeUnixMs">When, in milliseconds since 1970.</param>
    /// <param name="id">The position.</param>
    /// <param name="leverage">Entry value over initial margin; finite and &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static PositionEvent LeverageChanged(long timeUnixMs, long id, double leverage) =>
        new PositionEvent { Kind = PositionEventKind.Leverage, TimeUnixMs = timeUnixMs, Id = id, Leverage = leverage }.Checked();

    /// <summary>A position was closed.</summary>
    /// <param name="timeUnixMs">When, in milliseconds since 1970.</param>
    /// <param name="id">The position.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static PositionEvent Closed(long timeUnixMs, long id) => new PositionEvent { Kind = PositionEventKind.Close, TimeUnixMs = timeUnixMs, Id = id }.Checked();

    /// <summary>The mark moved.</summary>
    /// <param name="timeUnixMs">When, in milliseconds since 1970.</param>
    /// <param name="price">The last mark, quote per base; finite and &gt; 0.</param>
    /// <param name="low">The lowest mark since the one before; at most <paramref name="price"/>, NaN for it.</param>
    /// <param name="high">The highest mark since the one before; at least <paramref name="price"/>, NaN for it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static PositionEvent Marked(long timeUnixMs, double price, double low = double.NaN, double high = double.NaN) =>
        new PositionEvent { Kind = PositionEventKind.Mark, TimeUnixMs = timeUnixMs, Price = price, Low = low, High = high }.Checked();

    /// <summary>Every position with margin of its own paid or received funding.</summary>
    /// <param name="timeUnixMs">When, in milliseconds since 1970.</param>
    /// <param name="rate">A fraction of value that longs pay to shorts, negative where shorts pay; &gt; −1 and &lt; 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static PositionEvent Funded(long timeUnixMs, double rate) =>
        new PositionEvent { Kind = PositionEventKind.Funding, TimeUnixMs = timeUnixMs, Price = rate }.Checked();

    /// <summary>One position paid or received funding.</summary>
    /// <param name="timeUnixMs">When, in milliseconds since 1970.</param>
    /// <param name="id">The position.</param>
    /// <param name="amount">What it paid, in the settlement asset, negative where it received; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static PositionEvent FundingPaid(long timeUnixMs, long id, double amount) =>
        new PositionEvent { Kind = PositionEventKind.Funding, TimeUnixMs = timeUnixMs, Id = id, Margin = amount }.Checked();

    /// <summary>A price as events state it.</summary>
    private static double Reported(double liquidationPrice) => double.IsNaN(liquidationPrice) ? 0 : Guard.Positive(liquidationPrice);
}
