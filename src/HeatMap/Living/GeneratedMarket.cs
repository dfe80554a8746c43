namespace HeatMap;

/// <summary>A made-up mark: a random walk with jumps and wicks.</summary>
internal sealed class GeneratedMarket(EventGeneratorOptions options, SplitMix random)
{
    private const double MillisecondsPerDay = 86_400_000;

    private readonly double _days = options.MarkInterval.TotalMilliseconds / MillisecondsPerDay;

    public double Price { get; private set; } = options.StartPrice;

    /// <summary>Moves the mark by one interval.</summary>
    public PositionEvent Step(long timeUnixMs)
    {
        double deviation = options.DailyVolatility * Math.Sqrt(_days), before = Price;
        double move = deviation * random.Normal();
        if (random.Uniform() < options.JumpsPerDay * _days)
        {
            double jump = options.JumpSize * Math.Min(10, random.Tail()) / 2;
            move += random.Uniform() < 0.5 ? jump : -jump;
        }

        move = Math.Clamp(move, -0.4, 0.4);
        bool isFar = before * (1 + move) is var next && (next > 100 * options.StartPrice || next < options.StartPrice / 100);
        Price = before * (isFar ? 1 - (move / 2) : 1 + move);

        double low = Math.Min(before, Price) * (1 - Reach(deviation)), high = Math.Max(before, Price) * (1 + Reach(deviation));
        if (random.Uniform() < options.WicksPerDay * _days)
        {
            double wick = options.WickSize * (0.5 + random.Uniform());
            (low, high) = random.Uniform() < 0.5 ? (low * (1 - wick), high) : (low, high * (1 + wick));
        }

        return PositionEvent.Marked(timeUnixMs, Price, low, high);
    }

    /// <summary>How far an ordinary low or high lies beyond the marks around it.</summary>
    private double Reach(double deviation) => Math.Min(0.2, 0.5 * deviation * Math.Abs(random.Normal()));
}
