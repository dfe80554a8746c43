namespace HeatMap.Tests.Contracts;

public sealed class ContractSpecTests
{
    private static readonly ContractSpec Btc = ContractSpec.Linear("BTCUSDT", "USDT");
    private static readonly ContractSpec BtcCoin = ContractSpec.Inverse("BTCUSD_PERP", "USD", "BTC") with { Multiplier = 100 };
    private static readonly ContractSpec EthQuanto = new("ETHUSD", ContractKind.Quanto, "USD", "XBT") { Multiplier = 0.000001 };

    [Fact]
    public void Linear_SettlesInItsQuoteAsset()
    {
        Assert.Equal(ContractKind.Linear, Btc.Kind);
        Assert.Equal("USDT", Btc.QuoteAsset);
        Assert.Equal("USDT", Btc.SettlementAsset);
        Assert.Equal("USDT", Btc.NotionalAsset);
        Assert.Equal(1, Btc.Multiplier);
        Assert.Null(Btc.Tick);
    }

    [Fact]
    public void Inverse_SettlesInItsBaseAssetAndCountsNotionalInQuote()
    {
        Assert.Equal(ContractKind.Inverse, BtcCoin.Kind);
        Assert.Equal("BTC", BtcCoin.SettlementAsset);
        Assert.Equal("USD", BtcCoin.NotionalAsset);
    }

    [Fact]
    public void Quanto_CountsNotionalInItsSettlementAsset() => Assert.Equal("XBT", EthQuanto.NotionalAsset);

    [Theory]
    [InlineData(ContractKind.Linear, 20)]
    [InlineData(ContractKind.Inverse, 2)]
    [InlineData(ContractKind.Quanto, 20)]
    public void Notional_IsQuantityTimesPriceExceptForFaceValue(ContractKind kind, double expected) =>
        Assert.Equal(expected, new ContractSpec("X", kind, "Q", "S").Notional(2, 10));

    [Theory]
    [InlineData(ContractKind.Linear, 20)]
    [InlineData(ContractKind.Inverse, 0.2)]
    [InlineData(ContractKind.Quanto, 20)]
    public void SettlementValue_IsInTheSettlementAsset(ContractKind kind, double expected) =>
        Assert.Equal(expected, new ContractSpec("X", kind, "Q", "S").SettlementValue(2, 10));

    [Fact]
    public void NotionalAndSettlementValue_OfNaN_AreNaN()
    {
        Assert.True(double.IsNaN(Btc.Notional(double.NaN, 1)));
        Assert.True(double.IsNaN(Btc.SettlementValue(1, double.NaN)));
        Assert.True(double.IsNaN(BtcCoin.SettlementValue(1, double.NaN)));
    }

    [Fact]
    public void QuantityOf_Linear_ConvertsContractsCoinsAndQuoteValue()
    {
        ContractSpec contract = Btc with { Multiplier = 0.01 };
        Assert.Equal(0.5, contract.QuantityOf(50, QuantityUnit.Contracts, 100));
        Assert.Equal(0.5, contract.QuantityOf(0.5, QuantityUnit.Base, 100));
        Assert.Equal(0.5, contract.QuantityOf(50, QuantityUnit.Quote, 100));
    }

    [Fact]
    public void QuantityOf_Inverse_ConvertsContractsCoinsAndQuoteValueToFaceValue()
    {
        Assert.Equal(300, BtcCoin.QuantityOf(3, QuantityUnit.Contracts, 50_000));
        Assert.Equal(25_000, BtcCoin.QuantityOf(0.5, QuantityUnit.Base, 50_000));
        Assert.Equal(700, BtcCoin.QuantityOf(700, QuantityUnit.Quote, 50_000));
    }

    [Fact]
    public void QuantityOf_Quanto_ConvertsContractsAndValue()
    {
        Assert.Equal(0.000003, EthQuanto.QuantityOf(3, QuantityUnit.Contracts, 2000), 1e-18);
        Assert.Equal(0.5, EthQuanto.QuantityOf(1000, QuantityUnit.Quote, 2000));
    }

    [Fact]
    public void QuantityOf_QuantoInBaseUnits_IsRefused()
    {
        ArgumentException error = Expect.Throws<ArgumentException>(() => EthQuanto.QuantityOf(1, QuantityUnit.Base, 2000), "quanto");
        Assert.Equal("unit", error.ParamName);
    }

    [Theory]
    [InlineData(QuantityUnit.Contracts, -0.05)]
    [InlineData(QuantityUnit.Base, -5)]
    [InlineData(QuantityUnit.Quote, -0.05)]
    public void QuantityOf_KeepsTheSign(QuantityUnit unit, double expected) =>
        Assert.Equal(expected, (Btc with { Multiplier = 0.01 }).QuantityOf(-5, unit, 100));

    [Fact]
    public void QuantityOf_RefusesWhatIsOutsideItsDomain()
    {
        Assert.Equal("size", Expect.Throws<ArgumentOutOfRangeException>(() => Btc.QuantityOf(double.NaN, QuantityUnit.Base, 1), "finite", "NaN").ParamName);
        Assert.Equal("price", Expect.Throws<ArgumentOutOfRangeException>(() => Btc.QuantityOf(1, QuantityUnit.Base, 0), "> 0", "was 0").ParamName);
        Assert.Equal("unit", Expect.Throws<ArgumentOutOfRangeException>(() => Btc.QuantityOf(1, default, 1), "Base, Contracts, Quote").ParamName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Names_MustNotBeEmpty(string name)
    {
        Assert.Equal("Symbol", Assert.Throws<ArgumentException>(() => ContractSpec.Linear(name, "USDT")).ParamName);
        Assert.Equal("QuoteAsset", Assert.Throws<ArgumentException>(() => ContractSpec.Linear("X", name)).ParamName);
        Assert.Equal("SettlementAsset", Assert.Throws<ArgumentException>(() => ContractSpec.Inverse("X", "USD", name)).ParamName);
        Assert.Equal("Symbol", Assert.Throws<ArgumentException>(() => Btc with { Symbol = name }).ParamName);
    }

    [Fact]
    public void Names_MustNotBeNull() => Assert.Throws<ArgumentNullException>(() => ContractSpec.Linear(null!, "USDT"));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void MultiplierAndTick_MustBePositiveAlsoThroughWith(double value)
    {
        Assert.Equal("Multiplier", Expect.Throws<ArgumentOutOfRangeException>(() => _ = Btc with { Multiplier = value }, "> 0").ParamName);
        Assert.Equal("Tick", Expect.Throws<ArgumentOutOfRangeException>(() => _ = Btc with { Tick = value }, "> 0").ParamName);
    }

    [Fact]
    public void Tick_CanBeTakenBack() => Assert.Null((Btc with { Tick = 0.1 } with { Tick = null }).Tick);

    [Fact]
    public void Kind_MustBeDefined() =>
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new ContractSpec("X", default, "Q", "S"), "Linear, Inverse, Quanto");

    [Fact]
    public void Contracts_OfEqualValues_AreEqual() => Assert.Equal(Btc, ContractSpec.Linear("BTCUSDT", "USDT"));
}
