using FsCheck.Fluent;
using HeatMap.Cascades;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Cascades;

public sealed class WaterfallPropertyTests
{
    [Fact]
    public void Money_IsConservedToTheUnit() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        LiquidationFill[] fills = draw.Make(Fill);
        WaterfallOptions options = Options(draw.Dice);
        var all = Waterfall.Of(fills, options);
        bool isKept = options.ResidualTo == ResidualReceiver.Fund;

        // In whole units the identities hold as they are written.
        WaterfallLedger units = all.Ledger;
        Assert.Equal(QuoteUnits.Of(options.InsuranceFund) + units.Fees + (isKept ? units.Residual : 0), units.Fund + units.Covered);
        Assert.True(units.Covered >= 0 && units.Covered <= units.BadDebt && units.Fund >= 0);

        // And what one sees is the nearest double of each.
        Assert.Equal(QuoteUnits.ToQuote(units.BadDebt), all.BadDebt);
        Assert.Equal(QuoteUnits.ToQuote(units.BadDebt - units.Covered), all.Uncovered);
        Near(all.FundStart + all.Fees + (isKept ? all.Residual : 0), all.FundEnd + all.Covered);
        Near(all.BadDebt, all.Covered + all.Uncovered);

        Int128 fund = QuoteUnits.Of(options.InsuranceFund), fees = 0, residual = 0, debt = 0, covered = 0;
        foreach ((LiquidationFill fill, FillSettlement s) in fills.Zip(all.Settlements))
        {
            Assert.True(s.FundAfter >= 0 && s.Fee >= 0 && s.Residual >= 0 && s.Covered >= 0 && s.Uncovered >= 0);
            Assert.Equal(fill.Row, s.Row);
            if (!s.IsKnown)
            {
                Assert.Equal(0, s.Fee + s.Residual + s.BadDebt + s.Covered + s.Uncovered);
                continue;
            }

            double gap = (int)fill.Side * fill.Quantity * (fill.AveragePrice - fill.BankruptcyPrice);
            Expect.Near(gap, s.Gap, 5e-13);
            Assert.Equal(Math.Max(0, -s.Gap), s.BadDebt);
            Expect.Near(Math.Max(0, s.Gap), s.Fee + s.Residual, Math.Abs(s.Gap) * 1e-15);
            Assert.True(s.Fee <= (options.FeeRate * (fill.Quantity * fill.AveragePrice)) + 5e-13);
            (fees, residual) = (fees + QuoteUnits.Of(s.Fee), residual + QuoteUnits.Of(s.Residual));
            (debt, covered) = (debt + QuoteUnits.Of(s.BadDebt), covered + QuoteUnits.Of(s.Covered));
            fund += QuoteUnits.Of(s.Fee) + (isKept ? QuoteUnits.Of(s.Residual) : 0) - QuoteUnits.Of(s.Covered);

            // The fund pays what it has before anything is left uncovered.
            Assert.True(s.Uncovered == 0 || s.FundAfter == 0);
        }

        // Amounts under 2^13 are whole numbers of units in a double, so that even the sums of what one sees are exact.
        if (fills.All(f => f.Quantity * Math.Max(f.AveragePrice, 1000) < 8192) && options.InsuranceFund < 8192)
        {
            Assert.Equal((units.Fees, units.Residual, units.BadDebt, units.Covered, units.Fund), (fees, residual, debt, covered, fund));
        }

