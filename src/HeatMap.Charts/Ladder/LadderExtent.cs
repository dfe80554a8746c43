namespace HeatMap.Charts.Ladder;

/// <summary>The prices that a chart of a map shows: all that hold something, the mark where it lies in the window, and a little air.</summary>
internal static class LadderExtent
{
    public static (double Low, double High) Of(LiquidationMap map, BandBars bars, bool isLogarithmic)
    {
        BandGrid grid = map.Grid;
        bool hasMark = map.MarkPrice >= grid.Lower && map.MarkPrice < grid.Upper;
        double low = bars.Count > 0 ? bars.Lower[0] : grid.Lower, high = bars.Count > 0 ? bars.Upper[^1] : grid.Upper;
        (low, high) = hasMark ? (Math.Min(low, map.MarkPrice), Math.Max(high, map.MarkPrice)) : (low, high);
        double air = isLogarithmic ? Math.Pow(high / low, 0.03) : 0.03 * (high - low);
        return isLogarithmic
            ? (Math.Max(grid.Lower, low / air), Math.Min(grid.Upper, high * air))
            : (Math.Max(grid.Lower, low - air), Math.Min(grid.Upper, high + air));
    }
}
