using System.Buffers;
using System.Globalization;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <summary>How concentrated notional is over the bands of one grid, empty ones included.</summary>
/// <remarks>
/// <para>Shares are each band's notional over the sum of all. Most of these measures depend on the grid: compare maps on the same one, or by <see cref="EffectiveWidth"/>, which does not. All are unchanged when
/// all notional is multiplied. Of nothing, all but <see cref="Bands"/> and <see cref="Notional"/> are NaN.</para>
/// <para><c>default</c> is a reading of no bands.</para>
/// </remarks>
public readonly record struct Concentration
{
    /// <summary>The number of bands.</summary>
    public int Bands { get; init; }

    /// <summary>The sum over all bands.</summary>
    public double Notional { get; init; }

    /// <summary>Herfindahl-Hirschman index: the sum of squared shares, from 1/bands to 1.</summary>
    public double Hhi { get; init; }

    /// <summary>The index stretched to reach from 0 to 1; of a single band 1.</summary>
    public double HhiNormalized => Bands == 1 ? Hhi : (Hhi - (1.0 / Bands)) / (1 - (1.0 / Bands));

    /// <summary>The number of equally full bands that would have the same index: 1 / HHI.</summary>
    public double EffectiveBands => 1 / Hhi;

    /// <summary>The width of an equally full stretch of prices of the same concentration, quote per base: one over the integral of the squared density. NaN where widths are not known.</summary>
    public double EffectiveWidth { get; init; }

    /// <summary>Gini coefficient, from 0, all bands alike, to 1 − 1/bands.</summary>
    public double Gini { get; init; }

    /// <summary>The coefficient stretched to reach up to 1; of a single band 0.</summary>
    public double GiniUnbiased => Bands == 1 ? 0 * Gini : Gini * Bands / (Bands - 1);

    /// <summary>Shannon entropy in nats, from 0 to ln(bands).</summary>
    public double EntropyNats { get; init; }

    /// <summary>The entropy over its greatest possible value; of a single band 0.</summary>
    public double EntropyNormalized => Bands == 1 ? EntropyNats : EntropyNats / Math.Log(Bands);

    /// <summary>The number of equally full bands that would have the same entropy.</summary>
    public double EffectiveBandsByEntropy => Math.Exp(EntropyNats);

    /// <summary>Theil index in nats: ln(bands) less the entropy.</summary>
    public double TheilNats { get; init; }

    /// <summary>The share of the fullest band (CR1).</summary>
    public double TopShare1 { get; init; }

    /// <summary>The share of the three fullest bands (CR3).</summary>
    public double TopShare3 { get; init; }

    /// <summary>The share of the five fullest bands (CR5).</summary>
    public double TopShare5 { get; init; }

    /// <summary>The share of the ten fullest bands (CR10).</summary>
    public double TopShare10 { get; init; }

    /// <summary>Reads the concentration of a histogram.</summary>
    /// <param name="notional">A number for each band; finite and &gt;= 0.</param>
    /// <param name="widths">The width of each band, quote per base, finite and &gt; 0; empty where they are not known.</param>
    /// <exception cref="ArgumentException">A row is outside its domain, the sum is not finite, or the columns differ in length.</exception>
    /// <remarks>Allocates nothing; scratch comes from the shared pool. O(n): the Gini coefficient takes a sort, which goes by digits.</remarks>
    public static Concentration Of(ReadOnlySpan<double> notional, ReadOnlySpan<double> widths = default)
    {
        if (!widths.IsEmpty && widths.Length != notional.Length)
        {
            Throw.Argument(nameof(widths), $"widths must have a row for each of {notional.Length} bands, had {widths.Length}");
        }

        double[] scratch = ArrayPool<double>.Shared.Rent(notional.Length);
        try
        {
            int filled = 0;
            double mass = 0, squaresByWidth = 0;
            for (int i = 0; i < notional.Length; i++)
            {
                if (!(notional[i] >= 0 && notional[i] < double.PositiveInfinity))
                {
                    Throw.Row(nameof(notional), i, notional[i], "finite and >= 0");
                }

                if (!widths.IsEmpty && !Guard.IsPositive(widths[i]))
                {
                    Throw.Row(nameof(widths), i, widths[i], "finite and > 0");
                }

                mass += notional[i];
            }

            if (double.IsInfinity(mass))
            {
                Throw.Argument(nameof(notional), "the sum of notional must be finite; divide by the greatest first");
            }

            for (int i = 0; i < notional.Length; i++)
            {
                // A share that is too small for a number is none, and has no logarithm.
                double share = notional[i] / mass;
                if (share > 0)
                {
                    scratch[filled++] = share;
                    squaresByWidth += widths.IsEmpty ? double.NaN : share * share / widths[i];
                }
            }

            return OfShares(scratch.AsSpan(0, filled), notional.Length, mass, 1 / squaresByWidth);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(scratch);
        }
    }

    /// <summary>For example <c>24.1 of 440 bands hold it effectively, 1,480 wide; the fullest 11.2 %, ten 54 %; HHI 0.041, Gini 0.93</c>.</summary>
    public override string ToString() => Notional > 0
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{EffectiveBands:0.#} of {Bands} bands hold it effectively, {CompactNumber.Price(EffectiveWidth)} wide; the fullest {CompactNumber.Fraction(TopShare1)}, ten {CompactNumber.Fraction(TopShare10)}; HHI {Hhi:0.###}, Gini {Gini:0.##}")
        : string.Create(CultureInfo.InvariantCulture, $"nothing in {Bands} bands");

    /// <summary>Reads shares of filled bands, which are sorted on the way.</summary>
    /// <param name="shares">Of the bands that hold anything; they add up to one.</param>
    /// <param name="bands">How many there are with the empty ones.</param>
    /// <param name="notional">What they are shares of.</param>
    /// <param name="effectiveWidth">Quote per base.</param>
    internal static Concentration OfShares(Span<double> shares, int bands, double notional, double effectiveWidth)
    {
        if (shares.IsEmpty)
        {
            const double None = double.NaN;
            return new()
            {
                Bands = bands,
                Hhi = None,
                EffectiveWidth = None,
                Gini = None,
                EntropyNats = None,
                TheilNats = None,
                TopShare1 = None,
                TopShare3 = None,
                TopShare5 = None,
                TopShare10 = None,
            };
        }

        RadixSort.Sort(shares);
        double logBands = Math.Log(bands), hhi = 0, entropy = 0, theil = 0, ranked = 0, sum = 0;
        int empty = bands - shares.Length;
        for (int i = 0; i < shares.Length; i++)
        {
            double share = shares[i], log = Math.Log(share);
            hhi += share * share;
            entropy -= share * log;
            theil += share * (log + logBands);
            ranked += ((2.0 * (empty + i + 1)) - bands - 1) * share;
            sum += share;
        }

        return new()
        {
            Bands = bands,
            Notional = notional,
            Hhi = hhi,
            EffectiveWidth = effectiveWidth,
            Gini = Math.Max(0, ranked / (bands * sum)),
            EntropyNats = Math.Max(0, entropy),
            TheilNats = Math.Max(0, theil),
            TopShare1 = Top(shares, 1),
            TopShare3 = Top(shares, 3),
            TopShare5 = Top(shares, 5),
            TopShare10 = Top(shares, 10),
        };
    }

    private static double Top(ReadOnlySpan<double> sorted, int most)
    {
        double sum = 0;
        foreach (double share in sorted[Math.Max(0, sorted.Length - most)..])
        {
            sum += share;
        }

        return Math.Min(1, sum);
    }
}
