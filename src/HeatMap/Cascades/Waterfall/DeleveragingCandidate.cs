namespace HeatMap.Cascades;

/// <summary>A position whose gain may be called on for a loss that nobody covers.</summary>
/// <remarks>What takes candidates checks them. <c>default</c> has no side and is refused.</remarks>
/// <param name="Row">Which position, by the caller's numbering; decides ties, lower first.</param>
/// <param name="Side">The side of the position.</param>
/// <param name="Quantity">Base; finite and &gt;= 0.</param>
/// <param name="EntryPrice">Quote per base; finite and &gt; 0.</param>
/// <param name="Margin">Collateral without the gain, quote; finite and &gt;= 0.</param>
/// <param name="Cap">The most that <see cref="DeleveragingRule.CappedProRata"/> takes of the gain, from 0 to 1; other rules do not look at it.</param>
public readonly record struct DeleveragingCandidate(int Row, Side Side, double Quantity, double EntryPrice, double Margin, double Cap = 1);
