using System.Text.Json;
using HeatMap.Cascades;
using HeatMap.Tests.Golden;

namespace HeatMap.Tests.Cascades;

/// <summary>Episodes worked out apart from this library.</summary>
public sealed class EngineGoldenTests
{
    [Fact]
    public void FadingImpact_IsTheirs() => CascadeCase.Run("cascade.transient", 4, row =>
    {
        double[] outside = [.. row.In().GetProperty("exogenous_path").EnumerateArray().Select(p => p.GetDouble())];
        double kept = row.In().Number("decay_per_step");
        var step = TimeSpan.FromDays(1);
        ImpactDecay decay = kept == 1 ? ImpactDecay.None : ImpactDecay.Exponential(kept == 0 ? TimeSpan.FromTicks(1) : step / -Math.Log(kept));
        LiquidationLadder ladder = LiquidationLadder.FromPositions(
            [.. row.Positions().Select(p => p.Number("liq_price"))], [.. row.Positions().Select(p => p.Number("qty"))], outside[0]);
        var engine = new CascadeEngine(new(PriceImpact.Linear(row.In().Number("lam"))), new() { Decay = decay });
        CascadeEpisode episode = engine.Run(ladder, ExogenousStep.Every(step, outside));
        double[] prices = row.Out().Column("prices"), sold = row.Out().Column("cumulative_sold");
        double sum = 0;
        for (int i = 0; i < prices.Length; i++)
        {
            row.Near(prices[i], episode.Steps[i].Price, $"price {i}");
            row.Near(sold[i], sum += episode.Steps[i].SoldQuantity, $"sold {i}");
        }

        row.Near(sold[^1], episode.Down.LiquidatedQuantity, "all");
        Assert.Equal(prices.Length, episode.Steps.Length);
    });

    [Fact]
    public void FixedPointsOfContinuousSupply_AreTheirs() => CascadeCase.Run("cascade.partial_fixed_point", 3, row =>
    {
        JsonElement[] rows = row.Positions();
        var positions = CascadePositions.FromColumns(
            new()
            {
                LiquidationPrice = [.. rows.Select(p => p.Number("liq_price"))],
                SignedQuantity = [.. rows.Select(p => p.Number("qty"))],
                Supply = [.. rows.Select(p => SupplyRule.Continuous(p.Number("target_rate"), p.Number("fee_rate")))],
            },
            row.In().Number("reference_price"));
        CascadeEpisode episode = new CascadeEngine(row.Model()).Run(positions, row.Shock());
        row.Near(row.Out().Number("final_price"), episode.FinalPrice, "price");
        row.Near(row.Out().Number("sold"), episode.Down.LiquidatedQuantity, "sold");
    });
}
