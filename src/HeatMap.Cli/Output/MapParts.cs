namespace HeatMap.Cli.Output;

/// <summary>The numbers of a map or of a difference, part by part.</summary>
/// <param name="Grid">The price axis.</param>
/// <param name="HasCounts">Whether positions are counted; where not, the counts of bands and tails are not known.</param>
/// <param name="Band">The numbers of a band.</param>
/// <param name="Below">What is below the window.</param>
/// <param name="Above">What is above the window.</param>
/// <param name="Unplaced">What is in no band.</param>
/// <param name="Total">All of it.</param>
internal sealed record MapParts(BandGrid Grid, bool HasCounts, Func<int, SideTally> Band, SideTally Below, SideTally Above, UnplacedRows Unplaced, SideTally Total)
{
    public static MapParts Of(LiquidationMap map) => new(map.Grid, map.HasCounts, band => map[band], map.Below, map.Above, map.Unplaced, map.Total);

    public static MapParts Of(MapDifference difference, bool hasCounts) =>
        new(difference.Grid, hasCounts, band => difference[band], difference.Below, difference.Above, difference.Unplaced, difference.Total);
}
