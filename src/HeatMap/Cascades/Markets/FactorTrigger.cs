namespace HeatMap.Cascades;

/// <summary>At which move of a common factor an account is liquidated.</summary>
/// <remarks><c>default</c> is account 0 at a move of zero, holding nothing.</remarks>
/// <param name="Account">Its row in the book.</param>
/// <param name="Move">The smallest move in the ladder's direction at which it is liquidated; zero where it already is.</param>
/// <param name="Notional">The value of what it holds there, longs and shorts added, quote.</param>
public readonly record struct FactorTrigger(int Account, double Move, double Notional);
