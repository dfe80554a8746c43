using FsCheck.Fluent;
using HeatMap.Cascades;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Cascades;

/// <summary>What the engine guarantees about more and less: the properties of the theory, by their numbers.</summary>
public sealed class EngineMonotoneTests
{
    private const double Rounding = 1e-9;

    private static readonly CascadeEngineOptions Off = new();

    [Fact]
    public void P1_LowerPaths_LiquidateMore() => Each((dice, book, model) =>
    {
        ExogenousStep[] path = EngineBook.Path(dice), lower = [.. path.Select(s => s with { Price = s.Price - dice.Between(0, 3), SignedQuantity = Math.Min(0, s.SignedQuantity) })];
        path = [.. path.Select(s => s with { SignedQuantity = Math.Min(0, s.SignedQuantity) })];
        foreach (CascadeEngineOptions options in (CascadeEngineOptions[])[Off, Off with { MarkWeight = 0.6 }, Off with { Backstop = new(8, 0.01) }, Off with { Supply = SupplyRule.Continuous(0.2, 0.001) }])
        {
            CascadeEpisode mild = Run(model, options, book, path), harsh = Run(model, options, book, lower);
            Assert.True(mild.IsMonotone && harsh.IsMonotone);
            AssertMore(mild, harsh);
        }
    });

    [Fact]
    public void P2_P4_FewerOrSaferPositions_LiquidateLess() => Each((dice, book, model) =>
    {
        ExogenousStep[] path = EngineBook.Path(dice);
        int changed = dice.Whole(0, book.Prices.Length - 1);
        var fewer = book with { Quantities = [.. book.Quantities.Select((q, i) => i == changed ? 0 : q)] };
        var safer = book with { Prices = [.. book.Prices.Select((p, i) => i == changed ? p - dice.Between(0, 5) : p)] };
        CascadeEpisode all = Run(model, Off, book, path);
        AssertMore(Run(model, Off, fewer, path), all, levels: false);
        AssertMore(Run(model, Off, safer, path), all, levels: false);
    });

    [Fact]
    public void P3_P6_ThinnerMarkets_LiquidateMore() => Each((dice, book, _) =>
    {
        // A purchase helps more where the market is thin.
        ExogenousStep[] path = [.. EngineBook.Path(dice).Select(s => s with { SignedQuantity = Math.Min(0, s.SignedQuantity) })];
        double slope = dice.Between(0.001, 0.1);
        CascadeEpisode thick = Run(new(PriceImpact.Linear(slope)), Off, book, path), thin = Run(new(PriceImpact.Linear(slope * dice.Between(1, 3))), Off, book, path);
        AssertMore(thick, thin);
        CascadeEpisode none = Run(new(PriceImpact.Linear(1e6)), Off, book, [.. path.Select(s => s with { SignedQuantity = 0 })]);
        Assert.Equal(none.Down.StaticLevels == 0 ? 0 : book.Prices.Length, none.Down.Levels);
    });

    [Fact]
    public void P7_P13_P14_P20_TheEndIsAnEnd() => Each((dice, book, model) =>
    {
        // What others buy can hold price above a level that it would have touched.
        ExogenousStep[] path = [.. EngineBook.Path(dice).Select(s => s with { SignedQuantity = Math.Min(0, s.SignedQuantity) })];
        CascadeEpisode episode = Run(model, Off, book, path);
        EpisodeSide side = episode.Down;
        Assert.All(book.Prices.Order().SkipLast(side.Levels), p => Assert.True(p < episode.LowestPrice));
        Assert.True(side.StaticLevels <= side.Levels);
        Assert.True(episode.Steps.Sum(s => s.Waves.Length) <= side.Levels);
        Assert.All(episode.Steps.Where(s => s.SoldQuantity > 0), s => Assert.InRange(s.AverageSalePrice!.Value, s.Price - Rounding, s.PriceBefore + Rounding));
        Assert.All(episode.Fills, f => Assert.InRange(f.AveragePrice, episode.Steps[f.Step].Price - Rounding, episode.Steps[f.Step].PriceBefore + Rounding));
    });

    [Fact]
    public void P8_P9_P10_OrderAndSplitting_ChangeNothing() => Each((dice, book, model) =>
    {
        ExogenousStep[] path = EngineBook.Path(dice);
        int[] order = [.. Enumerable.Range(0, book.Prices.Length).OrderBy(_ => dice.Unit())];
        var shuffled = new EngineBook([.. order.Select(i => book.Prices[i])], [.. order.Select(i => book.Quantities[i])]);
        var split = new EngineBook([.. book.Prices, .. book.Prices], [.. book.Quantities.Select(q => q / 4), .. book.Quantities.Select(q => q * 3 / 4)]);
        foreach (CascadeEngineOptions options in Layers(dice).Append(Off))
        {
            CascadeEpisode expected = Run(model, options, book, path);
            foreach (EngineBook other in (EngineBook[])[shuffled, split])
            {
                CascadeEpisode actual = Run(model, options, other, path);
                Expect.Near(expected.FinalPrice, actual.FinalPrice, Rounding);
                Expect.Near(expected.LowestPrice, actual.LowestPrice, Rounding);
                Expect.Near(expected.Down.LiquidatedQuantity, actual.Down.LiquidatedQuantity, Rounding);
            }
        }
    });

    [Fact]
    public void P17_LinearShocks_Compose() => Each((dice, book, _) =>
    {
        var model = new CascadeModel(PriceImpact.Linear(dice.Between(0.001, 0.15)));
        double first = dice.Between(90, 100), second = first - dice.Between(0, 5);
        CascadeEpisode two = Run(model, Off, book, ExogenousStep.Every(EngineBook.Second, first, second)), one = Run(model, Off, book, ExogenousStep.Every(EngineBook.Second, second));
        Assert.Equal(one.Down.Levels, two.Down.Levels);
        Expect.Near(one.FinalPrice, two.FinalPrice, Rounding);
    });

