using HeatMap.Estimation;

namespace HeatMap.Benchmarks;

/// <summary>Bars of a seeded walk: 40 days of a quarter of an hour.</summary>
internal static class EstimatorBars
{
    public const int Count = 3840;

    public static MarketBar[] Draw()
    {
        var stream = new RandomStream(7, 1);
        var bars = new MarketBar[Count];
        double price = 60_000, openInterest = 90_000;
        for (int i = 0; i < Count; i++)
        {
            long at = 8L * i;
            double open = price, close = open * Math.Exp(0.002 * stream.Normal(at));
            double high = Math.Max(open, close) * Math.Exp(0.001 * Math.Abs(stream.Normal(at + 1))), low = Math.Min(open, close) * Math.Exp(-0.001 * Math.Abs(stream.Normal(at + 2)));
            double volume = openInterest * 0.018 * Math.Exp(0.7 * stream.Normal(at + 3));
            openInterest += volume * Math.Clamp(0.3 * stream.Normal(at + 4), -0.9, 0.9);
            bars[i] = new(1_764_547_200_000 + (i * 900_000L), open, high, low, close) { Volume = volume, OpenInterest = openInterest, TakerBuyVolume = volume * stream.Uniform(at + 5) };
            price = close;
        }

        return bars;
    }

    /// <summary>Classes of equal shares from 0.3 to 50 %, and an inert one.</summary>
    public static Calibration Classes(int count)
    {
        var classes = new DistanceClass[count];
        for (int c = 0; c < count - 1; c++)
        {
            classes[c] = new(0.003 * Math.Pow(0.5 / 0.003, c / (count - 2.0)), 1, 1);
        }

        classes[^1] = new(double.PositiveInfinity, 1, 1);
        return Calibration.Default("BTC") with { Mix = new DistanceMix(classes) };
    }
}
