namespace HeatMap.Cascades;

/// <summary>Whether a quantity, after another one, takes price to a level.</summary>
internal readonly record struct PriceReached(PriceImpact Impact, double StartPrice, double Price, double Before, Direction Direction) : IDoubleTest
{
    public bool Holds(double x) => PriceImpact.IsAtOrBeyond(Impact.After(StartPrice, x + Before, Direction), Price, Direction);
}
