namespace HeatMap.Evaluation;

/// <summary>One leverage of a <see cref="TurnoverEstimator"/>, and how long its positions are held.</summary>
/// <param name="Leverage">Notional over margin; finite and &gt; 1.</param>
/// <param name="Share">The fraction of what is opened; finite and &gt;= 0.</param>
/// <param name="HalfLife">After what time half is gone; &gt; 0.</param>
public readonly record struct TurnoverRung(double Leverage, double Share, TimeSpan HalfLife);
