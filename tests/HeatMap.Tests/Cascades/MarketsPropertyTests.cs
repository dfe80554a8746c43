using FsCheck.Fluent;
using HeatMap.Cascades;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Cascades;

public sealed class MarketsPropertyTests
{
    private const int Assets = 3;

    private static readonly double[] Reference = [100, 50, 20];

    [Fact]
    public void AssetsApart_AreCascadesOfTheirOwn() => Check.That(Prop.ForAll(Draw.Rows(30), draw =>
    {
        Dice dice = draw.Dice;
        double[] impacts = [.. Enumerable.Range(0, Assets).Select(_ => dice.Whole(0, 16) / 16.0)], shocked = Shocked(dice);
        (int Asset, double Cash, double Quantity)[] rows = draw.Make(d => (d.Whole(0, Assets - 1), d.Whole(1, 60) / 2.0, d.Pick(1, 1, -1) * d.Whole(1, 12) / 4.0));
        Account[] all = [.. rows.Select(r => new Account(r.Cash, [.. Enumerable.Range(0, Assets).Select(a => a == r.Asset ? r.Quantity : 0)]))];
        MarketCascade together = Market(all, ImpactMatrix.Diagonal(impacts)).Cascade(shocked);
        for (int a = 0; a < Assets; a++)
        {
            int[] members = [.. Enumerable.Range(0, rows.Length).Where(i => rows[i].Asset == a)];
            var alone = new MultiAssetMarket(
                AccountBook.Of(1, [.. members.Select(i => rows[i].Cash)], [.. members.Select(i => rows[i].Quantity)], [.. members.Select(_ => Reference[a])]),
                [Rates[a]],
                ImpactMatrix.Diagonal([impacts[a]]));
            MarketCascade own = alone.Cascade([shocked[a]]);
            Assert.Equal(own.Prices[0], together.Prices[a]);
            Assert.Equal(own.Liquidated.Select(i => members[i]), together.Liquidated.Where(i => rows[i].Asset == a));
        }
    }), 500);

    [Fact]
    public void OneAssetListedTwice_IsOneAsset() => Check.That(Prop.ForAll(Draw.Rows(30), draw =>
    {
        Dice dice = draw.Dice;
        double impact = dice.Whole(0, 16) / 16.0, shocked = dice.Whole(640, 800) / 8.0;
        (double Cash, double First, double Second)[] rows = draw.Make(d => (d.Whole(1, 60) / 2.0, d.Whole(0, 8) / 4.0, d.Whole(0, 8) / 4.0));
        var twice = new MultiAssetMarket(
            AccountBook.Of(2, [.. rows.Select(r => r.Cash)], [.. rows.SelectMany(r => new[] { r.First, r.Second })], [.. rows.SelectMany(_ => new[] { 100.0, 100 })]),
            [0.03125, 0.03125],
            ImpactMatrix.Of(new[,] { { impact, impact }, { impact, impact } }));
        var once = new MultiAssetMarket(
            AccountBook.Of(1, [.. rows.Select(r => r.Cash)], [.. rows.Select(r => r.First + r.Second)], [.. rows.Select(_ => 100.0)]), [0.03125], ImpactMatrix.Diagonal([impact]));
        MarketCascade two = twice.Cascade([shocked, shocked]), one = once.Cascade([shocked]);
        Assert.Equal(one.Liquidated.AsEnumerable(), two.Liquidated.AsEnumerable());
        Assert.Equal([one.Prices[0], one.Prices[0]], two.Prices.AsEnumerable());
        Assert.Equal(one.Rounds.Select(r => r.ToArray()), two.Rounds.Select(r => r.ToArray()));
    }), 500);

    [Fact]
    public void OrderOfAccounts_ChangesNothing() => Check.That(Prop.ForAll(Draw.Rows(30), draw =>
    {
        Dice dice = draw.Dice;
        Account[] accounts = draw.Make(d => Hedged(d)), back = [.. accounts.Reverse()];
        ImpactMatrix impact = Impact(dice);
        double[] shocked = Shocked(dice);
        MarketCascade one = Market(accounts, impact).Cascade(shocked), other = Market(back, impact).Cascade(shocked);
        Assert.Equal(one.Prices.AsEnumerable(), other.Prices.AsEnumerable());
        Assert.Equal(one.IsLeastCascade, other.IsLeastCascade);
        Assert.Equal(one.Rounds.Select(r => r.ToArray()), other.Rounds.Select(r => r.Select(i => accounts.Length - 1 - i).Order().ToArray()));
    }), 500);

