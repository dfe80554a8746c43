namespace HeatMap;

/// <summary>An account as a <see cref="LivingMarket"/> holds it now.</summary>
/// <param name="Handle">Its name.</param>
/// <param name="WalletBalance">Without unrealised profit, in the settlement asset.</param>
/// <param name="CollateralValue">What other assets that secure it count for, in the settlement asset.</param>
/// <param name="HoldingCount">How many positions it holds.</param>
/// <param name="State">Equity and maintenance at the contracts' marks.</param>
public readonly record struct LiveAccount(AccountHandle Handle, double WalletBalance, double CollateralValue, int HoldingCount, AccountState State)
{
    /// <summary>Whether it holds positions and its equity does not exceed what is asked for: the next mark of one of its contracts liquidates it, unless it has recovered.</summary>
    public bool IsDue => HoldingCount > 0 && State.FreeMargin <= 0;
}
