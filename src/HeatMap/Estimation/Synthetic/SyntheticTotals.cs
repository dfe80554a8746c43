namespace HeatMap.Estimation;

/// <summary>What happened in a synthetic market while it was published, in base.</summary>
/// <param name="Traded">Volume.</param>
/// <param name="Liquidated">What price met and liquidated, of both sides.</param>
/// <param name="Stopped">What left at its stop shortly before, of both sides.</param>
/// <param name="Printed">What of the liquidated was printed.</param>
/// <param name="Published">What of the printed the feed shows.</param>
/// <param name="MeanOpenInterest">Open interest, the mean over bars.</param>
public readonly record struct SyntheticTotals(double Traded, double Liquidated, double Stopped, double Printed, double Published, double MeanOpenInterest)
{
    /// <summary>How much of all that price swept was printed; NaN where nothing was swept.</summary>
    public double PrintScale => Printed / (Liquidated + Stopped);
}
