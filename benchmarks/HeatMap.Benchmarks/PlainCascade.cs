using HeatMap.Cascades;

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

    /// <summary>The same along a path: at each step, until nobody is left to liquidate, one loop finds them, adds them up and takes them out. Impact stays.</summary>
    public static double Follow(List<Row> positions, ReadOnlySpan<ExogenousStep> path, double slope)
    {
        var left = new List<Row>(positions);
        double sold = 0, price = 0;
        foreach (ExogenousStep step in path)
        {
            price = step.Price - (slope * sold);
            while (true)
            {
                double due = 0;
                int kept = 0;
                for (int i = 0; i < left.Count; i++)
                {
                    if (left[i].LiquidationPrice >= price)
                    {
                        due += left[i].Quantity;
                    }
                    else
                    {
                        left[kept++] = left[i];
                    }
                }

                if (kept == left.Count)
                {
                    break;
                }

                left.RemoveRange(kept, left.Count - kept);
                sold += due;
                price = step.Price - (slope * sold);
            }
        }

        return price;
    }
}
