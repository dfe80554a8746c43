namespace HeatMap.Charts.Heat;

/// <summary>A candle over the map; <see cref="OpenInterest"/> in quote at the close, NaN where nobody said.</summary>
internal readonly record struct HeatCandle(double TimeUnixMs, double Open, double High, double Low, double Close, double OpenInterest);
