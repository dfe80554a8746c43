namespace HeatMap;

/// <summary>What became of an account that a mark liquidated.</summary>
/// <param name="Account">The account; still live, with nothing in its wallet.</param>
/// <param name="Cause">Why.</param>
/// <param name="WalletBalance">What its wallet held before, in the settlement asset.</param>
/// <param name="Realised">The profit of its positions at the prices of their orders, below zero for a loss.</param>
/// <param name="Residual">Wallet and profit together, which the market hands over to the venue: what is left, or below zero what is missing.</param>
public readonly record struct AccountLiquidation(AccountHandle Account, LiquidationCause Cause, double WalletBalance, double Realised, double Residual);
