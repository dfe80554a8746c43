namespace HeatMap;

/// <summary>The price at which a venue values a position to find its maintenance.</summary>
public enum MaintenanceValuation
{
    /// <summary>At the mark: maintenance shrinks or grows as the price moves.</summary>
    MarkValue = 1,

    /// <summary>At the entry: maintenance is fixed when the position is opened.</summary>
    EntryValue,
}
