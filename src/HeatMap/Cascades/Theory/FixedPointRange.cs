namespace HeatMap.Cascades;

/// <summary>The least and the greatest value that a map leaves where it is; what lies between measures how much depends on expectations.</summary>
/// <remarks><c>default</c> is the range from 0 to 0, not converged.</remarks>
/// <param name="Least">What is reached from below.</param>
/// <param name="Greatest">What is reached from above.</param>
/// <param name="IsConverged">Whether both were reached within the rounds allowed; if not, they are still bounds: no fixed point lies outside.</param>
public readonly record struct FixedPointRange(double Least, double Greatest, bool IsConverged);
