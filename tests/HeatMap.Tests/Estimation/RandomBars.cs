using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

/// <summary>Bars drawn from a seed: a walk with wicks, volume, taker side, open interest and sometimes holes.</summary>
internal static class RandomBars
{
    public const long Start = 1_764_547_200_000;

    public const long Minute = 60_000;

    public static MarketBar[] Draw(int seed, int count, double start = 60_000, double volatility = 0.002, double missing = 0)
    {
        var random = new Random(seed);
        var bars = new MarketBar[count];
        double price = start, openInterest = 90_000;
        for (int i = 0; i < count; i++)
        {
            double open = price, close = open * Math.Exp(volatility * Normal(random));
            double high = Math.Max(open, close) * Math.Exp(volatility * Math.Abs(Normal(random)) / 2), low = Math.Min(open, close) * Math.Exp(-volatility * Math.Abs(Normal(random)) / 2);
            double volume = openInterest * 0.006 * Math.Exp(Normal(random));
            openInterest = Math.Max(openInterest + (volume * Math.Clamp(0.4 * Normal(random), -0.95, 0.95)), 1000);
            bool hasAll = random.NextDouble() >= missing;
            bars[i] = new(Start + (i * 5 * Minute), open, high, low, close)
            {
                Volume = hasAll ? volume : double.NaN,
                TakerBuyVolume = hasAll ? volume * random.NextDouble() : double.NaN,
                OpenInterest = hasAll || random.Next(2) == 0 ? openInterest : double.NaN,
            };
            price = close;
        }

        return bars;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
