using System.Diagnostics.CodeAnalysis;

namespace HeatMap;

/// <summary>Which way price goes. The value is the sign that enters formulas. A fall hurts longs, a rise hurts shorts.</summary>
/// <remarks><c>default</c> is neither and is rejected wherever a direction is expected.</remarks>
[SuppressMessage("Design", "CA1008", Justification = "No direction is no direction.")]
public enum Direction : sbyte
{
    /// <summary>Price falls: forced sales of longs.</summary>
    Down = -1,

    /// <summary>Price rises: forced purchases of shorts.</summary>
    Up = 1,
}
