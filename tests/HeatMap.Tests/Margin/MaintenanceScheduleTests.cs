namespace HeatMap.Tests.Margin;

public sealed class MaintenanceScheduleTests
{
    private static readonly ContractSpec Linear = ContractSpec.Linear("X", "USDT");
    private static readonly ContractSpec Inverse = ContractSpec.Inverse("X", "USD", "BTC") with { Multiplier = 100 };
    private static readonly ContractSpec Quanto = new("X", ContractKind.Quanto, "USD", "BTC");

    [Fact]
    public void Marginal_ComputesDeductionsByContinuity()
    {
        var schedule = MaintenanceSchedule.Marginal(
            TierBasis.Quote, new(0, 0.004), new(50_000, 0.005), new(600_000, 0.0065), new(3_000_000, 0.01), new(12_000_000, 0.02));
        Assert.Equal(TierMethod.Marginal, schedule.Method);
        Assert.Equal([0, 50, 950, 11450, 131450], schedule.Tiers.ToArray().Select(t => t.Deduction));
        Assert.Equal(0.02, schedule.MaxRate);
        Assert.Equal(0, schedule.RateSlope);
    }

    [Fact]
    public void Marginal_AcceptsAPublishedDeductionThatContinues()
    {
        var schedule = MaintenanceSchedule.Marginal(TierBasis.Quote, new(0, 0.02, 0), new(100e6, 1 / 30.0, 1333333.333333));
        Assert.Equal(100e6 * ((1 / 30.0) - 0.02), schedule.Tiers[1].Deduction, 1e-6);
    }

    [Theory]
    [InlineData(0.0001, 0.0001)]
    [InlineData(50.001, 50)]
    [InlineData(49.999, 50)]
    [InlineData(-50, 50)]
    public void Marginal_RefusesAPublishedDeductionThatDoesNotContinue_AndNamesBothNumbers(double given, double computed)
    {
        if (given == computed)
        {
            Expect.Throws<ArgumentException>(() => MaintenanceSchedule.Marginal(TierBasis.Quote, new RiskTier(0, 0.004, given)), "tier 1", "0.0001", "give 0");
            return;
        }

        ArgumentException error = Expect.Throws<ArgumentException>(
            () => MaintenanceSchedule.Marginal(TierBasis.Quote, new(0, 0.004), new(50_000, 0.005, given)),
            "tier 2",
            FormattableString.Invariant($"deduction {given} "),
            FormattableString.Invariant($"give {computed}"));
        Assert.Equal("tiers", error.ParamName);
    }

    [Fact]
    public void Marginal_RefusesAFallingRate() =>
        Expect.Throws<ArgumentException>(() => MaintenanceSchedule.Marginal(TierBasis.Quote, new(0, 0.02), new(10, 0.01)), "tier 2", "0.01 after 0.02");

    [Fact]
    public void Marginal_AllowsEqualRates() =>
        Assert.Equal(0, MaintenanceSchedule.Marginal(TierBasis.Quote, new(0, 0.02), new(10, 0.02)).Tiers[1].Deduction);

    [Fact]
    public void Tiers_MustNotBeEmpty()
    {
        Expect.Throws<ArgumentException>(() => MaintenanceSchedule.Marginal(TierBasis.Quote), "at least one tier");
        Expect.Throws<ArgumentException>(() => MaintenanceSchedule.Flat(TierBasis.Quote), "at least one tier");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Tiers_MustStartAtZero(double floor) =>
        Expect.Throws<ArgumentException>(() => MaintenanceSchedule.Flat(TierBasis.Quote, new RiskTier(floor, 0.01)), "tier 1", "floor must be 0");

    [Theory]
    [InlineData(10)]
    [InlineData(9)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Tiers_MustRise(double floor) => Expect.Throws<ArgumentException>(
        () => MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(10, 0.02), new(floor, 0.03)), "tier 3", "floors must rise", "after 10");

    [Theory]
    [InlineData(-0.001)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Rates_MustBeFractions(double rate)
    {
        Expect.Throws<ArgumentException>(() => MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(10, rate)), "tier 2", "fraction >= 0 and < 1");
        Expect.Throws<ArgumentException>(() => MaintenanceSchedule.Marginal(TierBasis.Quote, new RiskTier(0, rate)), "tier 1", "fraction >= 0 and < 1");
        Assert.Throws<ArgumentOutOfRangeException>(() => MaintenanceSchedule.SingleRate(rate));
        Assert.Throws<ArgumentOutOfRangeException>(() => MaintenanceSchedule.SizeContinuous(rate, 0));
    }

    [Fact]
    public void Flat_HasNoDeductions()
    {
        var schedule = MaintenanceSchedule.Flat(TierBasis.Contracts, new(0, 0.01, 0), new(10, 0.02), new(20, 0.015));
        Assert.Equal([0, 0, 0], schedule.Tiers.ToArray().Select(t => t.Deduction));
        Assert.Equal(TierMethod.Flat, schedule.Method);
        Assert.Equal(TierBasis.Contracts, schedule.Basis);
        Assert.Equal(0.02, schedule.MaxRate);
        Expect.Throws<ArgumentException>(() => MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(10, 0.02, 5)), "tier 2", "no deductions", "5");
    }

