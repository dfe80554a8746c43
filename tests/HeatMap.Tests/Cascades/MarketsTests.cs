using HeatMap.Cascades;

namespace HeatMap.Tests.Cascades;

public sealed class MarketsTests
{
    private static readonly double[] Prices = [100, 50];

    private static readonly MultiAssetMarket Market = new(
        AccountBook.Of([25, 12, 25, 90], new double[,] { { 1, 2 }, { 2, 0 }, { 0, 6 }, { 1, 1 } }, new double[,] { { 100, 50 }, { 100, 50 }, { 100, 50 }, { 100, 50 } }),
        [0.01, 0.02],
        ImpactMatrix.Of(new[,] { { 0.8, 0.3 }, { 0.5, 0.6 } }));

    [Fact]
    public void Cascade_AtPeace_LiquidatesNobody()
    {
        MarketCascade none = Market.Cascade(Prices);
        Assert.Equal(Prices, none.Prices.AsEnumerable());
        Assert.Empty(none.Rounds);
        Assert.Empty(none.Liquidated);
        Assert.False(none.GoesBeyondStatic);
        Assert.Equal([0, 0], none.LiquidatedQuantities.AsEnumerable());
        Assert.Equal("0 accounts in 0 rounds", none.ToString());
    }

    [Fact]
    public void Cascade_SaysWhatWasSoldAndWhatOfItTheShockAloneReaches()
    {
        MarketCascade cascade = Market.Cascade([94.5, 47.5]);
        Assert.True(cascade.GoesBeyondStatic && cascade.IsLeastCascade);
        Assert.Equal([3, 8], cascade.NetSold.AsEnumerable());
        Assert.Equal([3, 8], cascade.LiquidatedQuantities.AsEnumerable());
        Assert.Equal([2, 0], cascade.StaticQuantities.AsEnumerable());
    }

    [Fact]
    public void Cascade_PricesStopAtZero()
    {
        var market = new MultiAssetMarket(AccountBook.Of([1], new double[,] { { 10 } }, new double[,] { { 100 } }), [0.01], ImpactMatrix.Diagonal([50]));
        Assert.Equal([0], market.Cascade([90]).Prices.AsEnumerable());
    }

    [Fact]
    public void Cascade_AnAccountThatHoldsNothing_IsNeverLiquidated()
    {
        var market = new MultiAssetMarket(AccountBook.Of([0, -5], new double[2, 1], new double[2, 1]), [0.01], ImpactMatrix.Diagonal([1]));
        Assert.Empty(market.Cascade([1]).Liquidated);
        Assert.Empty(market.Ladder(new CommonFactor([1], [1]), Direction.Down).Triggers);
        Assert.False(market.Accounts.HoldsAnything(0));
    }

    [Fact]
    public void Cascade_ClosingShorts_LiftsThePrice()
    {
        var market = new MultiAssetMarket(AccountBook.Of([5, 9], new double[,] { { -1 }, { -1 } }, new double[,] { { 100 }, { 100 } }), [0.01], ImpactMatrix.Diagonal([4]));
        MarketCascade squeeze = market.Cascade([104]);
        Assert.Equal([0, 1], squeeze.Liquidated.AsEnumerable());
        Assert.Equal([112], squeeze.Prices.AsEnumerable());
        Assert.Equal([-2], squeeze.NetSold.AsEnumerable());
        Assert.Equal([2], squeeze.LiquidatedQuantities.AsEnumerable());
        Assert.True(squeeze.IsLeastCascade);
    }

    [Fact]
    public void IsLeastCascade_NeedsOneSideAnAssetAndNoImpactAcross()
    {
        double[,] entries = { { 100, 50 }, { 100, 50 } };
        AccountBook oneSided = AccountBook.Of([3, 3], new double[,] { { 1, 0 }, { 0, -1 } }, entries), bothSides = AccountBook.Of([3, 3], new double[,] { { 1, 0 }, { -1, 0 } }, entries);
        var apart = ImpactMatrix.Diagonal([5, 5]);
        var across = ImpactMatrix.Of(new double[,] { { 5, 1 }, { 0, 5 } });
        double[] rates = [0.01, 0.01];
        Assert.True(new MultiAssetMarket(oneSided, rates, apart).Cascade([99, 51]).IsLeastCascade);
        Assert.False(new MultiAssetMarket(oneSided, rates, across).Cascade([99, 51]).IsLeastCascade);
        Assert.False(new MultiAssetMarket(bothSides, rates, apart).Cascade([99, 51]).IsLeastCascade);

        // Who can never be liquidated does not count.
        AccountBook safeShort = AccountBook.Of([3, 1000], new double[,] { { 1, 0 }, { -1, 0 } }, entries);
        Assert.True(new MultiAssetMarket(safeShort, rates, apart).Cascade([99, 51]).IsLeastCascade);
    }

