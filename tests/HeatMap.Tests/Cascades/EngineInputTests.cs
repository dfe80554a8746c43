using HeatMap.Cascades;

namespace HeatMap.Tests.Cascades;

/// <summary>What the engine refuses, and in which words.</summary>
public sealed class EngineInputTests
{
    private static readonly CascadeModel Model = new(PriceImpact.Linear(0.1));

    [Fact]
    public void Paths_AreChecked()
    {
        CascadePositions positions = new EngineBook([98], [1]).Positions;
        var engine = new CascadeEngine(Model);
        Expect.Throws<ArgumentException>(() => engine.Run(positions, []), "at least one step");
        Expect.Throws<ArgumentOutOfRangeException>(() => engine.Run(positions, [new(99), default]), "row 1", "price", "was 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => engine.Run(positions, [new(99, TimeSpan.FromSeconds(-1))]), "row 0", "duration", "was -1");
        Expect.Throws<ArgumentOutOfRangeException>(() => engine.Run(positions, [new(99, default, double.NaN)]), "row 0", "signed quantity");
        Expect.Throws<ArgumentOutOfRangeException>(() => ExogenousStep.Every(EngineBook.Second, 100, -1), "row 1", "was -1");
        Expect.Throws<ArgumentOutOfRangeException>(() => engine.Run(positions, Shock.MoveTo(101, Direction.Down)), "at most the mark");
        Assert.Throws<ArgumentNullException>(() => engine.Run((CascadePositions)null!, [new(99)]));
    }

    [Fact]
    public void Quantities_ThatAddUpToNoNumber_AreRefused()
    {
        var engine = new CascadeEngine(new(PriceImpact.None));
        Expect.Throws<ArgumentOutOfRangeException>(() => CascadePositions.FromColumns(new() { LiquidationPrice = [98, 97], SignedQuantity = [1e308, 1e308] }, 100), "row 1", "was 1E+308");
        var small = CascadePositions.FromColumns(new() { LiquidationPrice = [98], SignedQuantity = [1] }, 100);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => engine.Run(small, [new(99, default, -1e308), new(99, default, -1e308)]));
        Assert.Contains("sum of the quantities of positions, stops and path must be finite, was ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stops_AreChecked()
    {
        CascadePositions positions = new EngineBook([98], [1]).Positions;
        var engine = new CascadeEngine(Model);
        Expect.Throws<ArgumentOutOfRangeException>(() => engine.Run(positions, [new(99)], [new(99, -1), new(101, -1)]), "row 1", "below the mark for a sale, 100", "was 101");
        Expect.Throws<ArgumentOutOfRangeException>(() => engine.Run(positions, [new(99)], [new(99, 1)]), "above the mark for a purchase");
        Expect.Throws<ArgumentOutOfRangeException>(() => engine.Run(positions, [new(99)], [new(99, 0)]), "not zero");
        Expect.Throws<ArgumentOutOfRangeException>(() => engine.Run(positions, [new(99)], [default]), "trigger price", "was 0");
    }

    [Fact]
    public void Columns_AreChecked()
    {
        Expect.Throws<ArgumentException>(() => CascadePositions.FromColumns(new() { SignedQuantity = [1], LiquidationPrice = [] }, 100), "LiquidationPrice", "(1), had 0");
        Expect.Throws<ArgumentException>(() => CascadePositions.FromColumns(new() { SignedQuantity = [1], LiquidationPrice = [98], Margin = [1, 2] }, 100), "Margin", "had 2");
        Expect.Throws<ArgumentOutOfRangeException>(() => CascadePositions.FromColumns(new() { SignedQuantity = [1, 2], LiquidationPrice = [98, 101] }, 100), "row 1", "below the mark for a long, 100", "was 101");
        Expect.Throws<ArgumentOutOfRangeException>(() => CascadePositions.FromColumns(new() { SignedQuantity = [-1], LiquidationPrice = [98] }, 100), "above the mark for a short");
        Expect.Throws<ArgumentOutOfRangeException>(() => CascadePositions.FromColumns(new() { SignedQuantity = [1], LiquidationPrice = [98], DeleveragingCap = [1.5] }, 100), "DeleveragingCap", "from 0 to 1");
        Expect.Throws<ArgumentOutOfRangeException>(() => CascadePositions.FromColumns(new() { SignedQuantity = [1], LiquidationPrice = [98], EntryPrice = [-1] }, 100), "EntryPrice", "was -1");
        Expect.Throws<ArgumentOutOfRangeException>(() => CascadePositions.FromColumns(new() { SignedQuantity = [double.NaN], LiquidationPrice = [98] }, 100), "SignedQuantity");
        Expect.Throws<ArgumentOutOfRangeException>(() => Tiered(3, new LiquidationStep(98, 4, 0, 0, 0)), "sum of step quantities", "at most the position, 3");
        Expect.Throws<ArgumentOutOfRangeException>(() => Tiered(9, new LiquidationStep(97, 4, 0, 0, 0), new LiquidationStep(98, 4, 0, 0, 0)), "price of step 1", "no nearer");
        Expect.Throws<ArgumentOutOfRangeException>(() => Tiered(9, new LiquidationStep(101, 4, 0, 0, 0)), "below the mark");

        static CascadePositions Tiered(double quantity, params LiquidationStep[] steps) =>
            CascadePositions.FromColumns(new() { SignedQuantity = [quantity], LiquidationPrice = [double.NaN], Supply = [SupplyRule.Tiered(steps)] }, 100);
    }

    [Fact]
    public void Layers_SayWhatTheyMiss()
    {
        CascadePositions bare = new EngineBook([98, 97], [1, 1]).Positions;
        var known = CascadePositions.FromColumns(new() { SignedQuantity = [1, 1], LiquidationPrice = [98, 97], BankruptcyPrice = [96, 95], EntryPrice = [100, double.NaN] }, 100);
        Expect.Throws<ArgumentOutOfRangeException>(() => new CascadeEngine(Model, new() { Waterfall = new() }).Run(bare, [new(99)]), "row 0", "BankruptcyPrice for Waterfall");
        Expect.Throws<ArgumentOutOfRangeException>(
            () => new CascadeEngine(Model, new() { Waterfall = new(), Deleveraging = DeleveragingRule.Queue }).Run(known, [new(99)]), "row 0", "Margin for Deleveraging");
        Expect.Throws<ArgumentOutOfRangeException>(() => new CascadeEngine(Model, new() { MatchesOffBook = true }).Run(bare, [new(99)]), "BankruptcyPrice for MatchesOffBook");
        Expect.Throws<ArgumentException>(() => _ = new CascadeEngine(Model, new() { Deleveraging = DeleveragingRule.Queue }), "needs Waterfall");
        Expect.Throws<ArgumentException>(() => _ = new CascadeEngine(Model, new() { MatchesOffBook = true, Supply = SupplyRule.Continuous(0.1) }), "continuous");
        Expect.Throws<ArgumentException>(() => _ = new CascadeEngineOptions { Supply = SupplyRule.Tiered(new LiquidationStep(98, 4, 0, 0, 0)) }, "one position");
        Assert.Throws<ArgumentNullException>(() => _ = new CascadeEngine(null!));
    }

    [Fact]
    public void Options_AreChecked()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new CascadeEngineOptions { PermanentShare = 1.1 }, "PermanentShare", "from 0 to 1");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new CascadeEngineOptions { MarkWeight = double.NaN }, "MarkWeight");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new CascadeEngineOptions { MaxVolumePerStep = 0 }, "MaxVolumePerStep", "> 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new CascadeEngineOptions { SettlingSteps = -1 }, "SettlingSteps");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new CascadeEngineOptions { Deleveraging = 0 }, "Deleveraging");
        Expect.Throws<ArgumentOutOfRangeException>(() => SupplyRule.Capped(0), "fraction");
        Expect.Throws<ArgumentOutOfRangeException>(() => SupplyRule.Capped(0.5, -1), "cooldownSteps");
        Expect.Throws<ArgumentOutOfRangeException>(() => SupplyRule.Continuous(0.01, 0.02), "targetRate");
        Expect.Throws<ArgumentException>(() => SupplyRule.Tiered(), "at least one step");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new BackstopBuyer(0, 0.1), "capacity");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new BackstopBuyer(1, 1), "discount");
    }

    [Fact]
    public void ABookWithoutBids_IsAskedOnlyWhenSomebodySells()
    {
        var engine = new CascadeEngine(new(DepthCurve.FromLevels([], [new(100.5, 10)])));
        CascadePositions positions = new EngineBook([98], [1]).Positions;
        Assert.Equal(99, engine.Run(positions, [new(99)]).FinalPrice);
        Expect.Throws<ArgumentException>(() => engine.Run(positions, [new(97)]), "no bids");
    }

    [Fact]
    public void Texts_NameTheNumbers()
    {
        CascadeEpisode episode = new CascadeEngine(Model).Run(new EngineBook([98, 105], [10, -5]).Positions, Shock.MoveTo(97.5, Direction.Down));
        Assert.Equal("1 steps from 100 to 96.5, 96.5 to 100 on the way, 10 base of longs and 0 of shorts liquidated", episode.ToString());
        Assert.Equal("Down: 1 levels, 10 base liquidated, 0 queued", episode.Down.ToString());
        Assert.Equal("2 positions, 1 levels below 100 and 1 above", new EngineBook([98, 105], [10, -5]).Positions.ToString());
        Assert.Equal(["full", "continuous: equity kept at 0.1 of value, fee 0.01", "capped: 0.5 of the position every 3 steps", "tiered: 1 steps from 98"],
            new[] { SupplyRule.Full, SupplyRule.Continuous(0.1, 0.01), SupplyRule.Capped(0.5, 2), SupplyRule.Tiered(new LiquidationStep(98, 4, 0, 0, 0)) }.Select(r => r.ToString()));
        Assert.Empty(default(CascadeStep).Waves);
    }
}
