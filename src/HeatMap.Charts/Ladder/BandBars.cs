namespace HeatMap.Charts.Ladder;

/// <summary>What maps on one grid hold, band by band or several bands to a bar; only bars that hold something.</summary>
/// <remarks>The sums over all bars are the maps' own: pooled in whole units, turned into notional last.</remarks>
internal sealed class BandBars
{
    private BandBars(int count, int layers, int bandsPerBar, bool hasCounts)
    {
        BandsPerBar = bandsPerBar;
        First = new int[count];
        Last = new int[count];
        Lower = new double[count];
        Upper = new double[count];
        Long = Columns(layers, count);
        Short = Columns(layers, count);
        LongCounts = hasCounts ? new long[count] : null;
        ShortCounts = hasCounts ? new long[count] : null;
    }

    public int BandsPerBar { get; }

    public int Count => Lower.Length;

    /// <summary>First band of each bar.</summary>
    public int[] First { get; }

    /// <summary>Last band of each bar.</summary>
    public int[] Last { get; }

    public double[] Lower { get; }

    public double[] Upper { get; }

    /// <summary>Notional by layer, then bar.</summary>
    public double[][] Long { get; }

    /// <inheritdoc cref="Long"/>
    public double[][] Short { get; }

    /// <summary>Positions of all layers by bar; null where a map does not count.</summary>
    public long[]? LongCounts { get; }

    /// <inheritdoc cref="LongCounts"/>
    public long[]? ShortCounts { get; }

    /// <summary>Bars of a map in layers: one band each unless more than <paramref name="most"/> hold something.</summary>
    public static BandBars Of(ReadOnlySpan<LiquidationMap> layers, int most)
    {
        BandGrid grid = layers[0].Grid;
        bool counts = true;
        foreach (LiquidationMap layer in layers)
        {
            counts &= layer.HasCounts;
        }

        int pool = 1;
        int[] starts = Starts(layers, pool);
        while (starts.Length > most)
        {
            // Occupied bars shrink more slowly than bands, so the factor is found by trying.
            pool = checked(pool * Math.Max(2, starts.Length / most));
            starts = Starts(layers, pool);
        }

        var bars = new BandBars(starts.Length, layers.Length, pool, counts);
        for (int i = 0; i < starts.Length; i++)
        {
            int first = starts[i], last = Math.Min(first + pool, grid.Count) - 1;
            (bars.First[i], bars.Last[i]) = (first, last);
            (bars.Lower[i], bars.Upper[i]) = (grid.LowerEdge(first), grid.UpperEdge(last));
            for (int l = 0; l < layers.Length; l++)
            {
                bars.Add(layers[l].View, l, i);
            }
        }

        return bars;
    }

    public double LongOf(int bar) => Sum(Long, bar);

    public double ShortOf(int bar) => Sum(Short, bar);

    private void Add(MapView view, int layer, int bar)
    {
        Int128 longs = 0, shorts = 0;
        for (int band = First[bar]; band <= Last[bar]; band++)
        {
            longs += view.LongUnits[band];
            shorts += view.ShortUnits[band];
            if (LongCounts is not null)
            {
                LongCounts[bar] += view.LongCounts[band];
                ShortCounts![bar] += view.ShortCounts[band];
            }
        }

        Long[layer][bar] = (double)longs * view.Quantum;
        Short[layer][bar] = (double)shorts * view.Quantum;
    }

    private static int[] Starts(ReadOnlySpan<LiquidationMap> layers, int pool)
    {
        int bands = layers[0].Grid.Count;
        bool[] holds = new bool[((bands - 1) / pool) + 1];
        foreach (LiquidationMap layer in layers)
        {
            MapView view = layer.View;
            ReadOnlySpan<long> longs = view.LongUnits, shorts = view.ShortUnits;
            for (int band = 0; band < bands; band++)
            {
                holds[band / pool] |= (longs[band] | shorts[band]) != 0;
            }

            if (layer.HasCounts)
            {
                for (int band = 0; band < bands; band++)
                {
                    holds[band / pool] |= (view.LongCounts[band] | view.ShortCounts[band]) != 0;
                }
            }
        }

        var starts = new List<int>();
        for (int bar = 0; bar < holds.Length; bar++)
        {
            if (holds[bar])
            {
                starts.Add(bar * pool);
            }
        }

        return [.. starts];
    }

    private static double[][] Columns(int layers, int count)
    {
        double[][] columns = new double[layers][];
        for (int l = 0; l < layers; l++)
        {
            columns[l] = new double[count];
        }

        return columns;
    }

    private static double Sum(double[][] columns, int bar)
    {
        double sum = 0;
        foreach (double[] column in columns)
        {
            sum += column[bar];
        }

        return sum;
    }
}
