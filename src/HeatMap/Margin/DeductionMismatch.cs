namespace HeatMap;

/// <summary>A deduction that a table gives and that its floors and rates do not.</summary>
/// <param name="Tier">The tier, counted from 1.</param>
/// <param name="Given">What the table says.</param>
/// <param name="Computed">What continues the tier below.</param>
public readonly record struct DeductionMismatch(int Tier, double Given, double Computed);