    [Fact]
    public void SizeContinuous_GrowsWithSize()
    {
        var schedule = MaintenanceSchedule.SizeContinuous(0.01, 0.00005);
        Assert.Equal(TierMethod.SizeContinuous, schedule.Method);
        Assert.Equal(TierBasis.Base, schedule.Basis);
        Assert.Equal(0.00005, schedule.RateSlope);
        Assert.Equal(2 * 100 * (0.01 + (0.00005 * 2)), schedule.Maintenance(Linear, 2, 100), 1e-12);
        Assert.Equal(0.5 * (0.01 + (0.00005 * 0.5)), schedule.Maintenance(Inverse, 50, 100), 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => MaintenanceSchedule.SizeContinuous(0.01, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MaintenanceSchedule.SizeContinuous(0.01, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => MaintenanceSchedule.SizeContinuous(0.01, 0, default));
    }

    [Fact]
    public void FromMaxLeverage_IsHalfTheInitialRate()
    {
        var schedule = MaintenanceSchedule.FromMaxLeverage(TierBasis.Quote, [0, 150e6], [40, 20]);
        Assert.Equal(0.0125, schedule.Tiers[0].MaintenanceRate);
        Assert.Equal(0.025, schedule.Tiers[1].MaintenanceRate);
        Assert.Equal(1_875_000, schedule.Tiers[1].Deduction);
        Assert.Equal(40, schedule.Tiers[0].MaxLeverage);
        Assert.Equal(20, schedule.Tiers[1].MaxLeverage);
    }

    [Fact]
    public void FromMaxLeverage_RefusesColumnsOfDifferentLengthAndBadLeverage()
    {
        Expect.Throws<ArgumentException>(() => MaintenanceSchedule.FromMaxLeverage(TierBasis.Quote, [0, 1], [40]), "2 floors", "had 1");
        Expect.Throws<ArgumentException>(() => MaintenanceSchedule.FromMaxLeverage(TierBasis.Quote, [0, 1], [20, 40]), "tier 2", "must not fall");
        Assert.Throws<ArgumentOutOfRangeException>(() => MaintenanceSchedule.FromMaxLeverage(TierBasis.Quote, [0], [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MaintenanceSchedule.FromMaxLeverage(TierBasis.Quote, [0], [double.NaN]));
        Expect.Throws<ArgumentException>(() => MaintenanceSchedule.FromMaxLeverage(TierBasis.Quote, [0], [0.5]), "tier 1");
    }

    [Fact]
    public void TierOf_FloorsAreInclusive()
    {
        var schedule = MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(10, 0.02), new(20, 0.03));
        Assert.Equal(0, schedule.TierOf(0));
        Assert.Equal(0, schedule.TierOf(Math.BitDecrement(10.0)));
        Assert.Equal(1, schedule.TierOf(10));
        Assert.Equal(1, schedule.TierOf(Math.BitDecrement(20.0)));
        Assert.Equal(2, schedule.TierOf(20));
        Assert.Equal(2, schedule.TierOf(double.PositiveInfinity));
        Assert.Equal(0, schedule.TierOf(double.NaN));
    }

    [Fact]
    public void SingleRate_TakesItsDeductionOff()
    {
        Assert.Equal(45, MaintenanceSchedule.SingleRate(0.05, 5).Maintenance(Linear, 10, 100));
        Assert.Equal(0, MaintenanceSchedule.SingleRate(0.05, 500).Maintenance(Linear, 10, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => MaintenanceSchedule.SingleRate(0.05, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MaintenanceSchedule.SingleRate(0.05, double.NaN));
    }

    [Fact]
    public void Maintenance_Marginal_ChargesEachSliceAtItsRate()
    {
        var schedule = MaintenanceSchedule.Marginal(TierBasis.Quote, new(0, 0.01), new(1000, 0.02), new(5000, 0.05));
        Assert.Equal(5, schedule.Maintenance(Linear, 5, 100), 1e-9);
        Assert.Equal(10 + 80 + 250, schedule.Maintenance(Linear, 100, 100), 1e-9);
        Assert.Equal(10 + 80 + 250, schedule.Maintenance(Quanto, 100, 100), 1e-9);
    }

    [Fact]
    public void Maintenance_Marginal_OfAFixedSize_ChargesTheSlicesOfTheSizeAtItsValue()
    {
        // 30 contracts: 10 at 1 %, 20 at 2 %, each contract worth 100 USD face.
        var byContracts = MaintenanceSchedule.Marginal(TierBasis.Contracts, new(0, 0.01), new(10, 0.02));
        Assert.Equal(100 / 50.0 * ((10 * 0.01) + (20 * 0.02)), byContracts.Maintenance(Inverse, 3000, 50), 1e-12);

        // 30 coins of a linear contract.
        var byCoins = MaintenanceSchedule.Marginal(TierBasis.Base, new(0, 0.01), new(10, 0.02));
        Assert.Equal(50 * ((10 * 0.01) + (20 * 0.02)), byCoins.Maintenance(Linear, 30, 50), 1e-12);

        // 3000 of face value; the slices are of face value whatever the price.
        var byFace = MaintenanceSchedule.Marginal(TierBasis.Quote, new(0, 0.01), new(1000, 0.02));
        Assert.Equal(((1000 * 0.01) + (2000 * 0.02)) / 50, byFace.Maintenance(Inverse, 3000, 50), 1e-12);
    }

    [Fact]
    public void Maintenance_Flat_ChargesTheWholeAtTheTiersRate()
    {
        var schedule = MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(1000, 0.02));
        Assert.Equal(9.99, schedule.Maintenance(Linear, 9.99, 100), 1e-9);
        Assert.Equal(20, schedule.Maintenance(Linear, 10, 100), 1e-9);
    }

    [Fact]
    public void Maintenance_RefusesWhatIsNotPositive()
    {
        var schedule = MaintenanceSchedule.SingleRate(0.01);
        Assert.Throws<ArgumentNullException>(() => schedule.Maintenance(null!, 1, 1));
        Assert.Equal("quantity", Assert.Throws<ArgumentOutOfRangeException>(() => schedule.Maintenance(Linear, 0, 1)).ParamName);
        Assert.Equal("price", Assert.Throws<ArgumentOutOfRangeException>(() => schedule.Maintenance(Linear, 1, double.NaN)).ParamName);
    }

    [Theory]
    [InlineData(TierBasis.Quote, true, false, true)]
    [InlineData(TierBasis.Base, false, true, false)]
    [InlineData(TierBasis.Contracts, false, false, false)]
    public void Size_MovesWithThePriceWhereItIsTheSettlementValue(TierBasis basis, bool linear, bool inverse, bool quanto)
    {
        var schedule = MaintenanceSchedule.Flat(basis, new(0, 0.01), new(10, 0.02));
        Assert.Equal(linear, schedule.MovesWithPrice(ContractKind.Linear));
        Assert.Equal(inverse, schedule.MovesWithPrice(ContractKind.Inverse));
        Assert.Equal(quanto, schedule.MovesWithPrice(ContractKind.Quanto));
    }

    [Fact]
    public void Basis_MustBeDefined() => Assert.Throws<ArgumentOutOfRangeException>(() => MaintenanceSchedule.Flat(default, new RiskTier(0, 0.01)));

    [Fact]
    public void DefaultTier_AsksForNothing() =>
        Assert.Equal(0, MaintenanceSchedule.Flat(TierBasis.Quote, default(RiskTier)).Maintenance(Linear, 1, 100));
}
