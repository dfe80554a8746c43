using System.Buffers;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>How sure a ratio of sums is when what lies within a group, such as a day, is not independent: groups are drawn whole.</summary>
/// <remarks>
/// <para>A draw takes as many groups as there are, with repetition, in moving blocks of <see cref="BootstrapOptions.BlockLength"/> (Künsch, 1989), the last one cut short. A mean score over days is the ratio of the
/// sums of scores and counts. Intervals are quantiles of the draws.</para>
/// <para>Draw i is a pure function of seed and i, so the same seed gives the same bits whatever else runs. O(draws × groups). Allocates nothing; scratch comes from the shared pool.</para>
/// </remarks>
public static class BlockBootstrap
{
    private enum Form
    {
        Ratio = 1,
        Difference,
        Skill,
    }

    /// <summary>A ratio of sums: <c>Σ numerators / Σ denominators</c>.</summary>
    /// <param name="numerators">The sum of each group, in time order; finite.</param>
    /// <param name="denominators">The sum, count or weight that each is over; finite and &gt;= 0.</param>
    /// <param name="options">Null means the defaults.</param>
    /// <exception cref="ArgumentException">A row is outside its domain, the columns differ in length, or blocks are longer than there are groups.</exception>
    public static BootstrapInterval Ratio(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, BootstrapOptions? options = null)
    {
        Check(numerators.Length, numerators, nameof(numerators), denominators, nameof(denominators));
        return Run(Form.Ratio, numerators, denominators, [], [], options);
    }

    /// <summary>The difference of two ratios over the same groups, which are drawn together: the first less the second.</summary>
    /// <param name="numerators">The first's sum of each group, in time order; finite.</param>
    /// <param name="denominators">What each is over; finite and &gt;= 0.</param>
    /// <param name="otherNumerators">The second's sums of the same groups.</param>
    /// <param name="otherDenominators">What each of those is over.</param>
    /// <param name="options">Null means the defaults.</param>
    /// <exception cref="ArgumentException">A row is outside its domain, the columns differ in length, or blocks are longer than there are groups.</exception>
    public static BootstrapInterval Difference(
        ReadOnlySpan<double> numerators,
        ReadOnlySpan<double> denominators,
        ReadOnlySpan<double> otherNumerators,
        ReadOnlySpan<double> otherDenominators,
        BootstrapOptions? options = null)
    {
        Check(numerators.Length, numerators, nameof(numerators), denominators, nameof(denominators));
        Check(numerators.Length, otherNumerators, nameof(otherNumerators), otherDenominators, nameof(otherDenominators));
        return Run(Form.Difference, numerators, denominators, otherNumerators, otherDenominators, options);
    }

    /// <summary>The skill of losses against a baseline's over the same groups: <c>1 − Σ losses / Σ baseline losses</c>.</summary>
    /// <param name="losses">The loss of each group, in time order; finite.</param>
    /// <param name="baselineLosses">The baseline's loss of the same groups; finite and &gt;= 0.</param>
    /// <param name="options">Null means the defaults.</param>
    /// <exception cref="ArgumentException">A row is outside its domain, the columns differ in length, or blocks are longer than there are groups.</exception>
    public static BootstrapInterval Skill(ReadOnlySpan<double> losses, ReadOnlySpan<double> baselineLosses, BootstrapOptions? options = null)
    {
        Check(losses.Length, losses, nameof(losses), baselineLosses, nameof(baselineLosses));
        return Run(Form.Skill, losses, baselineLosses, [], [], options);
    }

    private static void Check(int groups, ReadOnlySpan<double> numerators, string numeratorName, ReadOnlySpan<double> denominators, string denominatorName)
    {
        ColumnGuard.SameLength(groups, numerators.Length, numeratorName);
        ColumnGuard.SameLength(groups, denominators.Length, denominatorName);
        ColumnGuard.Finite(numerators, numeratorName);
        ColumnGuard.NonNegative(denominators, denominatorName);
    }

    private static BootstrapInterval Run(
        Form form, ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, ReadOnlySpan<double> otherNumerators, ReadOnlySpan<double> otherDenominators, BootstrapOptions? options)
    {
        options ??= BootstrapOptions.Default;
        int groups = numerators.Length, length = options.BlockLength;
        if (length > Math.Max(1, groups))
        {
            Throw.OutOfRange(nameof(BootstrapOptions.BlockLength), length, $"at most the number of groups, {groups}");
        }

        double[] scratch = ArrayPool<double>.Shared.Rent(options.Draws);
        int kept = 0;
        var sums = new Sums(form);
        sums.Add(numerators, denominators, otherNumerators, otherDenominators);
        double estimate = sums.Value, above = 0, mean = 0, squares = 0;
        for (int draw = 0; draw < options.Draws && groups > 0; draw++)
        {
            var stream = new RandomStream(options.Seed, draw);
            sums = new Sums(form);
            long place = 0;
            for (int filled = 0; filled < groups; filled += length)
            {
                int start = stream.Below(place++, groups - length + 1), taken = Math.Min(length, groups - filled);
                bool isPaired = form == Form.Difference;
                sums.Add(
                    numerators.Slice(start, taken),
                    denominators.Slice(start, taken),
                    isPaired ? otherNumerators.Slice(start, taken) : [],
                    isPaired ? otherDenominators.Slice(start, taken) : []);
            }

            double value = sums.Value;
            if (double.IsFinite(value))
            {
                scratch[kept++] = value;
                double off = value - mean;
                mean += off / kept;
                squares += off * (value - mean);
                above += value > 0 ? 1 : value == 0 ? 0.5 : 0;
            }
        }

        Span<double> draws = scratch.AsSpan(0, kept);
        draws.Sort();
        double tail = (1 - options.Level) / 2;
        var interval = new BootstrapInterval
        {
            Estimate = estimate,
            Mean = kept == 0 ? double.NaN : mean,
            StandardError = kept == 0 ? double.NaN : Math.Sqrt(squares / Math.Max(1, kept - 1)),
            Low = Quantiles.OfSorted(draws, tail),
            High = Quantiles.OfSorted(draws, 1 - tail),
            Level = options.Level,
            ShareAboveZero = above / kept,
            Draws = kept,
        };
        ArrayPool<double>.Shared.Return(scratch);
        return interval;
    }

    /// <summary>The sums of one draw.</summary>
    private struct Sums(Form form)
    {
        private double _over, _under, _otherOver, _otherUnder;

        public readonly double Value => form switch
        {
            Form.Ratio => Over(_over, _under),
            Form.Skill => 1 - Over(_over, _under),
            _ => Over(_over, _under) - Over(_otherOver, _otherUnder),
        };

        public void Add(ReadOnlySpan<double> over, ReadOnlySpan<double> under, ReadOnlySpan<double> otherOver, ReadOnlySpan<double> otherUnder)
        {
            for (int i = 0; i < over.Length; i++)
            {
                _over += over[i];
                _under += under[i];
            }

            for (int i = 0; i < otherOver.Length; i++)
            {
                _otherOver += otherOver[i];
                _otherUnder += otherUnder[i];
            }
        }

        private static double Over(double over, double under) => under > 0 ? over / under : double.NaN;
    }
}
