using FsCheck.Fluent;
using HeatMap.Cascades;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Cascades;

/// <summary>How much is closed, and when: continuous, tiered, capped, queued, stops, and a backstop.</summary>
public sealed class EngineSupplyTests
{
    private static readonly CascadeModel Linear = new(PriceImpact.Linear(0.1));

    [Fact]
    public void ContinuousSupply_RestsAtTheGreatestFixedPoint() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        bool isDown = dice.Chance(0.5);
        var book = EngineBook.Make(dice, 8, longs: isDown, shorts: !isDown);
        CascadeModel model = EngineBook.Model(dice);
        double weight = dice.Pick(1, dice.Between(0.1, 1)), start = isDown ? dice.Between(90, 100) : dice.Between(100, 110);
        SupplyRule?[] rules = [.. book.Prices.Select(_ => dice.Chance(0.3) ? null : SupplyRule.Continuous(dice.Between(0.02, 0.6), 0.001))];
        Direction direction = isDown ? Direction.Down : Direction.Up;
        CascadeEpisode episode = new CascadeEngine(model, new() { MarkWeight = weight }).Run(book.With(rules), Shock.MoveTo(start, direction));
        PriceImpact law = model.ImpactAt(EngineBook.Mark);

        double Map(double price)
        {
            double mark = (weight * price) + ((1 - weight) * start), supply = 0;
            for (int i = 0; i < rules.Length; i++)
            {
                bool reached = isDown ? mark <= book.Prices[i] : mark >= book.Prices[i];
                double q = Math.Abs(book.Quantities[i]);
                supply += !reached ? 0 : rules[i] is { } r
                    ? q - ContinuousDeleveraging.RemainingQuantity(isDown ? Side.Long : Side.Short, q, book.Prices[i], mark, r.TargetRate, r.FeeRate) : q;
            }

            return law.PriceAfter(start, supply, direction);
        }

        double all = law.PriceAfter(start, book.Quantities.Sum(Math.Abs), direction), price = start;
        for (int round = 0; round < 20_000; round++)
        {
            double next = Map(price);
            if (Math.Abs(next - price) < 1e-13)
            {
                Expect.Near(price, episode.FinalPrice, 1e-8, $"from {start} to {all}");
                return;
            }

            price = next;
        }

