using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Who gained, how much, and in which order venues call on them.</summary>
internal static class DeleveragingQueue
{
    /// <summary>Refuses candidates outside their domain.</summary>
    public static void Require(ReadOnlySpan<DeleveragingCandidate> candidates)
    {
        for (int i = 0; i < candidates.Length; i++)
        {
            DeleveragingCandidate c = candidates[i];
            if (c.Side is not (Side.Long or Side.Short))
            {
                Throw.Argument(nameof(candidates), $"candidate {i}, row {c.Row}: Side must be Long or Short, was {c.Side}");
            }

            Require(c.Quantity >= 0 && c.Quantity < double.PositiveInfinity, nameof(c.Quantity), i, c.Quantity, "finite and >= 0");
            Require(Guard.IsPositive(c.EntryPrice), nameof(c.EntryPrice), i, c.EntryPrice, "finite and > 0");
            Require(c.Margin >= 0 && c.Margin < double.PositiveInfinity, nameof(c.Margin), i, c.Margin, "finite and >= 0");
            Require(c.Cap is >= 0 and <= 1, nameof(c.Cap), i, c.Cap, "from 0 to 1");
        }
    }

    /// <summary>The gain at a price; zero for the side of the bankrupt.</summary>
    public static double Endowment(in DeleveragingCandidate candidate, Side bankruptSide, double price) =>
        candidate.Side == bankruptSide ? 0 : Math.Max(0, (int)candidate.Side * candidate.Quantity * (price - candidate.EntryPrice));

    /// <summary>The places of those who gained, the first to be called on first: by (gain / entry value) · (value / equity), ties by row and then by place.</summary>
    public static int[] Rank(ReadOnlySpan<DeleveragingCandidate> candidates, ReadOnlySpan<double> endowments, double price)
    {
        var scores = new double[candidates.Length];
        var rows = new int[candidates.Length];
        var places = new List<int>();
        for (int i = 0; i < candidates.Length; i++)
        {
            DeleveragingCandidate c = candidates[i];
            rows[i] = c.Row;
            if (endowments[i] > 0)
            {
                scores[i] = endowments[i] / (c.Quantity * c.EntryPrice) * (c.Quantity * price / (c.Margin + endowments[i]));
                places.Add(i);
            }
        }

        int[] order = [.. places];
        Array.Sort(order, (a, b) => scores[b].CompareTo(scores[a]) is not 0 and var byScore ? byScore : rows[a].CompareTo(rows[b]) is not 0 and var byRow ? byRow : a.CompareTo(b));
        return order;
    }

    private static void Require(bool holds, string column, int row, double value, string allowed)
    {
        if (!holds)
        {
            Throw.Row(column, row, value, allowed);
        }
    }
}
