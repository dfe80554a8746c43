namespace HeatMap.Cascades;

/// <summary>What each simulated episode came to, by path.</summary>
internal sealed class EpisodeColumns(int paths, bool hasWaterfall)
{
    public double[] Fall { get; } = new double[paths];

    public double[] Rise { get; } = new double[paths];

    public double[] FallOvershoot { get; } = new double[paths];

    public double[] RiseOvershoot { get; } = new double[paths];

    public double[] EndMove { get; } = new double[paths];

    public double[] LongQuantity { get; } = new double[paths];

    public double[] ShortQuantity { get; } = new double[paths];

    public bool[] IsUnsettled { get; } = new bool[paths];

    public double[]? BadDebt { get; } = hasWaterfall ? new double[paths] : null;

    public double[]? Uncovered { get; } = hasWaterfall ? new double[paths] : null;

    public double[]? FundEnd { get; } = hasWaterfall ? new double[paths] : null;

    /// <summary>Writes what became of a path.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="episode">What happened.</param>
    /// <param name="lowest">The lowest price from outside, the mark included.</param>
    /// <param name="highest">The highest price from outside, the mark included.</param>
    public void Tell(int path, CascadeEpisode episode, double lowest, double highest)
    {
        double mark = episode.MarkPrice;
        Fall[path] = (mark - episode.LowestPrice) / mark;
        Rise[path] = (episode.HighestPrice - mark) / mark;
        FallOvershoot[path] = (lowest - episode.LowestPrice) / mark;
        RiseOvershoot[path] = (episode.HighestPrice - highest) / mark;
        EndMove[path] = (episode.FinalPrice - mark) / mark;
        LongQuantity[path] = episode.Down.LiquidatedQuantity;
        ShortQuantity[path] = episode.Up.LiquidatedQuantity;
        IsUnsettled[path] = !episode.IsSettled;
        if (episode.Waterfall is { } waterfall)
        {
            (BadDebt![path], Uncovered![path], FundEnd![path]) = (waterfall.BadDebt, waterfall.Uncovered, waterfall.FundEnd);
        }
    }
}
