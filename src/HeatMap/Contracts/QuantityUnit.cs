namespace HeatMap;

/// <summary>The unit in which a source states the size of a position.</summary>
public enum QuantityUnit
{
    /// <summary>Units of the base asset (coins).</summary>
    Base = 1,

    /// <summary>Whole contracts; each is worth <see cref="ContractSpec.Multiplier"/>.</summary>
    Contracts,

    /// <summary>Value in the quote asset.</summary>
    Quote,
}
