namespace HeatMap;

/// <summary>An asset that secures an account beside its settlement asset.</summary>
/// <remarks>Its price is taken as fixed while contract prices move. <c>default</c> is worth nothing and has no name; an account refuses it.</remarks>
/// <param name="Asset">Its name.</param>
/// <param name="Amount">How much of it; finite, below zero for a debt.</param>
/// <param name="Price">What one unit is worth in the account's settlement asset; finite and &gt; 0.</param>
/// <param name="Haircut">The fraction of a positive amount's worth that does not count; from 0 to 1. A debt counts in full.</param>
public readonly record struct Collateral(string Asset, double Amount, double Price, double Haircut = 0)
{
    /// <summary>What it counts for, in the account's settlement asset.</summary>
    public double CountedValue => Amount * Price * (Amount > 0 ? 1 - Haircut : 1);
}
