using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Weights that are never negative and maximise a Poisson likelihood whose mean is a weighted sum of columns, by expectation and maximisation.</summary>
internal sealed class PoissonMixture
{
    /// <summary>The least relative gain of a round that is still a gain.</summary>
    private const double Settled = 1e-12;

    private PoissonMixture(double[] weights, double logLikelihood, int rounds) => (Weights, LogLikelihood, Rounds) = (weights, logLikelihood, rounds);

    public double[] Weights { get; }

    public double LogLikelihood { get; }

    public int Rounds { get; }

    /// <summary>Fits a table, row by row. A row with a target but no column that could explain it counts for nothing, as no weight changes it.</summary>
    public static PoissonMixture Fit(ReadOnlySpan<double> table, int width, ReadOnlySpan<double> target, int maxRounds)
    {
        double[] sums = new double[width], weights = new double[width], next = new double[width];
        double total = 0;
        for (int row = 0; row < target.Length; row++)
        {
            for (int i = 0; i < width; i++)
            {
                sums[i] += table[(row * width) + i];
            }

            total += target[row];
        }

        if (!(total > 0))
        {
            Throw.Argument(nameof(target), "something must have been liquidated in the training rows");
        }

        for (int i = 0; i < width; i++)
        {
            // Every column starts with an equal part of the whole; one that is nothing stays without weight.
            weights[i] = sums[i] > 0 ? total / width / sums[i] : 0;
        }

        double likelihood = double.NegativeInfinity;
        for (int round = 1; ; round++)
        {
            Array.Clear(next);
            double now = 0;
            for (int row = 0; row < target.Length; row++)
            {
                ReadOnlySpan<double> parts = table.Slice(row * width, width);
                double mean = 0;
                for (int i = 0; i < width; i++)
                {
                    mean += weights[i] * parts[i];
                }

                now -= mean;
                if (target[row] > 0 && mean > 0)
                {
                    now += target[row] * Math.Log(mean);
                    double ratio = target[row] / mean;
                    for (int i = 0; i < width; i++)
                    {
                        next[i] += parts[i] * ratio;
                    }
                }
            }

            if (round == maxRounds || now - likelihood <= Settled * Math.Abs(now))
            {
                return new(weights, now, round);
            }

            likelihood = now;
            for (int i = 0; i < width; i++)
            {
                weights[i] *= sums[i] > 0 ? next[i] / sums[i] : 0;
            }
        }
    }
}
