namespace HeatMap.Cli.Input;

/// <summary>How the rows of finer times become one bar.</summary>
internal enum BarFold
{
    First = 0,
    Highest,
    Lowest,
    Last,
    Sum,
}

/// <summary>What files call the columns of bars.</summary>
internal static class BarNames
{
    /// <summary>When a bar begins; in the file milliseconds, or whatever the user names so.</summary>
    public const string Time = EventColumns.Time;

    /// <summary>When Binance took a snapshot of open interest: an instant, not the begin of a bar.</summary>
    public const string Snapshot = "create_time";

    /// <summary>A funding rate in percent.</summary>
    public const string FundingRatePercent = "funding_rate_pct";

    /// <summary>The columns of Binance's dumps of candles, of which old ones have no header.</summary>
    public const string Klines = "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore";

    /// <summary>Names of the time, the one that is looked for first.</summary>
    public static readonly IReadOnlyList<string> Times = [Time, "time_unix_s", "open_time", Snapshot, "time_utc", "timestamp", "datetime", "time", "date_utc", "date"];

    /// <summary>Names of what is traded.</summary>
    public static readonly IReadOnlyList<string> Symbols = ["symbol", "coin"];

    /// <summary>Names of where it is traded.</summary>
    public static readonly IReadOnlyList<string> VenueNames = ["venue", "exchange"];

    /// <summary>Names of each column; the first is ours.</summary>
    public static readonly IReadOnlyList<(BarColumn Column, string[] Names)> Columns =
    [
        (BarColumn.Open, ["open", "price_open"]),
        (BarColumn.High, ["high", "price_high"]),
        (BarColumn.Low, ["low", "price_low"]),
        (BarColumn.Close, ["close", "price_close"]),
        (BarColumn.MarkHigh, ["mark_high", "mark_price_high"]),
        (BarColumn.MarkLow, ["mark_low", "mark_price_low"]),
        (BarColumn.Volume, ["volume", "volume_base", "volume_btc"]),
        (BarColumn.VolumeUsd, ["volume_usd", "quote_volume", "quote_asset_volume"]),
        (BarColumn.TakerBuyVolume, ["taker_buy_volume", "taker_buy_base", "taker_buy_base_volume", "taker_buy_base_asset_volume", "taker_buy_btc"]),
        (BarColumn.TakerBuyUsd, ["taker_buy_usd", "taker_buy_quote_volume", "taker_buy_quote_asset_volume"]),
        (BarColumn.TakerSellVolume, ["taker_sell_volume", "taker_sell_base", "taker_sell_btc"]),
        (BarColumn.TakerSellUsd, ["taker_sell_usd"]),
        (BarColumn.TakerBuyMinusSell, ["taker_buy_minus_sell", "taker_buy_minus_sell_base", "taker_buy_minus_sell_btc"]),
        (BarColumn.OpenInterest, ["open_interest", "open_interest_base", "sum_open_interest"]),
        (BarColumn.OpenInterestUsd, ["open_interest_usd", "oi_close_usd", "sum_open_interest_value"]),
        (BarColumn.OpenInterestOpenUsd, ["open_interest_open_usd", "oi_open_usd"]),
        (BarColumn.LongLiquidationUsd, ["long_liquidation_usd", "long_liq_usd"]),
        (BarColumn.ShortLiquidationUsd, ["short_liquidation_usd", "short_liq_usd"]),
        (BarColumn.FundingRate, ["funding_rate", FundingRatePercent, "funding_close_pct"]),
    ];

    /// <summary>Names of a funding rate that do not say whether it is a fraction or percent.</summary>
    public static readonly IReadOnlyList<string> UnclearFunding = ["funding_close", "funding"];

    /// <summary>The columns that <c>--column</c> can name.</summary>
    public static readonly IReadOnlyList<string> Renamable = [Time, .. Columns.Select(static c => c.Names[0]), FundingRatePercent, Symbols[0], VenueNames[0]];

    /// <summary>Every name that is looked for.</summary>
    public static readonly IReadOnlyList<string> All = [.. Times, .. Symbols, .. VenueNames, .. UnclearFunding, .. Columns.SelectMany(static c => c.Names)];

    /// <summary>Our name of a column.</summary>
    public static string Of(BarColumn column) => Columns[(int)column].Names[0];

    /// <summary>The column with which a column makes sense only from one source: half of them is not filled up from another file.</summary>
    public static BarColumn FamilyOf(BarColumn column) => column switch
    {
        BarColumn.High or BarColumn.Low or BarColumn.Close => BarColumn.Open,
        BarColumn.MarkLow => BarColumn.MarkHigh,
        BarColumn.TakerSellVolume => BarColumn.TakerBuyVolume,
        BarColumn.TakerSellUsd => BarColumn.TakerBuyUsd,
        BarColumn.OpenInterestOpenUsd => BarColumn.OpenInterestUsd,
        BarColumn.ShortLiquidationUsd => BarColumn.LongLiquidationUsd,
        _ => column,
    };

    /// <summary>How rows of finer times become one bar.</summary>
    public static BarFold FoldOf(BarColumn column) => column switch
    {
        BarColumn.Open or BarColumn.OpenInterestOpenUsd => BarFold.First,
        BarColumn.High or BarColumn.MarkHigh => BarFold.Highest,
        BarColumn.Low or BarColumn.MarkLow => BarFold.Lowest,
        BarColumn.Close or BarColumn.OpenInterest or BarColumn.OpenInterestUsd or BarColumn.FundingRate => BarFold.Last,
        _ => BarFold.Sum,
    };
}