    [Fact]
    public void LongsOnly_ALargerShockOrLessLiquidityLiquidatesNoLess() => Check.That(Prop.ForAll(Draw.Rows(30), draw =>
    {
        Dice dice = draw.Dice;
        Account[] accounts = draw.Make(LongOnly);
        double[] shocked = Shocked(dice), lower = [.. shocked.Select(p => p - (dice.Whole(0, 20) / 8.0))];
        double[,] entries = Entries(dice), larger = (double[,])entries.Clone();
        larger[dice.Whole(0, 2), dice.Whole(0, 2)] += 0.25;
        MarketCascade one = Market(accounts, ImpactMatrix.Of(entries)).Cascade(shocked);
        Assert.True(one.IsLeastCascade);
        foreach (MarketCascade more in (MarketCascade[])[Market(accounts, ImpactMatrix.Of(entries)).Cascade(lower), Market(accounts, ImpactMatrix.Of(larger)).Cascade(shocked)])
        {
            Assert.Subset(more.Liquidated.ToHashSet(), one.Liquidated.ToHashSet());
            Assert.All(one.Prices.Zip(more.Prices), p => Assert.True(p.Second <= p.First));
        }
    }), 500);

    [Fact]
    public void Outcome_IsConsistentAndTheLeastOfAllThatAre() => Check.That(Prop.ForAll(Draw.Rows(9), draw =>
    {
        // One side an asset: every set of accounts is tried, and the smallest that is consistent must be the outcome.
        Dice dice = draw.Dice;
        double[] signs = [dice.Pick(1, -1), dice.Pick(1, -1), dice.Pick(1, -1)];
        Account[] accounts = draw.Make(d => LongOnly(d) with { Cash = d.Whole(1, 40) });
        accounts = [.. accounts.Select(a => a with { Quantities = [.. a.Quantities.Select((q, i) => q * signs[i])] })];
        double[,] entries = Entries(dice);
        for (int a = 0; a < Assets; a++)
        {
            for (int b = 0; b < Assets; b++)
            {
                entries[a, b] = signs[a] == signs[b] ? entries[a, b] : 0;
            }
        }

        var impact = ImpactMatrix.Of(entries);
        MultiAssetMarket market = Market(accounts, impact);
        double[] shocked = [.. Reference.Select((p, a) => p * (1 - (signs[a] * dice.Between(0, 0.15))))];
        MarketCascade cascade = market.Cascade(shocked);
        Assert.True(cascade.IsLeastCascade);
        for (int set = 0; set < 1 << accounts.Length; set++)
        {
            double[] prices = [.. shocked];
            for (int a = 0; a < Assets; a++)
            {
                for (int i = 0; i < accounts.Length; i++)
                {
                    for (int b = 0; (set >> i & 1) == 1 && b < Assets; b++)
                    {
                        prices[a] -= entries[a, b] * accounts[i].Quantities[b];
                    }
                }

                prices[a] = Math.Max(0, prices[a]);
            }

            bool isConsistent = Enumerable.Range(0, accounts.Length)
                .All(i => !market.Accounts.HoldsAnything(i) || (market.Excess(i, prices) <= 0) == ((set >> i & 1) == 1));
            Assert.True(!isConsistent || cascade.Liquidated.All(i => (set >> i & 1) == 1));
        }
    }), 150);

    [Fact]
    public void LowerBound_HoldsForHedgedBooks() => Check.That(Prop.ForAll(Draw.Rows(30), draw =>
    {
        Dice dice = draw.Dice;
        Account[] accounts = draw.Make(d => Hedged(d));
        MultiAssetMarket market = Market(accounts, Impact(dice));
        double[] shocked = Shocked(dice);
        MarketCascade cascade = market.Cascade(shocked), bound = market.LowerBound(shocked);
        Assert.Subset(bound.Liquidated.ToHashSet(), cascade.Liquidated.ToHashSet());
        Assert.All(cascade.Prices.Zip(bound.Prices), p => Assert.True(p.Second <= p.First));
        Account[] longs = draw.Make(LongOnly);
        Assert.Equal(Market(longs, market.Impact).Cascade(shocked).Prices.AsEnumerable(), Market(longs, market.Impact).LowerBound(shocked).Prices.AsEnumerable());
    }), 1000);

