namespace HeatMap;

/// <summary>One band of a grid: prices from its lower edge to just below its upper edge.</summary>
/// <param name="Index">The band's place in its grid.</param>
/// <param name="Lower">The lowest price in the band, quote per base.</param>
/// <param name="Upper">The lowest price above the band.</param>
public readonly record struct PriceBand(int Index, double Lower, double Upper)
{
    /// <summary>The middle of the band.</summary>
    public double Middle => Lower + ((Upper - Lower) / 2);
}
