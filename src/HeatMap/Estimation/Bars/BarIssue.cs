namespace HeatMap.Estimation;

/// <summary>One thing that is wrong with one bar.</summary>
/// <param name="Row">The row of the bar, from 0.</param>
/// <param name="OpenTimeUnixMs">When the bar begins, in milliseconds since 1970.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Value">What was found; its unit is told by the fault.</param>
/// <param name="Limit">What it may not pass, in the same unit.</param>
/// <remarks><c>default</c> names no fault; no report holds it.</remarks>
public readonly record struct BarIssue(int Row, long OpenTimeUnixMs, BarFault Fault, double Value, double Limit);
