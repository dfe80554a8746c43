using System.Globalization;

namespace HeatMap;

/// <summary>How much of the notional at a distance from the mark still stands in its band after a while.</summary>
/// <remarks>Immutable. <c>overlap(lag) = Σ min(N(t), N(t + lag)) / Σ N(t)</c> over bands of the class at t and over all t that have a later snapshot: a mean over t, weighted by notional.</remarks>
public sealed class HalfLifeCurve
{
    private const double LogHalf = -0.6931471805599453;

    private readonly double[] _overlap;

    internal HalfLifeCurve(double from, double to, double hoursPerLag, double meanNotional, double[] overlap)
    {
        (From, To, MeanNotional, _overlap) = (from, to, meanNotional, overlap);
        HalfLifeHours = Crossing(overlap) * hoursPerLag;
        FittedHalfLifeHours = Fit(overlap) * hoursPerLag;
    }

    /// <summary>The least distance of a band's middle from the mark, a fraction that belongs to the class.</summary>
    public double From { get; }

    /// <summary>The least distance beyond the class, a fraction; infinite for the last.</summary>
    public double To { get; }

    /// <summary>The mean notional of the class in a snapshot with a known mark, in quote; NaN where there is none.</summary>
    public double MeanNotional { get; }

    /// <summary>The overlap by lag, in snapshots; the first is lag 0 and 1. NaN where no notional could be followed that long.</summary>
    public ReadOnlySpan<double> Overlap => _overlap;

    /// <summary>When the overlap first falls to one half, in hours; <see langword="null"/> where it never does.</summary>
    /// <remarks>Linear in the logarithm of the overlap between the two lags around it; where the later one is zero, linear in the overlap itself.</remarks>
    public double? HalfLifeHours { get; }

    /// <summary>The half-life of the exponential through 1 at lag 0 that fits the logarithms of the curve best by least squares, in hours; <see langword="null"/> where the curve does not fall or there is none.</summary>
    /// <remarks>Lags where nothing overlaps have no logarithm and are left out, so a curve that falls to zero is judged by what it was before.</remarks>
    public double? FittedHalfLifeHours { get; }

    /// <summary>For example <c>1 % to 2 %: half-life 3.5 h, fitted 4.1 h</c>.</summary>
    public override string ToString()
    {
        string range = double.IsInfinity(To)
            ? string.Create(CultureInfo.InvariantCulture, $"from {From * 100:0.##} %")
            : string.Create(CultureInfo.InvariantCulture, $"{From * 100:0.##} % to {To * 100:0.##} %");
        return $"{range}: half-life {Text(HalfLifeHours)}, fitted {Text(FittedHalfLifeHours)}";
    }

    private static string Text(double? hours) => hours is { } h ? string.Create(CultureInfo.InvariantCulture, $"{h:0.##} h") : "none";

    private static double? Crossing(double[] overlap)
    {
        int last = 0;
        for (int lag = 1; lag < overlap.Length; lag++)
        {
            if (double.IsNaN(overlap[lag]))
            {
                continue;
            }

            if (overlap[lag] <= 0.5)
            {
                double above = overlap[last], below = overlap[lag];
                double part = below == 0 ? 1 - (0.5 / above) : (Math.Log(above) - LogHalf) / (Math.Log(above) - Math.Log(below));
                return last + (part * (lag - last));
            }

            last = lag;
        }

        return null;
    }

    private static double? Fit(double[] overlap)
    {
        FoldedSum squares = default, products = default;
        for (int lag = 1; lag < overlap.Length; lag++)
        {
            if (overlap[lag] > 0)
            {
                squares.Add((double)lag * lag);
                products.Add(lag * Math.Log(overlap[lag]));
            }
        }

        double slope = products.Value / squares.Value;
        return slope < 0 ? LogHalf / slope : null;
    }
}
