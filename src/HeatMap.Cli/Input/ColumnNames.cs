namespace HeatMap.Cli.Input;

/// <summary>The columns of a positions file, by our names.</summary>
internal static class ColumnNames
{
    public const string Account = "account";
    public const string Venue = "venue";
    public const string Symbol = "symbol";
    public const string Contract = "contract";
    public const string ContractSize = "contract_size";
    public const string Side = "side";
    public const string Quantity = "quantity";
    public const string EntryPrice = "entry_price";
    public const string LiquidationPrice = "liquidation_price";
    public const string Margin = "margin";
    public const string Leverage = "leverage";
    public const string MarginMode = "margin_mode";
    public const string WalletBalance = "wallet_balance";
    public const string MaintenanceRate = "maintenance_rate";
    public const string MaintenanceAmount = "maintenance_amount";
    public const string TakerFeeRate = "taker_fee_rate";
    public const string MarkPrice = "mark_price";

    public static readonly IReadOnlyList<string> All =
    [
        Account, Venue, Symbol, Contract, ContractSize, Side, Quantity, EntryPrice, LiquidationPrice, Margin, Leverage, MarginMode,
        WalletBalance, MaintenanceRate, MaintenanceAmount, TakerFeeRate, MarkPrice,
    ];

    /// <summary>Reads <c>--column name=theirs</c>.</summary>
    public static IReadOnlyDictionary<string, string> ParseRenames(IEnumerable<string> renames)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string rename in renames)
        {
            string[] parts = rename.Split('=', 2);
            if (parts.Length != 2 || parts[1].Length == 0)
            {
                throw ToolException.Usage($"--column takes name=theirs, was '{rename}'");
            }

            if (!All.Contains(parts[0]))
            {
                throw ToolException.Usage($"--column: there is no column '{parts[0]}'; there are {string.Join(", ", All)}");
            }

            if (!result.TryAdd(parts[0], parts[1]))
            {
                throw ToolException.Usage($"--column names '{parts[0]}' twice");
            }
        }

        return result;
    }
}
