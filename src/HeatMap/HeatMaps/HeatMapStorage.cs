namespace HeatMap;

/// <summary>How the columns of a heat map lie in memory. Both give equal numbers.</summary>
public enum HeatMapStorage
{
    /// <summary>Eight bytes a cell, filled or not: the fastest, with a look at any column without a copy.</summary>
    Dense = 1,

    /// <summary>Runs of zeros and the numbers between them, in bytes: smaller where most cells are empty; read by a walk along a column.</summary>
    Sparse,
}
