namespace HeatMap;

/// <summary>Forecasts that an isotonic fit takes together, and how often they came true.</summary>
/// <remarks><c>default</c> is a block of nothing.</remarks>
/// <param name="LowForecast">The least probability forecast in the block.</param>
/// <param name="HighForecast">The greatest.</param>
/// <param name="Probability">The recalibrated probability: the share that came true.</param>
/// <param name="Count">The number of forecasts.</param>
/// <param name="Events">How many came true.</param>
public readonly record struct ReliabilityBlock(double LowForecast, double HighForecast, double Probability, int Count, int Events);
