namespace HeatMap.Estimation;

/// <content>Closing where some close sooner than others.</content>
internal sealed partial class StandingStock
{
    /// <summary>In profit, in loss, in deep loss.</summary>
    private const int Regions = 3;

    /// <summary>Closes a quantity by hazards, no cell more than it holds.</summary>
    /// <param name="quantity">At most <see cref="Total"/>.</param>
    /// <param name="price">The place of the price: entries behind it are in profit.</param>
    /// <param name="deep">How many places a loss is deep.</param>
    /// <param name="hazards">Of each class in profit, in loss and in deep loss; one after the other.</param>
    /// <remarks>
    /// Water-filling has as many unknowns as there are hazards, not cells: all cells of a class and region shrink by one factor. O(classes × places), because every cell shrinks by its own.
    /// </remarks>
    public void Close(double quantity, int price, int deep, ReadOnlySpan<double> hazards)
    {
        if (!(quantity > 0))
        {
            return;
        }

        if (quantity >= Total)
        {
            Empty();
            return;
        }

        Span<double> mass = stackalloc double[(DistanceMix.MaxCount + 1) * Regions], assumed = stackalloc double[mass.Length];
        mass = mass[..(Classes * Regions)];
        for (int i = 0; i < mass.Length; i++)
        {
            (int first, int end) = Region(i, price, deep);
            (mass[i], assumed[i]) = end > first ? (Sum(_cells.AsSpan(first, end - first)), Sum(_assumed.AsSpan(first, end - first))) : (0, 0);
        }

        Array.Clear(_standing);
        Array.Clear(_assumedStanding);

        double rate = Rate(quantity / _scale, mass, hazards);
        for (int i = 0; i < mass.Length; i++)
        {
            (int first, int end) = Region(i, price, deep);
            if (end > first)
            {
                int c = i / Regions;
                double kept = 1 - Math.Min(rate * hazards[i], 1);
                System.Numerics.Tensors.TensorPrimitives.Multiply(_cells.AsSpan(first, end - first), kept, _cells.AsSpan(first, end - first));
                System.Numerics.Tensors.TensorPrimitives.Multiply(_assumed.AsSpan(first, end - first), kept, _assumed.AsSpan(first, end - first));
                _standing[c] += mass[i] * kept;
                _assumedStanding[c] += assumed[i] * kept;
            }
        }

        SumClasses();
    }

    /// <summary>The rate at which hazards close a quantity, where no group closes more than it holds.</summary>
    private static double Rate(double quantity, ReadOnlySpan<double> mass, ReadOnlySpan<double> hazards)
    {
        double rate = 0, most = double.PositiveInfinity;

        // Each round finds the groups that the rate of the round before empties; there are never more rounds than hazards.
        for (int round = 0; round <= mass.Length; round++)
        {
            double emptied = 0, weighted = 0, next = 0;
            for (int i = 0; i < mass.Length; i++)
            {
                if (hazards[i] >= most)
                {
                    emptied += mass[i];
                }
                else
                {
                    weighted += hazards[i] * mass[i];
                    next = mass[i] > 0 ? Math.Max(next, hazards[i]) : next;
                }
            }

            rate = weighted > 0 ? Math.Max(quantity - emptied, 0) / weighted : double.MaxValue;
            if (!(rate * next > 1))
            {
                return rate;
            }

            most = next;
        }

        return rate;
    }

    /// <summary>The cells of a class in a region: entries from behind the price (profit), before it (loss), and far before it (deep loss).</summary>
    private (int First, int End) Region(int index, int price, int deep)
    {
        int c = index / Regions, start = c * _length, behind = _behind[c];
        int first = Math.Min(_first[c], _length), end = _last[c] + 1;
        int lossEnd = Math.Clamp(price + behind, first, Math.Max(end, first)), deepEnd = Math.Clamp(price - deep + behind, first, Math.Max(end, first));
        return (index % Regions) switch
        {
            0 => (start + lossEnd, start + end),
            1 => (start + deepEnd, start + lossEnd),
            _ => (start + first, start + deepEnd),
        };
    }
}
