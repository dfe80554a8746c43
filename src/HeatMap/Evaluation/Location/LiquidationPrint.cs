using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>One published liquidation with the price that triggered it.</summary>
/// <remarks><c>default</c> has no price and is refused wherever a print is taken.</remarks>
public readonly record struct LiquidationPrint
{
    /// <summary>Describes a print.</summary>
    /// <param name="timeUnixMs">When it was, in milliseconds since 1970.</param>
    /// <param name="side">The side of the liquidated position.</param>
    /// <param name="price">The mark price that triggered it, quote per base; finite and &gt; 0. A feed that shows bankruptcy prices must be converted first, or much of it falls beyond what price reached.</param>
    /// <param name="notional">In quote; finite and &gt; 0.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public LiquidationPrint(long timeUnixMs, Side side, double price, double notional) =>
        (TimeUnixMs, Side, Price, Notional) = (timeUnixMs, Guard.Defined(side), Guard.Positive(price), Guard.Positive(notional));

    /// <summary>When it was, in milliseconds since 1970.</summary>
    public long TimeUnixMs { get; }

    /// <summary>The side of the liquidated position.</summary>
    public Side Side { get; }

    /// <summary>The price that triggered it, quote per base.</summary>
    public double Price { get; }

    /// <summary>In quote.</summary>
    public double Notional { get; }
}
