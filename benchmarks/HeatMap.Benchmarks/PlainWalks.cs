namespace HeatMap.Benchmarks;

/// <summary>What one would write without the library: paths that pass levels, which push price on.</summary>
internal static class PlainWalks
{
    /// <summary>Liquidation levels of one side, near to far: log distance from the mark, and how far each displaces the log price.</summary>
    public sealed record Level(double Distance, double Impact);

    /// <summary>The usual loop: Random, a logarithm and a cosine for each step, and a list of the levels that are left.</summary>
    public static int ListLoop(Level[] levels, int paths, int steps, double deviation, double[] lows)
    {
        var random = new Random(7);
        int passed = 0;
        for (int path = 0; path < paths; path++)
        {
            (int falls, int rises) = (0, 0);
            List<Level> below = [.. levels], above = [.. levels];
            double price = 0, displacedDown = 0, displacedUp = 0, low = 0;
            for (int step = 0; step < steps; step++)
            {
                price += deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                while (falls < below.Count && price + displacedDown <= -below[falls].Distance)
                {
                    price -= below[falls].Impact;
                    displacedDown += below[falls++].Impact;
                }

                while (rises < above.Count && price - displacedUp >= above[rises].Distance)
                {
                    price += above[rises].Impact;
                    displacedUp += above[rises++].Impact;
                }

                low = Math.Min(low, price);
            }

            lows[path] = low;
            passed += falls + rises;
        }

        return passed;
    }

    /// <summary>The same with care: xoshiro256++, both numbers of the transform, arrays.</summary>
    public static int ArrayLoop(double[] distances, double[] impacts, int paths, int steps, double deviation, double[] lows)
    {
        ulong a = 1, b = 2, c = 3, d = 4;
        int passed = 0;
        for (int path = 0; path < paths; path++)
        {
            (int falls, int rises) = (0, 0);
            double price = 0, displacedDown = 0, displacedUp = 0, low = 0, kept = 0;
            for (int step = 0; step < steps; step++)
            {
                double number = kept;
                if ((step & 1) == 0)
                {
                    double radius = deviation * Math.Sqrt(-2 * Math.Log(((Next() >> 11) + 0.5) / (1UL << 53)));
                    (double sine, double cosine) = Math.SinCos(2 * Math.PI * ((Next() >> 11) + 0.5) / (1UL << 53));
                    (number, kept) = (radius * cosine, radius * sine);
                }

                price += number;
                while (falls < distances.Length && price + displacedDown <= -distances[falls])
                {
                    price -= impacts[falls];
                    displacedDown += impacts[falls++];
                }

                while (rises < distances.Length && price - displacedUp >= distances[rises])
                {
                    price += impacts[rises];
                    displacedUp += impacts[rises++];
                }

                low = Math.Min(low, price);
            }

            lows[path] = low;
            passed += falls + rises;
        }

        return passed;

        ulong Next()
        {
            ulong result = ulong.RotateLeft(a + d, 23) + a, t = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= t;
            d = ulong.RotateLeft(d, 45);
            return result;
        }
    }
}
