namespace HeatMap.Benchmarks;

/// <summary>A day of minutes: a price that wanders, and cohorts that are opened at it with leverage from 10 to 100, in the order of their births. The same in every run.</summary>
internal sealed class RandomCohorts
{
    public const int Columns = 1440, Bands = 2048, Rows = 1_000_000;

    public const long IntervalMs = 60_000;

    public const double Width = 10, Lower = 50_000;

    public RandomCohorts()
    {
        var random = new Random(42);
        double price = Lower + (Width * Bands / 2);
        for (int column = 0; column < Columns; column++)
        {
            (double low, double high) = (price, price);
            for (int step = 0; step < 8; step++)
            {
                price += (random.NextDouble() - 0.5) * 30;
                (low, high) = (Math.Min(low, price), Math.Max(high, price));
            }

            (Low[column], High[column], Last[column]) = (low, high, price);
            int first = (int)((long)column * Rows / Columns), end = (int)((column + 1L) * Rows / Columns);
            Start[column + 1] = end;
            for (int row = first; row < end; row++)
            {
                bool isLong = random.NextDouble() < 0.5;
                double distance = (0.5 + random.NextDouble()) / (random.Next(4) switch { 0 => 10, 1 => 25, 2 => 50, _ => 100 });
                Band[row] = Math.Clamp((int)(((price * (isLong ? 1 - distance : 1 + distance)) - Lower) / Width), 0, Bands - 1);
                SignedNotional[row] = (isLong ? 1 : -1) * (100 + (50_000 * random.NextDouble() * random.NextDouble()));
                SignedUnits[row] = (long)Math.Round(SignedNotional[row] / MapOptions.DefaultQuantum);
                BirthUnixMs[row] = column * IntervalMs;
            }
        }
    }

    public BandGrid Grid { get; } = BandGrid.Uniform(Width, new(Lower, Lower + (Width * Bands)));

    public double[] Low { get; } = new double[Columns];

    public double[] High { get; } = new double[Columns];

    public double[] Last { get; } = new double[Columns];

    public int[] Band { get; } = new int[Rows];

    public double[] SignedNotional { get; } = new double[Rows];

    public long[] SignedUnits { get; } = new long[Rows];

    public long[] BirthUnixMs { get; } = new long[Rows];

    /// <summary>The first row of each column, and the end.</summary>
    public int[] Start { get; } = new int[Columns + 1];

    public MarkColumns Paths => new(Times, Low, High, Last);

    public long[] Times { get; } = [.. Enumerable.Range(0, Columns).Select(c => c * IntervalMs)];
}
