namespace HeatMap.Cascades;

/// <summary>How much a band of forced orders feeds on itself.</summary>
/// <param name="Band">The place of the band in the map's grid.</param>
/// <param name="Notional">What would be liquidated in it, quote at liquidation prices.</param>
/// <param name="Depth">What the market takes while price goes through it, quote; infinity where it takes anything.</param>
/// <param name="Gain">R, the first over the second: no unit. Zero without notional, infinity where notional meets no depth.</param>
public readonly record struct BandGain(int Band, double Notional, double Depth, double Gain)
{
    /// <summary>Whether the band keeps a cascade going by itself: R &gt;= 1.</summary>
    public bool IsCritical => CascadeGain.IsCritical(Gain);

    /// <summary>How many times the first generation all generations are together: <c>1 / (1 − R)</c>; infinity where the band is critical.</summary>
    public double ExpectedAmplification => CascadeGain.Amplification(Gain);
}
