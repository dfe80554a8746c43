namespace HeatMap.Estimation;

/// <summary>Where within a bar its new positions were opened.</summary>
public enum EntryPlacement
{
    /// <summary>Evenly between open and close.</summary>
    Body = 1,

    /// <summary>Evenly between low and high.</summary>
    Range = 2,

    /// <summary>At the close.</summary>
    Close = 3,
}
