namespace HeatMap.Estimation;

/// <summary>How well one value of a parameter does when everything else is fitted to it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Score">The logarithm of the likelihood of held-out bars per unit of print; only differences mean something. NaN where it could not be fitted.</param>
/// <remarks><c>default</c> is a value of zero with a score of zero.</remarks>
public readonly record struct ProfilePoint(double Value, double Score);
