namespace HeatMap.Estimation;

/// <summary>What a band's number rests on.</summary>
public enum BandProvenance
{
    /// <summary>Modelled from bars, and not more than allowed from start-up assumptions.</summary>
    Modelled = 1,

    /// <summary>Modelled, but mostly what was assumed at the start: not worth publishing.</summary>
    Assumed = 2,

    /// <summary>Read from real positions.</summary>
    Measured = 3,
}
