namespace HeatMap;

/// <summary>Venues that keep their books in whole satoshi derive prices from the rounded cost of one contract.</summary>
internal static class SatoshiRounding
{
    private const double PerCoin = 1e8;

    /// <summary>How much nearer to a whole satoshi than this share of one counts as on it.</summary>
    private const double Snap = 1e-7;

    /// <summary>The price at which the cost of one contract, rounded to a whole satoshi against the trader, meets the trigger.</summary>
    /// <remarks>
    /// Costs are positive here: <c>multiplier/P</c> of an inverse contract, which grows as the price falls, <c>multiplier × P</c> otherwise. The cost at
    /// entry is itself a whole number of satoshi, and takes the place of the entry price.
    /// </remarks>
    public static double Apply(MarginRules rules, double signedQuantity, double entryPrice, double price)
    {
        bool inverse = rules.Contract.Kind == ContractKind.Inverse;
        double multiplier = rules.Contract.Multiplier * PerCoin;
        double exactEntry = inverse ? multiplier / entryPrice : multiplier * entryPrice, entry = Math.Round(exactEntry);

        // The move of the cost from entry to trigger is what margin leaves after maintenance; it does not depend on the rounding of the entry but
        // for the maintenance on the difference, which is far below a satoshi.
        double exact = inverse ? multiplier / price : multiplier * price;
        double cost = entry + (exact - exactEntry);
        bool up = inverse != (signedQuantity > 0);
        double nearest = Math.Round(cost);
        double whole = Math.Abs(cost - nearest) < Snap ? nearest : up ? Math.Ceiling(cost) : Math.Floor(cost);
        return inverse ? multiplier / whole : whole / multiplier;
    }
}
