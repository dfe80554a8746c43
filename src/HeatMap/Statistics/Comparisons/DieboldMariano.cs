using HeatMap.Internal;

namespace HeatMap;

/// <summary>Whether one forecast lost more than another by more than chance: the test of Diebold and Mariano, with the correction for small samples.</summary>
/// <remarks>
/// <para>The mean difference of losses over its standard error. Forecasts of several steps overlap, so the error counts the differences' covariances up to horizon − 1 lags, each in full (the rectangular kernel); where that
/// gives no positive variance, with falling weights <c>1 − k/horizon</c> (Bartlett). The factor of Harvey, Leybourne and Newbold (1997), <c>√((n + 1 − 2h + h(h − 1)/n)/n)</c>, and the t law with n − 1 degrees of
/// freedom take care of small n.</para>
/// <para>Exchanging the two turns every sign and nothing else. <c>default</c> has zeros everywhere and says nothing.</para>
/// </remarks>
public readonly record struct DieboldMariano
{
    /// <summary>The number of pairs of losses.</summary>
    public int Count { get; init; }

    /// <summary>The first's mean loss less the second's: above zero the second is better. In the unit of the losses.</summary>
    public double MeanDifference { get; init; }

    /// <summary>The statistic as Diebold and Mariano have it; infinite when all differences are the same but zero, NaN when all are zero.</summary>
    public double Statistic { get; init; }

    /// <summary>The statistic with the small-sample factor, which <see cref="PValue"/> is of.</summary>
    public double Corrected { get; init; }

    /// <summary>How likely equally good forecasts are to differ as much or more, in either direction; NaN when all differences are zero.</summary>
    public double PValue { get; init; }

    /// <summary>Whether the rectangular kernel gave no positive variance, so that Bartlett's weights stand in.</summary>
    public bool IsBartlett { get; init; }

    /// <summary>Compares losses.</summary>
    /// <param name="losses">What the first forecast lost each time, in time order; finite.</param>
    /// <param name="otherLosses">What the second lost at the same times.</param>
    /// <param name="horizon">How many steps ahead was forecast; &gt;= 1 and below the number of losses.</param>
    /// <exception cref="ArgumentException">A row is not finite, there are fewer than two, the columns differ in length, or the horizon is outside its domain.</exception>
    /// <remarks>O(n × horizon). Allocates nothing.</remarks>
    public static DieboldMariano Of(ReadOnlySpan<double> losses, ReadOnlySpan<double> otherLosses, int horizon = 1)
    {
        int n = losses.Length;
        ColumnGuard.SameLength(n, otherLosses.Length, nameof(otherLosses));
        ColumnGuard.Finite(losses);
        ColumnGuard.Finite(otherLosses);
        if (n < 2)
        {
            Throw.Argument(nameof(losses), $"losses must have at least 2 rows, had {n}");
        }

        if (horizon < 1 || horizon >= n)
        {
            Throw.OutOfRange(nameof(horizon), horizon, $"from 1 to {n - 1}");
        }

        double mean = 0;
        for (int i = 0; i < n; i++)
        {
            mean += losses[i] - otherLosses[i];
        }

        mean /= n;
        double full = 0, falling = 0;
        for (int lag = 0; lag < horizon; lag++)
        {
            double covariance = 0;
            for (int i = lag; i < n; i++)
            {
                covariance += (losses[i] - otherLosses[i] - mean) * (losses[i - lag] - otherLosses[i - lag] - mean);
            }

            covariance *= (lag == 0 ? 1.0 : 2.0) / n;
            full += covariance;
            falling += (1 - ((double)lag / horizon)) * covariance;
        }

        bool isBartlett = !(full > 0);
        double statistic = mean / Math.Sqrt(Math.Max(0, isBartlett ? falling : full) / n), h = horizon;
        double corrected = statistic * Math.Sqrt((n + 1 - (2 * h) + (h * (h - 1) / n)) / n);
        return new()
        {
            Count = n,
            MeanDifference = mean,
            Statistic = statistic,
            Corrected = corrected,
            PValue = TailLaw.StudentBeyond(corrected, n - 1),
            IsBartlett = isBartlett,
        };
    }
}
