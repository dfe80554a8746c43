// <guide>
using HeatMap;

// </guide>
namespace Guide;

/// <summary>The code of docs/guide/reading-over-time.md. <c>ReadingOverTimeTests</c> compares it line by line with what the page shows, and runs it.</summary>
internal static class ReadingOverTimeExample
{
    public static List<string> Follow(LiquidationMap[] snapshots, long[] timeUnixMs, PriceRange[] path)
    {
        List<string> said = [];
        void Say(string line) => said.Add(line);

        // <guide>
        var zones = new ZoneTracker(new ZoneTrackerOptions { Selection = new() { MinShare = 0.05, MostZones = 5 } });
        var build = new BuildUpTracker(ReadingStyle.Intraday.BuildUpOptions(interval: TimeSpan.FromMinutes(15)));
        for (int i = 0; i < snapshots.Length; i++)
        {
            foreach (ZoneEvent happened in zones.Observe(snapshots[i].View, path[i]))
            {
                Say($"{happened}");
            }

            if (i > 0)
            {
                MapChange change = snapshots[i - 1].ChangeTo(snapshots[i], path[i]);
                BuildUpReading reading = build.Add(timeUnixMs[i], change);
                Say($"{change.Long}; z-score {reading.Long.Score:+0.0;-0.0}; {reading.Trend}");
            }
        }

        // </guide>
        return said;
    }

    public static (TouchStudy Study, MapHalfLife HalfLife) Study(LiquidationMap[] snapshots, long[] timeUnixMs, long[] barTime, double[] low, double[] high, double[] close)
    {
        // <guide>
        var study = TouchStudy.Of(snapshots, timeUnixMs, new MarkColumns(barTime, low, high, close), new() { OutcomeWithin = TimeSpan.FromHours(12) });
        foreach (TouchRow row in study.Rows)
        {
            Console.WriteLine(row);
        }

        var halfLife = MapHalfLife.Of(snapshots, interval: TimeSpan.FromMinutes(15));
        foreach (HalfLifeCurve curve in halfLife.Classes)
        {
            Console.WriteLine(curve);
        }

        // </guide>
        return (study, halfLife);
    }

    public static (DivergenceMatrix Matrix, ShareDispersion Dispersion) Venues(LiquidationMap one, LiquidationMap two, LiquidationMap three)
    {
        // <guide>
        var matrix = DivergenceMatrix.Of([one, two, three], ["binance", "bybit", "okx"]);
        Console.WriteLine($"farthest apart: {matrix.Largest()}, {matrix[0, 2]}");
        var dispersion = ShareDispersion.Of([one, two, three]);
        foreach (BandSpread band in dispersion.Top(3))
        {
            Console.WriteLine(band);
        }

        // </guide>
        return (matrix, dispersion);
    }

    public static (PriceReach Brownian, PriceReach Jumps, PriceReach Past) Laws(LiquidationMap map, double[] open, double[] high, double[] low, double[] close, double[] logReturns)
    {
        // <guide>
        var hours = new BarColumns(TimeSpan.FromHours(1), open, high, low, close);
        double volatility = RealizedVolatility.YangZhang(hours);
        PriceReach brownian = new GeometricBrownian(volatility).Within(TimeSpan.FromDays(1));
        PriceReach jumps = new DoubleExponentialJumps(diffusionVolatility: 0.8 * volatility, jumpsPerYear: 50, upProbability: 0.4, meanUpJump: 0.02, meanDownJump: 0.03).Within(TimeSpan.FromDays(1));
        PriceReach past = new FilteredHistorical(logReturns, TimeSpan.FromHours(1)).Within(TimeSpan.FromDays(1));
        foreach (PriceReach reach in (PriceReach[])[brownian, jumps, past])
        {
            FirstTouch first = reach.FirstOf(map.MarkPrice, lower: 0.95 * map.MarkPrice, upper: 1.05 * map.MarkPrice);
            Console.WriteLine($"−5 % before +5 %: {first}; {map.ExpectedTouched(reach)}");
        }

        double[] closes = new double[24], lows = new double[24], highs = new double[24];
        new GeometricBrownian(volatility).FillPath(new RandomStream(Seed: 1, Stream: 0), map.MarkPrice, TimeSpan.FromHours(1), closes, lows, highs);
        // </guide>
        return (brownian, jumps, past);
    }
}
