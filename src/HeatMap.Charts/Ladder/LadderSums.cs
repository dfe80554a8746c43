namespace HeatMap.Charts.Ladder;

/// <summary>Sums from the mark outward: one step a bar. Longs and shorts of a bar that holds the mark belong below and above it, as where they usually lie.</summary>
internal static class LadderSums
{
    /// <summary>The curve of one side in one direction, from the mark on: a price and the sum up to it; empty where nothing lies there.</summary>
    public static List<(double Price, double Sum)> Of(BandBars bars, double mark, Side side, bool above)
    {
        var points = new List<(double, double)>();
        double sum = 0;
        for (int k = 0; k < bars.Count; k++)
        {
            int i = above ? k : bars.Count - 1 - k;
            bool belongs = bars.Lower[i] >= mark || bars.Upper[i] <= mark ? (bars.Lower[i] >= mark) == above : (side == Side.Short) == above;
            double notional = side == Side.Long ? bars.LongOf(i) : bars.ShortOf(i);
            if (!belongs || notional == 0)
            {
                continue;
            }

            double near = above ? Math.Max(bars.Lower[i], mark) : Math.Min(bars.Upper[i], mark);
            points.Add((near, sum));
            sum += notional;
            points.Add((above ? bars.Upper[i] : bars.Lower[i], sum));
        }

        return points;
    }
}
