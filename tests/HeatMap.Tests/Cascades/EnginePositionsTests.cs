using HeatMap.Cascades;

namespace HeatMap.Tests.Cascades;

/// <summary>Positions under the rules of a venue, and what bands lose.</summary>
public sealed class EnginePositionsTests
{
    private static readonly MarginRules Linear = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0.01));

    private static readonly PositionBatch Batch = PositionBatch.From(
    [
        Position.Isolated(Side.Long, 100, 10, 50), Position.Isolated(Side.Short, 100, 20, 100), Position.Isolated(Side.Long, 100, 5, 500), Position.Isolated(Side.Long, 100, 4, 40),
    ]);

    [Fact]
    public void Positions_HaveTheLevelsOfTheirLadder_AndWhatAWaterfallNeeds()
    {
        var model = new CascadeModel(PriceImpact.Linear(0.2));
        CascadeResult expected = model.Run(LiquidationLadder.FromPositions(Batch, Linear, 100), Shock.MoveTo(92.5, Direction.Down));
        CascadeEpisode actual = new CascadeEngine(model, new() { Waterfall = new(), Deleveraging = DeleveragingRule.Queue }).Run(
            CascadePositions.FromPositions(Batch, Linear, 100), Shock.MoveTo(92.5, Direction.Down));
        Assert.Equal(2, expected.Levels);
        Expect.SameBits(expected.FinalPrice, actual.FinalPrice);
        Assert.Equal(expected.Side.Rows[..2].ToArray(), actual.Fills.Select(f => f.Row));
        CascadeFill first = actual.Fills[0];
        Expect.Near(10 * (first.AveragePrice - Liquidation.BankruptcyPrice(Batch[0], Linear)), actual.Waterfall!.Settlements[0].Gap, 1e-9);
        Expect.Near(actual.Waterfall.Uncovered, actual.Down.Deleveraging!.Taken, 1e-9);
        Assert.Equal(1, actual.Down.Deleveraging.Shares.Single(s => s.Taken > 0).Row);
    }

    [Fact]
    public void ALongThatCanNotGoBankrupt_IsKnownToTheWaterfall()
    {
        // Its margin covers its value, but a rate on value still closes it near zero.
        var rules = new MarginRules(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0.01));
        var batch = PositionBatch.From([Position.Isolated(Side.Long, 100, 1, 99.5), Position.Isolated(Side.Long, 100, 1, 150), Position.Cross(Side.Long, 100, 1)]);
        var positions = CascadePositions.FromPositions(batch, rules, 100);
        CascadeEpisode episode = new CascadeEngine(new(PriceImpact.None), new() { Waterfall = new() }).Run(positions, Shock.MoveTo(0.4, Direction.Down));
        Assert.Equal(0, Assert.Single(episode.Fills).Row);
        Expect.Near(0.1, episode.Waterfall!.BadDebt, 1e-9);
        Expect.Throws<ArgumentOutOfRangeException>(
            () => new CascadeEngine(new(PriceImpact.None), new() { Waterfall = new(), Deleveraging = DeleveragingRule.Queue }).Run(positions, Shock.MoveTo(50, Direction.Down)), "row 2", "Margin");
    }

    [Fact]
    public void InverseContracts_WeighTheirFaceValue_AndHaveNoWaterfall()
    {
        var rules = new MarginRules(ContractSpec.Inverse("X", "USD", "BTC"), MaintenanceSchedule.SingleRate(0.01));
        var batch = PositionBatch.From([Position.Isolated(Side.Long, 100, 1000, 1), Position.Isolated(Side.Short, 100, 500, 1), Position.Isolated(Side.Short, 100, 500, 10)]);
        var model = new CascadeModel(PriceImpact.Linear(0.1));
        CascadeResult expected = model.Run(LiquidationLadder.FromPositions(batch, rules, 100), Shock.MoveTo(90, Direction.Down));
        var positions = CascadePositions.FromPositions(batch, rules, 100);
        Assert.Equal(3, positions.Count);
        CascadeEpisode actual = new CascadeEngine(model).Run(positions, Shock.MoveTo(90, Direction.Down));
        Assert.Equal(1, expected.Levels);
        Expect.SameBits(expected.FinalPrice, actual.FinalPrice);
        Expect.Throws<ArgumentOutOfRangeException>(() => new CascadeEngine(model, new() { Waterfall = new() }).Run(positions, Shock.MoveTo(90, Direction.Down)), "BankruptcyPrice for Waterfall");
        Expect.Throws<ArgumentException>(() => CascadePositions.FromPositions(batch, rules with { Contract = new("Q", ContractKind.Quanto, "USD", "XBT") }, 100), "quanto");
        Expect.Throws<ArgumentOutOfRangeException>(() => CascadePositions.FromPositions(batch, rules, 50), "row 0", "liquidated already");
    }

    [Fact]
    public void StepsOfInverseContracts_WeighTheirFaceValueToo()
    {
        var tiers = MaintenanceSchedule.Flat(TierBasis.Contracts, new(0, 0.01), new(1000, 0.02), new(2000, 0.03));
        var rules = new MarginRules(ContractSpec.Inverse("X", "USD", "BTC"), tiers) { Process = LiquidationProcess.TierByTier };
        var position = Position.Isolated(Side.Long, 100, 2500, 2.5);
        var steps = Liquidation.Steps(position, rules, 100);
        Assert.True(steps.Length > 1);
        CascadeEpisode episode = new CascadeEngine(new(PriceImpact.None)).Run(CascadePositions.FromPositions(PositionBatch.From([position]), rules, 100), Shock.MoveTo(50, Direction.Down));
        Assert.Equal(steps.Select(s => s.Quantity / s.Price), episode.Fills.Select(f => f.Quantity));
    }

    [Fact]
    public void LaterSteps_GoBankruptWhereWhatIsLeftDoes()
    {
        var tiers = MaintenanceSchedule.Flat(TierBasis.Contracts, new(0, 0.01), new(10, 0.02), new(20, 0.03), new(30, 0.04));
        var rules = new MarginRules(ContractSpec.Linear("X", "USDT"), tiers) { Process = LiquidationProcess.TierByTier };
        foreach (Side side in (Side[])[Side.Long, Side.Short])
        {
            var position = Position.Isolated(side, 100, 35, 350);
            var steps = Liquidation.Steps(position, rules, 100);
            CascadeEpisode episode = new CascadeEngine(new(PriceImpact.None), new() { Waterfall = new() }).Run(
                CascadePositions.FromPositions(PositionBatch.From([position]), rules, 100), Shock.MoveTo(side == Side.Long ? 80 : 120, side == Side.Long ? Direction.Down : Direction.Up));
            double price = side == Side.Long ? 80 : 120, left = 35, margin = 350;
            Assert.Equal(4, steps.Length);
            for (int i = 0; i < steps.Length; i++)
            {
                double bankruptcy = 100 - ((int)side * margin / left);
                Expect.Near((int)side * steps[i].Quantity * (price - bankruptcy), episode.Waterfall!.Settlements[i].Gap, 1e-9);
                (left, margin) = (steps[i].Remaining, steps[i].MarginLeft);
            }
        }
    }

    [Fact]
    public void Bands_LoseWhatTheirLevelsHold()
    {
        var book = new EngineBook([99, 97, 95], [10, 20, 30]);
        var grid = BandGrid.Uniform(1, new PriceRange(90, 110));
        EpisodeSide side = new CascadeEngine(new(PriceImpact.Linear(0.1))).Run(book.Positions, Shock.MoveTo(98, Direction.Down)).Down;
        CascadeBands bands = side.ByBand(grid);
        Assert.Equal(990, bands.Static[grid.IndexOf(99)]);
        Assert.Equal(0, bands.Static[grid.IndexOf(97)]);
        Assert.Equal(1940, bands.Cascade[grid.IndexOf(97)]);
        Assert.Equal(side.Reached.Notional, bands.Cascade.ToArray().Sum());
        Assert.Throws<ArgumentNullException>(() => side.ByBand(null!));
    }
}
