using FsCheck.Fluent;
using HeatMap.Cascades;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Cascades;

/// <summary>The engine with all layers off.</summary>
public sealed class EngineModelTests
{
    [Fact]
    public void OneStep_IsTheModel_BitForBit() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        var book = EngineBook.Make(dice, 30);
        CascadeModel model = EngineBook.Model(dice);
        Shock shock = dice.Whole(0, 2) switch
        {
            0 => Shock.MoveTo(dice.Between(88, 99.9), Direction.Down),
            1 => Shock.MoveTo(dice.Between(100.1, 112), Direction.Up),
            _ => Shock.Volume(dice.Pick(Direction.Down, Direction.Up), dice.Between(0, 30)),
        };
        shock = dice.Chance(0.5) ? shock.WithVolume(dice.Between(0, 10)) : shock;
        CascadeResult expected = model.Run(book.Ladder, shock);
        foreach (CascadeEpisode actual in (CascadeEpisode[])[new CascadeEngine(model).Run(book.Ladder, shock), new CascadeEngine(model).Run(book.Positions, shock)])
        {
            EpisodeSide side = shock.Direction == Direction.Down ? actual.Down : actual.Up, other = shock.Direction == Direction.Down ? actual.Up : actual.Down;
            Expect.SameBits(expected.FinalPrice, actual.FinalPrice);
            Expect.SameBits(expected.ExtremePrice, shock.Direction == Direction.Down ? actual.LowestPrice : actual.HighestPrice);
            Assert.Equal(expected.Levels, side.Levels);
            Assert.Equal(expected.Liquidated, side.Reached);
            Assert.Equal(expected.StaticLevels, side.StaticLevels);
            Assert.Equal(expected.Static, side.Static);
            Assert.Equal(expected.Waves.ToArray(), actual.Steps[0].Waves.ToArray());
            Assert.Equal(expected.AveragePrice, side.AveragePrice);
            Assert.Equal(expected.Liquidated.Quantity, side.LiquidatedQuantity);
            Assert.Equal(expected.Levels, actual.Fills.Length);
            for (int i = 0; i < expected.Levels; i++)
            {
                Assert.Equal(expected.Side.Rows[i], actual.Fills[i].Row);
                Assert.Equal(expected.Side.Prices[i], actual.Fills[i].LevelPrice);
                Expect.SameBits(expected.ExecutionPrice(i), actual.Fills[i].AveragePrice);
            }

            Assert.Equal(shock.Quantity > 0 && expected.ShockedPrice == 100 ? null : expected.Amplification, actual.Amplification);
            Assert.Equal(0, other.Levels);
            Assert.True(actual.IsMonotone);
            Assert.True(actual.IsSettled);
        }
    }), 3000);

    [Fact]
    public void P15_P16_TheModelSweeps_AndItsWorstIsNoBetter() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        var book = EngineBook.Make(dice, 30);
        CascadeModel model = EngineBook.Model(dice);
        double start = dice.Between(88, 100), volume = dice.Between(0, 20);
        CascadeResult result = model.Run(book.Ladder, Shock.MoveTo(start, Direction.Down).WithVolume(volume));
        Assert.Equal(CascadeWaves.Sweep(result.Side, model.ImpactAt(100), start, volume), result.Levels);
        Assert.True(result.Worst.FinalPrice <= result.FinalPrice && result.Worst.Levels >= result.Levels);
    }), 1000);

    [Fact]
    public void P11_QuantityAndDepth_ScaleTogether_AndPriceIsHomogeneous() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        var book = EngineBook.Make(dice, 20);
        double slope = dice.Between(0.01, 0.1);
        ExogenousStep[] path = EngineBook.Path(dice);
        var options = new CascadeEngineOptions { Decay = ImpactDecay.Exponential(EngineBook.Second), PermanentShare = 0.5 };
        CascadeEpisode one = new CascadeEngine(new(PriceImpact.Linear(slope)), options).Run(book.Positions, path);
        CascadeEpisode larger = new CascadeEngine(new(PriceImpact.Linear(slope / 4)), options).Run(
            (book with { Quantities = [.. book.Quantities.Select(q => 4 * q)] }).Positions, [.. path.Select(s => s with { SignedQuantity = 4 * s.SignedQuantity })]);
        CascadeEpisode dearer = new CascadeEngine(new(PriceImpact.Linear(slope * 8)), options).Run(
            LiquidationLadder.FromPositions([.. book.Prices.Select(p => 8 * p)], book.Quantities, 800), [.. path.Select(s => s with { Price = 8 * s.Price })]);
        for (int i = 0; i < path.Length; i++)
        {
            // Powers of two, so that not even rounding differs.
            Expect.SameBits(one.Steps[i].Price, larger.Steps[i].Price);
            Expect.SameBits(8 * one.Steps[i].Price, dearer.Steps[i].Price);
        }
    }));

    [Fact]
    public void Bands_AreLevelsToo()
    {
        var book = new EngineBook([99, 97, 95], [10, 20, 30]);
        var grid = BandGrid.Uniform(0.5, new PriceRange(80, 120));
        var map = new LiquidationMapBuilder(grid, 100);
        map.Add(new PricedColumns(book.Prices, [.. book.Prices.Select((p, i) => p * book.Quantities[i])]));
        LiquidationLadder ladder = LiquidationLadder.FromMap(map.ToMap());
        var model = new CascadeModel(PriceImpact.Linear(0.1));
        CascadeResult expected = model.Run(ladder, Shock.Move(-0.02));
        CascadeEpisode actual = new CascadeEngine(model).Run(ladder, Shock.Move(-0.02));
        Expect.SameBits(expected.FinalPrice, actual.FinalPrice);
        Assert.Equal(expected.Liquidated, actual.Down.Reached);
        Expect.Throws<ArgumentException>(() => new CascadeEngine(model, new() { Waterfall = new() }).Run(ladder, Shock.Move(-0.02)), "Waterfall", "CascadePositions");
    }

    [Fact]
    public void WithoutImpact_TheMapIsTheAnswer() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        var book = EngineBook.Make(dice, 20);
        ExogenousStep[] path = EngineBook.Path(dice);
        CascadeEpisode episode = new CascadeEngine(new(PriceImpact.None)).Run(book.Positions, path);
        Assert.Equal(book.Quantities.Where((q, i) => q > 0 && path.Any(s => s.Price <= book.Prices[i])).Count(), episode.Down.Levels);
        Assert.Equal(book.Quantities.Where((q, i) => q < 0 && path.Any(s => s.Price >= book.Prices[i])).Count(), episode.Up.Levels);
        Assert.Equal(episode.Down.Static, episode.Down.Reached);
        Assert.Equal(episode.Up.Static, episode.Up.Reached);
        Assert.Equal(path[^1].Price, episode.FinalPrice);
    }));

    [Fact]
    public void Index_TriggersWithoutFeedback() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        var book = EngineBook.Make(dice, 20);
        CascadeEpisode episode = new CascadeEngine(EngineBook.Model(dice), new() { MarkWeight = 0 }).Run(book.Positions, EngineBook.Path(dice));
        Assert.Equal(episode.Down.StaticLevels, episode.Down.Levels);
        Assert.Equal(episode.Up.StaticLevels, episode.Up.Levels);
    }));

    [Fact]
    public void Blend_MultipliesTheGain()
    {
        // Longs every 0.1 below 99, each moving price by 0.08: a gain of 0.8, halved by an even blend.
        double[] prices = [.. Enumerable.Range(0, 200).Select(i => 99 - (0.1 * i))];
        var book = new EngineBook(prices, [.. prices.Select(_ => 1.0)]);
        double Drop(double weight) => 98 - new CascadeEngine(new(PriceImpact.Linear(0.08)), new() { MarkWeight = weight }).Run(book.Positions, Shock.MoveTo(98, Direction.Down)).Steps[0].MarkPrice;
        Expect.Near(0, Drop(0), 0);
        Expect.Near(0.5 * 0.8 / (1 - 0.4), Drop(0.5), 0.1);
        Expect.Near(0.8 / (1 - 0.8), Drop(1), 0.5);
    }

    [Fact]
    public void Runs_AreTheSameTwice() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        var book = EngineBook.Make(dice);
        CascadeModel model = EngineBook.Model(dice);
        var options = new CascadeEngineOptions { Decay = ImpactDecay.PowerLaw(EngineBook.Second, 0.4), MaxVolumePerStep = 7, SettlingSteps = 20, Supply = SupplyRule.Continuous(0.05, 0.001), PermanentShare = 0.3 };
        ExogenousStep[] path = EngineBook.Path(dice);
        CascadeEpisode one = new CascadeEngine(model, options).Run(book.Positions, path), two = new CascadeEngine(model, options).Run(book.Positions, path);
        Assert.Equal(one.Fills.ToArray(), two.Fills.ToArray());
        Assert.Equal(one.Steps.Select(s => (s.Price, s.ConsumedQuantity, s.PermanentDisplacement)), two.Steps.Select(s => (s.Price, s.ConsumedQuantity, s.PermanentDisplacement)));
    }));
}
