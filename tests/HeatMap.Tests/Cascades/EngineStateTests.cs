using FsCheck.Fluent;
using HeatMap.Cascades;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Cascades;

/// <summary>Volume that fades and displacement that stays.</summary>
public sealed class EngineStateTests
{
    private static readonly LiquidationLadder Nobody = LiquidationLadder.FromPositions([], [], 100);

    [Fact]
    public void LinearImpactThatFades_IsThePropagator() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        double slope = dice.Between(0.01, 0.3);
        ImpactDecay decay = dice.Pick(ImpactDecay.None, ImpactDecay.Exponential(TimeSpan.FromSeconds(dice.Between(0.1, 9))), ImpactDecay.PowerLaw(TimeSpan.FromSeconds(dice.Between(0.1, 9)), 0.4));
        ExogenousStep[] path = new ExogenousStep[12];
        long[] times = new long[12];
        for (int i = 0; i < path.Length; i++)
        {
            int wait = dice.Whole(0, 3000);
            times[i] = (i > 0 ? times[i - 1] : 0) + (i > 0 ? wait : 0);
            path[i] = new(dice.Between(90, 110), TimeSpan.FromMilliseconds(wait), dice.Between(-10, 10));
        }

        CascadeEpisode episode = new CascadeEngine(new(PriceImpact.Linear(slope)), new() { Decay = decay }).Run(Nobody, path);
        for (int i = 0; i < path.Length; i++)
        {
            double[] traded = [.. path[..(i + 1)].Select(s => s.SignedQuantity)];
            Expect.Near(path[i].Price + decay.Displacement(slope, times.AsSpan(0, i + 1), traded, times[i]), episode.Steps[i].Price, 1e-10);
        }
    }));

    [Fact]
    public void PermanentShare_StaysWhenTheRestHasFaded()
    {
        var engine = new CascadeEngine(new(PriceImpact.Linear(0.1)), new() { Decay = ImpactDecay.Exponential(EngineBook.Second), PermanentShare = 0.25, SettlingSteps = 100 });
        CascadeEpisode episode = engine.Run(Nobody, [new(100, EngineBook.Second, -20)]);
        Expect.Near(98, episode.Steps[0].Price, 1e-12);
        Expect.Near(0.5, episode.Steps[0].PermanentDisplacement, 1e-12);
        Expect.Near(15, episode.Steps[0].ConsumedQuantity, 1e-12);
        Expect.Near(99.5, episode.FinalPrice, 1e-6);
        Assert.True(episode.IsSettled);
        Assert.Equal([NonMonotoneCause.Decay, NonMonotoneCause.PermanentShare], episode.NonMonotoneCauses.ToArray());
    }

    [Fact]
    public void Reanchoring_LeavesThePriceWhereItIs() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        CascadeModel model = EngineBook.Model(dice);
        double share = dice.Pick(1, dice.Between(0, 1));
        ExogenousStep[] path = [new(dice.Between(96, 99), default, -dice.Between(0, 20)), default];
        path[1] = new(path[0].Price);
        CascadeEpisode episode = new CascadeEngine(model, new() { PermanentShare = share }).Run(Nobody, path);
        Expect.Near(model.ImpactAt(100).PriceAfter(path[0].Price, -path[0].SignedQuantity, Direction.Down), episode.Steps[0].Price, 1e-8);
        Expect.Near(episode.Steps[0].Price, episode.Steps[1].Price, 1e-8);
        Expect.Near(share * (episode.Steps[0].PriceBefore - episode.Steps[0].Price), episode.Steps[1].PermanentDisplacement, 1e-8);
    }), 1000);

    [Fact]
    public void Reanchoring_KeepsWhatIsEatenOfALevel()
    {
        var model = new CascadeModel(DepthCurve.FromLevels([new(99, 10), new(98, 10)], [new(101, 10)]));
        var engine = new CascadeEngine(model, new() { PermanentShare = 1 });
        CascadeEpisode episode = engine.Run(Nobody, [new(100, default, -14), new(100, default, -5), new(100, default, -2)]);
        Assert.Equal([98.0, 98.0, 98.0], episode.Steps.Select(s => s.Price));
        Expect.Near(4, episode.Steps[0].ConsumedQuantity, 1e-12);
        Expect.Near(9, episode.Steps[1].ConsumedQuantity, 1e-12);
    }

    [Fact]
    public void WhatIsBought_UndoesWhatWasSold()
    {
        CascadeEpisode episode = new CascadeEngine(new(PriceImpact.SquareRoot(1, 0.05, 100))).Run(Nobody, [new(100, default, -20), new(100, default, 20), new(100, default, 20)]);
        Assert.Equal(100, episode.Steps[1].Price);
        Expect.Near(100 * (1 + (0.05 * Math.Sqrt(0.2))), episode.Steps[2].Price, 1e-12);
    }

    [Fact]
    public void BothSides_AreLiquidatedAlongOnePath()
    {
        var book = new EngineBook([98, 102], [10, -10]);
        CascadeEpisode episode = new CascadeEngine(new(PriceImpact.Linear(0.1)), new() { Decay = ImpactDecay.Exponential(TimeSpan.FromTicks(1)) }).Run(
            book.Positions, ExogenousStep.Every(EngineBook.Second, 97.5, 100, 102.5, 100));
        Assert.Equal([96.5, 100, 103.5, 100], episode.Steps.Select(s => Math.Round(s.Price, 12)));
        Assert.Equal((1, 1), (episode.Down.Levels, episode.Up.Levels));
        Assert.Equal((96.5, 103.5), (episode.LowestPrice, episode.HighestPrice));
        Expect.Near(1.4, episode.Amplification!.Value, 1e-12);
        Assert.Equal([NonMonotoneCause.Decay, NonMonotoneCause.TwoSides], episode.NonMonotoneCauses.ToArray());
    }

    [Fact]
    public void Settling_EndsWhenPriceIsBack_AndIsAnAnswerWhereItDoesNot()
    {
        var book = new EngineBook([98], [10]);
        CascadeModel model = new(PriceImpact.Linear(0.1));
        CascadeEpisode Run(ImpactDecay decay, int steps) => new CascadeEngine(model, new() { Decay = decay, SettlingSteps = steps, SettlingTolerance = 1e-6 }).Run(book.Positions, [new(97.9, EngineBook.Second)]);
        CascadeEpisode settled = Run(ImpactDecay.Exponential(EngineBook.Second), 1000);
        Assert.True(settled.IsSettled);
        Assert.InRange(settled.Steps.Length, 9, 12);
        Expect.Near(97.9, settled.FinalPrice, 1e-4);
        CascadeEpisode slow = Run(ImpactDecay.PowerLaw(EngineBook.Second, 0.1), 50);
        Assert.False(slow.IsSettled);
        Assert.Equal(51, slow.Steps.Length);
        Assert.Single(Run(ImpactDecay.None, 50).Steps);
        Assert.False(Run(ImpactDecay.Exponential(EngineBook.Second), 0).IsSettled);
    }

    [Fact]
    public void APriceOfZero_IsAnEndLikeAnother()
    {
        var book = new EngineBook([98, 50], [5000, 5000]);
        var options = new CascadeEngineOptions { Decay = ImpactDecay.Exponential(EngineBook.Second), PermanentShare = 0.5 };
        CascadeEpisode episode = new CascadeEngine(new(PriceImpact.Linear(0.1)), options).Run(book.Positions, ExogenousStep.Every(EngineBook.Second, 97, 97, 97));
        Assert.Equal(0, episode.LowestPrice);
        Assert.All(episode.Steps, s => Assert.True(double.IsFinite(s.Price) && double.IsFinite(s.ConsumedQuantity)));
    }
}
