namespace HeatMap;

/// <summary>Where the money of a market's accounts came from and went, in the settlement asset.</summary>
/// <remarks>
/// <c>deposited + realised = funding paid + paid out + residuals + wallets</c>, up to the rounding of sums of doubles. Isolated positions have margins of their own, and are not in it.
/// </remarks>
/// <param name="Deposited">Wallets at opening, and deposits less withdrawals.</param>
/// <param name="Realised">Profit of what was closed, reduced and liquidated.</param>
/// <param name="FundingPaid">Funding that accounts paid, less what they received.</param>
/// <param name="PaidOut">What accounts had when they were closed.</param>
/// <param name="Residuals">What liquidations left, less what they missed.</param>
/// <param name="Wallets">What is in the wallets now.</param>
public readonly record struct MarketLedger(double Deposited, double Realised, double FundingPaid, double PaidOut, double Residuals, double Wallets)
{
    /// <summary>What came in less what went out and what is there; of the size of rounding errors.</summary>
    public double Difference => Deposited + Realised - FundingPaid - PaidOut - Residuals - Wallets;
}
