namespace HeatMap.Estimation;

/// <summary>What a throttled feed lets one infer of a window.</summary>
/// <param name="RatePerSecond">True liquidations a second; of a censored window, at least that.</param>
/// <param name="Multiplier">By what published volume is to be multiplied, &gt;= 1; of a censored window, at least by that.</param>
/// <param name="IsCensored">Whether nearly every second had a print, so that the rate cannot be told: the true volume is at least what is inferred.</param>
/// <remarks><c>default</c> multiplies by zero and is never returned.</remarks>
public readonly record struct ThinnedRate(double RatePerSecond, double Multiplier, bool IsCensored);
