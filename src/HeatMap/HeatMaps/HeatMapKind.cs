namespace HeatMap;

/// <summary>What the columns of a heat map count: a stock or a flow. The two do not merge.</summary>
public enum HeatMapKind
{
    /// <summary>A stock: what waits to be liquidated at the end of each column's interval.</summary>
    Standing = 1,

    /// <summary>A flow: what was liquidated within each column's interval.</summary>
    Executed,
}
