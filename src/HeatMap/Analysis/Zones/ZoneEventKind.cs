namespace HeatMap;

/// <summary>What happened to a zone between two snapshots.</summary>
public enum ZoneEventKind
{
    /// <summary>A zone is there where none was.</summary>
    Born = 1,

    /// <summary>It holds notably more.</summary>
    Grew = 2,

    /// <summary>It holds notably less.</summary>
    Thinned = 3,

    /// <summary>Its peak is at another price.</summary>
    Moved = 4,

    /// <summary>Another zone took it in.</summary>
    Merged = 5,

    /// <summary>It broke off from another zone.</summary>
    Split = 6,

    /// <summary>Price went through it: whatever waited there was liquidated or had gone before.</summary>
    Swept = 7,

    /// <summary>It is no longer there, although price did not go through it: positions were closed, or liquidation prices moved away.</summary>
    Gone = 8,
}
