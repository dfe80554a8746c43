namespace HeatMap.Tests.Accounts;

public sealed class CrossAccountTests
{
    private static readonly MarginRules Linear = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0.01));
    private static readonly MarginRules Inverse = new(ContractSpec.Inverse("I", "USD", "BTC"), MaintenanceSchedule.SingleRate(0.01));
    private static readonly Holding Long = new(Linear, Position.Cross(Side.Long, 100, 1), 100);

    [Fact]
    public void Holdings_OutsideTheirDomain_AreRefusedWithTheirRow()
    {
        Expect.Throws<ArgumentException>(() => Make("USDT", 1, [], [Long, default]), "row 1", "default");
        Expect.Throws<ArgumentException>(() => Make("USDT", 1, [], [Long, Long with { Position = default }]), "row 1", "default");
        Expect.Throws<ArgumentException>(() => Make("USDT", 1, [], [Long with { Rules = null! }]), "row 0", "default");
        foreach (double mark in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            Assert.Equal("MarkPrice", Expect.Throws<ArgumentOutOfRangeException>(() => Make("USDT", 1, [], [Long, Long with { MarkPrice = mark }]), "row 1", "finite and > 0").ParamName);
        }

        Expect.Throws<ArgumentException>(() => Make("USDT", 1, [], [Long, new Holding(Inverse, Position.Cross(Side.Long, 100, 1), 100)]), "row 1", "I settles in BTC, the account in USDT");
        MarginRules beyond = Linear with { Schedule = MaintenanceSchedule.SingleRate(0.9), Fee = TriggerFee.MarkValue, TakerFeeRate = 0.2 };
        Expect.Throws<ArgumentOutOfRangeException>(() => Make("USDT", 1, [], [Long with { Rules = beyond }]), "less than 1");
        Assert.Throws<ArgumentOutOfRangeException>(() => Make("USDT", 1, [], [Long with { Position = Position.Cross(Side.Long, 1e200, 1e200) }]));
    }

    [Fact]
    public void Collateral_OutsideItsDomain_IsRefusedWithItsRow()
    {
        Collateral good = new("BTC", 1, 50_000, 0.05);
        Collateral[] bad = [default, good with { Price = 0 }, good with { Amount = double.NaN }, good with { Haircut = 1.1 }, good with { Haircut = double.NaN }, good with { Asset = " " }];
        Assert.All(bad, c => Assert.StartsWith("collateral", Assert.ThrowsAny<ArgumentException>(() => Make("USDT", 1, [good, c], [])).ParamName, StringComparison.Ordinal));
        Expect.Throws<ArgumentOutOfRangeException>(() => Make("USDT", 1, [good, bad[3]], []), "row 1", "Haircut", "from 0 to 1", "1.1");
        Assert.Equal("walletBalance", Assert.Throws<ArgumentOutOfRangeException>(() => Make("USDT", double.NaN, [], [])).ParamName);
        Assert.Equal("equity", Assert.Throws<ArgumentOutOfRangeException>(() => CrossAccount.FromEquity("USDT", double.NaN, Long)).ParamName);
        Assert.Throws<ArgumentException>(() => Make(" ", 1, [], []));
    }

    [Fact]
    public void Arguments_OutsideTheirDomain_AreRefused()
    {
        CrossAccount account = new("USDT", 20, Long, Long with { Rules = Linear with { Contract = ContractSpec.Linear("Y", "USDT") } });
        Assert.Equal("holding", Expect.Throws<ArgumentOutOfRangeException>(() => account.LiquidationPrice(2), "0 to 1").ParamName);
        Assert.Equal("holding", Assert.Throws<ArgumentOutOfRangeException>(() => account.BankruptcyPrice(-1)).ParamName);
        Assert.Equal("betas", Expect.Throws<ArgumentException>(() => account.LiquidationPrice(0, [1]), "2 holdings", "had 1").ParamName);
        Assert.Equal("betas", Expect.Throws<ArgumentOutOfRangeException>(() => account.LiquidationPrice(0, [1, double.NaN]), "row 1", "finite").ParamName);
        Assert.Equal("prices", Expect.Throws<ArgumentException>(() => account.State([1]), "had 1").ParamName);
        Assert.Equal("prices", Expect.Throws<ArgumentOutOfRangeException>(() => account.State([1, 0]), "row 1").ParamName);
        Assert.Equal("marginRatio", Assert.Throws<ArgumentOutOfRangeException>(() => account.MarginCallPrice(0, 1.01)).ParamName);
        Assert.Equal("marginRatio", Assert.Throws<ArgumentOutOfRangeException>(() => account.MarginCallPrice(0, double.NaN)).ParamName);
        Assert.Equal("closeFeeRate", Assert.Throws<ArgumentOutOfRangeException>(() => account.BankruptcyPrice(0, 1)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => account.LiquidationPrices(new double[1])).ParamName);
        double[] untouched = [7, 7, 7];
        Assert.Throws<ArgumentException>(() => CrossAccount.LiquidationPrices([account, account], untouched));
        Assert.Equal([7, 7, 7], untouched);
        Assert.Throws<ArgumentNullException>(() => CrossAccount.LiquidationPrices([account, null!], new double[9]));
    }

    [Fact]
    public void NoPrice_IsAnAnswer()
    {
        Assert.Null(new CrossAccount("USDT", 100, Long).LiquidationPrice(0));
        Assert.Null(new CrossAccount("USDT", 100, Long).BankruptcyPrice(0));
        Assert.Null(new CrossAccount("USDT", 100).LiquidationFactor());
        Assert.Null(new CrossAccount("USDT", 100, Long).LiquidationFactor());
        Assert.Null(new CrossAccount("USDT", 100, Long).MarginCallPrice(0, 0.8));
        double[] prices = [0];
        new CrossAccount("USDT", 100, Long).LiquidationPrices(prices);
        Assert.Equal(double.NaN, prices[0]);
        Assert.Equal(new AccountState(100, 0), new CrossAccount("USDT", 100).State());
        Assert.Equal(0, new AccountState(100, 0).MarginRatio);
        Assert.Equal(double.PositiveInfinity, new AccountState(0, 1).MarginRatio);
    }

    [Fact]
    public void OtherAssets_SecureTheAccountLessTheirHaircut()
    {
        CrossAccount account = new("USDT", 5, [new("BTC", 0.0001, 60_000, 0.1), new("EUR", -0.5, 1.1, 0.2)], [Long]);
        double counted = 5 + (0.0001 * 60_000 * 0.9) - 0.55;
        Expect.NearRelative(counted, account.State().Equity);
        Expect.NearRelative((100 - counted) / 0.99, account.LiquidationPrice(0)!.Value);
    }

    [Fact]
    public void Prices_OfManyAccounts_AreThoseOfEach()
    {
        CrossAccount one = new("USDT", 20, Long), two = new("USDT", 30, Long, Long with { Position = Position.Cross(Side.Short, 100, 0.5) });
        double[] all = new double[3], own = new double[2];
        Assert.Equal(3, CrossAccount.LiquidationPrices([one, two], all));
        two.LiquidationPrices(own);
        Assert.Equal([one.LiquidationPrice(0)!.Value, .. own], all);
    }

    [Fact]
    public void AMarkOnAFloor_DoesNotTurnTheDirection()
    {
        MarginRules flat = Linear with { Schedule = MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(100, 0.05)) };
        Expect.NearRelative((100.0 - 20) / 0.99, new CrossAccount("USDT", 20, Long with { Rules = flat }).LiquidationPrice(0)!.Value);
        Expect.NearRelative(120 / 1.05, new CrossAccount("USDT", 20, new Holding(flat, Position.Cross(Side.Short, 100, 1), 100)).LiquidationPrice(0)!.Value);
    }

    [Fact]
    public void AHedge_ThatIsSafeTheWayItLoses_IsLookedAtTheOtherWay()
    {
        // A little more long than short, at a low rate: a fall costs a little, but a rise costs maintenance that grows past the gain.
        MarginRules rules = Linear with { Schedule = MaintenanceSchedule.Marginal(TierBasis.Quote, new(0, 0.001), new(1100, 0.2)) };
        CrossAccount account = new("USDT", 60, new Holding(rules, Position.Cross(Side.Long, 100, 10.1), 100), new Holding(rules, Position.Cross(Side.Short, 100, 10), 100));
        double price = account.LiquidationPrice(0)!.Value;
        Assert.True(price > 110);
        AccountState state = account.State([price, price]);
        Expect.Near(0, state.FreeMargin, 1e-9);
    }

    [Fact]
    public void TheSmallerLeg_NeedsNoMaintenanceWhereTheVenueSaysSo()
    {
        MarginRules larger = Linear with { LargerLegOnly = true };
        Holding Leg(Side side, double quantity) => new(larger, Position.Cross(side, 100, quantity), 100);
        Expect.NearRelative(2, new CrossAccount("USDT", 50, Leg(Side.Long, 2), Leg(Side.Short, 1)).State().Maintenance);
        Expect.NearRelative(1, new CrossAccount("USDT", 50, Leg(Side.Long, 1), Leg(Side.Short, 1)).State().Maintenance);
        Expect.NearRelative(3, new CrossAccount("USDT", 50, Leg(Side.Long, 2), Leg(Side.Long, 1)).State().Maintenance);
    }

    [Fact]
    public void Bybit_ClassicCross_BalancesAtItsPrice()
    {
        MarginRules rules = Venues.Rules("bybit", Venues.Contract("bybit", "BTCUSD"), MaintenanceSchedule.SingleRate(0.005), new DateOnly(2022, 1, 1));
        CrossAccount account = new("BTC", 0.3, new Holding(rules, Position.Cross(Side.Long, 40_000, 50_000), 40_000));
        double price = account.LiquidationPrice(0)!.Value;
        Expect.Near(0, account.State([price]).FreeMargin, 1e-12);
    }

    [Fact]
    public void ClosingOrder_IsTheCallersAndSaysSo()
    {
        CrossAccount account = new("USDT", 50, Long, Long, Long);
        Assert.Equal([0, 1, 2], account.ClosingOrder().Holdings.ToArray());
        Assert.Equal([2, 0, 1], account.ClosingOrder(2, 0, 1).Holdings.ToArray());
        Assert.False(account.ClosingOrder().IsVenueRule);
        Assert.Equal("callerOrder", Assert.Throws<ArgumentException>(() => account.ClosingOrder(0, 0, 1)).ParamName);
        Assert.Throws<ArgumentException>(() => account.ClosingOrder(0, 1));
    }

    [Fact]
    public void AnAccount_KeepsNothingOfTheCallersArrays()
    {
        Holding[] holdings = [Long];
        CrossAccount account = new("USDT", 20, holdings);
        double before = account.LiquidationPrice(0)!.Value;
        holdings[0] = Long with { Position = Position.Cross(Side.Short, 100, 5) };
        Expect.SameBits(before, account.LiquidationPrice(0)!.Value);
        Assert.Equal(Long, account.Holdings[0]);
    }

    private static CrossAccount Make(string asset, double wallet, Collateral[] collateral, Holding[] holdings) => new(asset, wallet, collateral, holdings);

    [Fact]
    public void LinesOfOneSideAndSymbol_AreOnePosition()
    {
        // Tiers, and the larger side of a hedge, look at what is held in all.
        MarginRules tiers = Venues.BinanceUsdm("BTCUSDT");
        CrossAccount whole = new("USDT", 600_000, Held(tiers, Side.Long, 100)), halves = new("USDT", 600_000, Held(tiers, Side.Long, 50), Held(tiers, Side.Long, 50));
        Assert.Equal(48_550, halves.State().Maintenance, 1e-6);
        Assert.Equal(whole.LiquidationPrice(0), halves.LiquidationPrice(1));

        MarginRules larger = Venues.Rules("gate", Venues.Contract("gate", "BTC_USDT"), MaintenanceSchedule.SingleRate(0.01));
        CrossAccount one = new("USDT", 3_000, Held(larger, Side.Long, 0.5), Held(larger, Side.Short, 0.3));
        CrossAccount split = new("USDT", 3_000, Held(larger, Side.Long, 0.25), Held(larger, Side.Short, 0.3), Held(larger, Side.Long, 0.25));
        Assert.Equal(one.State(), split.State());
        Assert.Equal(0.5 * 60_000 * (0.01 + 0.00075), one.State().Maintenance, 1e-9);

        static Holding Held(MarginRules rules, Side side, double quantity) => new(rules, Position.Cross(side, 60_000, quantity), 60_000);
    }

    [Fact]
    public void MarksOfOneSymbol_MustAgree()
    {
        MarginRules rules = Venues.BinanceUsdm("BTCUSDT");
        Holding first = new(rules, Position.Cross(Side.Long, 60_000, 1), 60_000);
        Expect.Throws<ArgumentException>(() => Make("USDT", 9_000, [], [first, first with { MarkPrice = 66_000 }]), "row 1", "60000", "row 0", "66000");
        Assert.NotNull(new CrossAccount("USDT", 9_000, first, first with { MarkPrice = 60_001 }).LiquidationPrice(0));
    }

    [Fact]
    public void LiquidationFactor_OfAHedge_IsTheOneAtWhichEquityFalls()
    {
        // A long of 38,980 and a short of 58,140 at 80,000: net short, so a rise costs; there is none that liquidates it.
        MarginRules perpetual = Venues.Get("deribit", "BTC-PERPETUAL");
        MarginRules dated = Venues.Rules("deribit", Venues.Contract("deribit", "BTC-26SEP25"), MaintenanceSchedule.SizeContinuous(0.02, 5e-5));
        var account = CrossAccount.FromEquity(
            "BTC", 0.5, new Holding(perpetual, Position.Cross(Side.Long, 80_000, 38_980), 80_000), new Holding(dated, Position.Cross(Side.Short, 80_000, 58_140), 80_000));
        Assert.Null(account.LiquidationFactor());
    }

    [Fact]
    public void MarginCallOfAPosition_IsThatOfItsAccount_AlsoWhereTheTopRateExceedsTheRatio()
    {
        MarginRules rules = Venues.BinanceUsdm("BTCUSDT");
        var position = Position.Long(61_250, 0.4, leverage: 5);
        var account = new CrossAccount("USDT", 61_250 * 0.4 / 5, new Holding(rules, position, 61_250));
        Assert.Equal(account.MarginCallPrice(0, 0.5)!.Value, Liquidation.MarginCallPrice(position, rules, 0.5), 1e-6);
    }
}
