namespace HeatMap.Cascades;

/// <summary>One direction of a past move, all bars together.</summary>
/// <param name="Direction">Which way.</param>
/// <param name="FarthestPrice">Where price got, quote per base; the mark where it never went this way.</param>
/// <param name="Forced">Who was liquidated on the way, as the map had them.</param>
/// <param name="ExogenousMove">What came from outside, quote per base, unsigned.</param>
/// <param name="ForcedMove">What forced orders account for, quote per base, unsigned.</param>
public readonly record struct ExplainedSide(Direction Direction, double FarthestPrice, LiquidatedSum Forced, double ExogenousMove, double ForcedMove)
{
    /// <summary>The share of the way that forced orders account for, from 0 to 1; null where there was no way.</summary>
    public double? ForcedShare => ExogenousMove + ForcedMove > 0 ? ForcedMove / (ExogenousMove + ForcedMove) : null;
}
