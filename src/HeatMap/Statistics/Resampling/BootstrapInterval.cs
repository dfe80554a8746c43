namespace HeatMap;

/// <summary>How sure a number is, from drawing its groups again and again.</summary>
/// <remarks>Without an answer, for example of no groups, numbers are NaN. <c>default</c> has zeros everywhere and says nothing.</remarks>
public readonly record struct BootstrapInterval
{
    /// <summary>The number itself, of the groups as they are; NaN where a denominator is zero.</summary>
    public double Estimate { get; init; }

    /// <summary>The mean over draws.</summary>
    public double Mean { get; init; }

    /// <summary>The standard deviation over draws: the standard error of the estimate. Of one draw 0.</summary>
    public double StandardError { get; init; }

    /// <summary>The lower end of the interval: a quantile of the draws.</summary>
    public double Low { get; init; }

    /// <summary>The upper end.</summary>
    public double High { get; init; }

    /// <summary>The share of draws that the interval holds.</summary>
    public double Level { get; init; }

    /// <summary>The share of draws above zero, draws of exactly zero counting one half.</summary>
    public double ShareAboveZero { get; init; }

    /// <summary>The number of draws that gave a number; the others had a denominator of zero and are left out.</summary>
    public int Draws { get; init; }
}
