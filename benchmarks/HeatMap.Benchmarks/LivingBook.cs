namespace HeatMap.Benchmarks;

/// <summary>Invented positions none of which is due at the mark, and a random order of a million of them.</summary>
internal sealed class LivingBook
{
    public LivingBook(int count)
    {
        MarginRules rules = Venues.BinanceUsdm("BTCUSDT");
        var positions = new RandomPositions(2 * count);
        (Entry, SignedQuantity, Margin) = (new double[count], new double[count], new double[count]);
        Positions = new Position[count];
        for (int from = 0, to = 0; to < count; from = from + 1 == positions.Count ? 0 : from + 1)
        {
            Position position = Position.FromSigned(positions.SignedQuantity[from], positions.Entry[from], margin: positions.Margin[from]);
            double price = Liquidation.Price(position, rules, RandomPositions.Mark);
            if (position.Side == Side.Long ? !(price >= RandomPositions.Mark) : !(price <= RandomPositions.Mark))
            {
                (Entry[to], SignedQuantity[to], Margin[to], Positions[to]) = (positions.Entry[from], positions.SignedQuantity[from], positions.Margin[from], position);
                to++;
            }
        }

        Order = [.. Enumerable.Range(0, count / 2)];
        new Random(7).Shuffle(Order);
    }

    public double[] Entry { get; }

    public double[] SignedQuantity { get; }

    public double[] Margin { get; }

    public Position[] Positions { get; }

    /// <summary>The places of half as many, in random order.</summary>
    public int[] Order { get; }

    public PositionColumns Columns => new(Entry, SignedQuantity, Margin);
}
