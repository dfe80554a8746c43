using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>What the price did, or is supposed to do, within one interval: where it began, how far it went either way, where it ended.</summary>
/// <remarks>Prices are those that liquidate: of the mark where it is known, else of trades. <c>default</c> has no price and is refused wherever a path is taken.</remarks>
public readonly record struct IntervalPath
{
    /// <summary>Names a path by its extremes; what lies between them is taken to be straight: against the close first.</summary>
    /// <param name="startUnixMs">When the interval begins, in milliseconds since 1970.</param>
    /// <param name="start">The price then, quote per base; finite and &gt; 0.</param>
    /// <param name="low">The lowest; at most start and close.</param>
    /// <param name="high">The highest; at least start and close.</param>
    /// <param name="close">The price at the end.</param>
    /// <exception cref="ArgumentException">A price is outside its domain.</exception>
    public IntervalPath(long startUnixMs, double start, double low, double high, double close)
    {
        Guard.Positive(start);
        Guard.Positive(low);
        Guard.Positive(high);
        Guard.Positive(close);
        if (!(low <= Math.Min(start, close) && high >= Math.Max(start, close)))
        {
            Throw.Argument(nameof(low), FormattableString.Invariant($"low and high must hold start and close, were {low} and {high} for {start} to {close}"));
        }

        (StartUnixMs, Start, Low, High, Close) = (startUnixMs, start, low, high, close);
        var walk = new PathWalk(start);
        walk.Pass(low, high, close);
        (DeepestFall, GreatestRise, Variance) = (walk.Fall, walk.Rise, walk.Variance);
    }

    private IntervalPath(long startUnixMs, double start, double low, double high, in PathWalk walk)
    {
        (StartUnixMs, Start, Low, High, Close) = (startUnixMs, start, low, high, walk.Price);
        (DeepestFall, GreatestRise, Variance) = (walk.Fall, walk.Rise, walk.Variance);
    }

    /// <summary>When the interval begins, in milliseconds since 1970.</summary>
    public long StartUnixMs { get; }

    /// <summary>The price at the beginning, quote per base.</summary>
    public double Start { get; }

    /// <summary>The lowest price.</summary>
    public double Low { get; }

    /// <summary>The highest price.</summary>
    public double High { get; }

    /// <summary>The price at the end.</summary>
    public double Close { get; }

    /// <summary>The greatest fall of the log price from a high that came before.</summary>
    public double DeepestFall { get; }

    /// <summary>The greatest rise of the log price from a low that came before.</summary>
    public double GreatestRise { get; }

    /// <summary>The variance of the log price over the interval, from the ranges of its bars.</summary>
    public double Variance { get; }

    /// <summary>What liquidates a side on this path: from its start to the low for longs, to the high for shorts.</summary>
    /// <param name="side">Long or short.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is not defined.</exception>
    public PriceRange Reached(Side side) => Guard.Defined(side) == Side.Long ? new(Low, Start) : new(Start, High);

    /// <summary>How far the price went against a side: the logarithm of start over low for longs, of high over start for shorts.</summary>
    /// <param name="side">Long or short.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is not defined.</exception>
    public double Adverse(Side side) => Guard.Defined(side) == Side.Long ? Math.Log(Start / Low) : Math.Log(High / Start);

    /// <summary>The path through bars that follow each other.</summary>
    /// <param name="bars">At least one; finer bars tell more of the path.</param>
    /// <param name="start">The price before the first, quote per base; finite and &gt; 0.</param>
    /// <exception cref="ArgumentException">There is no bar, or a price is outside its domain.</exception>
    public static IntervalPath Through(ReadOnlySpan<MarketBar> bars, double start)
    {
        Guard.Positive(start);
        if (bars.IsEmpty)
        {
            Throw.Argument(nameof(bars), "bars must hold at least one");
        }

        var walk = new PathWalk(start);
        double low = start, high = start;
        for (int i = 0; i < bars.Length; i++)
        {
            (double lowest, double highest, double close) = BarPrices.Of(bars[i], nameof(bars));
            walk.Pass(lowest, highest, close);
            (low, high) = (Math.Min(low, lowest), Math.Max(high, highest));
        }

        return new(bars[0].OpenTimeUnixMs, start, low, high, walk);
    }
}
