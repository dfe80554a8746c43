using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <content>Several maps of one market, none of which is sure.</content>
public static partial class CascadeSimulation
{
    /// <summary>Simulates each member of an ensemble and says how far they agree.</summary>
    /// <param name="members">One for each map; at least one.</param>
    /// <param name="simulate">Simulates one member, for example <c>m => CascadeSimulation.Walk(m, model, options)</c>: with the same options, and so the same paths, for all, so that only maps make a difference.</param>
    /// <param name="coverage">The share of members between low and high; from 0 to 1.</param>
    /// <param name="statistics">What to ask each result; none may be NaN.</param>
    /// <returns>One interval for each statistic.</returns>
    /// <exception cref="ArgumentException">There is no member, <paramref name="coverage"/> is outside its domain, or a statistic is NaN.</exception>
    /// <remarks>Members are simulated one after another and not kept. Between two members quantiles are interpolated.</remarks>
    public static EnsembleInterval[] Across(
        IReadOnlyList<CascadeSides> members, Func<CascadeSides, SimulatedCascades> simulate, double coverage, params ReadOnlySpan<Func<SimulatedCascades, double>> statistics)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(simulate);
        if (!(coverage is >= 0 and <= 1))
        {
            Throw.OutOfRange(nameof(coverage), coverage, "from 0 to 1");
        }

        if (members.Count == 0)
        {
            Throw.Argument(nameof(members), "members must not be empty");
        }

        var values = new double[statistics.Length][];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = new double[members.Count];
        }

        for (int member = 0; member < members.Count; member++)
        {
            SimulatedCascades result = simulate(members[member]);
            for (int i = 0; i < values.Length; i++)
            {
                double value = statistics[i](result);
                if (double.IsNaN(value))
                {
                    Throw.Argument(nameof(statistics), $"statistic {i} must be a number, was NaN for member {member}");
                }

                values[i][member] = value;
            }
        }

        var intervals = new EnsembleInterval[values.Length];
        for (int i = 0; i < intervals.Length; i++)
        {
            Array.Sort(values[i]);
            intervals[i] = new(Quantile(values[i], (1 - coverage) / 2), Quantile(values[i], 0.5), Quantile(values[i], (1 + coverage) / 2), members.Count);
        }

        return intervals;
    }

    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int low = (int)place;
        return low + 1 < sorted.Length && place > low ? sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low])) : sorted[low];
    }
}
