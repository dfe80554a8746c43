namespace HeatMap.Cli.Input;

/// <summary>The columns of a positions file, by our names.</summary>
internal static class ColumnNames
{
    public const string Account = "account";
    public const string Venue = "venue";
    public const string Rules = "rules";
    public const string AsOf = "as_of";
    public const string Symbol = "symbol";
    public const string Contract = "contract";
    public const string ContractSize = "contract_size";
    public const string Tick = "tick";
    public const string Side = "side";
    public const string Quantity = "quantity";
    public const string QuantityUnit = "quantity_unit";
    public const string EntryPrice = "entry_price";
    public const string LiquidationPrice = "liquidation_price";
    public const string BankruptcyPrice = "bankruptcy_price";
    public const string AdlCap = "adl_cap";
    public const string Margin = "margin";
    public const string MarginUnit = "margin_unit";
    public const string ExtraMargin = "extra_margin";
    public const string Leverage = "leverage";
    public const string MarginMode = "margin_mode";
    public const string WalletBalance = "wallet_balance";
    public const string Equity = "equity";
    public const string QuoteBalance = "quote_balance";
    public const string OrderMargin = "order_margin";
    public const string MaintenanceRate = "maintenance_rate";
    public const string MaintenanceAmount = "maintenance_amount";
    public const string MaintenanceSlope = "maintenance_slope";
    public const string TakerFeeRate = "taker_fee_rate";
    public const string LiquidationFee = "liquidation_fee";
    public const string PredictedFundingRate = "predicted_funding_rate";
    public const string PendingFunding = "pending_funding";
    public const string MarkPrice = "mark_price";

    public static readonly IReadOnlyList<string> All =
    [
        Account, Venue, Rules, AsOf, Symbol, Contract, ContractSize, Tick, Side, Quantity, QuantityUnit, EntryPrice, LiquidationPrice, Margin, MarginUnit,
        ExtraMargin, Leverage, MarginMode, WalletBalance, Equity, QuoteBalance, OrderMargin, MaintenanceRate, MaintenanceAmount, MaintenanceSlope,
        TakerFeeRate, LiquidationFee, PredictedFundingRate, PendingFunding, MarkPrice, BankruptcyPrice, AdlCap,
    ];

    /// <summary>The columns that say what secures an account.</summary>
    public static readonly IReadOnlyList<string> Collateral = [WalletBalance, Equity, QuoteBalance];
}
