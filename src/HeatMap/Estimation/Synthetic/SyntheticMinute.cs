namespace HeatMap.Estimation;

/// <summary>What one minute of a synthetic market shows, before anything is published: prices as logarithms over the start price, quantities in base.</summary>
internal readonly record struct SyntheticMinute(double Open, double High, double Low, double Close, double Volume, double TakerBuys, double OpenInterest)
{
    /// <summary>What was liquidated, of longs and of shorts.</summary>
    public double ForcedLongs { get; init; }

    /// <summary>The same of shorts.</summary>
    public double ForcedShorts { get; init; }

    /// <summary>What left at its stop, of both sides.</summary>
    public double Stopped { get; init; }
}
