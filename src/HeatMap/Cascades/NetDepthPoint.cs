namespace HeatMap.Cascades;

/// <summary>What the market can take by a price, and what is sold by then. A cascade rests where the first has caught up with the second.</summary>
/// <param name="Price">Quote per base.</param>
/// <param name="Depth">Base that the market takes from the shocked price to here; infinity where it takes anything.</param>
/// <param name="Traded">Base that the shock trades and that forced orders trade which this price has met.</param>
public readonly record struct NetDepthPoint(double Price, double Depth, double Traded)
{
    /// <summary>Depth less what is traded: below zero price goes on. Where it is flat or falls there is air.</summary>
    public double Net => Depth - Traded;
}
