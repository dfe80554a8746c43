namespace HeatMap;

/// <summary>Whether the positions of a map were seen or computed.</summary>
public enum MapOrigin
{
    /// <summary>Nobody said it, of all or of a part.</summary>
    Unstated = 1,

    /// <summary>Every source reports positions.</summary>
    Measured,

    /// <summary>Every source estimates positions.</summary>
    Modelled,

    /// <summary>Some sources report positions and some estimate them.</summary>
    Mixed,
}