        // Rounds that do not end are still on this side of the answer.
        Assert.True(isDown ? episode.FinalPrice <= price + 1e-8 : episode.FinalPrice >= price - 1e-8);
        Expect.Near(Map(episode.FinalPrice), episode.FinalPrice, 1e-8);
    }), 1000);

    [Fact]
    public void ContinuousSupply_FollowsTheExtreme_AndNothingIsReopened()
    {
        var book = new EngineBook([95], [10]);
        CascadeEpisode episode = new CascadeEngine(new(PriceImpact.None), new() { Supply = SupplyRule.Continuous(0.01) }).Run(
            book.Positions, ExogenousStep.Every(EngineBook.Second, 96, 94.5, 97, 94.7, 90));
        double[] sold = [.. episode.Steps.Select(s => s.SoldQuantity)];
        Expect.Near(0, sold[0], 0);
        Expect.Near(4.069215842042513, sold[1], 1e-12);
        Assert.Equal([0, 0], sold[2..4]);
        Expect.Near(10 - ContinuousDeleveraging.RemainingQuantity(Side.Long, 10, 95, 90, 0.01), sold.Sum(), 1e-12);
        Assert.All(episode.Fills, f => Assert.Equal((0, 95.0), (f.Row, f.LevelPrice)));
    }

    [Fact]
    public void TieredSupply_ClosesStepByStep()
    {
        SupplyRule rule = SupplyRule.Tiered(new(98, 4, 6, 0, 0), new(96, 6, 0, 0, 0));
        var positions = CascadePositions.FromColumns(new() { SignedQuantity = [10, 5], LiquidationPrice = [double.NaN, 97], Supply = [rule, null] }, 100);
        CascadeEpisode episode = new CascadeEngine(Linear).Run(positions, ExogenousStep.Every(EngineBook.Second, 97.8, 96.8));
        Assert.Equal([(0, 0, 98.0, 4.0), (1, 1, 97.0, 5.0), (1, 0, 96.0, 6.0)], episode.Fills.Select(f => (f.Step, f.Row, f.LevelPrice, f.Quantity)).Take(3));
        Expect.Near(97.8 - 0.4, episode.Steps[0].Price, 1e-12);
        Assert.Equal(3, episode.Down.Levels);
    }

    [Fact]
    public void TieredPositions_OfAVenue_CloseWhatItsStepsSay()
    {
        var tiers = MaintenanceSchedule.Flat(TierBasis.Contracts, new(0, 0.01), new(10, 0.02), new(20, 0.03), new(30, 0.04));
        var rules = new MarginRules(ContractSpec.Linear("X", "USDT"), tiers) { Process = LiquidationProcess.TierByTier };
        var batch = PositionBatch.From([Position.Isolated(Side.Long, 100, 35, 350), Position.Isolated(Side.Short, 100, 25, 200), Position.Isolated(Side.Long, 100, 5, 100)]);
        var positions = CascadePositions.FromPositions(batch, rules, 100);
        CascadeEpisode episode = new CascadeEngine(new(PriceImpact.None), new() { Waterfall = new() }).Run(positions, Shock.MoveTo(60, Direction.Down));
        var steps = Liquidation.Steps(batch[0], rules, 100);
        Assert.True(steps.Length > 1);
        Assert.Equal(steps.Select(s => (s.Price, s.Quantity)), episode.Fills.Where(f => f.Row == 0).Select(f => (f.LevelPrice, f.Quantity)));
        Expect.Near(5, episode.Fills.Where(f => f.Row == 2).Sum(f => f.Quantity), 0);
        Assert.Equal(0, episode.Waterfall!.UnknownFills);
        Assert.True(episode.Waterfall.BadDebt > 0);
    }

    [Fact]
    public void CappedSupply_CutsOnceAnInterval()
    {
        var book = new EngineBook([98], [10]);
        CascadeEpisode episode = new CascadeEngine(new(PriceImpact.None), new() { Supply = SupplyRule.Capped(0.3, 1), SettlingSteps = 20 }).Run(
            book.Positions, ExogenousStep.Every(EngineBook.Second, 97, 99));
        Assert.Equal([3, 0, 3, 0, 3, 0, 1], episode.Steps.Select(s => Math.Round(s.SoldQuantity, 12)));
        Assert.Equal([7, 7, 4, 4, 1, 1, 0], episode.Steps.Select(s => Math.Round(s.QueuedSales, 12)));
        Assert.True(episode.IsSettled);
        Assert.Equal([NonMonotoneCause.Queue], episode.NonMonotoneCauses.ToArray());
    }

    [Fact]
    public void CappedSupply_CanWaitLongerThanThereAreSteps()
    {
        CascadeEpisode episode = new CascadeEngine(Linear, new() { Supply = SupplyRule.Capped(0.5, int.MaxValue - 1), SettlingSteps = 5 }).Run(
            new EngineBook([98], [10]).Positions, ExogenousStep.Every(EngineBook.Second, 99, 97));
        Assert.Equal([0.0, 5, 0, 0, 0, 0, 0], episode.Steps.Select(s => s.SoldQuantity));
        Assert.False(episode.IsSettled);
        Assert.Equal(5, episode.Down.QueuedQuantity);
    }

    [Fact]
    public void Queue_ConservesVolume() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        var book = EngineBook.Make(dice, 20);
        double most = dice.Between(0.5, 20);
        SupplyRule supply = dice.Pick(SupplyRule.Full, SupplyRule.Capped(dice.Between(0.1, 0.9), dice.Whole(0, 2)), SupplyRule.Continuous(0.05, 0.001));
        var options = new CascadeEngineOptions { MaxVolumePerStep = most, SettlingSteps = 5000, Supply = supply, Decay = dice.Pick(ImpactDecay.None, ImpactDecay.Exponential(EngineBook.Second)) };
        CascadeEpisode episode = new CascadeEngine(EngineBook.Model(dice), options).Run(book.Positions, EngineBook.Path(dice));
        Assert.True(episode.IsSettled);
        Assert.All(episode.Steps, s => Assert.True(s.SoldQuantity <= most && s.BoughtQuantity <= most));
        Assert.Equal(0, episode.Down.QueuedQuantity + episode.Up.QueuedQuantity);
        foreach (EpisodeSide side in (EpisodeSide[])[episode.Down, episode.Up])
        {
            double reached = side.Reached.Quantity;
            Assert.True(side.LiquidatedQuantity <= reached + 1e-9);
            Expect.Near(side.LiquidatedQuantity, side.MarketQuantity, 1e-9);
            if (supply.Kind != SupplyKind.Continuous)
            {
                Expect.Near(reached, side.LiquidatedQuantity, 1e-9);
            }
        }

        // No position is closed beyond what it holds.
        Assert.All(episode.Fills.GroupBy(f => f.Row), g => Assert.True(g.Sum(f => f.Quantity) <= Math.Abs(book.Quantities[g.Key]) + 1e-9));
    }));

    [Fact]
    public void Queue_IsServedInTheOrderOfArrival()
    {
        var book = new EngineBook([98, 99, 97], [4, 4, 4]);
        CascadeEpisode episode = new CascadeEngine(new(PriceImpact.None), new() { MaxVolumePerStep = 5, SettlingSteps = 9 }).Run(book.Positions, ExogenousStep.Every(EngineBook.Second, 98, 96.5));
        Assert.Equal([(0, 1, 4.0), (0, 0, 1.0), (1, 0, 3.0), (1, 2, 2.0), (2, 2, 2.0)], episode.Fills.Select(f => (f.Step, f.Row, f.Quantity)));
        Assert.Equal([3.0, 2.0, 0.0], episode.Steps.Select(s => s.QueuedSales));
    }

    [Fact]
    public void Stops_MovePrice_AndOweNothing()
    {
        var positions = CascadePositions.FromColumns(new() { SignedQuantity = [10], LiquidationPrice = [97], BankruptcyPrice = [96] }, 100);
        var engine = new CascadeEngine(Linear, new() { Waterfall = new() });
        Assert.Equal(0, engine.Run(positions, Shock.MoveTo(98, Direction.Down)).Down.Levels);
        CascadeEpisode episode = engine.Run(positions, Shock.MoveTo(98, Direction.Down), [new(98.5, -10), new(105, 3)]);
        Assert.Equal([FillSource.Stop, FillSource.Market], episode.Fills.Select(f => f.Source));
        Expect.Near(96, episode.FinalPrice, 1e-12);
        Assert.Equal((10.0, 10.0, 20.0), (episode.Down.StopQuantity, episode.Down.LiquidatedQuantity, episode.Down.MarketQuantity));
        Assert.Single(episode.Waterfall!.Settlements);
        Assert.Equal(0, episode.Up.StopQuantity);
    }

    [Fact]
    public void Backstop_TakesOverBeforeTheMarket()
    {
        var book = new EngineBook([98, 97], [10, 10]);
        CascadeEpisode episode = new CascadeEngine(Linear, new() { Backstop = new(12, 0.02) }).Run(book.Positions, Shock.MoveTo(97, Direction.Down));
        Assert.Equal([(FillSource.Backstop, 0, 10.0), (FillSource.Backstop, 1, 2.0), (FillSource.Market, 1, 8.0)], episode.Fills.Select(f => (f.Source, f.Row, f.Quantity)));
        Expect.Near(97 * 0.98, episode.Fills[0].AveragePrice, 1e-12);
        Expect.Near(96.2, episode.FinalPrice, 1e-12);
        Assert.Equal((12.0, 8.0, 20.0), (episode.Down.BackstopQuantity, episode.Down.MarketQuantity, episode.Down.LiquidatedQuantity));
    }
}