    [Fact]
    public void Trigger_IsTheFirstMoveAtWhichAnAccountIsLiquidated() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        MultiAssetMarket market = Market([Hedged(dice) with { Cash = dice.Between(0.5, 60) }], Impact(dice));
        CommonFactor factor = Factor(dice);
        Direction direction = dice.Pick(Direction.Down, Direction.Up);
        double found = market.Trigger(0, factor, direction), end = double.IsNaN(found) ? 3 : Math.Abs(found);
        for (int k = 0; k <= 200; k++)
        {
            double move = (int)direction * end * (1 - 1e-9) * k / 200;
            Assert.True(found == 0 || !market.Accounts.HoldsAnything(0) || market.Excess(0, factor.PricesAt(move)) > 0);
        }

        if (!double.IsNaN(found) && found != 0)
        {
            Expect.Near(0, market.Excess(0, factor.PricesAt(found)), 1e-9);
        }
    }), 1000);

    [Fact]
    public void FirstCascade_IsTheFirstOnTheWay() => Check.That(Prop.ForAll(Draw.Rows(25), draw =>
    {
        Dice dice = draw.Dice;
        Account[] accounts = draw.Make(d => LongOnly(d) with { Cash = d.Between(1, 40) });
        double[,] entries = Entries(dice);
        double scale = dice.Pick(1, 0.1, 0.01);
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i / Assets, i % Assets] *= scale;
        }

        MultiAssetMarket market = Market(accounts, ImpactMatrix.Of(entries));
        CommonFactor factor = new(Reference, [1, dice.Between(0.5, 2), dice.Pick(0, 1)]);
        double found = market.FirstCascade(factor, Direction.Down);
        Assert.True(double.IsNaN(found) || market.Cascade(factor.PricesAt(found * (1 + 1e-9))).GoesBeyondStatic);

        // No rung, and nothing just before the next, starts one earlier.
        FactorTrigger[] rungs = [.. market.Ladder(factor, Direction.Down).Triggers];
        for (int k = 0; k < rungs.Length; k++)
        {
            double next = k + 1 < rungs.Length ? rungs[k + 1].Move : rungs[k].Move - 1;
            foreach (double move in (double[])[rungs[k].Move * (1 + 1e-9), (rungs[k].Move + next) / 2, next * (1 - 1e-9)])
            {
                bool isBetween = move < rungs[k].Move && move > next;
                Assert.True(!isBetween || move <= found * (1 - 1e-8) || !market.Cascade(factor.PricesAt(move)).GoesBeyondStatic);
            }
        }
    }), 500);

    private static double[] Rates => [0.0078125, 0.015625, 0.03125];

    private static MultiAssetMarket Market(Account[] accounts, ImpactMatrix impact) => new(
        AccountBook.Of(Assets, [.. accounts.Select(a => a.Cash)], [.. accounts.SelectMany(a => a.Quantities)], [.. accounts.SelectMany(_ => Reference)]), Rates, impact);

    private static double[] Shocked(Dice dice) => [.. Reference.Select(p => p - (dice.Whole(0, 10) / 8.0 * p / 10))];

    private static double[,] Entries(Dice dice)
    {
        var entries = new double[Assets, Assets];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i / Assets, i % Assets] = dice.Whole(0, 8) / (i % (Assets + 1) == 0 ? 8.0 : 32);
        }

        return entries;
    }

    private static ImpactMatrix Impact(Dice dice) => ImpactMatrix.Of(Entries(dice));

    private static CommonFactor Factor(Dice dice) => new(
        Reference, [dice.Between(-1, 2), dice.Pick(0, 1, 3), dice.Between(0.5, 4)], [dice.Between(-0.1, 0.1), 0, dice.Between(-0.1, 0.1)]);

    private static Account LongOnly(Dice dice) => new(dice.Whole(1, 120) / 4.0, [.. Enumerable.Range(0, Assets).Select(_ => Math.Max(0, dice.Whole(-6, 12)) / 4.0)]);

    private static Account Hedged(Dice dice) => new(dice.Whole(1, 120) / 4.0, [.. Enumerable.Range(0, Assets).Select(_ => dice.Whole(-8, 12) / 4.0)]);

    private sealed record Account(double Cash, double[] Quantities);
}
