using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HeatMap.Cascades;

/// <summary>Positions of one side that are cut down continuously, once their level is touched: how much of them is due at a mark.</summary>
/// <remarks>
/// Positions of one exponent form a group whose remaining quantity is one power of the mark: <c>remaining = R · (mark / last level)^e</c>, R being carried from level to level, without sums that could overflow.
/// So a question costs a power a group, whatever the number of positions.
/// </remarks>
internal sealed class ContinuousSupply(Direction direction)
{
    private readonly List<Group> _groups = [];
    private readonly Dictionary<double, int> _groupOf = [];
    private readonly List<Entry> _entries = [];

    /// <summary>Whether supply grows less and less with the move of the mark: all but longs that keep half of their value or more.</summary>
    public bool IsConcave { get; private set; } = true;

    public bool IsActive => _entries.Count > 0;

    /// <summary>What all of it would be.</summary>
    public double Total { get; private set; }

    /// <summary>What has been due so far.</summary>
    public double Due { get; private set; }

    /// <summary>Takes on a position whose level the mark has reached; levels come in the order in which the mark meets them.</summary>
    public void Add(SupplyRule rule, double price, double quantity, int row, double bankruptcyPrice)
    {
        Side side = direction == Direction.Down ? Side.Long : Side.Short;
        double exponent = (1 - ((int)side * rule.TargetRate)) / (rule.TargetRate - rule.FeeRate);
        IsConcave &= exponent >= 1 || direction == Direction.Up;
        if (!_groupOf.TryGetValue(exponent, out int index))
        {
            _groupOf.Add(exponent, index = _groups.Count);
            _groups.Add(new(exponent, price, 0, 0));
        }

        Group group = _groups[index];
        _groups[index] = group with { Last = price, Remaining = (group.Remaining * Math.Pow(Ratio(price, group.Last), exponent)) + quantity, Quantity = group.Quantity + quantity };
        _entries.Add(new(rule, price, quantity, row, bankruptcyPrice, 0));
        Total += quantity;
    }

    /// <summary>What is due when the mark has been as far as this, which is beyond all levels taken on.</summary>
    public double Supply(double mark)
    {
        double supply = 0;
        foreach (Group group in CollectionsMarshal.AsSpan(_groups))
        {
            supply += group.Quantity - (group.Remaining * Math.Pow(Ratio(mark, group.Last), group.Exponent));
        }

        return supply;
    }

    /// <summary>Hands out, position by position, what has become due.</summary>
    public void HandOut(double mark, Action<Entry, double> take)
    {
        Side side = direction == Direction.Down ? Side.Long : Side.Short;
        foreach (ref Entry entry in CollectionsMarshal.AsSpan(_entries))
        {
            double due = entry.Quantity - ContinuousDeleveraging.RemainingQuantity(side, entry.Quantity, entry.Price, mark, entry.Rule.TargetRate, entry.Rule.FeeRate);
            if (due > entry.Due)
            {
                take(entry, due - entry.Due);
                entry = entry with { Due = due };
            }
        }

        Due = Supply(mark);
        Debug.Assert(Due <= Total * (1 + 1e-9), "no more is due than there is");
    }

    private double Ratio(double farther, double nearer) => direction == Direction.Down ? farther / nearer : nearer / farther;

    /// <summary>A position, and what of it has been due.</summary>
    internal readonly record struct Entry(SupplyRule Rule, double Price, double Quantity, int Row, double BankruptcyPrice, double Due);

    private readonly record struct Group(double Exponent, double Last, double Remaining, double Quantity);
}