    [Fact]
    public void CoLiquidation_CountsWhatSalesReachBeyondTheShock()
    {
        CoLiquidation co = Market.CoLiquidation(Prices, -0.15);
        for (int a = 0; a < 2; a++)
        {
            double[] shocked = [.. Prices];
            shocked[a] *= 1 + co.Move;
            MarketCascade cascade = Market.Cascade(shocked);
            for (int b = 0; b < 2; b++)
            {
                Assert.Equal(Prices[b] * (cascade.LiquidatedQuantities[b] - cascade.StaticQuantities[b]), co[a, b]);
            }

            Assert.Equal(co[a, 0] + co[a, 1], co.Outgoing(a));
            Assert.Equal(co[0, a] + co[1, a], co.Incoming(a));
        }

        // Asset 0 at 80 reaches account 1 by itself, whose sales reach account 0; asset 1 at 40 reaches account 2, whose sales reach account 0 too.
        CoLiquidation deep = Market.CoLiquidation(Prices, -0.2);
        Assert.Equal((2, -0.2), (deep.Assets, deep.Move));
        Assert.Equal((100, 100, 100, 100), (deep[0, 0], deep[0, 1], deep[1, 0], deep[1, 1]));
        Assert.Equal((200, 200), (deep.Outgoing(0), deep.Incoming(1)));
    }

    [Fact]
    public void Trigger_SolvesOneLineOfTheAccount()
    {
        // 12 + 2·(100(1 + t) − 100) = 0.01·2·100(1 + t): 12 + 200 t = 2 + 2 t.
        CommonFactor factor = new(Prices, [1, 1]);
        Expect.Near(-10.0 / 198, Market.Trigger(1, factor, Direction.Down), 1e-15);
        Assert.True(double.IsNaN(Market.Trigger(1, factor, Direction.Up)));
        FactorLadder ladder = Market.Ladder(factor, Direction.Down);
        Assert.Equal([1, 2, 0, 3], ladder.Triggers.Select(t => t.Account));
        Assert.Equal(Market.Trigger(1, factor, Direction.Down), ladder.FirstMove);
        Expect.Near(200 * (1 - (10.0 / 198)), ladder.Triggers[0].Notional, 1e-12);
        Assert.Equal(Direction.Down, ladder.Direction);
        Assert.True(double.IsNaN(Market.Ladder(factor, Direction.Up).FirstMove));
    }

    [Fact]
    public void Trigger_WherePricesAreKeptFromFallingBelowZero()
    {
        // Asset 1 falls thrice as fast and lies at zero from −1/3 on: 160 + 100 t − 50 = 100(1 + t)·0 beyond it.
        var book = AccountBook.Of([90, 151], new double[,] { { 1, 1 }, { 1, 1 } }, new double[,] { { 100, 50 }, { 100, 50 } });
        var market = new MultiAssetMarket(book, [0, 0], ImpactMatrix.Diagonal([0, 0]));
        CommonFactor factor = new(Prices, [1, 3]);
        Expect.Near(-0.4, market.Trigger(0, factor, Direction.Down), 1e-15);
        Assert.True(double.IsNaN(market.Trigger(1, factor, Direction.Down)));
        Assert.Equal([60, 0], factor.PricesAt(-0.4));
    }

    [Fact]
    public void Trigger_OfWhoIsLiquidatedAlready_IsNoMove()
    {
        CommonFactor factor = new([94, 50], [1, 1]);
        Assert.Equal(0, Market.Trigger(1, factor, Direction.Up));
        Assert.Equal(0, Market.Trigger(1, factor, Direction.Down));
        Expect.Near(-0.05, Market.Trigger(1, new(Prices, [0.8, 1], [-0.0105050505050505, 0]), Direction.Down), 1e-9);
    }

