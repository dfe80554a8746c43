using System.Globalization;

namespace HeatMap;

/// <summary>How far two distributions over the same bands lie apart, band by band: how much is elsewhere, not how far.</summary>
/// <remarks>
/// <para>All are taken on shares (each side divided by its own sum), so scaling either changes nothing. None but <see cref="Kolmogorov"/> knows the order of the bands.</para>
/// <para>Two distributions without mass are alike: zeros, which is also <c>default</c>. Where only one has mass all are NaN.</para>
/// <para>Source: Endres and Schindelin (2003) for the root of Jensen-Shannon as a metric; see <c>docs/method/map-distances.md</c>.</para>
/// </remarks>
public readonly record struct ShareDistance
{
    private const double RootOfTwo = 1.4142135623730951, NatsPerBit = 0.6931471805599453;

    internal ShareDistance(double jensenShannonNats, double totalVariation, double hellinger, double kolmogorov)
    {
        // Rounding must not lead beyond what the definitions allow.
        JensenShannonNats = Math.Min(jensenShannonNats, NatsPerBit);
        TotalVariation = Math.Min(totalVariation, 1);
        Hellinger = Math.Min(hellinger, 1);
        Kolmogorov = Math.Min(kolmogorov, 1);
    }

    /// <summary>The Jensen-Shannon divergence in nats: <c>½ Σ (p ln(2p/(p+q)) + q ln(2q/(p+q)))</c>. From 0 to ln 2. No metric; its root is.</summary>
    public double JensenShannonNats { get; }

    /// <summary>The same in bits, from 0 to 1.</summary>
    public double JensenShannonBits => JensenShannonNats / NatsPerBit;

    /// <summary>The Jensen-Shannon distance, a metric: the square root of the divergence in nats. From 0 to √ln 2.</summary>
    public double JensenShannonDistance => Math.Sqrt(JensenShannonNats);

    /// <summary>The Jensen-Shannon distance with bits under the root, from 0 to 1.</summary>
    public double JensenShannonDistanceBits => Math.Sqrt(JensenShannonBits);

    /// <summary>The share that lies in other bands: <c>½ Σ |p − q|</c>. From 0 to 1; a metric.</summary>
    public double TotalVariation { get; }

    /// <summary>The Hellinger distance: <c>√(½ Σ (√p − √q)²)</c>. From 0 to 1; a metric.</summary>
    public double Hellinger { get; }

    /// <summary>The greatest difference of the two cumulative shares. From 0 to 1; a metric.</summary>
    public double Kolmogorov { get; }

    internal static ShareDistance None { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>For example <c>JS 0.1064 nats, TV 0.4, Hellinger 0.3318, Kolmogorov 0.4</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"JS {JensenShannonNats:G4} nats, TV {TotalVariation:G4}, Hellinger {Hellinger:G4}, Kolmogorov {Kolmogorov:G4}");

    /// <summary>What one band adds to the divergence, in nats.</summary>
    /// <remarks>
    /// With <c>m = (p + q)/2</c> and <c>d = (p − q)/(p + q)</c> it is <c>m/2 · h(d)</c>, <c>h(d) = (1 + d) ln(1 + d) + (1 − d) ln(1 − d) = Σ d^2k / (k (2k − 1))</c>. The textbook form takes
    /// nearly equal numbers from each other where p and q are near; the logarithm of 1 + d keeps most digits, its series all.
    /// </remarks>
    internal static double Nats(double p, double q)
    {
        double sum = p + q;
        return sum > 0 ? 0.25 * sum * Excess((p - q) / sum) : 0;
    }

    internal static double HellingerOf(double sumOfSquares) => Math.Sqrt(sumOfSquares) / RootOfTwo;

    private static double Excess(double d)
    {
        double square = d * d;
        return square < 0.01
            ? square * (1 + (square * ((1.0 / 6) + (square * ((1.0 / 15) + (square * ((1.0 / 28) + (square * ((1.0 / 45) + (square * ((1.0 / 66) + (square * ((1.0 / 91) + (square / 120))))))))))))))
            : Entropy(d) + Entropy(-d);
    }

    /// <summary><c>(1 + d) ln(1 + d)</c>, zero at −1.</summary>
    private static double Entropy(double d)
    {
        double sum = 1 + d;
        return sum <= 0 ? 0 : sum * LogOfOnePlus(d);
    }

    /// <summary>The logarithm of 1 + d with what the sum lost put right (Kahan).</summary>
    private static double LogOfOnePlus(double d)
    {
        double sum = 1 + d;
        return sum == 1 ? d : Math.Log(sum) * (d / (sum - 1));
    }
}
