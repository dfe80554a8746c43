using System.Buffers;

namespace HeatMap;

/// <summary>How good probabilities of yes-or-no events were: proper scores, what they are made of, and how well they tell events from the rest.</summary>
/// <remarks>
/// <para>Murphy (1973) splits the Brier score over distinct forecasts, exactly: <c>Brier = Reliability − Resolution + Uncertainty</c>. CORP (Dimitriadis, Gneiting, Jordan, 2021) splits it by an isotonic fit, without
/// bins, also where every forecast is distinct: <c>Brier = Miscalibration − Discrimination + Uncertainty</c>. Ranking measures do not change under a rising change of the forecasts, scores do.</para>
/// <para>Of no forecasts all but <see cref="Count"/> are NaN. <c>default</c> has zeros everywhere and says nothing.</para>
/// </remarks>
public readonly record struct BinaryScore
{
    /// <summary>The number of forecasts.</summary>
    public int Count { get; init; }

    /// <summary>The share of events that came true.</summary>
    public double BaseRate { get; init; }

    /// <summary>The mean squared difference of probability and outcome, from 0, the best, to 1.</summary>
    public double Brier { get; init; }

    /// <summary>The mean of minus the logarithm of the probability given to what happened, in nats, &gt;= 0 and best at 0; infinite when something held impossible happened and nothing was clipped.</summary>
    public double LogScore { get; init; }

    /// <summary>Murphy's reliability: the mean squared difference of forecast and frequency over distinct forecasts, &gt;= 0 and best at 0.</summary>
    public double Reliability { get; init; }

    /// <summary>Murphy's resolution: the mean squared difference of those frequencies and the base rate, &gt;= 0; more is better.</summary>
    public double Resolution { get; init; }

    /// <summary>The Brier score of always forecasting the base rate, from 0 to 1/4.</summary>
    public double Uncertainty { get; init; }

    /// <summary>What the best rising recalibration would take off the Brier score, &gt;= 0 and best at 0.</summary>
    public double Miscalibration { get; init; }

    /// <summary>What recalibrated forecasts take off <see cref="Uncertainty"/>, &gt;= 0; more is better.</summary>
    public double Discrimination { get; init; }

    /// <summary>The probability that an event had a higher forecast than a non-event, ties counting one half (area under the ROC curve); NaN unless there are both.</summary>
    public double Auc { get; init; }

    /// <summary>The mean precision at the events, from the highest forecast down, forecasts that tie taken together (steps, no interpolation); NaN without events. Compare with <see cref="BaseRate"/>.</summary>
    public double AveragePrecision { get; init; }

    /// <summary>One less the Brier score over that of the base rate; NaN when all outcomes are alike.</summary>
    public double BrierSkill => Uncertainty > 0 ? 1 - (Brier / Uncertainty) : double.NaN;

    /// <summary>Scores forecasts.</summary>
    /// <param name="probabilities">The forecast of each event, from 0 to 1.</param>
    /// <param name="outcomes">Whether each came true.</param>
    /// <param name="options">Null means the defaults: nothing is clipped.</param>
    /// <exception cref="ArgumentException">A probability is outside its domain, or the columns differ in length; the message names column and row.</exception>
    /// <remarks>O(n log n), one sort. Allocates nothing; scratch comes from the shared pool.</remarks>
    public static BinaryScore Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> outcomes, BinaryScoreOptions? options = null)
    {
        int n = probabilities.Length;
        ColumnGuard.SameLength(n, outcomes.Length, nameof(outcomes));
        ColumnGuard.Probability(probabilities);
        double epsilon = (options ?? BinaryScoreOptions.Default).LogEpsilon, brier = 0, log = 0;
        for (int i = 0; i < n; i++)
        {
            double p = probabilities[i], miss = outcomes[i] ? 1 - p : p;
            brier += miss * miss;
            double clipped = Math.Clamp(p, epsilon, 1 - epsilon);
            log -= Math.Log(outcomes[i] ? clipped : 1 - clipped);
        }

        var groups = new ForecastGroups(probabilities, outcomes);
        int[] ends = ArrayPool<int>.Shared.Rent(n);
        try
        {
            BinaryScore ranked = Ranked(groups, n);
            double uncertainty = ranked.BaseRate * (1 - ranked.BaseRate), pooled = 0, discrimination = 0;
            int blocks = PooledBlocks.Pool(groups.Events, groups.Counts, ends);
            for (int b = 0; b < blocks; b++)
            {
                double count = groups.Counts[b], rate = groups.Events[b] / count, off = rate - ranked.BaseRate;
                pooled += count * rate * (1 - rate);
                discrimination += count * off * off;
            }

            // Less than nothing is rounding.
            return ranked with
            {
                Brier = brier / n,
                LogScore = log / n,
                Uncertainty = uncertainty,
                Miscalibration = Math.Max(0, (brier - pooled) / n),
                Discrimination = discrimination / n,
            };
        }
        finally
        {
            ArrayPool<int>.Shared.Return(ends);
            groups.Return();
        }
    }

    private static BinaryScore Ranked(ForecastGroups groups, int n)
    {
        double events = 0;
        foreach (double part in groups.Events)
        {
            events += part;
        }

        double rate = events / n, others = n - events, reliability = 0, resolution = 0, pairs = 0, othersBelow = 0;
        for (int k = 0; k < groups.Count; k++)
        {
            double count = groups.Counts[k], hits = groups.Events[k], frequency = hits / count;
            double off = groups.Forecasts[k] - frequency, apart = frequency - rate;
            reliability += count * off * off;
            resolution += count * apart * apart;
            pairs += hits * (othersBelow + ((count - hits) / 2));
            othersBelow += count - hits;
        }

        double precision = 0, taken = 0, found = 0;
        for (int k = groups.Count - 1; k >= 0; k--)
        {
            taken += groups.Counts[k];
            found += groups.Events[k];
            precision += groups.Events[k] * found / taken;
        }

        return new()
        {
            Count = n,
            BaseRate = rate,
            Reliability = reliability / n,
            Resolution = resolution / n,
            Auc = pairs / (events * others),
            AveragePrecision = precision / events,
        };
    }
}
