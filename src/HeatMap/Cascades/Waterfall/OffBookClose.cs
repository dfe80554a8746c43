namespace HeatMap.Cascades;

/// <summary>How much of one winner's position an <see cref="OffBookMatch"/> closed.</summary>
/// <remarks><c>default</c> closes nothing.</remarks>
/// <param name="Row">The row of the candidate.</param>
/// <param name="Quantity">Base; &gt; 0.</param>
public readonly record struct OffBookClose(int Row, double Quantity);
