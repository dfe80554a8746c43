namespace HeatMap.Charts.Heat;

/// <summary>Something that was liquidated, as a mark over the map.</summary>
internal readonly record struct HeatMark(double TimeUnixMs, double Price, Side Side, double Notional);
