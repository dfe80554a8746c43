namespace HeatMap.Benchmarks;

/// <summary>The cascade most people write: a list of positions, and until nobody is left to liquidate, find them, add them up, take them out.</summary>
internal static class PlainCascade
{
    public readonly record struct Row(double LiquidationPrice, double Quantity);

    public static double Run(List<Row> positions, double price, double slope)
    {
        var left = new List<Row>(positions);
        while (left.Any(p => p.LiquidationPrice >= price))
        {
            double sold = left.Where(p => p.LiquidationPrice >= price).Sum(p => p.Quantity), level = price;
            left.RemoveAll(p => p.LiquidationPrice >= level);
            price -= slope * sold;
        }

        return price;
    }
}
