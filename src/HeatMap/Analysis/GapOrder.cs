namespace HeatMap;

/// <summary>Which gaps come first.</summary>
public enum GapOrder
{
    /// <summary>The widest, of equals the nearest.</summary>
    Widest = 1,

    /// <summary>The nearest to the mark.</summary>
    Nearest = 2,
}
