namespace HeatMap.Cascades;

/// <summary>A row of a depth table: what stands within a distance of the price, on one side.</summary>
/// <param name="Distance">From the price, as a fraction: 0.01 for 1 %.</param>
/// <param name="Notional">Quote within that distance, all of it from the price on, at the price from which distance is measured.</param>
public readonly record struct DepthRow(double Distance, double Notional);
