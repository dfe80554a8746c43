using HeatMap.Cascades;

namespace HeatMap.Tests.Cascades;

/// <summary>Where a larger shock is not the worse one, as the theory states it: documented, not promised.</summary>
public sealed class EngineCounterexampleTests
{
    [Fact]
    public void Decay_AnEarlyFlushDefusesALaterOne()
    {
        var book = new EngineBook([99, 97, 95.8], [10, 10, 30]);
        Assert.Equal(20, Liquidated(98.9, ImpactDecay.Exponential(TimeSpan.FromTicks(1))));
        Assert.Equal(50, Liquidated(99.1, ImpactDecay.Exponential(TimeSpan.FromTicks(1))));
        Assert.Equal(50, Liquidated(98.9, ImpactDecay.None));
        Assert.Equal(50, Liquidated(99.1, ImpactDecay.None));

        double Liquidated(double first, ImpactDecay decay)
        {
            CascadeEpisode episode = new CascadeEngine(new(PriceImpact.Linear(0.1)), new() { Decay = decay }).Run(book.Positions, ExogenousStep.Every(EngineBook.Second, first, 96.9));
            Assert.Equal(decay == ImpactDecay.None ? [] : [NonMonotoneCause.Decay], episode.NonMonotoneCauses.ToArray());
            return episode.Down.LiquidatedQuantity;
        }
    }

    [Fact]
    public void OffBook_ABankruptPositionNeverReachesTheMarket()
    {
        CascadePositions positions = CascadePositions.FromColumns(
            new()
            {
                LiquidationPrice = [98, 96.5, double.NaN],
                SignedQuantity = [20, 10, -50],
                BankruptcyPrice = [97.5, 90, double.NaN],
                EntryPrice = [100, 100, 100],
                Margin = [50, 100, 500],
            },
            100);
        var engine = new CascadeEngine(new(PriceImpact.Linear(0.1)), new() { MatchesOffBook = true, Waterfall = new() });

        CascadeEpisode mild = engine.Run(positions, Shock.MoveTo(97.9, Direction.Down));
        Expect.Near(96.9, mild.Fills[0].AveragePrice, 1e-12);
        Expect.Near(95.9, mild.Steps[0].Waves[0].Price, 1e-12);
        Expect.Near(94.9, mild.FinalPrice, 1e-12);
        Assert.Equal(30, mild.Down.LiquidatedQuantity);
        Assert.Empty(mild.OffBookMatches);

        CascadeEpisode harsh = engine.Run(positions, Shock.MoveTo(97.4, Direction.Down));
        Assert.Equal(97.4, harsh.FinalPrice);
        Assert.Equal(20, harsh.Down.OffBookQuantity);
        Assert.Equal(0, harsh.Down.MarketQuantity);
        Assert.Equal(1, harsh.Down.Levels);
        Assert.Equal(new OffBookClose(2, 20), Assert.Single(Assert.Single(harsh.OffBookMatches).Closes));
        Assert.Equal(0, harsh.Waterfall!.BadDebt);
        Assert.Equal([NonMonotoneCause.OffBook], harsh.NonMonotoneCauses.ToArray());
        Assert.False(harsh.IsMonotone);
    }
}
