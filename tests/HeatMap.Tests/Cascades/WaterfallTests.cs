using HeatMap.Cascades;

namespace HeatMap.Tests.Cascades;

public sealed class WaterfallTests
{
    private static readonly DeleveragingCandidate[] Winners =
    [
        new(7, Side.Short, 15, 103, 30, 0.05), new(3, Side.Short, 25, 101, 60, 0.9), new(5, Side.Short, 10, 99, 50, 0.9), new(1, Side.Long, 10, 80, 50), new(2, Side.Short, 4, 90, 1),
    ];

    [Fact]
    public void Of_Nothing_LeavesTheFundAsItIs()
    {
        var none = Waterfall.Of([], new() { InsuranceFund = 12.5 });
        Assert.Equal((12.5, 12.5, 0, 0), (none.FundStart, none.FundEnd, none.BadDebt, none.Uncovered));
        Assert.Empty(none.Settlements);
        Assert.Equal("bad debt 0, covered 0, uncovered 0, fund 12.5 to 12.5", none.ToString());
    }

    [Fact]
    public void Of_TheOrderOfFillsMattersToTheFund()
    {
        LiquidationFill gains = new(0, Side.Long, 10, 99, 98), owes = new(1, Side.Short, 4, 102, 101);
        WaterfallOptions options = new() { FeeRate = 0.001, ResidualTo = ResidualReceiver.Fund };
        var gainFirst = Waterfall.Of([gains, owes], options);
        var debtFirst = Waterfall.Of([owes, gains], options);
        Assert.Equal((4, 4, 0, 6), (gainFirst.BadDebt, gainFirst.Covered, gainFirst.Uncovered, gainFirst.FundEnd));
        Assert.Equal((4, 0, 4, 10), (debtFirst.BadDebt, debtFirst.Covered, debtFirst.Uncovered, debtFirst.FundEnd));
        Assert.Equal((gainFirst.Fees, gainFirst.Residual), (debtFirst.Fees, debtFirst.Residual));
        Expect.Near(0.99, gainFirst.Fees, 1e-12);
        Expect.Near(9.01, gainFirst.Residual, 1e-12);
    }

    [Fact]
    public void Of_FeesAreNeverMoreThanWhatIsLeft()
    {
        var fill = Waterfall.Of([new(0, Side.Long, 10, 100, 99.99)], new() { FeeRate = 0.05 });
        Expect.Near(0.1, fill.Fees, 1e-12);
        Assert.Equal(0, fill.Residual);
        Assert.Equal(fill.Fees, fill.FundEnd);
    }

    [Fact]
    public void Of_UnknownBankruptcy_MovesNoMoneyAndIsCounted()
    {
        LiquidationFill known = new(0, Side.Long, 2, 90, 95);
        var both = Waterfall.Of([known, new(1, Side.Long, 3, 90, double.NaN)], new() { InsuranceFund = 4, FeeRate = 0.01 });
        var one = Waterfall.Of([known], new() { InsuranceFund = 4, FeeRate = 0.01 });
        Assert.Equal((1, 270), (both.UnknownFills, both.UnknownNotional));
        Assert.Equal((one.BadDebt, one.Fees, one.Covered, one.FundEnd), (both.BadDebt, both.Fees, both.Covered, both.FundEnd));
        Assert.False(both.Settlements[1].IsKnown);
        Assert.Equal((double.NaN, 0, 0, 0), (both.Settlements[1].Gap, both.Settlements[1].Fee, both.Settlements[1].Residual, both.Settlements[1].BadDebt));
        Assert.True(both.Settlements[0].IsKnown);
    }

