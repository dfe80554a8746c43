using FsCheck.Fluent;
using HeatMap.Cascades;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Cascades;

/// <summary>Who pays along an episode.</summary>
public sealed class EngineWaterfallTests
{
    [Fact]
    public void Waterfall_IsThatOfTheFills_AndItsFundIsASeries() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (EngineBook book, CascadePositions positions) = Make(dice);
        var options = new CascadeEngineOptions
        {
            Waterfall = new() { InsuranceFund = dice.Between(0, 20), FeeRate = 0.005, ResidualTo = dice.Pick(ResidualReceiver.Fund, ResidualReceiver.Trader) },
            Deleveraging = dice.Pick(DeleveragingRule.ProRata, DeleveragingRule.CappedProRata, DeleveragingRule.Queue),
            MatchesOffBook = dice.Chance(0.4),
            MaxVolumePerStep = dice.Pick(double.PositiveInfinity, 9),
            SettlingSteps = 100,
            Backstop = dice.Chance(0.3) ? new(10, 0.03) : null,
            Supply = dice.Pick(SupplyRule.Full, SupplyRule.Capped(0.4)),
        };
        CascadeEpisode episode = new CascadeEngine(EngineBook.Model(dice), options).Run(positions, EngineBook.Path(dice), [new(97, -2)]);
        Waterfall paid = episode.Waterfall!;
        CascadeFill[] fills = [.. episode.Fills.Where(f => f.Source != FillSource.Stop)];
        Assert.Equal(fills.Length, paid.Settlements.Length);
        double kept = options.Waterfall.ResidualTo == ResidualReceiver.Fund ? paid.Residual : 0;
        Expect.Near(paid.FundStart + paid.Fees + kept, paid.FundEnd + paid.Covered, 1e-9);
        Expect.Near(paid.BadDebt, paid.Covered + paid.Uncovered, 1e-9);
        Assert.Equal(paid.FundEnd, episode.Steps[^1].InsuranceFund);
        for (int i = 0; i < episode.Steps.Length; i++)
        {
            int last = Array.FindLastIndex(fills, f => f.Step <= i);
            Assert.Equal(last < 0 ? paid.FundStart : paid.Settlements[last].FundAfter, episode.Steps[i].InsuranceFund);
        }

        // What nobody paid is shared on each side, and what is taken is there.
        double shared = 0;
        foreach (EpisodeSide side in (EpisodeSide[])[episode.Down, episode.Up])
        {
            if (side.Deleveraging is { } shares)
            {
                shared += shares.Amount;
                Expect.Near(shares.Amount, shares.Taken + shares.Unfunded, 1e-9);
                Assert.All(shares.Shares, s => Assert.True(s.Taken <= s.Endowment + 1e-9 && (book.Quantities[s.Row] > 0 != (side.Direction == Direction.Down) || s.Endowment == 0)));
            }
        }

        Expect.Near(paid.Uncovered, shared, 1e-9);

        // Nobody is closed twice: by liquidation or as a winner.
        var closed = new double[book.Prices.Length];
        foreach (CascadeFill fill in fills)
        {
            closed[fill.Row] += fill.Quantity;
        }

        foreach (OffBookClose close in episode.OffBookMatches.SelectMany(m => m.Closes))
        {
            closed[close.Row] += close.Quantity;
        }

