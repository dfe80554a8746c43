namespace HeatMap.Evaluation;

/// <summary>One leverage that people are assumed to use, and how much of what is opened has it.</summary>
/// <param name="Leverage">Notional over margin; finite and &gt; 1.</param>
/// <param name="Share">A fraction; finite and &gt;= 0.</param>
public readonly record struct LeverageRung(double Leverage, double Share);
