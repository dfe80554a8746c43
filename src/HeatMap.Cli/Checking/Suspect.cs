namespace HeatMap.Cli.Checking;

/// <summary>A likely reason for another price.</summary>
/// <param name="Name">For scripts: deduction, tier, fee, rules, date, valuation, isolated, cross, other-positions or needs-account.</param>
/// <param name="Detail">For people: what would give the price.</param>
/// <param name="Price">The price that it gives; NaN where that cannot be computed.</param>
internal sealed record Suspect(string Name, string Detail, double Price);
