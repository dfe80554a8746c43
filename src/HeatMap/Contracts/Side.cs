namespace HeatMap;

/// <summary>Which way a position is exposed. The value is the sign that enters formulas.</summary>
/// <remarks><c>default</c> is neither side and is rejected wherever a side is expected.</remarks>
public enum Side : sbyte
{
    /// <summary>Gains when the price rises; liquidated by a fall, by a forced sale.</summary>
    Long = 1,

    /// <summary>Gains when the price falls; liquidated by a rise, by a forced purchase.</summary>
    Short = -1,
}
