// <guide>
using HeatMap;
using HeatMap.Cascades;

// </guide>
namespace Guide;

/// <summary>The code of docs/guide/cascades.md. <c>CascadeGuideTests</c> compares it line by line with what the page shows, and runs it.</summary>
internal static class CascadeGuideExample
{
    public static (CascadeResult Fall, CascadeThresholds Falls, CascadePoint[] Curve, SimulatedCascades Day, CascadeEpisode Slow, Waterfall Paid) Run(
        double[] liquidationPrices, double[] signedQuantities, double[] bankruptcyPrices, double markPrice)
    {
        // <guide>
        LiquidationLadder ladder = LiquidationLadder.FromPositions(liquidationPrices, signedQuantities, markPrice);
        var model = new CascadeModel(DepthCurve.PowerLaw(notionalWithin1Percent: 1_000).Stressed(factor: 0.5));
        CascadeResult fall = model.Run(ladder, Shock.Move(-0.05));
        CascadeThresholds falls = model.Thresholds(ladder, Direction.Down);
        double end = falls.FinalPrice(shockedPrice: 0.93 * markPrice);
        CascadePoint[] curve = falls.Curve(to: 0.85 * markPrice, points: 31);
        Console.WriteLine($"{fall}; a cascade starts at {falls.FirstCascade?.TriggerPrice:N2}, and a fall of 7 % ends at {end:N2}");
        // </guide>

        // <guide>
        SimulatedCascades day = CascadeSimulation.Shocks(CascadeSides.Of(model, ladder), new GeometricBrownian(volatility: 0.8), new() { Paths = 20_000, Seed = 7 });
        Console.WriteLine($"a cascade in a day: {day.Down.Cascaded.Value:P1}; one day in a hundred liquidates {day.Down.Quantity.Quantile(0.99):N0} or more");
        // </guide>

        // <guide>
        var engine = new CascadeEngine(model, new() { Decay = ImpactDecay.Exponential(TimeSpan.FromSeconds(30)), MarkWeight = 0.5, SettlingSteps = 1_000 });
        CascadeEpisode slow = engine.Run(ladder, [new ExogenousStep(0.95 * markPrice, TimeSpan.FromSeconds(3))]);
        Waterfall paid = Waterfall.Of(fall.Fills(bankruptcyPrices), new WaterfallOptions { InsuranceFund = 10 });
        // </guide>
        return (fall, falls, curve, day, slow, paid);
    }
}
