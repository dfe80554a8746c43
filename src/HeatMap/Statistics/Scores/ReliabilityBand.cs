namespace HeatMap;

/// <summary>Where a recalibrated probability would lie if forecasts were reliable.</summary>
/// <remarks><c>default</c> is the point 0.</remarks>
/// <param name="Forecast">The probability that was forecast.</param>
/// <param name="Low">The lower end of what reliable forecasts would show.</param>
/// <param name="High">The upper end.</param>
public readonly record struct ReliabilityBand(double Forecast, double Low, double High);
