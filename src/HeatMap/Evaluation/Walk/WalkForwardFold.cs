namespace HeatMap.Evaluation;

/// <summary>One fit and what it is tested on: rows of a series in time order.</summary>
/// <param name="TrainCount">The first rows, which are trained on.</param>
/// <param name="TestStart">The first row of the test.</param>
/// <param name="TestCount">How many rows the test has. The rows between are under embargo.</param>
public readonly record struct WalkForwardFold(int TrainCount, int TestStart, int TestCount);
