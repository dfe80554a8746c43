using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>How the effect of a trade on price fades: the share of it that is left after a time. It is also how a book fills up again.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed class ImpactDecay
{
    private readonly double _scaleSeconds;
    private readonly double _exponent;

    private ImpactDecay(double scaleSeconds, double exponent)
    {
        _scaleSeconds = scaleSeconds;
        _exponent = exponent;
    }

    /// <summary>Nothing fades.</summary>
    public static ImpactDecay None { get; } = new(double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>Whether the whole past can be kept as one number: an exponential, or nothing that fades.</summary>
    internal bool IsMemoryless => double.IsPositiveInfinity(_exponent);

    /// <summary>Exponential (Obizhaeva and Wang): <c>exp(−age / meanLife)</c>.</summary>
    /// <param name="meanLife">After which 1/e is left; &gt; 0. One over the rate of resilience.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="meanLife"/> is outside its domain.</exception>
    public static ImpactDecay Exponential(TimeSpan meanLife) => new(Seconds(meanLife, nameof(meanLife)), double.PositiveInfinity);

    /// <summary>Power law, as propagators are fitted: <c>(1 + age / scale)^(−exponent)</c>.</summary>
    /// <param name="scale">&gt; 0.</param>
    /// <param name="exponent">Finite and &gt; 0; below one half for the long memory of order flow.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static ImpactDecay PowerLaw(TimeSpan scale, double exponent) => new(Seconds(scale, nameof(scale)), Guard.Positive(exponent));

    /// <summary>The share of an effect that is left.</summary>
    /// <param name="age">&gt;= 0.</param>
    /// <returns>From 1, for no age, toward 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="age"/> is negative.</exception>
    public double Weight(TimeSpan age)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.Zero);
        double x = age.TotalSeconds / _scaleSeconds;
        return IsMemoryless ? Math.Exp(-x) : Math.Pow(1 + x, -_exponent);
    }

    /// <summary>How far past trades still displace price under linear impact: <c>slope × Σ quantity × weight(age)</c>.</summary>
    /// <param name="slope">Price per base unit at the moment of a trade; finite and &gt;= 0.</param>
    /// <param name="timesUnixMs">When each trade was, in Unix milliseconds, in any order; trades after <paramref name="atUnixMs"/> do not count yet.</param>
    /// <param name="signedQuantities">Base bought (positive) or sold (negative); finite, as many as times.</param>
    /// <param name="atUnixMs">When to look.</param>
    /// <returns>Quote per base: positive where price stands higher. Zero without trades.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain, or the columns differ in length.</exception>
    /// <remarks>O(trades). Allocates nothing.</remarks>
    public double Displacement(double slope, ReadOnlySpan<long> timesUnixMs, ReadOnlySpan<double> signedQuantities, long atUnixMs)
    {
        Guard.NonNegative(slope);
        if (signedQuantities.Length != timesUnixMs.Length)
        {
            Throw.Argument(nameof(signedQuantities), $"signedQuantities must have as many rows as timesUnixMs ({timesUnixMs.Length}), had {signedQuantities.Length}");
        }

        double sum = 0;
        for (int i = 0; i < timesUnixMs.Length; i++)
        {
            if (!double.IsFinite(signedQuantities[i]))
            {
                Throw.Row(nameof(signedQuantities), i, signedQuantities[i], "finite");
            }

            if (timesUnixMs[i] <= atUnixMs)
            {
                sum += signedQuantities[i] * Weight(TimeSpan.FromMilliseconds(atUnixMs - timesUnixMs[i]));
            }
        }

        return slope * sum;
    }

    /// <summary>The law in a line.</summary>
    public override string ToString() => double.IsInfinity(_scaleSeconds) ? "no decay" : IsMemoryless
        ? string.Create(CultureInfo.InvariantCulture, $"exponential decay, mean life {_scaleSeconds} s")
        : string.Create(CultureInfo.InvariantCulture, $"power-law decay, scale {_scaleSeconds} s, exponent {_exponent}");

    private static double Seconds(TimeSpan time, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, name);
        return time.TotalSeconds;
    }
}
