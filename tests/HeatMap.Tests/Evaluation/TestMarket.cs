using HeatMap.Estimation;
using HeatMap.Evaluation;

namespace HeatMap.Tests.Evaluation;

/// <summary>Hourly bars of a random walk, with liquidations from a <see cref="TestBook"/>.</summary>
internal static class TestMarket
{
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>A Thursday.</summary>
    public const long Start = 1_704_326_400_000;

    public static MarketBar[] Bars(int days, long seed = 1)
    {
        var book = new TestBook(seed);
        var stream = new RandomStream(seed, 1);
        var bars = new MarketBar[24 * days];
        double price = 100;
        for (int i = 0; i < bars.Length; i++)
        {
            double open = price, high = price, low = price, sigma = 0.002 * Math.Exp(0.5 * Math.Sin(i / 60.0));
            for (int j = 0; j < 6; j++)
            {
                price *= Math.Exp(sigma * stream.Normal((6L * i) + j));
                (low, high) = (Math.Min(low, price), Math.Max(high, price));
            }

            long time = Start + (i * 3_600_000L);
            var path = new IntervalPath(time, open, low, high, price);
            var noise = new RandomStream(seed, 2);
            bars[i] = new MarketBar(time, open, high, low, price)
            {
                OpenInterest = 1000,
                Volume = 50 + (50 * noise.Uniform(3L * i)),
                LongLiquidations = 20_000 * book.Taken(Side.Long, path) * Math.Exp(0.5 * noise.Normal((3L * i) + 1)),
                ShortLiquidations = 20_000 * book.Taken(Side.Short, path) * Math.Exp(0.5 * noise.Normal((3L * i) + 2)),
            };
            book.Add(bars[i]);
        }

        return bars;
    }

    /// <summary>Where the liquidations of those bars were: each swept band's part at its middle.</summary>
    public static LiquidationPrint[] Prints(ReadOnlySpan<MarketBar> bars, long seed = 1)
    {
        var book = new TestBook(seed);
        var prints = new List<LiquidationPrint>();
        double price = 100;
        foreach (MarketBar bar in bars)
        {
            IntervalPath path = IntervalPath.Through([bar], price);
            foreach (Side side in (Side[])[Side.Long, Side.Short])
            {
                PriceRange range = path.Reached(side);
                for (int band = book.Grid.IndexOf(range.Low); band <= book.Grid.IndexOf(range.High); band++)
                {
                    if (book.Quantities(side)[band] is > 0 and double quantity)
                    {
                        prints.Add(new(bar.OpenTimeUnixMs + 60_000, side, Math.Clamp(book.Grid[band].Middle, range.Low, range.High), 20_000 * quantity));
                    }
                }
            }

            book.Add(bar);
            price = bar.Close;
        }

        return [.. prints];
    }

    /// <summary>The same market upside down.</summary>
    public static MarketBar Mirrored(in MarketBar bar) => new(bar.OpenTimeUnixMs, 1e4 / bar.Open, 1e4 / bar.Low, 1e4 / bar.High, 1e4 / bar.Close)
    {
        OpenInterest = bar.OpenInterest * bar.Close * bar.Close / 1e4,
        Volume = bar.Volume,
        LongLiquidations = bar.ShortLiquidations,
        ShortLiquidations = bar.LongLiquidations,
    };
}
