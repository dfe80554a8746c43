namespace HeatMap.Cascades;

/// <summary>How an uncovered loss is shared among those who gained from the move.</summary>
public enum DeleveragingRule
{
    /// <summary>Everyone gives the same fraction of their gain.</summary>
    ProRata = 1,

    /// <summary>The same fraction for everyone up to each one's cap; what a cap keeps back is spread over the others (water filling).</summary>
    CappedProRata = 2,

    /// <summary>Whole gains, one after the other, by profit times leverage: what most venues do.</summary>
    Queue = 3,
}
