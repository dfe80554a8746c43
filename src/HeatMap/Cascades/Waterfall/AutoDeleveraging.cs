using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>How a loss that neither margins nor fund cover is taken from those who gained, after the event: price is not moved.</summary>
/// <remarks>
/// <para>A candidate's endowment is its gain at the final price, zero for losers and for the side of the bankrupt. What is taken adds up, with <see cref="Unfunded"/>, to <see cref="Amount"/>, and
/// nobody gives more than their endowment: both to the unit of <see cref="Waterfall"/>, 2^-40. Rounding of a share is made good by the largest.</para>
/// <list type="bullet">
/// <item><see cref="DeleveragingRule.ProRata"/>: <c>taken = endowment · amount / Σ endowment</c>. Splitting a position changes nothing.</item>
/// <item><see cref="DeleveragingRule.CappedProRata"/>: <c>taken = endowment · min(η, cap)</c> with η such that the takings add up, found by one sort over caps and no iteration. The rule that resists
/// splitting, keeps scale and is monotone (Chitra 2026).</item>
/// <item><see cref="DeleveragingRule.Queue"/>: whole endowments by <c>(gain / entry value) · (value / equity)</c>, the highest first, equity being margin and gain; ties by row.</item>
/// </list>
/// <para>Linear contracts. Immutable.</para>
/// </remarks>
public sealed class AutoDeleveraging
{
    private AutoDeleveraging(ImmutableArray<DeleveragingShare> shares, Int128 endowment, Int128 amount, Int128 taken, double haircut)
    {
        (Shares, HaircutRate) = (shares, haircut);
        (TotalEndowment, Amount, Taken, Unfunded) = (QuoteUnits.ToQuote(endowment), QuoteUnits.ToQuote(amount), QuoteUnits.ToQuote(taken), QuoteUnits.ToQuote(amount - taken));
    }

    /// <summary>One share per candidate, in the order of the candidates.</summary>
    public ImmutableArray<DeleveragingShare> Shares { get; }

    /// <summary>All gains that could be called on.</summary>
    public double TotalEndowment { get; }

    /// <summary>The loss that was to be shared.</summary>
    public double Amount { get; }

    /// <summary>What was taken of the gains.</summary>
    public double Taken { get; }

    /// <summary>What of the loss the gains, or their caps, did not suffice for.</summary>
    public double Unfunded { get; }

    /// <summary>The fraction η that is taken of every gain, up to its cap; from 0 to 1. Where all caps are reached, the highest of them. NaN for a queue, which has no common fraction.</summary>
    public double HaircutRate { get; }

    /// <summary>Shares a loss.</summary>
    /// <param name="candidates">Who may be called on, winners or not; may be empty.</param>
    /// <param name="bankruptSide">The side whose losses are uncovered; only the other side gives.</param>
    /// <param name="finalPrice">Where gains are measured, quote per base; finite and &gt;= 0.</param>
    /// <param name="amount">The uncovered loss, quote; &gt;= 0 and &lt; 2^55. <see cref="Waterfall.Uncovered"/>, for example.</param>
    /// <param name="rule">How it is shared.</param>
    /// <exception cref="ArgumentException">An argument or a candidate is outside its domain, or a gain is 2^55 or more; the message names the candidate.</exception>
    /// <remarks>O(n), or O(n log n) where the rule ranks. Allocates the result and scratch of its size.</remarks>
    public static AutoDeleveraging Of(ReadOnlySpan<DeleveragingCandidate> candidates, Side bankruptSide, double finalPrice, double amount, DeleveragingRule rule)
    {
        QuoteUnits.Amount(amount, nameof(amount));
        return Share(candidates, bankruptSide, finalPrice, QuoteUnits.Of(amount), rule);
    }

    /// <summary>For example <c>taken 35 of 420, unfunded 0</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"taken {Taken} of {TotalEndowment}, unfunded {Unfunded}");

