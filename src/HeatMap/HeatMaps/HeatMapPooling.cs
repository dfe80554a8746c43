namespace HeatMap;

/// <summary>How the cells that share a pixel become one number.</summary>
public enum HeatMapPooling
{
    /// <summary>They add up; a cell that covers several pixels is split into whole units. The picture holds exactly what the cells hold.</summary>
    Sum = 1,

    /// <summary>The greatest cell; a cell that covers several pixels is in each.</summary>
    Max,

    /// <summary>Bands add up, and of the columns the greatest sum counts: the most that ever waited in the pixel at once. A band that covers several pixels is split.</summary>
    Peak,
}
