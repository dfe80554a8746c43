using HeatMap.Cascades;

namespace HeatMap.Charts.Tests.Scenes;

/// <summary>Cascades to look at.</summary>
internal static class CascadeScenes
{
    private static readonly Lazy<(CascadeResult Fall, CascadeThresholds Falls, SimulatedCascades Day)> Lazily = new(Make);

    public static CascadeModel Model { get; } = new(DepthCurve.PowerLaw(notionalWithin1Percent: 4_000_000));

    public static (CascadeResult Fall, CascadeThresholds Falls, SimulatedCascades Day) Shipped => Lazily.Value;

    /// <summary>Five positions and a mark of 100.</summary>
    public static LiquidationLadder Small { get; } = LiquidationLadder.FromPositions([96, 94, 90, 103, 105], [10, 20, 30, -5, -50], 100);

    public static CascadeModel SmallModel { get; } = new(DepthCurve.PowerLaw(notionalWithin1Percent: 1_000).Stressed(factor: 0.5));

    public static CascadeChart SmallChart => SmallModel.Run(Small, Shock.Move(-0.05)).ToChart(new()
    {
        Title = "Fall of 5 %",
        Unit = "USDT",
        Thresholds = SmallModel.Thresholds(Small, Direction.Down),
        Simulation = CascadeSimulation.Shocks(CascadeSides.Of(SmallModel, Small), new GeometricBrownian(volatility: 0.8), new() { Paths = 500, Seed = 7 }),
    });

    public static IEnumerable<(string Name, Chart Chart)> All()
    {
        yield return ("cascade-shipped", Shipped.Fall.ToChart(new() { Title = "A fall of 6 %", Unit = "USD", Thresholds = Shipped.Falls, Simulation = Shipped.Day }));
        yield return ("cascade-small", SmallChart);
        yield return ("cascade-thresholds", Shipped.Falls.ToChart());
        yield return ("cascade-simulation", Shipped.Day.ToChart());
        LiquidationLadder none = LiquidationLadder.FromPositions([], [], 100);
        yield return ("cascade-nobody", SmallModel.Run(none, Shock.Move(-0.05)).ToChart(new() { Thresholds = SmallModel.Thresholds(none, Direction.Down) }));
        LiquidationLadder longs = LiquidationLadder.FromPositions([96, 94], [10, 20], 100);
        yield return ("cascade-one-side", SmallModel.Run(longs, Shock.Move(0.02)).ToChart(new() { Thresholds = SmallModel.Thresholds(longs, Direction.Up) }));
        yield return ("cascade-volume", SmallModel.Run(Small, Shock.Volume(Direction.Up, 3)).ToChart(new() { Thresholds = SmallModel.Thresholds(Small, Direction.Up) }));
        LiquidationLadder tiny = LiquidationLadder.FromPositions([0.96e-8, 0.95e-8], [1e15, 1e12], 1e-8);
        yield return ("cascade-tiny-prices", SmallModel.Run(tiny, Shock.Move(-0.05)).ToChart());
        int i = 0;
        foreach (string text in Texts)
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"cascade-text-{i++}"), SmallModel.Run(Small, Shock.Move(-0.01)).ToChart(new() { Title = text, Unit = text }));
        }
    }

    /// <summary>Texts that must stay text.</summary>
    public static string[] Texts { get; } = [Labels.Script, Labels.Hostile, "\"'</script>{b}{a|x}", "\u202eesrever", "lone \ud800 end", new string('w', 5_000)];

    private static (CascadeResult Fall, CascadeThresholds Falls, SimulatedCascades Day) Make()
    {
        var (prices, quantities, mark) = Positions();
        LiquidationLadder ladder = LiquidationLadder.FromPositions(prices, quantities, mark);
        return (Model.Run(ladder, Shock.Move(-0.06)), Model.Thresholds(ladder, Direction.Down), CascadeSimulation.Shocks(CascadeSides.Of(Model, ladder), new GeometricBrownian(volatility: 0.8), new() { Paths = 5_000, Seed = 7 }));
    }

    /// <summary>Bitcoin positions of the shipped file whose liquidation price the venue reports.</summary>
    private static (double[] Prices, double[] Quantities, double Mark) Positions()
    {
        var prices = new List<double>();
        var quantities = new List<double>();
        double mark = 0;
        foreach (string line in File.ReadLines(Files.PathOf("docs", "samples", "data", "hyperliquid-positions.csv")).Skip(1))
        {
            string[] cell = line.Split(',');
            if (cell[2] == "BTC" && double.TryParse(cell[7], CultureInfo.InvariantCulture, out double price) && double.TryParse(cell[8], CultureInfo.InvariantCulture, out double now))
            {
                mark = now;
                prices.Add(price);
                quantities.Add((cell[3] == "long" ? 1 : -1) * double.Parse(cell[4], CultureInfo.InvariantCulture));
            }
        }

        return ([.. prices], [.. quantities], mark);
    }
}
