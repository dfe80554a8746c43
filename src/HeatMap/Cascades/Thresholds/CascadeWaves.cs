namespace HeatMap.Cascades;

/// <summary>The waves of a cascade without their numbers.</summary>
internal static class CascadeWaves
{
    /// <summary>How many levels are liquidated: the generations, each found by looking ahead from the one before.</summary>
    public static int Levels(LadderSide side, PriceImpact impact, double startPrice, double quantity)
    {
        int levels = 0;
        while (side.CountReached(impact.After(startPrice, quantity + side.CumulativeQuantity[levels], side.Direction), levels) is var reached && reached > levels)
        {
            levels = reached;
        }

        return levels;
    }

    /// <summary>The same level by level, as the definition says: the reference of all other ways.</summary>
    public static int Sweep(LadderSide side, PriceImpact impact, double startPrice, double quantity)
    {
        int levels = 0;
        while (levels < side.Count
            && PriceImpact.IsAtOrBeyond(impact.After(startPrice, quantity + side.CumulativeQuantity[levels], side.Direction), side.Prices[levels], side.Direction))
        {
            levels++;
        }

        return levels;
    }
}