        Assert.All(closed, (c, i) => Assert.True(c <= Math.Abs(book.Quantities[i]) + 1e-9));
        Expect.Near(episode.OffBookMatches.Sum(m => m.MatchedQuantity), episode.OffBookMatches.SelectMany(m => m.Closes).Sum(c => c.Quantity), 1e-9);
    }), 1000);

    [Fact]
    public void AfterTheEvent_WinnersGiveAtTheFinalPrice()
    {
        var positions = CascadePositions.FromColumns(
            new() { LiquidationPrice = [98, 120, 130], SignedQuantity = [20, -10, -30], BankruptcyPrice = [97.5, 125, 135], EntryPrice = [100, 100, 90], Margin = [50, 250, 1000] }, 100);
        CascadeEpisode episode = new CascadeEngine(new(PriceImpact.Linear(0.1)), new() { Waterfall = new() { InsuranceFund = 4 }, Deleveraging = DeleveragingRule.ProRata }).Run(
            positions, Shock.MoveTo(97.9, Direction.Down));
        Expect.Near(12, episode.Waterfall!.BadDebt, 1e-9);
        Expect.Near(8, episode.Waterfall.Uncovered, 1e-9);
        Expect.Near(95.9, episode.FinalPrice, 1e-12);
        Expect.Near(8, episode.Down.Deleveraging!.Taken, 1e-9);
        Expect.Near(41, episode.Down.Deleveraging.TotalEndowment, 1e-9);
        Assert.Null(episode.Up.Deleveraging);
        Assert.Equal(0, episode.Steps[0].InsuranceFund);
    }

    [Fact]
    public void AfterTheEvent_ThereIsToShareWhatTheWaterfallLeft_ToTheLastUnit()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new RandomStream(seed, 1);
            double[] bankruptcy = [98 + random.Uniform(0), 97 + random.Uniform(1), 96 + random.Uniform(2), 130];
            var positions = CascadePositions.FromColumns(
                new()
                {
                    LiquidationPrice = [99, 98, 97, 120],
                    SignedQuantity = [5000 * random.Uniform(3), 5000 * random.Uniform(4), 5000 * random.Uniform(5), -20_000],
                    BankruptcyPrice = bankruptcy,
                    EntryPrice = [105, 105, 105, 104],
                    Margin = [50, 50, 50, 1000],
                },
                100);
            CascadeEpisode episode = new CascadeEngine(
                new(PriceImpact.Linear(0.0007)),
                new() { Waterfall = new() { InsuranceFund = 3000 * random.Uniform(6), FeeRate = 0.0003 * random.Uniform(7) }, Deleveraging = DeleveragingRule.ProRata })
                .Run(positions, Shock.Move(-0.05));
            Assert.Equal(episode.Waterfall!.Uncovered, episode.Down.Deleveraging?.Amount ?? 0);
        }
    }

    [Fact]
    public void OffBook_AShortBankruptBelowZero_IsRefusedBeforeTheRun()
    {
        var positions = CascadePositions.FromColumns(
            new() { LiquidationPrice = [98, 103], SignedQuantity = [10, -5], BankruptcyPrice = [97, -4], EntryPrice = [105, 95], Margin = [50, 50] }, 100);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new CascadeEngine(new(PriceImpact.Linear(0.1)), new() { MatchesOffBook = true }).Run(positions, Shock.Move(-0.01)));
        Assert.Contains("row 1: BankruptcyPrice for MatchesOffBook must be >= 0 for a short, was -4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OffBook_WinnersAreGone_WhenPriceComesBackForThem()
    {
        var positions = CascadePositions.FromColumns(
            new() { LiquidationPrice = [98, 105], SignedQuantity = [20, -15], BankruptcyPrice = [97.5, 106], EntryPrice = [100, 100], Margin = [50, 90] }, 100);
        CascadeEpisode episode = new CascadeEngine(new(PriceImpact.Linear(0.1)), new() { MatchesOffBook = true }).Run(positions, ExogenousStep.Every(EngineBook.Second, 97.4, 108));
        Assert.Equal(15, episode.Down.OffBookQuantity);
        Assert.Equal(5, episode.Down.MarketQuantity);
        Assert.Equal(5, Assert.Single(episode.OffBookMatches).Remainder);
        Assert.Equal(1, episode.Up.Levels);
        Assert.Equal(0, episode.Up.LiquidatedQuantity);
    }

    [Fact]
    public void OffBook_WaitsForTheFund()
    {
        CascadePositions positions = CascadePositions.FromColumns(
            new() { LiquidationPrice = [98, double.NaN], SignedQuantity = [20, -50], BankruptcyPrice = [97.5, double.NaN], EntryPrice = [100, 100], Margin = [50, 500] }, 100);
        CascadeEpisode Run(double fund) => new CascadeEngine(new(PriceImpact.Linear(0.1)), new() { MatchesOffBook = true, Waterfall = new() { InsuranceFund = fund } }).Run(
            positions, Shock.MoveTo(97.4, Direction.Down));
        Assert.Equal(20, Run(1.9).Down.OffBookQuantity);
        Assert.Equal(0, Run(2.1).Down.OffBookQuantity);
        Expect.Near(0, Run(2.1).Waterfall!.FundEnd, 0);
    }

    private static (EngineBook Book, CascadePositions Positions) Make(Dice dice)
    {
        var book = EngineBook.Make(dice, 20);
        double[] bankruptcy = [.. book.Prices.Select((p, i) => p - (Math.Sign(book.Quantities[i]) * dice.Between(0.1, 2)))];
        double[] entry = [.. book.Prices.Select(_ => dice.Between(90, 110))];
        double[] margin = [.. book.Prices.Select((_, i) => Math.Abs(book.Quantities[i] * (entry[i] - bankruptcy[i])))];
        return (book, book.With(null, bankruptcy, entry, margin));
    }
}
