namespace HeatMap.Cli.Pricing;

/// <summary>Prices of the positions of an account, by the way in which its venue moves prices.</summary>
internal static class AccountPrices
{
    /// <summary>The liquidation price of a holding; NaN where there is none.</summary>
    public static double Liquidation(CrossAccount account, int holding) => MovesAll(account)
        ? account.Holdings[holding].MarkPrice * (account.LiquidationFactor() ?? double.NaN)
        : account.LiquidationPrice(holding) ?? double.NaN;

    /// <summary>The price of a holding at which the account's equity is gone, with the closing fee where the trigger counts it there; NaN where there is none.</summary>
    public static double Bankruptcy(CrossAccount account, int holding)
    {
        if (!MovesAll(account))
        {
            return account.BankruptcyPrice(holding, CloseFee(account.Holdings[holding].Rules.For(MarginMode.Cross))) ?? double.NaN;
        }

        return account.Holdings[holding].MarkPrice * (account.BankruptcyFactor() ?? double.NaN);
    }

    /// <summary>All prices when the price of one holding is its liquidation price.</summary>
    public static double[] At(CrossAccount account, int holding, double price)
    {
        Holding moved = account.Holdings[holding];
        bool all = MovesAll(account);
        return
        [
            .. account.Holdings.Select(h => h.Rules.Contract.Symbol == moved.Rules.Contract.Symbol || all ? h.MarkPrice * (price / moved.MarkPrice) : h.MarkPrice),
        ];
    }

    /// <summary>The same wallet with other holdings.</summary>
    public static CrossAccount With(CrossAccount account, params ReadOnlySpan<Holding> holdings) =>
        new(account.SettlementAsset, account.WalletBalance, account.Collateral.AsSpan(), holdings);

    /// <summary>The fee that enters the trigger at the bankruptcy price.</summary>
    public static double CloseFee(MarginRules rules) => rules.Fee == TriggerFee.BankruptcyValue ? rules.TakerFeeRate : 0;

    private static bool MovesAll(CrossAccount account) => account.Holdings.All(static h => h.Rules.MovesAllTogether);
}
