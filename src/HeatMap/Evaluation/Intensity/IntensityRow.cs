namespace HeatMap.Evaluation;

/// <summary>One side of one interval, seen from its start.</summary>
/// <param name="StartUnixMs">When it began.</param>
/// <param name="Volume">What was liquidated, by the bars.</param>
/// <param name="Exposure">Open interest times the probability of touching each cell.</param>
/// <param name="Dollars">What was liquidated in each cell, by prints.</param>
/// <param name="Shares">Of each map its share in each cell.</param>
internal sealed record IntensityRow(long StartUnixMs, double Volume, double[] Exposure, double[] Dollars, double[][] Shares);
