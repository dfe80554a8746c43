namespace HeatMap.Cascades;

/// <summary>A forced order, or the part of it that one step executed.</summary>
/// <remarks><c>default</c> is no fill.</remarks>
/// <param name="Step">In which step, from 0.</param>
/// <param name="Source">What it was, and whom it met.</param>
/// <param name="Row">The row of the position, of the stop order, or of the level's band.</param>
/// <param name="Side">The side that was closed: a long was sold, a short bought back. A stop that sells counts as a long.</param>
/// <param name="LevelPrice">The price that triggered it, quote per base.</param>
/// <param name="Quantity">Base; &gt; 0.</param>
/// <param name="AveragePrice">Quote per base: the exact mean of the impact curve over its own quantity, or what the backstop or the winners paid.</param>
public readonly record struct CascadeFill(int Step, FillSource Source, int Row, Side Side, double LevelPrice, double Quantity, double AveragePrice);
