namespace HeatMap.Benchmarks;

/// <summary>What invented positions look like.</summary>
public enum Shape
{
    /// <summary>Like real ones: entries with fat tails within 10 % of the mark, leverage 3 to 125, log-normal notional.</summary>
    Clustered = 1,

    /// <summary>Entries anywhere between half and one and a half times the mark.</summary>
    Uniform,

    /// <summary>Clustered, but one in ten is liquidated far outside the window.</summary>
    TenthOutside,

    /// <summary>Clustered, but notionals a hundred times greater, so that every tier is met.</summary>
    Whales,
}

/// <summary>Seeded positions.</summary>
internal sealed class RandomPositions
{
    public const double Mark = 60_000;

    public RandomPositions(int count, Shape shape = Shape.Clustered)
    {
        var random = new Random(20260212);
        Entry = new double[count];
        SignedQuantity = new double[count];
        Margin = new double[count];
        for (int i = 0; i < count; i++)
        {
            double entry = Mark * (1 + Math.Clamp(0.02 * Normal(random) / Math.Max(0.2, random.NextDouble()), -0.1, 0.1));
            if (shape == Shape.Uniform)
            {
                entry = Mark * (0.5 + random.NextDouble());
            }
            else if (shape == Shape.TenthOutside && random.Next(10) == 0)
            {
                entry *= random.Next(2) == 0 ? 0.1 : 10;
            }

            double notional = Math.Exp((shape == Shape.Whales ? 11.6 : 7) + (2 * Normal(random)));
            Entry[i] = entry;
            SignedQuantity[i] = (random.Next(2) == 0 ? -1 : 1) * notional / entry;
            Margin[i] = notional / random.Next(3, 126);
        }
    }

    public double[] Entry { get; }

    public double[] SignedQuantity { get; }

    public double[] Margin { get; }

    public int Count => Entry.Length;

    public PositionColumns Columns => new(Entry, SignedQuantity, Margin);

    /// <summary>The same positions as contracts of face value, settled in the coin.</summary>
    public RandomPositions Inverse()
    {
        var inverse = new RandomPositions(0, [.. Entry], [.. SignedQuantity], [.. Margin]);
        for (int i = 0; i < Count; i++)
        {
            inverse.SignedQuantity[i] *= Entry[i];
            inverse.Margin[i] /= Entry[i];
        }

        return inverse;
    }

    /// <summary>Their prices and notionals there.</summary>
    public (double[] Price, double[] Notional) Priced(MarginRules rules)
    {
        double[] price = new double[Count], notional = new double[Count];
        Liquidation.Prices(Columns, rules, price);
        for (int i = 0; i < Count; i++)
        {
            notional[i] = SignedQuantity[i] * (double.IsNaN(price[i]) ? Mark : price[i]);
        }

        return (price, notional);
    }

    private RandomPositions(int _, double[] entry, double[] quantity, double[] margin) => (Entry, SignedQuantity, Margin) = (entry, quantity, margin);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
