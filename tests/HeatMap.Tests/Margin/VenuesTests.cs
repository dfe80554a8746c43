namespace HeatMap.Tests.Margin;

public sealed class VenuesTests
{
    [Fact]
    public void BinanceUsdm_IsOnMarkValueWithoutFeeOrRounding()
    {
        MarginRules rules = Venues.BinanceUsdm("BTCUSDT");
        Assert.Equal(MaintenanceValuation.MarkValue, rules.Valuation);
        Assert.Equal(TriggerFee.None, rules.Fee);
        Assert.Equal(PriceRounding.None, rules.Rounding);
        Assert.Equal(TierMethod.Marginal, rules.Schedule.Method);
        Assert.Equal(TierBasis.Quote, rules.Schedule.Basis);
        Assert.Equal(ContractKind.Linear, rules.Contract.Kind);
        Assert.Equal("USDT", rules.Contract.NotionalAsset);
        Assert.Equal("binance-usdm", rules.Venue);
        Assert.Equal(new DateOnly(2024, 10, 24), rules.AsOf);
        Assert.False(string.IsNullOrWhiteSpace(rules.Source));
    }

    [Theory]
    [InlineData("BTCUSDC", "USDC")]
    [InlineData("BTCFDUSD", "FDUSD")]
    [InlineData("BTCBUSD", "BUSD")]
    [InlineData("BTCUSDT", "USDT")]
    [InlineData("SOMETHING", "USDT")]
    public void BinanceUsdm_ReadsTheQuoteAssetOffTheSymbol(string symbol, string quote) =>
        Assert.Equal(quote, Venues.Contract("binance-usdm", symbol).QuoteAsset);

    [Fact]
    public void Hyperliquid_SettlesInUsdcAndIsDated()
    {
        MarginRules today = Venues.Hyperliquid("BTC"), then = Venues.Hyperliquid("BTC", new DateOnly(2024, 10, 1));
        Assert.Equal("USDC", today.Contract.SettlementAsset);
        Assert.Equal("USD", today.Contract.NotionalAsset);
        Assert.Equal("hyperliquid", today.Venue);
        Assert.Equal(0.0125, today.Schedule.Tiers[0].MaintenanceRate);
        Assert.Equal(2, today.Schedule.Tiers.Length);
        Assert.Equal(0.01, then.Schedule.Tiers[0].MaintenanceRate);
        Assert.Equal(1, then.Schedule.Tiers.Length);
        Assert.True(then.AsOf < today.AsOf);
    }

    [Fact]
    public void Dates_HoldFromTheirFirstDay()
    {
        DateOnly first = Venues.Hyperliquid("BTC").AsOf!.Value;
        Assert.Equal(0.0125, Venues.Hyperliquid("BTC", first).Schedule.Tiers[0].MaintenanceRate);
        Assert.Equal(0.01, Venues.Hyperliquid("BTC", first.AddDays(-1)).Schedule.Tiers[0].MaintenanceRate);
        Assert.Equal(first, Venues.Hyperliquid("BTC", DateOnly.MaxValue).AsOf);
    }

    [Fact]
    public void UnknownSymbol_IsRefusedWithTheSymbolsThereAre()
    {
        ArgumentException error = Expect.Throws<ArgumentException>(() => Venues.BinanceUsdm("NOPEUSDT"), "'NOPEUSDT'", "binance-usdm", "BTCUSDT", "SANDUSDT");
        Assert.Equal("symbol", error.ParamName);
        Expect.Throws<ArgumentException>(() => Venues.Hyperliquid("NOPE"), "'NOPE'", "hyperliquid", "BTC", "kPEPE");
    }

