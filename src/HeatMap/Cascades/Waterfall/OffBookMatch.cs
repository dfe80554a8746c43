using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>A bankrupt position closed at its bankruptcy price against those who gained, without the book: deleveraging during the event.</summary>
/// <remarks>
/// <para>Winners are those of the other side with a gain at the mark, called on in the order of <see cref="DeleveragingRule.Queue"/>, each with the whole quantity until the bankrupt one is matched. No volume
/// meets the book, so price does not move; a cascade with such matches is not monotone: a larger shock may end higher.</para>
/// <para>Quantities are the callers' own: all but the last are closed whole, and the last closes what was left. Immutable.</para>
/// </remarks>
public sealed class OffBookMatch
{
    private OffBookMatch(ImmutableArray<OffBookClose> closes, double price, double matched, double remainder) =>
        (Closes, Price, MatchedQuantity, Remainder) = (closes, price, matched, remainder);

    /// <summary>What was closed, in the order of the queue; only those of whom something was.</summary>
    public ImmutableArray<OffBookClose> Closes { get; }

    /// <summary>The price of all of them: the bankruptcy price, quote per base.</summary>
    public double Price { get; }

    /// <summary>How much of the bankrupt position found a winner, base.</summary>
    public double MatchedQuantity { get; }

    /// <summary>How much did not, base.</summary>
    public double Remainder { get; }

    /// <summary>Matches a bankrupt position.</summary>
    /// <param name="candidates">Who may be called on, winners or not; may be empty.</param>
    /// <param name="bankruptSide">The side of the bankrupt position.</param>
    /// <param name="quantity">Its quantity, base; finite and &gt;= 0.</param>
    /// <param name="bankruptcyPrice">At which it is closed, quote per base; finite and &gt;= 0.</param>
    /// <param name="markPrice">Where gains are measured and ranked, quote per base; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentException">An argument or a candidate is outside its domain; the message names the candidate.</exception>
    /// <remarks>O(n log n). Allocates the result and scratch of its size.</remarks>
    public static OffBookMatch Of(ReadOnlySpan<DeleveragingCandidate> candidates, Side bankruptSide, double quantity, double bankruptcyPrice, double markPrice)
    {
        Guard.Defined(bankruptSide);
        Guard.NonNegative(quantity);
        Guard.NonNegative(bankruptcyPrice);
        Guard.NonNegative(markPrice);
        DeleveragingQueue.Require(candidates);
        var gains = new double[candidates.Length];
        for (int i = 0; i < gains.Length; i++)
        {
            gains[i] = DeleveragingQueue.Endowment(candidates[i], bankruptSide, markPrice);
        }

        double left = quantity;
        ImmutableArray<OffBookClose>.Builder closes = ImmutableArray.CreateBuilder<OffBookClose>();
        foreach (int i in DeleveragingQueue.Rank(candidates, gains, markPrice))
        {
            if (left == 0)
            {
                break;
            }

            double closed = Math.Min(left, candidates[i].Quantity);
            closes.Add(new(candidates[i].Row, closed));
            left -= closed;
        }

        return new(closes.ToImmutable(), bankruptcyPrice, quantity - left, left);
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{MatchedQuantity} base closed at {Price} with {Closes.Length} accounts, {Remainder} left");
}
