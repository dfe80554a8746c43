namespace HeatMap.Benchmarks;

/// <summary>Seeded positions that look like real ones: entries around the mark with fat tails, leverage 3 to 125, log-normal notional.</summary>
internal sealed class RandomPositions
{
    public const double Mark = 60_000;

    public RandomPositions(int count)
    {
        var random = new Random(20260212);
        Entry = new double[count];
        SignedQuantity = new double[count];
        Margin = new double[count];
        for (int i = 0; i < count; i++)
        {
            double away = 0.02 * Normal(random) / Math.Max(0.2, random.NextDouble());
            double entry = Mark * (1 + Math.Clamp(away, -0.1, 0.1)), notional = Math.Exp(7 + (2 * Normal(random)));
            Entry[i] = entry;
            SignedQuantity[i] = (random.Next(2) == 0 ? -1 : 1) * notional / entry;
            Margin[i] = notional / random.Next(3, 126);
        }
    }

    public double[] Entry { get; }

    public double[] SignedQuantity { get; }

    public double[] Margin { get; }

    public PositionColumns Columns => new(Entry, SignedQuantity, Margin);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
