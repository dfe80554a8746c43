namespace HeatMap;

/// <summary>One step of a maintenance schedule: from a size upward, this rate.</summary>
/// <remarks><c>default</c> is a tier from zero that asks for no maintenance.</remarks>
/// <param name="Floor">The smallest size in the tier, inclusive, in the schedule's <see cref="TierBasis"/>; finite and &gt;= 0.</param>
/// <param name="MaintenanceRate">Maintenance as a fraction of value; &gt;= 0 and &lt; 1.</param>
/// <param name="Deduction">
/// What a marginal schedule takes off, in the settlement asset; NaN lets the schedule compute it from floors and rates.
/// </param>
/// <param name="MaxLeverage">The highest leverage the venue allows in the tier; NaN when not known. Enters no price.</param>
public readonly record struct RiskTier(
    double Floor,
    double MaintenanceRate,
    double Deduction = double.NaN,
    double MaxLeverage = double.NaN);
