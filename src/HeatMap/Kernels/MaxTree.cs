namespace HeatMap.Kernels;

/// <summary>Where values first reach a bound, from some place on: maxima of blocks, of blocks of blocks, and so on.</summary>
internal sealed class MaxTree
{
    private const int Block = 16;

    /// <summary>The values, then the maxima of their blocks, up to a single one.</summary>
    private readonly double[][] _levels;

    /// <param name="values">No NaN. Taken over.</param>
    public MaxTree(double[] values)
    {
        var levels = new List<double[]> { values };
        while (levels[^1] is { Length: > 1 } below)
        {
            var maxima = new double[(below.Length + Block - 1) / Block];
            Array.Fill(maxima, double.NegativeInfinity);
            for (int i = 0; i < below.Length; i++)
            {
                maxima[i / Block] = Math.Max(maxima[i / Block], below[i]);
            }

            levels.Add(maxima);
        }

        _levels = [.. levels];
    }

    /// <summary>The first place from one on whose value is at least a bound; the number of values where there is none.</summary>
    public int FirstAtLeast(double bound, int from)
    {
        double[] values = _levels[0];
        int place = from, level = 0;
        while (true)
        {
            // Along a level to the end of the block; up where all of it is too small, down where something is large enough.
            double[] row = _levels[level];
            int end = Math.Min(row.Length, ((place / Block) + 1) * Block);
            while (place < end && row[place] < bound)
            {
                place++;
            }

            if (place < end)
            {
                if (level == 0)
                {
                    return place;
                }

                place *= Block;
                level--;
            }
            else if (place >= row.Length)
            {
                return values.Length;
            }
            else
            {
                place /= Block;
                level++;
            }
        }
    }
}