    [Fact]
    public void Of_WhatIsOutsideItsDomain_IsRefusedByPlace()
    {
        LiquidationFill good = new(0, Side.Long, 1, 100, 99);
        Expect.Throws<ArgumentException>(() => Waterfall.Of([good, default]), "fill 1", "Side");
        Expect.Throws<ArgumentOutOfRangeException>(() => Waterfall.Of([good, good with { Quantity = -1 }]), "row 1: Quantity must be finite and >= 0, was -1");
        Expect.Throws<ArgumentOutOfRangeException>(() => Waterfall.Of([good with { AveragePrice = double.NaN }]), "row 0: AveragePrice");
        Expect.Throws<ArgumentOutOfRangeException>(() => Waterfall.Of([good with { BankruptcyPrice = double.PositiveInfinity }]), "row 0: BankruptcyPrice");
        Expect.Throws<ArgumentOutOfRangeException>(() => Waterfall.Of([good with { Quantity = 1e15 }]), "row 0: value must be < 2^55");
        Expect.Throws<ArgumentOutOfRangeException>(() => Waterfall.Of([good with { BankruptcyPrice = -1e17 }]), "row 0: gap must be < 2^55");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new WaterfallOptions { InsuranceFund = -1 }, "InsuranceFund");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new WaterfallOptions { InsuranceFund = double.NaN }, "InsuranceFund");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new WaterfallOptions { FeeRate = 1 }, "FeeRate");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new WaterfallOptions { ResidualTo = default }, "ResidualTo");
    }

    [Fact]
    public void Deleveraging_TakesNothingOfLosersAndOfTheBankruptSide()
    {
        foreach (DeleveragingRule rule in Enum.GetValues<DeleveragingRule>())
        {
            var taken = AutoDeleveraging.Of(Winners, Side.Long, 92.8, 1e6, rule);
            Assert.Equal([7, 3, 5, 1, 2], taken.Shares.Select(s => s.Row));
            Assert.Equal((0, 0), (taken.Shares[3].Endowment, taken.Shares[3].Taken));
            Assert.Equal((0, 0), (taken.Shares[4].Endowment, taken.Shares[4].Taken));
            Expect.Near(420, taken.TotalEndowment, 1e-9);
            Expect.Near(1e6, taken.Taken + taken.Unfunded, 1e-9);
        }
    }

    [Fact]
    public void Deleveraging_SaysItsHaircut()
    {
        Expect.Near(0.1, AutoDeleveraging.Of(Winners, Side.Long, 92.8, 42, DeleveragingRule.ProRata).HaircutRate, 1e-12);
        Assert.True(double.IsNaN(AutoDeleveraging.Of(Winners, Side.Long, 92.8, 42, DeleveragingRule.Queue).HaircutRate));
        Expect.Near((42 - 7.65) / 267, AutoDeleveraging.Of(Winners, Side.Long, 92.8, 42, DeleveragingRule.CappedProRata).HaircutRate, 1e-12);

        // All caps reached: 0.05 · 153 + 0.9 · 267.
        var full = AutoDeleveraging.Of(Winners.AsSpan(0, 3), Side.Long, 92.8, 400, DeleveragingRule.CappedProRata);
        Assert.Equal(0.9, full.HaircutRate);
        Expect.Near(7.65 + 240.3, full.Taken, 1e-9);
        Assert.Equal(0, AutoDeleveraging.Of([], Side.Long, 92.8, 5, DeleveragingRule.ProRata).HaircutRate);
        Assert.Equal(5, AutoDeleveraging.Of([], Side.Long, 92.8, 5, DeleveragingRule.CappedProRata).Unfunded);
        Assert.Equal(5, AutoDeleveraging.Of([], Side.Long, 92.8, 5, DeleveragingRule.Queue).Unfunded);
    }

    [Fact]
    public void Queue_GoesByProfitTimesLeverageAndThenByRow()
    {
        DeleveragingCandidate low = new(4, Side.Short, 1, 100, 10), twin = low with { Row = 2 }, richer = low with { Row = 1, Margin = 50 };
        var taken = AutoDeleveraging.Of([low, twin, richer], Side.Long, 90, 15, DeleveragingRule.Queue);
        Assert.Equal([5, 10, 0], taken.Shares.Select(s => s.Taken));
    }

    [Fact]
    public void Queue_RanksByTheGainItself_NotByItsRounding()
    {
        // The score as the definition writes it. Units of 2^-40 are coarse for small gains, and would turn these two around.
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new RandomStream(seed, 2);
            DeleveragingCandidate[] pair =
            [
                new(0, Side.Short, 1e-11 * (1 + random.Uniform(0)), 100, 1e-11),
                new(1, Side.Short, 1e-11 * (1 + random.Uniform(1)), 100, 1e-11),
            ];
            int first = Score(pair[0]) >= Score(pair[1]) ? 0 : 1;
            var taken = AutoDeleveraging.Of(pair, Side.Long, 99, 1e-12, DeleveragingRule.Queue);
            Assert.True(taken.Shares[first].Taken > 0 && taken.Shares[1 - first].Taken == 0, $"seed {seed}");
        }

        static double Score(DeleveragingCandidate c)
        {
            double gain = c.Quantity * (c.EntryPrice - 99);
            return gain / (c.Quantity * c.EntryPrice) * (c.Quantity * 99 / (c.Margin + gain));
        }
    }

    [Fact]
    public void OffBook_ClosesWinnersInTurnUntilTheBankruptIsMatched()
    {
        var match = OffBookMatch.Of(Winners, Side.Long, 20, 97.5, 92.8);
        Assert.Equal([new OffBookClose(7, 15), new(3, 5)], match.Closes.AsEnumerable());
        Assert.Equal((97.5, 20, 0), (match.Price, match.MatchedQuantity, match.Remainder));

        var scarce = OffBookMatch.Of(Winners, Side.Long, 80, 97.5, 92.8);
        Assert.Equal([7, 3, 5], scarce.Closes.Select(c => c.Row));
        Assert.Equal((50, 30), (scarce.MatchedQuantity, scarce.Remainder));
        Assert.Empty(OffBookMatch.Of(Winners, Side.Long, 0, 97.5, 92.8).Closes);
        Assert.Equal(new OffBookClose(1, 3), Assert.Single(OffBookMatch.Of(Winners, Side.Short, 3, 97.5, 92.8).Closes));
    }

    [Fact]
    public void Deleveraging_RefusesWhatIsOutsideItsDomain()
    {
        DeleveragingCandidate good = Winners[0];
        Expect.Throws<ArgumentException>(() => AutoDeleveraging.Of([good, default], Side.Long, 90, 1, DeleveragingRule.ProRata), "candidate 1", "Side");
        Expect.Throws<ArgumentOutOfRangeException>(() => AutoDeleveraging.Of([good with { EntryPrice = 0 }], Side.Long, 90, 1, DeleveragingRule.ProRata), "row 0: EntryPrice");
        Expect.Throws<ArgumentOutOfRangeException>(() => AutoDeleveraging.Of([good with { Cap = 1.1 }], Side.Long, 90, 1, DeleveragingRule.ProRata), "row 0: Cap must be from 0 to 1");
        Expect.Throws<ArgumentOutOfRangeException>(() => AutoDeleveraging.Of([good with { Quantity = 1e16 }], Side.Long, 90, 1, DeleveragingRule.ProRata), "row 0: gain must be < 2^55");
        Expect.Throws<ArgumentOutOfRangeException>(() => AutoDeleveraging.Of(Winners, default, 90, 1, DeleveragingRule.ProRata), "bankruptSide");
        Expect.Throws<ArgumentOutOfRangeException>(() => AutoDeleveraging.Of(Winners, Side.Long, double.NaN, 1, DeleveragingRule.ProRata), "finalPrice");
        Expect.Throws<ArgumentOutOfRangeException>(() => AutoDeleveraging.Of(Winners, Side.Long, 90, -1, DeleveragingRule.ProRata), "amount");
        Expect.Throws<ArgumentOutOfRangeException>(() => AutoDeleveraging.Of(Winners, Side.Long, 90, 1, default), "rule");
        Expect.Throws<ArgumentOutOfRangeException>(() => OffBookMatch.Of([good with { Margin = -1 }], Side.Long, 1, 90, 90), "row 0: Margin");
        Expect.Throws<ArgumentOutOfRangeException>(() => OffBookMatch.Of(Winners, Side.Long, double.NaN, 90, 90), "quantity");
    }
}
