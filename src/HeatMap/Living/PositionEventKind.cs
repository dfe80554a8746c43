namespace HeatMap;

/// <summary>What happened: to one position, or to the market.</summary>
/// <remarks><c>default</c> is no kind and is refused wherever an event is taken. The values are those of the binary form of a log.</remarks>
public enum PositionEventKind : byte
{
    /// <summary>A position was opened.</summary>
    Open = 1,

    /// <summary>A position has another size, and perhaps another entry, margin or reported price.</summary>
    Resize,

    /// <summary>Margin was added or taken out, or the venue reports another liquidation price.</summary>
    Margin,

    /// <summary>A position has another leverage.</summary>
    Leverage,

    /// <summary>A position was closed.</summary>
    Close,

    /// <summary>The mark moved.</summary>
    Mark,

    /// <summary>Funding was paid, by all positions at a rate or by one position an amount.</summary>
    Funding,
}
