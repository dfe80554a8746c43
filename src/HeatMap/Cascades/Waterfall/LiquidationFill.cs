namespace HeatMap.Cascades;

/// <summary>A forced order that was executed: which position, how much of it, and at what price on average.</summary>
/// <remarks>What takes fills checks them. <c>default</c> has no side and is refused.</remarks>
/// <param name="Row">Which position, by the caller's numbering; any number.</param>
/// <param name="Side">The side of the position that was closed: a long was sold, a short bought back.</param>
/// <param name="Quantity">How much was closed, base; finite and &gt;= 0.</param>
/// <param name="AveragePrice">The volume-weighted average price of the execution, quote per base; finite and &gt;= 0.</param>
/// <param name="BankruptcyPrice">Where nothing is left of the position's margin, quote per base; finite, or <see cref="double.NaN"/> where it is not known. Zero or less for a long whose
/// margin covers its whole value.</param>
public readonly record struct LiquidationFill(int Row, Side Side, double Quantity, double AveragePrice, double BankruptcyPrice);
