namespace HeatMap.Charts;

/// <summary>The ground that a page is drawn on. The reader can switch.</summary>
public enum ChartTheme
{
    /// <summary>As the reader's system prefers.</summary>
    System = 1,

    /// <summary>Light ground.</summary>
    Light = 2,

    /// <summary>Dark ground.</summary>
    Dark = 3,
}
