using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>A feed that publishes only the latest liquidation of each symbol and second: how much it leaves out.</summary>
/// <remarks>
/// With λ liquidations a second on average, a second has a print with probability <c>f = 1 − e^(−λ)</c>; where they come in clusters, as a negative binomial law of size k,
/// <c>f = 1 − (1 + λ/k)^(−k)</c>. The latest in a second is as good as a random one with respect to size, so volume is to be multiplied by <c>λ/f</c>. Source: docs/method/calibration.md.
/// </remarks>
public sealed record FeedThinning
{
    /// <summary>Independent liquidations, no clusters.</summary>
    public static FeedThinning Independent { get; } = new();

    /// <summary>The size k of the negative binomial law; the smaller, the more they cluster. &gt; 0; infinity, the default, for independent ones.</summary>
    public double Clustering { get; init => field = value > 0 ? value : Refuse(nameof(Clustering), value, "> 0, infinity for independent liquidations"); } = double.PositiveInfinity;

    /// <summary>The share of seconds with a print from which a window counts as censored; above 0 and below 1, 0.95 by default.</summary>
    public double CensoredFrom { get; init => field = value is > 0 and < 1 ? value : Refuse(nameof(CensoredFrom), value, "a fraction > 0 and < 1"); } = 0.95;

    /// <summary>The share of seconds with a print that a rate leads to.</summary>
    /// <param name="ratePerSecond">True liquidations a second; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ratePerSecond"/> is outside its domain.</exception>
    public double ObservedFraction(double ratePerSecond)
    {
        Guard.NonNegative(ratePerSecond);
        return double.IsPositiveInfinity(Clustering) ? Less(-ratePerSecond) : Less(-Clustering * Log1(ratePerSecond / Clustering));
    }

    /// <summary>By what published volume is to be multiplied at a rate: 1 where nothing is left out.</summary>
    /// <param name="ratePerSecond">True liquidations a second; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ratePerSecond"/> is outside its domain.</exception>
    public double Multiplier(double ratePerSecond)
    {
        double fraction = ObservedFraction(ratePerSecond);
        return fraction > 0 ? Math.Max(ratePerSecond / fraction, 1) : 1;
    }

    /// <summary>What the seconds of a window say.</summary>
    /// <param name="secondsWithPrint">How many had a print; from 0 to <paramref name="seconds"/>.</param>
    /// <param name="seconds">How many there were; &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public ThinnedRate Infer(int secondsWithPrint, int seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seconds);
        ArgumentOutOfRangeException.ThrowIfNegative(secondsWithPrint);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(secondsWithPrint, seconds);
        return Infer((double)secondsWithPrint / seconds);
    }

    /// <summary>What the share of seconds with a print says.</summary>
    /// <param name="observedFraction">From 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="observedFraction"/> is outside its domain.</exception>
    public ThinnedRate Infer(double observedFraction)
    {
        if (!(observedFraction is >= 0 and <= 1))
        {
            Throw.OutOfRange(nameof(observedFraction), observedFraction, "from 0 to 1");
        }

        bool isCensored = observedFraction >= CensoredFrom;
        double fraction = Math.Min(observedFraction, CensoredFrom), quiet = -Log1(-fraction);
        double rate = double.IsPositiveInfinity(Clustering) ? quiet : -Clustering * Less(quiet / Clustering);
        return new(rate, fraction > 0 ? Math.Max(rate / fraction, 1) : 1, isCensored);
    }

    /// <summary>1 − e^x without the loss of digits near zero.</summary>
    private static double Less(double x)
    {
        if (Math.Abs(x) > 1e-5)
        {
            return 1 - Math.Exp(x);
        }

        return -x * (1 + (x / 2 * (1 + (x / 3))));
    }

    /// <summary>ln(1 + x) without the loss of digits near zero.</summary>
    private static double Log1(double x) => Math.Abs(x) > 1e-4 ? Math.Log(1 + x) : x * (1 - (x * (0.5 - (x * ((1.0 / 3) - (x / 4))))));

    private static double Refuse(string name, double value, string allowed)
    {
        Throw.OutOfRange(name, value, allowed);
        return value;
    }
}
