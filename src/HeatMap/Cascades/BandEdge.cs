namespace HeatMap.Cascades;

/// <summary>Where in a band all that it holds is taken to wait. The two bracket what is true, in quantity and in notional.</summary>
public enum BandEdge
{
    /// <summary>At the edge that price meets first, and as the greatest quantity that the notional can be: cautious.</summary>
    Near = 1,

    /// <summary>At the edge that price meets last, and as the least quantity that the notional can be: hopeful.</summary>
    Far,
}
