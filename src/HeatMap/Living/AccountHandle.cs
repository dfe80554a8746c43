namespace HeatMap;

/// <summary>Eight bytes that name an account of a <see cref="LivingMarket"/>.</summary>
/// <remarks>A handle of an account that was closed is refused, never taken for another. Handles are of one market; <c>default</c> is never live.</remarks>
/// <param name="Index">The place in the market's table.</param>
/// <param name="Generation">Which of the accounts that were ever at this place; odd.</param>
public readonly record struct AccountHandle(uint Index, uint Generation);
