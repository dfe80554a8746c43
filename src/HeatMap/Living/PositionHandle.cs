namespace HeatMap;

/// <summary>Eight bytes that name a position of a <see cref="LivingMap"/>.</summary>
/// <remarks>
/// The generation grows whenever the place is given up and used again, so a handle of a position that was closed or liquidated is refused, never taken for
/// another. Handles are of one map; <c>default</c> is never live.
/// </remarks>
/// <param name="Index">The place in the map's table.</param>
/// <param name="Generation">Which of the positions that were ever at this place; odd.</param>
public readonly record struct PositionHandle(uint Index, uint Generation);