    [Fact]
    public void FirstCascade_IsWhereSalesFirstReachSomebodyElse()
    {
        CommonFactor factor = new(Prices, [1, 1]);
        double move = Market.FirstCascade(factor, Direction.Down);
        Assert.True(move <= Market.Ladder(factor, Direction.Down).FirstMove);
        Assert.True(Market.Cascade(factor.PricesAt(move - 1e-9)).GoesBeyondStatic);
        Assert.False(Market.Cascade(factor.PricesAt(move + 1e-9)).GoesBeyondStatic);
        Assert.True(double.IsNaN(Market.FirstCascade(factor, Direction.Up)));

        var withoutImpact = new MultiAssetMarket(Market.Accounts, Market.MaintenanceRates, ImpactMatrix.Diagonal([0, 0]));
        Assert.True(double.IsNaN(withoutImpact.FirstCascade(factor, Direction.Down)));
    }

    [Fact]
    public void FirstCascade_ReachesWhomTheFactorAloneNeverDoes()
    {
        // The second account holds an asset that the factor does not move, but the sales of the first do.
        var book = AccountBook.Of([10, 10], new double[,] { { 1, 0 }, { 0, 1 } }, new double[,] { { 100, 50 }, { 100, 50 } });
        var market = new MultiAssetMarket(book, [0, 0], ImpactMatrix.Of(new double[,] { { 0, 0 }, { 10, 0 } }));
        Expect.Near(-0.1, market.FirstCascade(new(Prices, [1, 0]), Direction.Down), 1e-15);
    }

    [Fact]
    public void Overlap_OfShortsAndOfMoreAssetsThanHolders()
    {
        double[,] holdings = { { 3, -4, 1 }, { 4, 3, 0 } };
        var wide = PortfolioOverlap.Of(holdings, [100, 50, 10]);
        var tall = PortfolioOverlap.Of(new double[,] { { 3 / 10.0, 4 / 10.0 }, { -4 / Math.Sqrt(50), 3 / Math.Sqrt(50) }, { 1 / Math.Sqrt(10), 0 } }, [1, 1]);
        Assert.Equal(wide[0, 1], wide[1, 0]);
        Expect.Near(0.12 - 0.24, wide[0, 1], 1e-15);
        Expect.Near(tall.SpectralRadius, wide.SpectralRadius, 1e-12);
        Assert.Equal(0, PortfolioOverlap.Of(new double[0, 3], [1, 1, 1]).SpectralRadius);
    }