    [Fact]
    public void DayBeforeAnythingIsKnown_IsRefusedWithTheFirstDay()
    {
        ArgumentOutOfRangeException error = Expect.Throws<ArgumentOutOfRangeException>(
            () => Venues.BinanceUsdm("BTCUSDT", new DateOnly(2020, 1, 2)), "BTCUSDT", "2024-10-24", "2020-01-02");
        Assert.Equal("asOf", error.ParamName);
        Assert.False(Venues.TryGet("hyperliquid", "BTC", new DateOnly(2020, 1, 2), out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Venues.Hyperliquid("ONDO", new DateOnly(2024, 5, 4)));
    }

    [Fact]
    public void TryGet_FindsByName()
    {
        Assert.Equal(15, Venues.Names.Length);
        Assert.Equal(Venues.Names.Length, Venues.Names.Distinct(StringComparer.Ordinal).Count());
        Assert.True(Venues.TryGet("binance-usdm", "ETHUSDT", null, out MarginRules? rules));
        Assert.Equal("ETHUSDT", rules.Contract.Symbol);
        Assert.True(Venues.TryGet("hyperliquid", "ETH", null, out rules));
        Assert.Equal("hyperliquid", rules.Venue);
        Assert.False(Venues.TryGet("hyperliquid", "ETHUSDT", null, out rules));
        Assert.Null(rules);
        Assert.False(Venues.TryGet("nowhere", "BTCUSDT", null, out rules));
        Assert.Null(rules);
        Assert.Throws<ArgumentNullException>(() => Venues.TryGet(null!, "X", null, out _));
        Assert.Throws<ArgumentNullException>(() => Venues.TryGet("hyperliquid", null!, null, out _));
    }

    [Fact]
    public void Rules_GiveTheVenuesTriggerToACallersSchedule()
    {
        var schedule = MaintenanceSchedule.SingleRate(0.02);
        ContractSpec contract = Venues.Contract("hyperliquid", "ABC");
        Assert.Same(schedule, Venues.Rules("binance-usdm", Venues.Contract("binance-usdm", "ABCUSDT"), schedule).Schedule);
        Assert.Equal("hyperliquid", Venues.Rules("hyperliquid", contract, schedule).Venue);
        Assert.Null(Venues.Rules("hyperliquid", contract, schedule).AsOf);
        Expect.Throws<ArgumentException>(() => Venues.Rules("nowhere", contract, schedule), "'nowhere'", "binance-usdm, binance-coinm");
    }

    [Fact]
    public void Rules_CheckWhatWithChanges()
    {
        MarginRules rules = Venues.BinanceUsdm("BTCUSDT");
        Assert.Equal("TakerFeeRate", Assert.Throws<ArgumentOutOfRangeException>(() => rules with { TakerFeeRate = 1 }).ParamName);
        Assert.Equal("TakerFeeRate", Assert.Throws<ArgumentOutOfRangeException>(() => rules with { TakerFeeRate = double.NaN }).ParamName);
        Assert.Equal("Fee", Assert.Throws<ArgumentOutOfRangeException>(() => rules with { Fee = default }).ParamName);
        Assert.Equal("Valuation", Assert.Throws<ArgumentOutOfRangeException>(() => rules with { Valuation = default }).ParamName);
        Assert.Equal("Rounding", Assert.Throws<ArgumentOutOfRangeException>(() => rules with { Rounding = (PriceRounding)9 }).ParamName);
        Assert.Throws<ArgumentNullException>(() => rules with { Contract = null! });
        Assert.Throws<ArgumentNullException>(() => rules with { Schedule = null! });
    }

    [Fact]
    public void InitialMargin_IsEntryValueOverLeverage()
    {
        var schedule = MaintenanceSchedule.SingleRate(0.01);
        Assert.Equal(20, new MarginRules(ContractSpec.Linear("X", "Q"), schedule).InitialMargin(2, 100, 10));
        Assert.Equal(0.2, new MarginRules(ContractSpec.Inverse("X", "Q", "B"), schedule).InitialMargin(200, 100, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MarginRules(ContractSpec.Linear("X", "Q"), schedule).InitialMargin(2, 100, 0));
    }

    [Fact]
    public void DeribitsDatedFutures_ShareATableByCoinAndDay()
    {
        Assert.Equal(0.02, Venues.Get("deribit", "BTC-26SEP25").Schedule.MaxRate);
        Assert.Equal(0.01, Venues.Get("deribit", "BTC-28JUL23", new DateOnly(2023, 7, 20)).Schedule.MaxRate);
        Assert.Equal("BTC", Venues.Get("deribit", "BTC-3JAN25").Contract.SettlementAsset);
        Assert.Equal("BTC-26SEP25", Venues.Get("deribit", "BTC-26SEP25").Contract.Symbol);
        Assert.Equal(10, Venues.ContractSize("deribit", "BTC-26SEP25", ContractKind.Inverse));
        Assert.False(Venues.TryGet("deribit", "ETH-26SEP25", null, out _));
        Assert.Equal(0.01, Venues.Get("deribit", "BTC-PERPETUAL").Schedule.MaxRate);
    }

    [Fact]
    public void ContractSize_IsKnownOrNull()
    {
        Assert.Equal(0.01, Venues.ContractSize("okx", "BTC-USDT-SWAP", ContractKind.Linear));
        Assert.Equal(0.1, Venues.Get("okx", "ETH-USDT-SWAP").Contract.Multiplier);
        Assert.Null(Venues.ContractSize("okx", "NEW-USDT-SWAP", ContractKind.Linear));
        Assert.Equal(100, Venues.ContractSize("binance-coinm", "BTCUSD_PERP", ContractKind.Inverse));
        Assert.Equal(1, Venues.ContractSize("hyperliquid", "BTC", ContractKind.Linear));
        Assert.Equal(1e-6, Venues.Contract("bitmex", "ETHUSD").Multiplier);
    }

    [Theory]
    [InlineData("bitmex", "XBTZ25", ContractKind.Inverse, "XBT")]
    [InlineData("bitmex", "XBTUSDT", ContractKind.Linear, "USDT")]
    [InlineData("bybit", "BTCUSDH25", ContractKind.Inverse, "BTC")]
    [InlineData("bybit", "BTCPERP", ContractKind.Linear, "USDC")]
    [InlineData("bybit", "BTCUSDT", ContractKind.Linear, "USDT")]
    [InlineData("bitget", "BTCUSD_DMCBL", ContractKind.Inverse, "BTC")]
    [InlineData("bitget", "BTCUSDT_UMCBL", ContractKind.Linear, "USDT")]
    public void Contract_ReadsKindAndSettlementOffTheName(string venue, string symbol, ContractKind kind, string settlement)
    {
        ContractSpec contract = Venues.Contract(venue, symbol);
        Assert.Equal((kind, settlement), (contract.Kind, contract.SettlementAsset));
    }

    [Fact]
    public void Contract_WhoseNameDoesNotTellItsKind_IsAskedFor()
    {
        Expect.Throws<ArgumentException>(() => Venues.Contract("bitmex", "LTCUSD"), "'LTCUSD'", "give its kind");
        Assert.Equal(ContractKind.Quanto, Venues.Contract("bitmex", "LTCUSD", ContractKind.Quanto).Kind);
    }

    [Fact]
    public void WhatIsOpen_IsSaidByTheRules()
    {
        string[] isolated = [.. Venues.Names.Where(v => For(v).Open is not null)], cross = [.. Venues.Names.Where(v => For(v).For(MarginMode.Cross).Open is not null)];
        Assert.Equal(["okx", "deribit", "bitmex", "gate", "kraken-futures", "gmx-v2"], isolated);
        Assert.Equal(["bybit", "deribit", "bitmex", "kucoin", "gate", "bitget", "kraken-futures", "gmx-v2"], cross);

        static MarginRules For(string venue) => Venues.Rules(venue, Venues.Contract(venue, "X", ContractKind.Linear), MaintenanceSchedule.SingleRate(0.01));
    }
}
