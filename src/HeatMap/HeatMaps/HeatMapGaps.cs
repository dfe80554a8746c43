namespace HeatMap;

/// <summary>What a builder puts into intervals that nobody gave it a column for.</summary>
public enum HeatMapGaps
{
    /// <summary>Columns marked <see cref="HeatMapColumnState.Missing"/>, without numbers: what was not seen is not known.</summary>
    Missing = 1,

    /// <summary>
    /// Columns marked <see cref="HeatMapColumnState.Carried"/> that repeat the last one known, or, of cohorts, what stands after decay without a look at the price. For modelled
    /// maps; of measured ones it claims what nobody measured.
    /// </summary>
    Carry,

    /// <summary>Columns of zeros that count as given: nothing happened. For executed liquidations only, where silence of a live feed means that there were none.</summary>
    Empty,
}
