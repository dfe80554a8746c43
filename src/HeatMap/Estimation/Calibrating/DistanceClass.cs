namespace HeatMap.Estimation;

/// <summary>Positions that are liquidated at one distance from their entry, and how many of the new ones are of that kind.</summary>
/// <param name="Distance">The natural logarithm of entry over liquidation price for a long, of liquidation over entry price for a short; &gt; 0. Infinity for positions that nothing liquidates.</param>
/// <param name="LongShare">The share of new longs, a fraction.</param>
/// <param name="ShortShare">The share of new shorts, a fraction.</param>
/// <remarks>Distance, not leverage: it is what liquidates and what data show, and it takes in added margin and other collateral.</remarks>
public readonly record struct DistanceClass(double Distance, double LongShare, double ShortShare)
{
    /// <summary>Whether nothing liquidates these positions: hedged, unlevered, or backed by far more than they need.</summary>
    public bool IsInert => double.IsPositiveInfinity(Distance);

    /// <summary>The share of a side's new positions.</summary>
    /// <param name="side">Long or short.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is not defined.</exception>
    public double Share(Side side) => Internal.Guard.Defined(side) == Side.Long ? LongShare : ShortShare;
}
