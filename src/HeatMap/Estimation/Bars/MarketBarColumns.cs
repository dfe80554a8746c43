using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Bars of public market data as columns that the caller owns. An empty column is missing; a single value that is missing is NaN.</summary>
/// <remarks>Nothing is checked or copied before <see cref="MarketBars.From(MarketBarColumns)"/>. The oldest bar comes first.</remarks>
public sealed record MarketBarColumns
{
    /// <summary>The length of a bar; whole milliseconds, &gt; 0.</summary>
    public required TimeSpan Interval
    {
        get;
        init
        {
            _ = BarChecker.Milliseconds(value, nameof(Interval));
            field = value;
        }
    }

    /// <summary>When each bar begins, in milliseconds since 1970; rising by whole intervals.</summary>
    public required ReadOnlyMemory<long> OpenTimeUnixMs { get; init; }

    /// <summary>The first traded price of each bar, quote per base.</summary>
    public required ReadOnlyMemory<double> Open { get; init; }

    /// <summary>The highest traded price of each bar.</summary>
    public required ReadOnlyMemory<double> High { get; init; }

    /// <summary>The lowest traded price of each bar.</summary>
    public required ReadOnlyMemory<double> Low { get; init; }

    /// <summary>The last traded price of each bar.</summary>
    public required ReadOnlyMemory<double> Close { get; init; }

    /// <summary>The mark at each bar's start.</summary>
    public ReadOnlyMemory<double> MarkOpen { get; init; }

    /// <summary>The highest mark of each bar.</summary>
    public ReadOnlyMemory<double> MarkHigh { get; init; }

    /// <summary>The lowest mark of each bar.</summary>
    public ReadOnlyMemory<double> MarkLow { get; init; }

    /// <summary>The mark at each bar's end.</summary>
    public ReadOnlyMemory<double> MarkClose { get; init; }

    /// <summary>What was traded, each trade once, in <see cref="VolumeUnit"/>.</summary>
    public ReadOnlyMemory<double> Volume { get; init; }

    /// <summary>The part in which the buyer was the taker, in <see cref="VolumeUnit"/>.</summary>
    public ReadOnlyMemory<double> TakerBuyVolume { get; init; }

    /// <summary>Open interest at each bar's end, each contract once, in <see cref="OpenInterestUnit"/>.</summary>
    public ReadOnlyMemory<double> OpenInterest { get; init; }

    /// <summary>Published liquidations of longs, in quote.</summary>
    public ReadOnlyMemory<double> LongLiquidations { get; init; }

    /// <summary>Published liquidations of shorts, in quote.</summary>
    public ReadOnlyMemory<double> ShortLiquidations { get; init; }

    /// <summary>The last known funding rate, a fraction per funding interval.</summary>
    public ReadOnlyMemory<double> FundingRate { get; init; }

    /// <summary>The unit of both columns of volume. Quote is turned into base at the mean of a bar's open, high, low and close. Base by default.</summary>
    public BarUnit VolumeUnit { get; init => field = Guard.Defined(value, nameof(VolumeUnit)); } = BarUnit.Base;

    /// <summary>The unit of open interest. Quote is turned into base at a bar's close, before any difference is taken: else a move of price would look like new positions. Base by default.</summary>
    public BarUnit OpenInterestUnit { get; init => field = Guard.Defined(value, nameof(OpenInterestUnit)); } = BarUnit.Base;

    /// <summary>Over which markets columns are counted; columns of different scopes are not checked against each other. Unstated by default.</summary>
    public MarketScopes Scopes
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = MarketScopes.Unstated;
}
