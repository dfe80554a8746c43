using HeatMap.Cascades;

namespace HeatMap.Tests.Cascades;

/// <summary>Paths through the full engine.</summary>
public sealed class SimulationEpisodeTests
{
    private static readonly double[] Prices = [.. Enumerable.Range(1, 40).Select(i => 100 - (0.4 * i)), .. Enumerable.Range(1, 40).Select(i => 100 + (0.4 * i))];
    private static readonly double[] Quantities = [.. Prices.Select(p => p < 100 ? 3.0 : -2.0)];
    private static readonly LiquidationLadder Ladder = LiquidationLadder.FromPositions(Prices, Quantities, 100);
    private static readonly CascadeModel Model = new(PriceImpact.Exponential(0.0004));
    private static readonly GeometricBrownian Law = new(0.8);
    private static readonly CascadeSimulationOptions OneShock = new() { Paths = 3000, Horizon = TimeSpan.FromDays(2), Step = TimeSpan.FromDays(2), Seed = 5, Watch = PathWatch.AtHorizon };

    [Fact]
    public void OneShockWithoutLayers_IsTheStepFunction()
    {
        SimulatedEpisodes episodes = CascadeSimulation.Episodes(new(Model), Ladder, Law, OneShock);
        SimulatedCascades shocks = CascadeSimulation.Shocks(CascadeSides.Of(Model, Ladder), Law, OneShock);
        Assert.Equal(shocks.Down.Depth.Sorted, episodes.Fall.Sorted);
        Assert.Equal(shocks.Up.Depth.Sorted, episodes.Rise.Sorted);
        Assert.Equal(shocks.Down.Quantity.Sorted, episodes.LongQuantity.Sorted);
        Assert.Equal(shocks.Up.Quantity.Mean, episodes.ShortQuantity.Mean);
        Assert.Null(episodes.BadDebt);
        Assert.Equal(0, episodes.Unsettled.Value);
    }

    [Fact]
    public void AnyNumberOfThreads_GivesTheSameBits()
    {
        var options = new CascadeSimulationOptions { Paths = 2500, Horizon = TimeSpan.FromHours(12), Step = TimeSpan.FromHours(1), Seed = 9 };
        var engine = new CascadeEngine(Model, new() { Decay = ImpactDecay.Exponential(TimeSpan.FromHours(3)) });
        SimulatedEpisodes one = CascadeSimulation.Episodes(engine, Ladder, Law, options);
        SimulatedEpisodes three = CascadeSimulation.Episodes(engine, Ladder, Law, options with { MaxDegreeOfParallelism = 3 });
        Assert.Equal(one.Fall.Sorted, three.Fall.Sorted);
        Assert.Equal(one.EndMove.Sorted, three.EndMove.Sorted);
        Assert.True(one.FallOvershoot.Greatest > 0);

        // What fades does less harm than what stays.
        SimulatedEpisodes stays = CascadeSimulation.Episodes(new(Model), Ladder, Law, options);
        Assert.True(one.LongQuantity.Mean.Value < stays.LongQuantity.Mean.Value);
    }

    [Fact]
    public void BadDebt_HasADistribution_AndWhatFundAndUncoveredMakeOfIt()
    {
        double[] bankruptcy = [.. Prices.Select(p => p < 100 ? p - 0.15 : p + 0.15)];
        var positions = CascadePositions.FromColumns(new() { LiquidationPrice = Prices, SignedQuantity = Quantities, BankruptcyPrice = bankruptcy }, 100);
        var engine = new CascadeEngine(Model, new() { Waterfall = new() { InsuranceFund = 20 } });
        SimulatedEpisodes episodes = CascadeSimulation.Episodes(engine, positions, Law, OneShock);
        Assert.True(episodes.BadDebt!.Mean.Value > 0);
        Expect.Near(episodes.BadDebt.Mean.Value - episodes.Uncovered!.Mean.Value, 20 - episodes.FundEnd!.Mean.Value, 1e-9, "what the fund paid");
        Assert.True(episodes.BadDebt.Quantile(0.99) > episodes.BadDebt.Quantile(0.5));
    }

    [Fact]
    public void AFewEpisodes_AreToldOnTheirWay_AndCanBeStopped()
    {
        // An episode is much work: a few hundred must not be one block.
        var engine = new CascadeEngine(Model);
        var seen = new Told(static _ => { });
        CascadeSimulation.Episodes(engine, Ladder, Law, OneShock with { Paths = 300 }, seen);
        Assert.True(seen.Count >= 10, $"{seen.Count} reports");
        using var stop = new CancellationTokenSource();
        var stopped = new Told(_ => stop.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => CascadeSimulation.Episodes(engine, Ladder, Law, OneShock with { Paths = 300 }, stopped, stop.Token));
        Assert.Equal(1, stopped.Count);
    }

    [Fact]
    public void WhatEpisodesCannotDo_IsRefused()
    {
        var engine = new CascadeEngine(Model);
        Assert.Throws<ArgumentException>(() => CascadeSimulation.Episodes(engine, Ladder, Law, OneShock with { Antithetic = true }));
        Assert.Throws<ArgumentException>(() => CascadeSimulation.Episodes(engine, Ladder, Law, OneShock with { Watch = PathWatch.Throughout }));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => CascadeSimulation.Episodes(engine, Ladder, Law, OneShock, null, stop.Token));
    }

    private sealed class Told(Action<double> hear) : IProgress<double>
    {
        public int Count { get; private set; }

        public void Report(double value)
        {
            Count++;
            hear(value);
        }
    }
}