    /// <summary>Shares a loss of whole units, which a double may not hold.</summary>
    internal static AutoDeleveraging Share(ReadOnlySpan<DeleveragingCandidate> candidates, Side bankruptSide, double finalPrice, Int128 wanted, DeleveragingRule rule)
    {
        Guard.Defined(bankruptSide);
        Guard.NonNegative(finalPrice);
        Guard.Defined(rule);
        DeleveragingQueue.Require(candidates);
        var gains = new double[candidates.Length];
        var endowments = new Int128[candidates.Length];
        Int128 total = 0;
        for (int i = 0; i < candidates.Length; i++)
        {
            double gain = gains[i] = DeleveragingQueue.Endowment(candidates[i], bankruptSide, finalPrice);
            if (!(gain < QuoteUnits.Limit))
            {
                Throw.Row("gain", i, gain, "< 2^55");
            }

            total += endowments[i] = QuoteUnits.Of(gain);
        }

        var taken = new Int128[candidates.Length];
        (Int128 sum, double haircut) = rule switch
        {
            DeleveragingRule.Queue => (TakeInTurn(candidates, gains, endowments, finalPrice, wanted, taken), double.NaN),
            DeleveragingRule.CappedProRata => TakeTogether(endowments, Limits(candidates, endowments), candidates, wanted, taken),
            _ => TakeTogether(endowments, endowments, [], wanted, taken),
        };
        var shares = new DeleveragingShare[candidates.Length];
        for (int i = 0; i < shares.Length; i++)
        {
            shares[i] = new(candidates[i].Row, QuoteUnits.ToQuote(endowments[i]), QuoteUnits.ToQuote(taken[i]));
        }

        return new([.. shares], total, wanted, sum, haircut);
    }

    private static Int128 TakeInTurn(ReadOnlySpan<DeleveragingCandidate> candidates, ReadOnlySpan<double> gains, ReadOnlySpan<Int128> endowments, double price, Int128 wanted, Span<Int128> taken)
    {
        Int128 left = wanted;
        foreach (int i in DeleveragingQueue.Rank(candidates, gains, price))
        {
            taken[i] = Int128.Min(left, endowments[i]);
            left -= taken[i];
        }

        return wanted - left;
    }

    private static Int128[] Limits(ReadOnlySpan<DeleveragingCandidate> candidates, ReadOnlySpan<Int128> endowments)
    {
        var limits = new Int128[candidates.Length];
        for (int i = 0; i < limits.Length; i++)
        {
            // The product can round above the endowment only where units are coarser than the double.
            limits[i] = Int128.Min(endowments[i], QuoteUnits.Of(candidates[i].Cap * QuoteUnits.ToQuote(endowments[i])));
        }

        return limits;
    }

    /// <summary>Water filling: the level at which what is under water adds up. Without candidates nobody has a cap.</summary>
    private static (Int128 Taken, double Haircut) TakeTogether(
        ReadOnlySpan<Int128> endowments, ReadOnlySpan<Int128> limits, ReadOnlySpan<DeleveragingCandidate> candidates, Int128 wanted, Span<Int128> taken)
    {
        (Int128 most, Int128 dry) = (0, 0);
        for (int i = 0; i < limits.Length; i++)
        {
            most += limits[i];
            dry += endowments[i];
        }

        Int128 budget = Int128.Min(wanted, most), left = budget;
        double haircut = 0;
        if (candidates.IsEmpty)
        {
            haircut = dry > 0 ? (double)left / (double)dry : 0;
        }
        else
        {
            // From the lowest cap up: who lies under the level is full, and the others share what is left.
            var caps = new double[candidates.Length];
            var order = new int[candidates.Length];
            for (int i = 0; i < order.Length; i++)
            {
                (caps[i], order[i]) = (candidates[i].Cap, i);
            }

            Array.Sort(caps, order);
            for (int k = 0; k < order.Length && dry > 0; k++)
            {
                int i = order[k];
                double level = (double)left / (double)dry;
                if (level <= caps[k])
                {
                    haircut = level;
                    break;
                }

                haircut = endowments[i] > 0 ? caps[k] : haircut;
                left -= limits[i];
                dry -= endowments[i];
            }
        }

        Int128 sum = 0;
        int largest = 0;
        for (int i = 0; i < taken.Length; i++)
        {
            sum += taken[i] = Int128.Min(limits[i], (Int128)Math.Round(haircut * (double)endowments[i]));
            largest = limits[i] > limits[largest] ? i : largest;
        }

        for (int k = 0; k < taken.Length && sum != budget; k++)
        {
            int i = (largest + k) % taken.Length;
            Int128 room = Int128.Clamp(budget - sum, -taken[i], limits[i] - taken[i]);
            taken[i] += room;
            sum += room;
        }

        Debug.Assert(sum == budget, "the limits hold the budget");
        return (budget, haircut);
    }
}