    [Fact]
    public void P18_Decay_LiesBetweenTheStaticAndThePermanent() => Each((dice, book, model) =>
    {
        ExogenousStep[] path = [.. EngineBook.Path(dice).Select(s => s with { SignedQuantity = 0 })];
        var decay = ImpactDecay.Exponential(TimeSpan.FromSeconds(dice.Between(0.1, 5)));
        Between(model, Off with { Decay = decay });
        Between(new(PriceImpact.Linear(dice.Between(0.001, 0.15))), Off with { Decay = decay, PermanentShare = dice.Between(0, 1) });

        void Between(CascadeModel market, CascadeEngineOptions options)
        {
            CascadeEpisode fading = Run(market, options, book, path), permanent = Run(market, Off, book, path);
            Assert.InRange(fading.Down.Levels, fading.Down.StaticLevels, permanent.Down.Levels);
        }
    });

    [Fact]
    public void P19_PartialSupply_LiquidatesNoMore() => Each((dice, book, model) =>
    {
        ExogenousStep[] path = EngineBook.Path(dice);
        CascadeEpisode full = Run(model, Off, book, path);
        SupplyRule[] rules = [SupplyRule.Continuous(dice.Between(0.01, 0.4), 0.0005), SupplyRule.Capped(dice.Between(0.05, 1), dice.Whole(0, 3))];
        foreach (SupplyRule rule in rules)
        {
            CascadeEpisode partial = Run(model, Off with { Supply = rule }, book, path);
            Assert.True(partial.Down.LiquidatedQuantity <= full.Down.LiquidatedQuantity + Rounding);
            Assert.True(partial.LowestPrice >= full.LowestPrice - Rounding);
            Assert.True(partial.Down.Levels <= full.Down.Levels);
        }
    });

    [Fact]
    public void P12_MirroredInput_GivesMirroredOutput() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        var book = EngineBook.Make(dice, 20);
        ExogenousStep[] path = EngineBook.Path(dice);
        var model = new CascadeModel(PriceImpact.Linear(dice.Between(0.01, 0.1)));
        StopOrder[] stops = [new(dice.Between(90, 99), -dice.Between(1, 5)), new(dice.Between(101, 110), dice.Between(1, 5))];
        foreach (CascadeEngineOptions options in Layers(dice).Where(o => o.Supply.Kind != SupplyKind.Continuous).Append(Off))
        {
            var engine = new CascadeEngine(model, options);
            CascadeEpisode one = engine.Run(book.Positions, path, stops);
            CascadeEpisode two = engine.Run(
                book.Mirror().Positions,
                [.. path.Select(s => s with { Price = 200 - s.Price, SignedQuantity = -s.SignedQuantity })],
                [.. stops.Select(s => new StopOrder(200 - s.TriggerPrice, -s.SignedQuantity))]);
            Assert.Equal(one.Steps.Length, two.Steps.Length);
            for (int i = 0; i < one.Steps.Length; i++)
            {
                Expect.Near(200 - one.Steps[i].Price, two.Steps[i].Price, Rounding);
                Expect.Near(one.Steps[i].SoldQuantity, two.Steps[i].BoughtQuantity, Rounding);
                Expect.Near(one.Steps[i].BoughtQuantity, two.Steps[i].SoldQuantity, Rounding);
                Expect.Near(-one.Steps[i].PermanentDisplacement, two.Steps[i].PermanentDisplacement, Rounding);
                Expect.Near(one.Steps[i].QueuedSales, two.Steps[i].QueuedPurchases, Rounding);
            }

            Assert.Equal(one.Down.Levels, two.Up.Levels);
            Assert.Equal(one.Up.Levels, two.Down.Levels);
            Assert.Equal(one.Fills.Select(f => (f.Step, f.Row, f.Source)), two.Fills.Select(f => (f.Step, f.Row, f.Source)));
        }
    }), 500);

    /// <summary>Sets of layers that say nothing of money.</summary>
    private static CascadeEngineOptions[] Layers(Dice dice) =>
    [
        Off with { Decay = ImpactDecay.Exponential(TimeSpan.FromSeconds(dice.Between(0.2, 4))), PermanentShare = dice.Between(0, 1), SettlingSteps = 3 },
        Off with { Decay = ImpactDecay.PowerLaw(EngineBook.Second, 0.4), MarkWeight = dice.Between(0.2, 1) },
        Off with { Supply = SupplyRule.Capped(dice.Between(0.1, 0.9), dice.Whole(0, 2)), SettlingSteps = 40, Backstop = new(5, 0.01) },
        Off with { Supply = SupplyRule.Continuous(0.1, 0.001) },
    ];

    private static void Each(Action<Dice, EngineBook, CascadeModel> check) => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        check(dice, EngineBook.Make(dice, 15, shorts: false), EngineBook.Model(dice));
    }), 500);

    private static CascadeEpisode Run(CascadeModel model, CascadeEngineOptions options, EngineBook book, ExogenousStep[] path) => new CascadeEngine(model, options).Run(book.Positions, path);

    private static void AssertMore(CascadeEpisode mild, CascadeEpisode harsh, bool levels = true)
    {
        Assert.True(harsh.LowestPrice <= mild.LowestPrice + Rounding, $"{harsh.LowestPrice} above {mild.LowestPrice}");
        Assert.True(harsh.Down.LiquidatedQuantity >= mild.Down.LiquidatedQuantity - Rounding);
        Assert.True(!levels || harsh.Down.Levels >= mild.Down.Levels);
    }
}
