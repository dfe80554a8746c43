namespace HeatMap.Cli.Pricing;

/// <summary>The sums of an account at the liquidation price of one of its positions, before rounding: they add up to the trigger again.</summary>
/// <param name="Price">The price before the venue rounds it.</param>
/// <param name="Wallet">What secures the account, without profit.</param>
/// <param name="Profit">Of the position itself.</param>
/// <param name="OtherProfit">Of the others, at the prices they have then.</param>
/// <param name="Requirement">Maintenance and fees of the position itself.</param>
/// <param name="OtherRequirement">Maintenance and fees of the others.</param>
/// <param name="BankruptcyFees">Fees on the value at the bankruptcy price, where the venue's trigger counts them.</param>
internal sealed record AccountExplanation(
    double Price,
    double Wallet,
    double Profit,
    double OtherProfit,
    double Requirement,
    double OtherRequirement,
    double BankruptcyFees)
{
    public double Equity => Wallet + Profit + OtherProfit;

    public double Required => Requirement + OtherRequirement + BankruptcyFees;

    /// <summary>Explains a holding that has a liquidation price.</summary>
    public static AccountExplanation Of(CrossAccount account, int holding)
    {
        CrossAccount exact = AccountPrices.With(account, [.. account.Holdings.Select(static h => h with { Rules = Unrounded(h.Rules) })]);
        double price = AccountPrices.Liquidation(exact, holding);
        double[] prices = AccountPrices.At(exact, holding, price);
        AccountState all = exact.State(prices);
        AccountState own = AccountPrices.With(exact, WithoutFixedFee(exact.Holdings[holding])).State([prices[holding]]);
        double wallet = exact.WalletBalance + exact.Collateral.Sum(static c => c.CountedValue);
        double fees = exact.BankruptcyFees;
        return new(price, wallet, own.Equity - wallet, all.Equity - own.Equity, own.Maintenance, all.Maintenance - fees - own.Maintenance, fees);
    }

    /// <summary>A holding whose requirement leaves out the fee at the bankruptcy price, which belongs to the whole account.</summary>
    private static Holding WithoutFixedFee(Holding holding) =>
        AccountPrices.CloseFee(holding.Rules) == 0 ? holding : holding with { Rules = holding.Rules with { Fee = TriggerFee.None } };

    private static MarginRules Unrounded(MarginRules rules) =>
        rules.For(MarginMode.Cross) with { Rounding = PriceRounding.None, BankruptcyRounding = PriceRounding.None, Cross = null };
}
