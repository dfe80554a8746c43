namespace HeatMap.Estimation;

/// <summary>What a quantity of a column is counted in.</summary>
public enum BarUnit
{
    /// <summary>The base asset: contracts × multiplier.</summary>
    Base = 1,

    /// <summary>The quote asset, at the prices of the bar.</summary>
    Quote = 2,
}
