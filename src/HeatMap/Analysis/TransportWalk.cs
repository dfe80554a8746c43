using System.Diagnostics;

namespace HeatMap;

/// <summary>The cheapest way to make one mass another on a line, where moving costs the distance and making or destroying costs a penalty.</summary>
/// <remarks>
/// <para>By duality it is the greatest <c>Σ f(i) e(i)</c> over potentials with <c>|f| ≤ penalty</c> and <c>|f(i+1) − f(i)| ≤ x(i+1) − x(i)</c>, e being the excess of one mass over the other. The best value as a
/// function of the last potential is concave and made of lines; two heaps hold where its slope changes, right and left of its top. Going on by dx pushes both away from the top by dx, which one number remembers
/// for all; an excess tilts the function and carries the top over bends. What lies beyond the penalty is a wall. Left bends are kept with their sign turned, so both heaps are alike.</para>
/// <para>O(n log n): a call leaves at most one bend more than there were. Turning all signs mirrors every step, so the cost is the same to the bit.</para>
/// </remarks>
internal ref struct TransportWalk(double penalty, Span<Bend> right, Span<Bend> left)
{
    private readonly double _penalty = penalty;
    private BendHeap _right = new(right), _left = new(left);
    private double _pushed;
    private FoldedSum _cost;

    public readonly double Cost => _cost.Value;

    /// <summary>Goes up to the next place.</summary>
    public void Advance(double distance) => _pushed += distance;

    /// <summary>Says by how much one mass exceeds the other here.</summary>
    public void Add(double excess)
    {
        if (excess > 0)
        {
            Tilt(ref _right, ref _left, excess);
        }
        else if (excess < 0)
        {
            Tilt(ref _left, ref _right, -excess);
        }
    }

    private void Tilt(ref BendHeap from, ref BendHeap to, double amount)
    {
        while (amount > 0)
        {
            double key = from.Count > 0 ? from.Top.Key + _pushed : double.PositiveInfinity, taken = amount;
            if (key >= _penalty)
            {
                // All others lie farther still, beyond the wall.
                from.Clear();
                key = _penalty;
            }
            else
            {
                taken = Math.Min(amount, from.Top.Weight);
                from.Take(taken);
            }

            _cost.Add(taken * key);
            to.Push(new(-key - _pushed, taken));
            amount -= taken;
        }
    }
}

/// <summary>A place where a slope changes, and by how much.</summary>
internal readonly record struct Bend(double Key, double Weight);

/// <summary>Bends with the least key on top, in memory that somebody lends.</summary>
internal ref struct BendHeap(Span<Bend> memory)
{
    private readonly Span<Bend> _bends = memory;

    public int Count { get; private set; }

    public readonly Bend Top => _bends[0];

    public void Clear() => Count = 0;

    /// <summary>Takes some of the top's weight, which goes when nothing is left.</summary>
    public void Take(double weight)
    {
        Bend top = _bends[0];
        if (weight < top.Weight)
        {
            _bends[0] = top with { Weight = top.Weight - weight };
            return;
        }

        Bend last = _bends[--Count];
        int hole = 0;
        for (int child; (child = (2 * hole) + 1) < Count; hole = child)
        {
            child += child + 1 < Count && _bends[child + 1].Key < _bends[child].Key ? 1 : 0;
            if (_bends[child].Key >= last.Key)
            {
                break;
            }

            _bends[hole] = _bends[child];
        }

        _bends[hole] = last;
    }

    public void Push(Bend bend)
    {
        Debug.Assert(Count < _bends.Length, "there is never a bend more than places that were added");
        int hole = Count++;
        for (int parent; hole > 0 && _bends[parent = (hole - 1) / 2].Key > bend.Key; hole = parent)
        {
            _bends[hole] = _bends[parent];
        }

        _bends[hole] = bend;
    }
}
