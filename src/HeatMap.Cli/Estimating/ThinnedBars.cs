using HeatMap.Estimation;

namespace HeatMap.Cli.Estimating;

/// <summary>Scales up what a feed leaves out that shows at most one liquidation a second: the seconds with a print tell how many there were.</summary>
internal static class ThinnedBars
{
    /// <summary>Corrects bars.</summary>
    /// <param name="printed">The prints and the bars that they were summed up in.</param>
    /// <param name="censored">Is marked where nearly every second had a print, so that nobody can tell.</param>
    /// <returns>The bars, and by how much all of them together were scaled up.</returns>
    public static (MarketBars Bars, double Undercount) Corrected(PrintedBars printed, bool[] censored)
    {
        MarketBars bars = printed.Bars;
        var corrected = new MarketBar[bars.Count];
        int next = 0, seconds = (int)bars.Interval.TotalSeconds;
        long length = (long)bars.Interval.TotalMilliseconds;
        double seen = 0, scaled = 0;
        for (int i = 0; i < corrected.Length; i++)
        {
            MarketBar bar = bars[i];
            int busy = 0;
            long last = -1;
            for (; next < printed.Prints.Length && printed.Prints[next].TimeUnixMs < bar.OpenTimeUnixMs + length; next++)
            {
                long second = printed.Prints[next].TimeUnixMs / 1000;
                busy += printed.Prints[next].TimeUnixMs >= bar.OpenTimeUnixMs && second != last ? 1 : 0;
                last = second;
            }

            ThinnedRate rate = FeedThinning.Independent.Infer(Math.Min(busy, Math.Max(seconds, 1)), Math.Max(seconds, 1));
            censored[i] = rate.IsCensored;
            corrected[i] = bar with { LongLiquidations = bar.LongLiquidations * rate.Multiplier, ShortLiquidations = bar.ShortLiquidations * rate.Multiplier };
            double sum = bar.LongLiquidations + bar.ShortLiquidations;
            (seen, scaled) = double.IsNaN(sum) ? (seen, scaled) : (seen + sum, scaled + (sum * rate.Multiplier));
        }

        return (MarketBars.From(corrected, bars.Interval, bars.Scopes), seen > 0 ? scaled / seen : 1);
    }
}