    [Fact]
    public void PlacesThatAreNot_AreRefusedByName()
    {
        AccountBook book = AccountBook.Of(1, [10], [1], [100]);
        var market = new MultiAssetMarket(book, [0.01], ImpactMatrix.Diagonal([0.1]));
        CoLiquidation table = market.CoLiquidation([100], -0.1);
        var factor = new CommonFactor([100], [1]);
        foreach (int place in (int[])[-1, 1, int.MinValue, int.MaxValue])
        {
            Refused("account", () => book.Cash(place));
            Refused("account", () => book.SignedQuantities(place).Length);
            Refused("account", () => book.EntryPrices(place).Length);
            Refused("account", () => book.HoldsAnything(place));
            Refused("moved", () => market.Impact[place, 0]);
            Refused("sold", () => market.Impact[0, place]);
            Refused("shocked", () => table[place, 0]);
            Refused("liquidated", () => table[0, place]);
            Refused("shocked", () => table.Outgoing(place));
            Refused("liquidated", () => table.Incoming(place));
            Refused("asset", () => factor.PriceAt(place, 0));
        }

        Refused("move", () => factor.PriceAt(0, double.NaN));
        Refused("move", () => factor.PricesAt(double.PositiveInfinity));

        static void Refused(string name, Func<object> ask) => Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(ask).ParamName);
    }

    [Fact]
    public void Books_ComeAsTablesOrAsRows()
    {
        var rows = AccountBook.Of(2, [1, 2], [1, 0, -2, 3], [10, double.NaN, 20, 30]);
        var table = AccountBook.Of([1, 2], new double[,] { { 1, 0 }, { -2, 3 } }, new double[,] { { 10, 0 }, { 20, 30 } });
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(rows.Cash(i), table.Cash(i));
            Assert.Equal(rows.SignedQuantities(i), table.SignedQuantities(i));
            Assert.Equal(rows.EntryPrices(i), table.EntryPrices(i));
        }

        Assert.Equal((2, 2), (rows.Count, rows.Assets));
        Assert.Equal(0, rows.EntryPrices(0)[1]);
        Assert.Equal(2 - (2 * (15 - 20.0)) + (3 * (40 - 30)) - (0.1 * 2 * 15) - (0.2 * 3 * 40), new MultiAssetMarket(rows, [0.1, 0.2], ImpactMatrix.Diagonal([1, 1])).Excess(1, [15, 40]), 12);
    }

    [Fact]
    public void Columns_OutsideTheirDomain_AreRefusedByAccountAndAsset()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => AccountBook.Of(2, [1, 2], [1, 0, double.NaN, 3], [1, 1, 1, 1]), "account 1, asset 0: signedQuantities must be finite, was NaN");
        Expect.Throws<ArgumentOutOfRangeException>(() => AccountBook.Of(2, [1, 2], [1, 0, 2, 3], [1, 1, 1, -1]), "account 1, asset 1: entryPrices must be finite and > 0, was -1");
        Expect.Throws<ArgumentOutOfRangeException>(() => AccountBook.Of(2, [1, double.NaN], [1, 0, 2, 3], [1, 1, 1, 1]), "account 1: cash");
        Expect.Throws<ArgumentException>(() => AccountBook.Of(2, [1, 2], [1, 0, 2], [1, 1, 1, 1]), "signedQuantities must have 2 accounts × 2 assets = 4 numbers, had 3");
        Expect.Throws<ArgumentException>(() => AccountBook.Of([1, 2], new double[2, 2], new double[2, 1]), "entryPrices must have 2 accounts × 2 assets, had 2 × 1");
        Assert.Throws<ArgumentOutOfRangeException>(() => AccountBook.Of(0, [], [], []));
        Expect.Throws<ArgumentOutOfRangeException>(() => ImpactMatrix.Of(new double[,] { { 1, -1 }, { 0, 1 } }), "asset 0 moved by asset 1: entries must be finite and >= 0, was -1");
        Expect.Throws<ArgumentException>(() => ImpactMatrix.Of(new double[1, 2]), "square", "1 × 2");
        Expect.Throws<ArgumentException>(() => ImpactMatrix.Diagonal([]), "not empty");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new MultiAssetMarket(Market.Accounts, [0.1, -0.1], Market.Impact), "asset 1: maintenanceRates must be a fraction >= 0 and < 1, was -0.1");
        Expect.Throws<ArgumentException>(() => _ = new MultiAssetMarket(Market.Accounts, [0.1], Market.Impact), "maintenanceRates must have 2 numbers, one per asset, had 1");
        Expect.Throws<ArgumentException>(() => _ = new MultiAssetMarket(Market.Accounts, [0.1, 0.1], ImpactMatrix.Diagonal([1])), "impact must have 2 assets");
        Expect.Throws<ArgumentOutOfRangeException>(() => Market.Cascade([1, double.NaN]), "asset 1: shockedPrices");
        Expect.Throws<ArgumentException>(() => Market.LowerBound([1]), "shockedPrices must have 2 numbers");
        Expect.Throws<ArgumentOutOfRangeException>(() => Market.CoLiquidation(Prices, -1.5), "move");
        Expect.Throws<ArgumentOutOfRangeException>(() => Market.CoLiquidation([0, 1], -0.5), "asset 0: prices must be finite and > 0");
        Assert.Throws<ArgumentOutOfRangeException>(() => Market.Excess(4, Prices));
        Assert.Throws<ArgumentOutOfRangeException>(() => Market.Trigger(-1, new(Prices, [1, 1]), Direction.Down));
        Expect.Throws<ArgumentOutOfRangeException>(() => Market.Ladder(new(Prices, [1, 1]), default), "direction");
        Expect.Throws<ArgumentException>(() => Market.Ladder(new([1], [1]), Direction.Down), "factor must have 2 assets");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new CommonFactor(Prices, [1, double.PositiveInfinity]), "asset 1: betas must be finite");
        Expect.Throws<ArgumentException>(() => _ = new CommonFactor(Prices, [1, 1], [0]), "residuals");
        Expect.Throws<ArgumentException>(() => _ = new CommonFactor([], []), "prices must not be empty");
        Expect.Throws<ArgumentOutOfRangeException>(() => PortfolioOverlap.Of(new[,] { { 1, double.NaN } }, [1, 1]), "holder 0, asset 1");
        Expect.Throws<ArgumentOutOfRangeException>(() => PortfolioOverlap.Of(new double[1, 2], [1, 0]), "asset 1: depth must be finite and > 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new TargetLeverageSystem([1], [1], [1], new[,] { { 0.5, 0.4 } }, [1, 1]), "holder 0, all assets: weights must be 1 in sum");
        Expect.Throws<ArgumentException>(() => _ = new TargetLeverageSystem([1], [1], [1], new double[1, 1], [1, 1]), "weights must have 1 holders × 2 assets");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new TargetLeverageSystem([1], [1], [0], new[,] { { 1.0 } }, [1]), "holder 0: equity");
    }
}
