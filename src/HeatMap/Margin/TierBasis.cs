namespace HeatMap;

/// <summary>What the floors of a schedule count.</summary>
public enum TierBasis
{
    /// <summary>Value in the quote asset. Moves with the price for linear contracts; face value for inverse ones.</summary>
    Quote = 1,

    /// <summary>Amount of the base asset. Fixed for linear contracts; the coin value <c>N/P</c>, which moves, for inverse ones.</summary>
    Base,

    /// <summary>Number of contracts, which never moves.</summary>
    Contracts,
}
