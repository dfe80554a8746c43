namespace HeatMap;

/// <summary>Eight bytes that name a position that an account of a <see cref="LivingMarket"/> holds.</summary>
/// <remarks>
/// A handle of a holding that was closed or liquidated is refused, never taken for another. Handles are of one market; <c>default</c> is never live. The
/// holding's row in its contract's map has a <see cref="PositionHandle"/> of its own.
/// </remarks>
/// <param name="Index">The place in the market's table.</param>
/// <param name="Generation">Which of the holdings that were ever at this place; odd.</param>
public readonly record struct HoldingHandle(uint Index, uint Generation);
