namespace HeatMap.Tests.Margin;

public sealed class LevelTests
{
    private static readonly MarginRules Rules = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0.01));
    private static readonly Position Long = Position.Isolated(Side.Long, 100, 1, 10);

    [Fact]
    public void Arguments_OutsideTheirDomain_AreRefused()
    {
        foreach (double ratio in (double[])[0, -0.5, 1.0001, double.NaN, double.PositiveInfinity])
        {
            Assert.Equal("marginRatio", Assert.Throws<ArgumentOutOfRangeException>(() => Liquidation.MarginCallPrice(Long, Rules, ratio)).ParamName);
        }

        Assert.Equal("liquidationPrice", Assert.Throws<ArgumentOutOfRangeException>(() => Liquidation.MarginFor(Long, Rules, 0)).ParamName);
        Assert.Equal("markPrice", Assert.Throws<ArgumentOutOfRangeException>(() => Liquidation.TimeToLiquidation(Long, Rules, double.NaN, 0.01, TimeSpan.FromHours(8))).ParamName);
        Assert.Equal("fundingRate", Assert.Throws<ArgumentOutOfRangeException>(() => Liquidation.TimeToLiquidation(Long, Rules, 100, double.NaN, TimeSpan.FromHours(8))).ParamName);
        Assert.Equal("interval", Assert.Throws<ArgumentOutOfRangeException>(() => Liquidation.TimeToLiquidation(Long, Rules, 100, 0.01, TimeSpan.Zero)).ParamName);
        Assert.Throws<ArgumentException>(() => Liquidation.Explain(default, Rules));
        Assert.Throws<ArgumentException>(() => Liquidation.Steps(default, Rules));
        Assert.Throws<ArgumentException>(() => Liquidation.Sensitivity(default, Rules));
        Assert.Throws<ArgumentException>(() => Liquidation.MarginFor(default, Rules, 90));
        Assert.Throws<ArgumentNullException>(() => Liquidation.Explain(Long, null!));
        Assert.Throws<ArgumentNullException>(() => Liquidation.Steps(Long, null!));
    }

    [Theory]
    [InlineData(0.999995, 0)]
    [InlineData(1.000005, 2)]
    public void Sensitivity_NextToAFloor_IsThatOfItsOwnTier(double quantity, double deduction)
    {
        MarginRules rules = Rules with
        {
            Schedule = MaintenanceSchedule.Marginal(TierBasis.Quote, [new(0, 0.01), new(100, 0.03)]),
            Valuation = MaintenanceValuation.EntryValue,
        };
        LiquidationSensitivity s = Liquidation.Sensitivity(Position.Isolated(Side.Long, 100, quantity, 10), rules)!.Value;

        // price = entry − (margin − rate × entry × quantity + deduction) / quantity
        Expect.NearRelative((10 + deduction) / (quantity * quantity), s.PerQuantity);
        Expect.NearRelative(-1 / quantity, s.PerMargin);
    }

    [Fact]
    public void Sensitivity_AtAJumpOfAFlatSchedule_FollowsTheFloor()
    {
        RiskTier[] tiers = [new(0, 0.001), new(105, 0.06)];
        MarginRules linear = Rules with { Schedule = MaintenanceSchedule.Flat(TierBasis.Quote, tiers) };
        var shorted = Position.Isolated(Side.Short, 100, 1, 10);
        Assert.Equal(105, Liquidation.Price(shorted, linear));
        Assert.Equal(new(0, 0, -105), Liquidation.Sensitivity(shorted, linear));

        MarginRules inverse = new(ContractSpec.Inverse("I", "USD", "BTC"), MaintenanceSchedule.Flat(TierBasis.Base, tiers));
        var bought = Position.Isolated(Side.Long, 100, 10_000, 10);
        Expect.NearRelative(10_000.0 / 105, Liquidation.Price(bought, inverse));
        LiquidationSensitivity s = Liquidation.Sensitivity(bought, inverse)!.Value;
        Assert.Equal((0, 0), (s.PerMargin, s.PerLeverage));
        Expect.NearRelative(1.0 / 105, s.PerQuantity);
    }

    [Fact]
    public void Sensitivity_OfWhatIsDueInTheTierWhereItStarts_IsThatOfItsLine()
    {
        // Worth 100 at its entry, where it is due; the line of that tier is met at 101 / 1.06, where the lower tier holds.
        MarginRules inverse = new(ContractSpec.Inverse("I", "USD", "BTC"), MaintenanceSchedule.Flat(TierBasis.Base, [new(0, 0.001), new(99, 0.06)]));
        var bought = Position.Isolated(Side.Long, 100, 10_000, 1);
        double price = 10_000 * 1.06 / 101;
        Expect.NearRelative(price, Liquidation.Price(bought, inverse));
        Expect.NearRelative(-price / 101, Liquidation.Sensitivity(bought, inverse)!.Value.PerMargin);
    }

    [Fact]
    public void Sensitivity_OfWhatIsDueWhereItStarts_IsZero()
    {
        MarginRules rules = Rules with { Schedule = MaintenanceSchedule.SizeContinuous(0.05, 0.03, TierBasis.Quote) };
        var due = Position.Isolated(Side.Long, 100, 1, 1);
        Assert.Equal(100, Liquidation.Price(due, rules));
        Assert.Equal(new(0, 0, 0), Liquidation.Sensitivity(due, rules));
    }

    [Theory]
    [InlineData(0.01, 0, 500)]
    [InlineData(0.0001, 0, 495)]
    [InlineData(0.0001, 50, 450)]
    public void Sensitivity_IsThatOfTheRequirementThatHolds(double rate, double minimum, double perSquaredQuantity)
    {
        // Maintenance of 100 or 1 or 50 against fees of 5 and 10: what is constant in the size counts, what grows with it does not.
        MarginRules rules = Rules with
        {
            Schedule = MaintenanceSchedule.SingleRate(rate),
            Valuation = MaintenanceValuation.EntryValue,
            Fee = TriggerFee.EntryValue,
            TakerFeeRate = 0.001,
            FixedFee = 5,
            FeeCombination = FeeCombination.Greater,
            MinimumMaintenance = minimum,
        };
        LiquidationSensitivity s = Liquidation.Sensitivity(Position.Isolated(Side.Long, 100, 100, 500), rules)!.Value;
        Expect.NearRelative(perSquaredQuantity / (100 * 100), s.PerQuantity);
    }

    [Theory]
    [InlineData(Side.Long, 1)]
    [InlineData(Side.Short, -1)]
    public void Sensitivity_CountsThatMarginMovesTheFeeAtBankruptcy(Side side, double sign)
    {
        // price × (1 ∓ rate) × (1 ∓ fee) = entry ∓ margin / quantity
        MarginRules rules = Rules with { Fee = TriggerFee.BankruptcyValue, TakerFeeRate = 0.05 };
        double divisor = (1 - (sign * 0.01)) * (1 - (sign * 0.05));
        var position = Position.Isolated(side, 100, 2, 30);
        Expect.NearRelative((100 - (sign * 15)) / divisor, Liquidation.Price(position, rules));
        LiquidationSensitivity s = Liquidation.Sensitivity(position, rules)!.Value;
        Expect.NearRelative(-sign / (2 * divisor), s.PerMargin);
        Expect.NearRelative(sign * 30 / (4 * divisor), s.PerQuantity);
    }

    [Fact]
    public void Sensitivity_OfASizeInContracts_KeepsItsEffectiveRateAlongThePrice()
    {
        // price × (1 − 0.03 + deduction / quantity) = entry − margin / quantity, with a deduction of 0.2 coins
        MarginRules rules = Rules with { Schedule = MaintenanceSchedule.Marginal(TierBasis.Contracts, [new(0, 0.01), new(10, 0.03)]) };
        var position = Position.Isolated(Side.Long, 100, 20, 100);
        double price = 95 / 0.98;
        Expect.NearRelative(price, Liquidation.Price(position, rules));
        LiquidationSensitivity s = Liquidation.Sensitivity(position, rules)!.Value;
        Expect.NearRelative(-1 / (20 * 0.98), s.PerMargin);
        Expect.NearRelative((100 + (0.2 * price)) / (400 * 0.98), s.PerQuantity);
    }

    [Fact]
    public void ACrossPosition_HasNoneOfTheLevels()
    {
        var cross = Position.Cross(Side.Long, 100, 1);
        Assert.Equal(double.NaN, Liquidation.MarginCallPrice(cross, Rules, 0.8));
        Assert.Null(Liquidation.Sensitivity(cross, Rules));
        Assert.Null(Liquidation.TimeToLiquidation(cross, Rules, 100, 0.01, TimeSpan.FromHours(8)));
        Assert.Empty(Liquidation.Steps(cross, Rules));
        Assert.Equal("the collateral lies in an account", Liquidation.Explain(cross, Rules).Reason);
        Assert.Equal("no positive price uses up the margin", Liquidation.Explain(Position.Isolated(Side.Long, 100, 1, 100), Rules).Reason);
        Assert.Equal(9.5 + 0.905, Liquidation.MarginFor(cross, Rules, 90.5), 12);
    }

    [Fact]
    public void TimeToLiquidation_OfWhatPaysNothingOrForEver_IsNull()
    {
        var hour = TimeSpan.FromHours(1);
        Assert.Null(Liquidation.TimeToLiquidation(Long, Rules, 100, 0, hour));
        Assert.Null(Liquidation.TimeToLiquidation(Long, Rules, 100, -0.01, hour));
        Assert.Null(Liquidation.TimeToLiquidation(Long, Rules, 100, 1e-300, hour));
        Assert.Equal(TimeSpan.Zero, Liquidation.TimeToLiquidation(Long, Rules, 80, 0.01, hour));
        Assert.Equal(9 * hour, Liquidation.TimeToLiquidation(Long, Rules, 100, 0.0101, hour));
    }

    [Fact]
    public void Steps_FollowTheProcess()
    {
        var tiers = MaintenanceSchedule.Flat(TierBasis.Contracts, new(0, 0.01), new(10, 0.02), new(20, 0.03), new(30, 0.04));
        MarginRules rules = new(ContractSpec.Linear("X", "USDT"), tiers);
        var position = Position.Isolated(Side.Long, 100, 35, 350);
        Assert.Equal([35.0], Quantities(LiquidationProcess.Whole));
        Assert.Equal([5.0, 10, 10, 10], Quantities(LiquidationProcess.TierByTier));
        Assert.Equal([15.0, 20], Quantities(LiquidationProcess.TwoTiers));
        Assert.Equal([35.0], Quantities(LiquidationProcess.FifthThenRest));
        var large = Position.Isolated(Side.Short, 100, 2000, 20_000);
        MarginRules fifth = Rules with { Process = LiquidationProcess.FifthThenRest };
        Assert.Equal([400.0, 1600], Liquidation.Steps(large, fifth).Select(s => Math.Round(s.Quantity, 9)));

        double[] Quantities(LiquidationProcess process) => [.. Liquidation.Steps(position, rules with { Process = process }).Select(s => Math.Round(s.Quantity, 9))];
    }

    [Fact]
    public void Steps_OfAnEntryValuedPosition_StartInTheTierOfItsEntry()
    {
        MarginRules rules = Rules with
        {
            Schedule = MaintenanceSchedule.Marginal(TierBasis.Quote, new(0, 0.01), new(950, 0.02)),
            Valuation = MaintenanceValuation.EntryValue,
            Process = LiquidationProcess.TierByTier,
        };
        LiquidationStep first = Liquidation.Steps(Position.Isolated(Side.Long, 100, 10, 200), rules)[0];
        Assert.Equal(9.5, first.Remaining, 12);
    }

    [Theory]
    [InlineData(Side.Long, PriceRounding.ConservativeTick, 91)]
    [InlineData(Side.Short, PriceRounding.ConservativeTick, 108.5)]
    [InlineData(Side.Long, PriceRounding.FavourableTick, 90.5)]
    [InlineData(Side.Short, PriceRounding.FavourableTick, 109)]
    [InlineData(Side.Long, PriceRounding.TruncateToTick, 90.5)]
    [InlineData(Side.Short, PriceRounding.TruncateToTick, 108.5)]
    [InlineData(Side.Long, PriceRounding.NearestTick, 91)]
    [InlineData(Side.Short, PriceRounding.NearestTick, 109)]
    [InlineData(Side.Long, PriceRounding.OneTickAgainstTrader, 91.3)]
    [InlineData(Side.Short, PriceRounding.OneTickAgainstTrader, 108.3)]
    public void Price_IsRoundedAsTheRulesSay(Side side, PriceRounding rounding, double expected)
    {
        MarginRules rules = new(ContractSpec.Linear("X", "USDT") with { Tick = 0.5 }, MaintenanceSchedule.SingleRate(0));
        var position = Position.Isolated(side, 100, 1, side == Side.Long ? 9.2 : 8.8);
        Expect.NearRelative(expected, Liquidation.Price(position, rules with { Rounding = rounding }));
        Expect.NearRelative(expected, Liquidation.BankruptcyPrice(position, rules with { BankruptcyRounding = rounding }));
    }

    [Fact]
    public void Price_NearerToATickThanABillionthOfIt_LiesOnIt()
    {
        MarginRules rules = new(ContractSpec.Linear("X", "USDT") with { Tick = 0.1 }, MaintenanceSchedule.SingleRate(0)) { Rounding = PriceRounding.ConservativeTick };
        Assert.Equal(0.3, Liquidation.Price(Position.Isolated(Side.Long, 0.1 + 0.2, 1, 0), rules));
        Assert.Equal(0.3, Liquidation.Price(Position.Isolated(Side.Short, 0.1 + 0.2, 1, 0), rules));
    }

    [Fact]
    public void ExtraMargin_PaysTheClosingFeeOnBybitInverseOnly()
    {
        var schedule = MaintenanceSchedule.SingleRate(0.01);
        MarginRules inverse = Venues.Rules("bybit", Venues.Contract("bybit", "ETHUSD"), schedule), linear = Venues.Rules("bybit", Venues.Contract("bybit", "ETHUSDT"), schedule);
        Expect.NearRelative(1 / 1.00055, inverse.SecuredBy(Side.Long, 1));
        Expect.NearRelative(1 / 0.99945, inverse.SecuredBy(Side.Short, 1));
        Assert.Equal(1, linear.SecuredBy(Side.Long, 1));
        Assert.Equal("extraMargin", Assert.Throws<ArgumentOutOfRangeException>(() => linear.SecuredBy(Side.Long, double.NaN)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => linear.SecuredBy(default, 1));
    }

    [Theory]
    [InlineData("bybit", "2025-09-01", "bybit-entry-value")]
    [InlineData("bybit", "2025-09-02", "bybit-mark-value")]
    [InlineData("gate", "2025-07-28", "gate-flat")]
    [InlineData("gate", "2025-07-29", "gate-marginal")]
    [InlineData("bitget", "2025-11-09", "bitget-flat")]
    [InlineData("bitget", "2025-11-10", "bitget-marginal")]
    public void Dates_ChooseTheVariant(string venue, string day, string variant)
    {
        var schedule = MaintenanceSchedule.Marginal(TierBasis.Quote, new(0, 0.01), new(1000, 0.02));
        ContractSpec contract = Venues.Contract(venue, "BTCUSDT");
        MarginRules dated = Venues.Rules(venue, contract, schedule, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(variant, dated.Variant);
        Assert.Equal(Venues.Rules(venue, contract, schedule, variant: variant).Schedule.Method, dated.Schedule.Method);
        Assert.Equal(dated.Valuation, Venues.Rules(venue, contract, schedule, new DateOnly(2019, 1, 1), variant).Valuation);
        if (venue != "bybit")
        {
            Assert.Equal(variant.EndsWith("flat", StringComparison.Ordinal) ? TierMethod.Flat : TierMethod.Marginal, dated.Schedule.Method);
        }
    }

    [Fact]
    public void Variants_OfAnotherVenue_AreRefused()
    {
        ContractSpec contract = Venues.Contract("gate", "BTC_USDT");
        var schedule = MaintenanceSchedule.SingleRate(0.01);
        Assert.Equal("variant", Expect.Throws<ArgumentException>(() => Venues.Rules("gate", contract, schedule, variant: "bybit-mark-value"), "gate-flat, gate-marginal").ParamName);
        Assert.Equal("variant", Expect.Throws<ArgumentException>(() => Venues.Rules("okx", contract, schedule, variant: "x"), "one rule").ParamName);
        Assert.Equal("takerFeeRate", Assert.Throws<ArgumentOutOfRangeException>(() => Venues.Rules("okx", contract, schedule, takerFeeRate: 1)).ParamName);
    }

    [Fact]
    public void EveryVenue_GivesRulesForBothModesAndAPrice()
    {
        foreach (string venue in Venues.Names)
        {
            MarginRules rules = Venues.Rules(venue, Venues.Contract(venue, "BTC-USDT"), MaintenanceSchedule.SingleRate(0.01));
            Assert.Equal(venue, rules.Venue);
            Assert.Equal(venue, rules.For(MarginMode.Cross).Venue);
            Assert.True(Liquidation.Price(Position.Long(100, 1000, 10), rules) > 89);
        }
    }

    [Fact]
    public void MarginCallPrices_AreThoseOfTheSinglePositions()
    {
        MarginRules rules = Venues.BinanceUsdm("BTCUSDT");
        Position[] positions = [Position.Long(61_250, 0.4, leverage: 20), Position.Short(64_900, 1.2, leverage: 10), Position.Isolated(Side.Long, 58_000, 40, 464_000), Position.Cross(Side.Short, 60_000, 1)];
        double[] prices = new double[5];
        Liquidation.MarginCallPrices(PositionBatch.From(positions), rules, 0.8, prices);

        Assert.Equal(positions.Select(p => Liquidation.MarginCallPrice(p, rules, 0.8)), prices[..4]);
        Assert.True(double.IsNaN(prices[3]));
        Assert.True(prices[0] > Liquidation.Price(positions[0], rules));
        Assert.Equal(0, prices[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Liquidation.MarginCallPrices(PositionBatch.From(positions), rules, 1.1, prices));
    }
}
