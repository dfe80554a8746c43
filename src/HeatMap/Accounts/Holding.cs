namespace HeatMap;

/// <summary>One position of an account: what it is, by which rules, and where its price is now.</summary>
/// <remarks><c>default</c> has no rules and is refused by <see cref="CrossAccount"/>.</remarks>
/// <param name="Rules">The venue's rules; those for cross margin are taken (<see cref="MarginRules.For"/>).</param>
/// <param name="Position">Side, size and entry. Its own margin and leverage do not enter: the account secures it.</param>
/// <param name="MarkPrice">Quote per base; finite and &gt; 0.</param>
public readonly record struct Holding(MarginRules Rules, Position Position, double MarkPrice);
