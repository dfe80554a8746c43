namespace HeatMap;

/// <summary>The bands of a map as drawn: neighbours added up where there are more of them than room, and sums from the mark outward.</summary>
internal sealed class LadderBars
{
    private LadderBars(int bars, int bandsPerBar)
    {
        BandsPerBar = bandsPerBar;
        Edges = new double[bars + 1];
        Long = new double[bars];
        Short = new double[bars];
        LongCount = new long[bars];
        ShortCount = new long[bars];
        LongFromMark = new double[bars];
        ShortFromMark = new double[bars];
    }

    public int Count => Long.Length;

    public int BandsPerBar { get; }

    public double[] Edges { get; }

    public double[] Long { get; }

    public double[] Short { get; }

    public long[] LongCount { get; }

    public long[] ShortCount { get; }

    /// <summary>The longs that a fall from the mark to the bar's lower edge would liquidate.</summary>
    public double[] LongFromMark { get; }

    /// <summary>The shorts that a rise from the mark to the bar's upper edge would liquidate.</summary>
    public double[] ShortFromMark { get; }

    /// <summary>The longs between the window and a mark above it.</summary>
    public double LongBefore { get; private set; }

    /// <summary>The shorts between the window and a mark below it.</summary>
    public double ShortBefore { get; private set; }

    /// <summary>The greatest bar of either side.</summary>
    public double Greatest { get; private set; }

    /// <summary>The greater end of the two curves.</summary>
    public double GreatestFromMark { get; private set; }

    public static LadderBars Of(LiquidationMap map, int mostBars)
    {
        int bands = map.Grid.Count, each = (bands + mostBars - 1) / mostBars, bars = (bands + each - 1) / each;
        var result = new LadderBars(bars, each) { LongBefore = map.Above.Long, ShortBefore = map.Below.Short };
        MapView view = map.View;
        ReadOnlySpan<double> edges = map.Grid.Edges;
        for (int bar = 0; bar < bars; bar++)
        {
            int first = bar * each, length = Math.Min(each, bands - first);
            result.Edges[bar] = edges[first];
            result.Long[bar] = Sum(view.LongUnits.Slice(first, length)) * map.Quantum;
            result.Short[bar] = Sum(view.ShortUnits.Slice(first, length)) * map.Quantum;
            if (map.HasCounts)
            {
                result.LongCount[bar] = (long)Sum(view.LongCounts.Slice(first, length));
                result.ShortCount[bar] = (long)Sum(view.ShortCounts.Slice(first, length));
            }

            result.Greatest = Math.Max(result.Greatest, Math.Max(result.Long[bar], result.Short[bar]));
        }

        result.Edges[bars] = edges[bands];
        result.AddUp();
        return result;
    }

    private static double Sum(ReadOnlySpan<long> cells)
    {
        Int128 sum = 0;
        foreach (long n in cells)
        {
            sum += n;
        }

        return (double)sum;
    }

    private void AddUp()
    {
        double sum = LongBefore;
        for (int bar = Count - 1; bar >= 0; bar--)
        {
            LongFromMark[bar] = sum += Long[bar];
        }

        GreatestFromMark = sum;
        sum = ShortBefore;
        for (int bar = 0; bar < Count; bar++)
        {
            ShortFromMark[bar] = sum += Short[bar];
        }

        GreatestFromMark = Math.Max(GreatestFromMark, sum);
    }
}