        void Near(double left, double right) => Expect.Near(left, right, 4e-16 * (all.FundStart + all.Fees + all.Residual + all.BadDebt + all.FundEnd));
    }), 2000);

    [Fact]
    public void OrderOfFills_ChangesOnlyWhatTheFundPays() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        LiquidationFill[] fills = draw.Make(Fill), back = [.. fills.Reverse()];
        WaterfallOptions options = Options(draw.Dice);
        Waterfall one = Waterfall.Of(fills, options), other = Waterfall.Of(back, options);
        Assert.Equal((one.BadDebt, one.Fees, one.Residual, one.UnknownFills, one.UnknownNotional), (other.BadDebt, other.Fees, other.Residual, other.UnknownFills, other.UnknownNotional));
        Assert.True(Waterfall.Of(fills, options with { InsuranceFund = options.InsuranceFund * 2 }).Uncovered <= one.Uncovered);
    }), 500);

    [Fact]
    public void Mirrored_FillsSettleAlike() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        // Powers of two keep the mirror image exact: an execution at 512 − x from one at 512 + x has another value, so there is no fee.
        LiquidationFill[] fills = draw.Make(d => new LiquidationFill(0, d.Pick(Side.Long, Side.Short), d.Whole(1, 64) / 8.0, 512 + (d.Whole(-800, 800) / 8.0), 512 + (d.Whole(-800, 800) / 8.0)));
        LiquidationFill[] mirrored = [.. fills.Select(f => new LiquidationFill(0, (Side)(-(int)f.Side), f.Quantity, 1024 - f.AveragePrice, 1024 - f.BankruptcyPrice))];
        WaterfallOptions options = Options(draw.Dice) with { FeeRate = 0 };
        Assert.True(Waterfall.Of(fills, options).Settlements.SequenceEqual(Waterfall.Of(mirrored, options).Settlements));
    }));

    [Fact]
    public void Takings_AddUpAndNobodyGivesMoreThanTheyHave() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        DeleveragingCandidate[] candidates = draw.Make(Candidate);
        Dice dice = draw.Dice;
        double price = dice.Between(80, 120), amount = dice.Pick(0, dice.Magnitude(1e-6, 1e7));
        foreach (DeleveragingRule rule in Enum.GetValues<DeleveragingRule>())
        {
            var taken = AutoDeleveraging.Of(candidates, Side.Long, price, amount, rule);
            Int128 sum = 0;
            foreach ((DeleveragingCandidate candidate, DeleveragingShare share) in candidates.Zip(taken.Shares))
            {
                Assert.InRange(share.Taken, 0, share.Endowment);
                Assert.True(candidate.Side == Side.Short || share.Endowment == 0);
                Assert.True(rule != DeleveragingRule.CappedProRata || share.Taken <= (candidate.Cap * share.Endowment) + 5e-13);
                if (rule != DeleveragingRule.Queue)
                {
                    double fraction = Math.Min(taken.HaircutRate, rule == DeleveragingRule.CappedProRata ? candidate.Cap : 1);
                    Expect.Near(fraction * share.Endowment, share.Taken, (candidates.Length * 1e-12) + (1e-13 * taken.TotalEndowment));
                }

                sum += QuoteUnits.Of(share.Taken);
            }

            // Shares under 2^13 are whole numbers of units in a double.
            if (taken.Shares.All(s => s.Taken < 8192) && amount < 8192)
            {
                Assert.Equal(QuoteUnits.Of(taken.Amount), sum + QuoteUnits.Of(taken.Unfunded));
            }

            Expect.Near(taken.Amount, taken.Taken + taken.Unfunded, amount * 2.3e-16);
            Assert.True(rule == DeleveragingRule.CappedProRata || taken.Unfunded == 0 || taken.Taken == taken.TotalEndowment);
        }
    }), 1000);

    [Fact]
    public void Haircut_GrowsWithTheBudget() => Check.That(Prop.ForAll(Draw.Rows(30), draw =>
    {
        DeleveragingCandidate[] candidates = draw.Make(Candidate);
        Dice dice = draw.Dice;
        double price = dice.Between(80, 120), less = dice.Magnitude(1e-3, 1e5), more = less * dice.Between(1, 3);
        foreach (DeleveragingRule rule in (DeleveragingRule[])[DeleveragingRule.ProRata, DeleveragingRule.CappedProRata])
        {
            AutoDeleveraging small = AutoDeleveraging.Of(candidates, Side.Long, price, less, rule), large = AutoDeleveraging.Of(candidates, Side.Long, price, more, rule);
            Assert.True(small.HaircutRate <= large.HaircutRate);
            Assert.InRange(large.HaircutRate, 0, 1);
            Assert.True(small.Taken <= large.Taken);
        }
    }), 1000);

    [Fact]
    public void ProRata_DoesNotCareWhetherAWinnerIsSplit() => Check.That(Prop.ForAll(Draw.Rows(20), draw =>
    {
        DeleveragingCandidate[] candidates = draw.Make(Candidate);
        Dice dice = draw.Dice;
        double price = dice.Between(80, 120), amount = dice.Magnitude(1e-3, 1e5), part = dice.Unit();
        DeleveragingCandidate whole = candidates[0];
        DeleveragingCandidate[] split = [whole with { Quantity = whole.Quantity * part }, whole with { Quantity = whole.Quantity * (1 - part) }, .. candidates[1..]];
        foreach (DeleveragingRule rule in (DeleveragingRule[])[DeleveragingRule.ProRata, DeleveragingRule.CappedProRata])
        {
            AutoDeleveraging one = AutoDeleveraging.Of(candidates, Side.Long, price, amount, rule), two = AutoDeleveraging.Of(split, Side.Long, price, amount, rule);
            double tolerance = 1e-10 + (1e-12 * one.TotalEndowment);
            Expect.Near(one.Shares[0].Taken, two.Shares[0].Taken + two.Shares[1].Taken, tolerance);
            for (int i = 1; i < candidates.Length; i++)
            {
                Expect.Near(one.Shares[i].Taken, two.Shares[i + 1].Taken, tolerance);
            }
        }
    }), 500);

    [Fact]
    public void OffBook_ClosesNoMoreThanThereIs() => Check.That(Prop.ForAll(Draw.Rows(20), draw =>
    {
        DeleveragingCandidate[] candidates = [.. draw.Make(Candidate).Select((c, i) => c with { Row = i })];
        Dice dice = draw.Dice;
        double mark = dice.Between(80, 120), quantity = dice.Magnitude(0.01, 1e4);
        var match = OffBookMatch.Of(candidates, Side.Long, quantity, 100, mark);
        Expect.NearRelative(quantity, match.Closes.Sum(c => c.Quantity) + match.Remainder, 1e-13);
        Assert.All(match.Closes, c => Assert.True(c.Quantity > 0 && c.Quantity <= candidates[c.Row].Quantity && candidates[c.Row].EntryPrice > mark));
        Assert.All(match.Closes.SkipLast(1), c => Assert.Equal(candidates[c.Row].Quantity, c.Quantity));
        Assert.Equal(match.Closes.Length, match.Closes.Select(c => c.Row).Distinct().Count());
    }), 500);

    private static LiquidationFill Fill(Dice dice) => new(
        dice.Whole(0, 9),
        dice.Pick(Side.Long, Side.Short),
        dice.Pick(0, dice.Magnitude(1e-6, 1e9), dice.Between(0, 5)),
        dice.Between(10, 200),
        dice.Pick(dice.Between(-10, 200), dice.Between(-10, 200), double.NaN));

    private static WaterfallOptions Options(Dice dice) => new()
    {
        InsuranceFund = dice.Pick(0, dice.Magnitude(1e-3, 1e12), dice.Between(0, 500)),
        FeeRate = dice.Pick(0, dice.Between(0, 0.02)),
        ResidualTo = dice.Pick(ResidualReceiver.Trader, ResidualReceiver.Fund),
    };

    private static DeleveragingCandidate Candidate(Dice dice) => new(
        dice.Whole(0, 5),
        dice.Pick(Side.Short, Side.Short, Side.Long),
        dice.Pick(0, dice.Magnitude(1e-6, 1e6), dice.Between(0, 20)),
        dice.Between(70, 130),
        dice.Pick(0, dice.Magnitude(0.1, 1e5)),
        dice.Pick(0, 1, dice.Unit(), 0.25));
}
