namespace HeatMap.Browser.Tests;

/// <summary>Heat maps of any size for measurements.</summary>
internal static class RandomHeatMaps
{
    private const double Low = 50_000;

    /// <summary>A market as it is: levels open near the price, stay where they are and fade; price walks and trades through some.</summary>
    public static LiquidationHeatMap Plausible(int columns, int bands, int seed = 1)
    {
        BandGrid grid = BandGrid.Uniform(20, new(Low, Low + (20.0 * bands)));
        var builder = new LiquidationHeatMapBuilder(grid, TimeSpan.FromMinutes(5), new() { Columns = columns, Layers = [new("all", TimeSpan.FromHours(8))], Unit = "USDT" });
        var random = new RandomStream(seed, 0);
        long drawn = 0;
        double price = grid.Lower + (0.5 * (grid.Upper - grid.Lower));
        int[] born = new int[12];
        double[] notional = new double[born.Length];
        for (int column = 0; column < columns; column++)
        {
            double low = price, high = price;
            for (int step = 0; step < 5; step++)
            {
                price *= Math.Exp(0.0006 * ((2 * random.Uniform(drawn++)) - 1));
                price = Math.Clamp(price, grid.Lower + 400, grid.Upper - 400);
                (low, high) = (Math.Min(low, price), Math.Max(high, price));
            }

            for (int i = 0; i < born.Length; i++)
            {
                double distance = 0.004 + (0.12 * random.Uniform(drawn++) * random.Uniform(drawn++)), sign = i % 2 == 0 ? 1 : -1;
                born[i] = Math.Clamp(grid.IndexOf(Math.Clamp(price * (1 - (sign * distance)), grid.Lower, grid.Upper - 1)), 0, bands - 1);
                notional[i] = sign * 1e6 / (0.02 + random.Uniform(drawn++));
            }

            builder.Advance(1_770_000_000_000 + (300_000L * column), new(low, high, price), new CohortColumns(born, notional));
        }

        return builder.ToHeatMap();
    }

    /// <summary>The worst for a page: every cell of both sides another number, which no packing makes smaller.</summary>
    public static LiquidationHeatMap Noise(int columns, int bands, int seed = 1)
    {
        BandGrid grid = BandGrid.Uniform(20, new(Low, Low + (20.0 * bands)));
        double mark = grid.Lower + (0.5 * (grid.Upper - grid.Lower));
        var builder = new LiquidationHeatMapBuilder(grid, TimeSpan.FromMinutes(5), new() { Columns = columns, Unit = "USDT" });
        var map = new LiquidationMapBuilder(grid, mark, new() { Unit = "USDT", MarkTest = false });
        var random = new RandomStream(seed, 0);
        long drawn = 0;
        double[] prices = new double[2 * bands], notionals = new double[2 * bands];
        for (int column = 0; column < columns; column++)
        {
            for (int i = 0; i < prices.Length; i++)
            {
                prices[i] = grid[i / 2].Middle;
                notionals[i] = (i % 2 == 0 ? 1 : -1) * 1e7 * random.Uniform(drawn++);
            }

            map.Reset();
            map.Add(new PricedColumns(prices, notionals));
            builder.Append(1_770_000_000_000 + (300_000L * column), map.View);
        }

        return builder.ToHeatMap();
    }
}
