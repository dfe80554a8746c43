// <readme>
using System.Globalization;
using HeatMap;

// </readme>
using HeatMap.Cascades;
using HeatMap.Estimation;

namespace Readme;

/// <summary>The code of the README. <c>ReadmeTests</c> compares it line by line with what the README shows, and runs it.</summary>
internal static class ReadmeExample
{
    public static LiquidationMap FromAFile()
    {
        // <readme>
        string file = "docs/samples/data/hyperliquid-positions.csv";
        string[][] rows = [.. File.ReadLines(file).Skip(1).Select(line => line.Split(',')).Where(cell => cell[2] == "BTC")];
        double mark = Number(rows[0][8]);
        double[] price = [.. rows.Select(cell => cell[7] == "" ? double.NaN : Number(cell[7]))];
        double[] notional = [.. rows.Select((cell, i) =>
            (cell[3] == "long" ? 1 : -1) * Number(cell[4]) * (double.IsNaN(price[i]) ? mark : price[i]))];

        LiquidationMap map = LiquidationMap.Build(new PricedColumns(price, notional), BandGrid.Around(mark), mark);
        Console.WriteLine(map);
        File.WriteAllText("btc-map.html", map.ToHtml());

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
        // </readme>
        return map;
    }

    public static (LiquidationMap Map, double Price) FromPositions()
    {
        // <readme>
        MarginRules rules = Venues.BinanceUsdm("BTCUSDT");
        PositionBatch batch = PositionBatch.From([Position.Long(61_250, 0.4, leverage: 20), Position.Short(64_900, 1.2, leverage: 10)]);
        LiquidationMap two = LiquidationMap.Build(batch, rules, BandGrid.Uniform(100, new(40_000, 90_000)), markPrice: 62_400);
        double price = Liquidation.Price(batch[0], rules);
        // </readme>
        return (two, price);
    }

    public static int Living(MarginRules rules)
    {
        // <readme>
        var living = new LivingMap(rules, BandGrid.Uniform(100, new(40_000, 90_000)), markPrice: 62_400, capacity: 10_000);
        PositionHandle mine = living.Open(Position.Long(62_000, 0.5, leverage: 25));
        living.AddMargin(mine, 300);
        foreach (ForcedOrder order in living.Mark(low: 58_900, high: 62_500, last: 61_000))
        {
            Console.WriteLine(order);
        }

        // </readme>
        return living.Count;
    }

    public static Zone[] Read(LiquidationMap map)
    {
        // <readme>
        foreach (Zone zone in map.Zones(minProminence: 10e6))
        {
            Console.WriteLine(zone);
        }

        PriceReach day = new GeometricBrownian(volatility: 0.5).Within(TimeSpan.FromDays(1));
        Console.WriteLine($"imbalance within 10 %: {map.Asymmetry(within: 0.1):+0.00;-0.00}, touched in a day: {map.ExpectedTouched(day)}");
        // </readme>
        return map.Zones(10e6);
    }

    public static CascadeResult Squeeze(LiquidationMap map)
    {
        // <readme>
        var model = new CascadeModel(DepthCurve.PowerLaw(notionalWithin1Percent: 100e6).Stressed(factor: 0.3));
        if (model.Thresholds(map, Direction.Up).FirstCascade is { } jump)
        {
            Console.WriteLine($"a rise to {jump.TriggerPrice:N0} runs on to {jump.EndPrice:N0}");
        }

        CascadeResult squeeze = model.Run(map, Shock.Move(0.12));
        // </readme>
        return squeeze;
    }

    public static EstimatedMap Hidden()
    {
        // <readme>
        BandGrid bands = BandGrid.Geometric(step: 0.0005, new(20_000, 200_000));
        var estimator = new PositionEstimator(Calibration.Default("BTC"), bands);
        foreach (MarketBar bar in SyntheticMarket.Run(seed: 1, new() { Days = 3, BarMinutes = 60 }).Bars)
        {
            estimator.Add(bar);
        }

        EstimatedMap estimate = estimator.ToMap();
        Console.WriteLine($"{estimate.BurnInShare:P0} rests on start-up assumptions; a fall of 2 % would sweep {estimator.SweptShare(Side.Long, new(0.98 * estimator.MarkPrice, estimator.MarkPrice)):P1} of the longs");
        // </readme>
        return estimate;
    }
}
