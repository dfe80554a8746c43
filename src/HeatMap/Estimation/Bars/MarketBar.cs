namespace HeatMap.Estimation;

/// <summary>What one bar of public market data says. Everything but time and price may be missing: NaN.</summary>
/// <param name="OpenTimeUnixMs">When the bar begins, in milliseconds since 1970.</param>
/// <param name="Open">The first traded price, quote per base; finite and &gt; 0.</param>
/// <param name="High">The highest; at least open and close.</param>
/// <param name="Low">The lowest; at most open and close.</param>
/// <param name="Close">The last.</param>
/// <remarks>Quantities are in the base asset: contracts × multiplier. <c>default</c> has no price and is refused wherever a bar is taken.</remarks>
public readonly record struct MarketBar(long OpenTimeUnixMs, double Open, double High, double Low, double Close)
{
    /// <summary>The mark price at the bar's start, quote per base; NaN where unknown.</summary>
    public double MarkOpen { get; init; } = double.NaN;

    /// <summary>The highest mark within the bar; NaN where unknown, and then the traded price stands in for it.</summary>
    public double MarkHigh { get; init; } = double.NaN;

    /// <summary>The lowest mark within the bar; NaN where unknown, and then the traded price stands in for it.</summary>
    public double MarkLow { get; init; } = double.NaN;

    /// <summary>The mark at the bar's end; NaN where unknown.</summary>
    public double MarkClose { get; init; } = double.NaN;

    /// <summary>What was traded, in base: each trade once; NaN where unknown.</summary>
    public double Volume { get; init; } = double.NaN;

    /// <summary>The part of <see cref="Volume"/> in which the buyer was the taker, in base; NaN where unknown.</summary>
    public double TakerBuyVolume { get; init; } = double.NaN;

    /// <summary>Open interest at the bar's end, in base: each contract once, though it has a long and a short; NaN where unknown.</summary>
    public double OpenInterest { get; init; } = double.NaN;

    /// <summary>Longs whose liquidation was published within the bar, in quote; NaN where unknown.</summary>
    public double LongLiquidations { get; init; } = double.NaN;

    /// <summary>Shorts whose liquidation was published within the bar, in quote; NaN where unknown.</summary>
    public double ShortLiquidations { get; init; } = double.NaN;

    /// <summary>The last known funding rate, a fraction per funding interval; NaN where unknown.</summary>
    public double FundingRate { get; init; } = double.NaN;

    /// <summary>The lowest price that liquidates: of the mark where it is known, else of trades.</summary>
    public double LowestTrigger => double.IsNaN(MarkLow) ? Low : MarkLow;

    /// <summary>The highest price that liquidates: of the mark where it is known, else of trades.</summary>
    public double HighestTrigger => double.IsNaN(MarkHigh) ? High : MarkHigh;

    /// <summary>What was published of a side, in quote; NaN where unknown.</summary>
    /// <param name="side">Long or short.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is not defined.</exception>
    public double Liquidations(Side side) => Internal.Guard.Defined(side) == Side.Long ? LongLiquidations : ShortLiquidations;
}
