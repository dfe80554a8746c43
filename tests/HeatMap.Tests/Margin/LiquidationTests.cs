namespace HeatMap.Tests.Margin;

public sealed class LiquidationTests
{
    private static readonly ContractSpec Linear = ContractSpec.Linear("X", "USDT");
    private static readonly ContractSpec Inverse = ContractSpec.Inverse("X", "USD", "BTC");
    private static readonly ContractSpec Quanto = new("X", ContractKind.Quanto, "USD", "BTC");

    [Fact]
    public void Price_Linear_FollowsTheClosedForm()
    {
        MarginRules rules = Rules(Linear, 0.01);
        Expect.NearRelative((100.0 - 10) / 0.99, Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 10), rules));
        Expect.NearRelative((100.0 + 10) / 1.01, Liquidation.Price(Position.Isolated(Side.Short, 100, 1, 10), rules));
    }

    [Fact]
    public void Price_Inverse_FollowsTheClosedForm()
    {
        MarginRules rules = Rules(Inverse, 0.01);
        Expect.NearRelative(1000 * 1.01 / (10 + 1), Liquidation.Price(Position.Isolated(Side.Long, 100, 1000, 1), rules));
        Expect.NearRelative(1000 * 0.99 / (10 - 1), Liquidation.Price(Position.Isolated(Side.Short, 100, 1000, 1), rules));
    }

    [Fact]
    public void Price_Quanto_IsThatOfALinearContractInTheSettlementAsset()
    {
        Position[] positions = [Position.Isolated(Side.Long, 2000, 0.001, 0.2), Position.Isolated(Side.Short, 2000, 0.001, 0.2)];
        foreach (Position position in positions)
        {
            Expect.SameBits(Liquidation.Price(position, Rules(Linear, 0.01)), Liquidation.Price(position, Rules(Quanto, 0.01)));
        }
    }

    [Fact]
    public void Price_Leverage_StandsForTheMarginThatTheRulesAskFor()
    {
        foreach (ContractSpec contract in (ContractSpec[])[Linear, Inverse])
        {
            MarginRules rules = Rules(contract, 0.01);
            double margin = rules.InitialMargin(3, 100, 10);
            Expect.SameBits(Liquidation.Price(Position.Isolated(Side.Long, 100, 3, margin), rules), Liquidation.Price(Position.Long(100, 3, 10), rules));
            Expect.SameBits(Liquidation.Price(Position.Isolated(Side.Short, 100, 3, margin), rules), Liquidation.Price(Position.Short(100, 3, 10), rules));
        }
    }

    [Fact]
    public void Price_AGivenMargin_GoesBeforeAGivenLeverage() => Expect.SameBits(
        Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 7), Rules(Linear, 0.01)),
        Liquidation.Price(Position.FromSigned(1, 100, leverage: 10, margin: 7), Rules(Linear, 0.01)));

    [Fact]
    public void Price_EntryValued_KeepsMaintenanceFixed()
    {
        MarginRules linear = Rules(Linear, 0.01) with { Valuation = MaintenanceValuation.EntryValue };
        Expect.NearRelative(100 - (10 - 1.0), Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 10), linear));
        Expect.NearRelative(100 + (10 - 1.0), Liquidation.Price(Position.Isolated(Side.Short, 100, 1, 10), linear));
        MarginRules inverse = Rules(Inverse, 0.01) with { Valuation = MaintenanceValuation.EntryValue };
        Expect.NearRelative(1000 / (10 + (1 - 0.1)), Liquidation.Price(Position.Isolated(Side.Long, 100, 1000, 1), inverse));
        Expect.NearRelative(1000 / (10 - (1 - 0.1)), Liquidation.Price(Position.Isolated(Side.Short, 100, 1000, 1), inverse));
    }

    [Fact]
    public void Price_EntryValuedTiers_AreThoseOfTheEntry()
    {
        var schedule = MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(95, 0.05));
        MarginRules rules = new(Linear, schedule) { Valuation = MaintenanceValuation.EntryValue };
        Expect.NearRelative(100 - (20 - 5.0), Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 20), rules));
    }

    [Fact]
    public void Price_FeeOnMarkValue_IsARateLikeMaintenance()
    {
        MarginRules rules = Rules(Linear, 0.01) with { Fee = TriggerFee.MarkValue, TakerFeeRate = 0.002 };
        Expect.NearRelative((100.0 - 10) / (1 - 0.012), Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 10), rules));
        Expect.NearRelative((100.0 + 10) / (1 + 0.012), Liquidation.Price(Position.Isolated(Side.Short, 100, 1, 10), rules));
        MarginRules inverse = Rules(Inverse, 0.01) with { Fee = TriggerFee.MarkValue, TakerFeeRate = 0.002 };
        Expect.NearRelative(1000 * 1.012 / 11, Liquidation.Price(Position.Isolated(Side.Long, 100, 1000, 1), inverse));
    }

    [Fact]
    public void Price_FeeOnMarkValue_AlsoStandsBesideMaintenanceOnEntryValue()
    {
        MarginRules rules = Rules(Linear, 0.01) with { Fee = TriggerFee.MarkValue, TakerFeeRate = 0.002, Valuation = MaintenanceValuation.EntryValue };
        Expect.NearRelative((100.0 - 10 + 1) / (1 - 0.002), Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 10), rules));
    }

    [Fact]
    public void Price_FeeOnEntryValue_IsFixed()
    {
        MarginRules rules = Rules(Linear, 0.01) with { Fee = TriggerFee.EntryValue, TakerFeeRate = 0.002 };
        Expect.NearRelative((100.0 - 10 + 0.2) / 0.99, Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 10), rules));
        Expect.NearRelative((100.0 + 10 - 0.2) / 1.01, Liquidation.Price(Position.Isolated(Side.Short, 100, 1, 10), rules));
    }

    [Fact]
    public void Price_FeeOnBankruptcyValue_IsFixedWhereThePositionWouldBeTakenOver()
    {
        MarginRules rules = Rules(Linear, 0.01) with { Fee = TriggerFee.BankruptcyValue, TakerFeeRate = 0.002 };
        double bankruptcy = Liquidation.BankruptcyPrice(Position.Isolated(Side.Long, 100, 1, 10), rules, 0.002);
        Expect.NearRelative(90 / (1 - 0.002), bankruptcy);
        Expect.NearRelative((100.0 - 10 + (0.002 * bankruptcy)) / 0.99, Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 10), rules));

        // A long that cannot go bankrupt pays no such fee, and has no price either.
        Assert.True(double.IsNaN(Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 101), rules)));
    }

    [Theory]
    [InlineData(TriggerFee.None)]
    [InlineData(TriggerFee.MarkValue)]
    [InlineData(TriggerFee.EntryValue)]
    [InlineData(TriggerFee.BankruptcyValue)]
    public void Price_AFeeOfZero_ChangesNothing(TriggerFee fee) => Expect.SameBits(
        Liquidation.Price(Position.Long(100, 1, 10), Rules(Linear, 0.01)),
        Liquidation.Price(Position.Long(100, 1, 10), Rules(Linear, 0.01) with { Fee = fee }));

    [Fact]
    public void Price_TheTakerFeeIsNotRead_WhereTheTriggerCountsNone() => Expect.SameBits(
        Liquidation.Price(Position.Long(100, 1, 10), Rules(Linear, 0.01)),
        Liquidation.Price(Position.Long(100, 1, 10), Rules(Linear, 0.01) with { TakerFeeRate = 0.01 }));

    [Theory]
    [InlineData(Side.Long, PriceRounding.ConservativeTick, 90.0, 90.0)]
    [InlineData(Side.Long, PriceRounding.ConservativeTick, 90.01, 90.5)]
    [InlineData(Side.Short, PriceRounding.ConservativeTick, 109.99, 109.5)]
    [InlineData(Side.Long, PriceRounding.TruncateToTick, 90.49, 90.0)]
    [InlineData(Side.Short, PriceRounding.TruncateToTick, 109.99, 109.5)]
    [InlineData(Side.Long, PriceRounding.OneTickAgainstTrader, 90.25, 90.75)]
    [InlineData(Side.Short, PriceRounding.OneTickAgainstTrader, 109.75, 109.25)]
    [InlineData(Side.Long, PriceRounding.None, 90.25, 90.25)]
    public void Price_IsRoundedAsTheVenueDoes(Side side, PriceRounding rounding, double exact, double expected)
    {
        MarginRules rules = Rules(Linear with { Tick = 0.5 }, 0) with { Rounding = rounding };
        double margin = Math.Abs(100 - exact);
        Assert.Equal(expected, Liquidation.Price(Position.Isolated(side, 100, 1, margin), rules), rounding == PriceRounding.None ? 1e-12 : 0);
    }

    [Theory]
    [InlineData(Side.Long, PriceRounding.ConservativeTick)]
    [InlineData(Side.Short, PriceRounding.ConservativeTick)]
    [InlineData(Side.Long, PriceRounding.TruncateToTick)]
    [InlineData(Side.Short, PriceRounding.TruncateToTick)]
    public void Rounding_APriceThatIsATickButForBinaryNoise_StaysOnIt(Side side, PriceRounding rounding)
    {
        Assert.NotEqual(0.3, 0.1 + 0.2);
        Assert.Equal(0.3, TickRounding.Apply(0.1 + 0.2, side, rounding, 0.1));
        Assert.Equal(0.3, TickRounding.Apply(Math.BitDecrement(0.3), side, rounding, 0.1));
        Assert.Equal(67_000.7, TickRounding.Apply(67_000.7 + 1e-10, side, rounding, 0.1));
        Assert.Equal(0.7448, TickRounding.Apply(7448 * 0.0001, side, rounding, 0.0001));
    }

    [Fact]
    public void Rounding_OfEveryTickInARow_IsThatTick()
    {
        for (int k = 1; k < 20_000; k++)
        {
            double onTick = (double)(k * 0.05m);
            foreach (double price in (double[])[onTick, Math.BitIncrement(onTick), Math.BitDecrement(onTick), k * 0.05])
            {
                Assert.Equal(onTick, TickRounding.Apply(price, Side.Long, PriceRounding.ConservativeTick, 0.05));
                Assert.Equal(onTick, TickRounding.Apply(price, Side.Short, PriceRounding.ConservativeTick, 0.05));
                Assert.Equal(onTick, TickRounding.Apply(price, Side.Long, PriceRounding.TruncateToTick, 0.05));
            }
        }
    }

    [Fact]
    public void Rounding_APriceRightBetweenTicks_GoesWhereTheVenueSends()
    {
        Assert.Equal(100.1, TickRounding.Apply(100.05, Side.Long, PriceRounding.ConservativeTick, 0.1));
        Assert.Equal(100, TickRounding.Apply(100.05, Side.Short, PriceRounding.ConservativeTick, 0.1));
        Assert.Equal(100.1, TickRounding.Apply(100.00001, Side.Long, PriceRounding.ConservativeTick, 0.1));
        Assert.Equal(100, TickRounding.Apply(100.09999, Side.Short, PriceRounding.ConservativeTick, 0.1));
        Assert.Equal(1e20, TickRounding.Apply(1e20, Side.Long, PriceRounding.ConservativeTick, 0.1));
    }

    [Fact]
    public void Price_RoundedDownToNothing_IsNone()
    {
        MarginRules rules = Rules(Linear with { Tick = 10 }, 0) with { Rounding = PriceRounding.TruncateToTick };
        Assert.True(double.IsNaN(Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 95), rules)));
    }

    [Fact]
    public void Price_RulesThatRoundWithoutATick_LeaveThePriceAsComputed()
    {
        Position position = Position.Long(100, 1, 7);
        MarginRules plain = Rules(Linear, 0.01);
        foreach (PriceRounding rounding in Enum.GetValues<PriceRounding>().Where(r => r != PriceRounding.WholeSatoshi))
        {
            MarginRules rules = plain with { Rounding = rounding, BankruptcyRounding = rounding };
            Expect.SameBits(Liquidation.Price(position, plain), Liquidation.Price(position, rules));
            Expect.SameBits(Liquidation.BankruptcyPrice(position, plain), Liquidation.BankruptcyPrice(position, rules));
            double[] prices = [0];
            Liquidation.Prices(PositionBatch.From([position]), rules, prices);
            Expect.SameBits(Liquidation.Price(position, plain), prices[0]);
        }
    }

    [Fact]
    public void Price_RulesWhoseRatesReachOne_AreRefused()
    {
        MarginRules rules = Rules(Linear, 0.9) with { Fee = TriggerFee.MarkValue, TakerFeeRate = 0.1 };
        Expect.Throws<ArgumentOutOfRangeException>(() => Liquidation.Price(Position.Long(100, 1, 10), rules), "less than 1", "was 1");
        Assert.True(Liquidation.Price(Position.Long(100, 1, 10), rules with { Fee = TriggerFee.None }) > 0);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(250)]
    public void Price_LongWithFullCollateral_IsNaN(double margin)
    {
        Assert.True(double.IsNaN(Liquidation.Price(Position.Isolated(Side.Long, 100, 1, margin), Rules(Linear, 0.01))));
        Assert.False(Liquidation.TryPrice(Position.Isolated(Side.Long, 100, 1, margin), Rules(Linear, 0.01), out double price));
        Assert.True(double.IsNaN(price));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Price_InverseShortBackedByItsFaceValue_IsNaN(double margin) =>
        Assert.True(double.IsNaN(Liquidation.Price(Position.Isolated(Side.Short, 100, 100, margin), Rules(Inverse, 0.01))));

    [Fact]
    public void Price_InverseLong_AlwaysHasOne() =>
        Assert.True(Liquidation.Price(Position.Isolated(Side.Long, 100, 100, 1e6), Rules(Inverse, 0.01)) > 0);

    [Fact]
    public void Price_ShortOfALinearContract_AlwaysHasOne() =>
        Assert.True(Liquidation.Price(Position.Isolated(Side.Short, 100, 1, 1e9), Rules(Linear, 0.01)) > 100);

    [Fact]
    public void Price_CrossPosition_IsNaN()
    {
        Assert.True(double.IsNaN(Liquidation.Price(Position.Cross(Side.Long, 100, 1), Rules(Linear, 0.01))));
        Assert.True(double.IsNaN(Liquidation.Price(Position.Cross(Side.Short, 100, 1), Rules(Inverse, 0.01))));
        Assert.False(Liquidation.TryPrice(Position.Cross(Side.Long, 100, 1), Rules(Linear, 0.01), out _));
        Assert.True(double.IsNaN(Liquidation.BankruptcyPrice(Position.Cross(Side.Long, 100, 1), Rules(Linear, 0.01))));
    }

    [Fact]
    public void Price_WithoutMargin_IsBeyondTheEntry() =>
        Assert.True(Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 0), Rules(Linear, 0.01)) > 100);

    [Fact]
    public void TryPrice_GivesThePrice()
    {
        Assert.True(Liquidation.TryPrice(Position.Long(100, 1, 10), Rules(Linear, 0.01), out double price));
        Expect.SameBits(Liquidation.Price(Position.Long(100, 1, 10), Rules(Linear, 0.01)), price);
    }

    [Fact]
    public void Price_DefaultPosition_IsRefused()
    {
        Assert.Equal("position", Expect.Throws<ArgumentException>(() => Liquidation.Price(default, Rules(Linear, 0.01)), "default").ParamName);
        Assert.Equal("position", Assert.Throws<ArgumentException>(() => Liquidation.TryPrice(default, Rules(Linear, 0.01), out _)).ParamName);
        Assert.Equal("position", Assert.Throws<ArgumentException>(() => Liquidation.BankruptcyPrice(default, Rules(Linear, 0.01))).ParamName);
        Assert.Throws<ArgumentNullException>(() => Liquidation.Price(Position.Long(1, 1, 1), null!));
        Assert.Throws<ArgumentNullException>(() => Liquidation.BankruptcyPrice(Position.Long(1, 1, 1), null!));
        Assert.Throws<ArgumentNullException>(() => Liquidation.Prices(default, null!, []));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void MarkPrice_MustBePositiveOrNaN(double mark)
    {
        Assert.Equal("markPrice", Assert.Throws<ArgumentOutOfRangeException>(() => Liquidation.Price(Position.Long(1, 1, 1), Rules(Linear, 0), mark)).ParamName);
        Assert.Equal("markPrice", Assert.Throws<ArgumentOutOfRangeException>(() => Liquidation.Prices(default, Rules(Linear, 0), [], mark)).ParamName);
    }

    [Fact]
    public void Price_EntryValueBeyondTheRangeOfNumbers_IsRefused()
    {
        Assert.Equal("position", Expect.Throws<ArgumentOutOfRangeException>(() => Liquidation.Price(Position.Long(1e200, 1e200, 1), Rules(Linear, 0)), "entry price").ParamName);
        Assert.Equal("position", Assert.Throws<ArgumentOutOfRangeException>(() => Liquidation.Price(Position.Long(1e200, 1e-200, 1), Rules(Inverse, 0))).ParamName);
        Assert.Equal("position", Assert.Throws<ArgumentOutOfRangeException>(() => Liquidation.BankruptcyPrice(Position.Long(1e200, 1e200, 1), Rules(Linear, 0))).ParamName);
    }

    [Fact]
    public void Prices_AreThoseOfEachPosition()
    {
        Position[] positions =
        [
            Position.Long(100, 1, 10), Position.Short(90, 2, 5), Position.Isolated(Side.Long, 100, 1, 1000),
            Position.Cross(Side.Short, 100, 1), Position.FromSigned(-3, 70, 3, 50),
        ];
        foreach (ContractSpec contract in (ContractSpec[])[Linear, Inverse, Quanto])
        {
            MarginRules rules = new(contract, MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(120, 0.05)));
            double[] prices = new double[positions.Length + 1];
            prices[^1] = -7;
            Liquidation.Prices(PositionBatch.From(positions), rules, prices, 95);
            for (int i = 0; i < positions.Length; i++)
            {
                Expect.SameBits(Liquidation.Price(positions[i], rules, 95), prices[i]);
            }

            Assert.Equal(-7, prices[^1]);
        }
    }

    [Fact]
    public void Prices_WithoutALeverageColumn_AreNaNWhereMarginIs()
    {
        double[] prices = new double[2];
        Liquidation.Prices(new([100, 100], [1, -1], [10, double.NaN]), Rules(Linear, 0.01), prices);
        Assert.True(prices[0] > 0);
        Assert.True(double.IsNaN(prices[1]));
    }

    [Fact]
    public void Prices_OfNoRows_WriteNothing() => Liquidation.Prices(default, Rules(Linear, 0.01), []);

    [Fact]
    public void Prices_DestinationTooShort_IsRefused() => Assert.Equal(
        "destination",
        Expect.Throws<ArgumentException>(() => Liquidation.Prices(new([1, 2], [1, 1], [1, 1]), Rules(Linear, 0), new double[1]), "2 prices", "room for 1").ParamName);

    [Fact]
    public void Prices_DestinationOverAColumn_IsRefused()
    {
        double[] memory = [1, 1, 1, 1, 1];
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => Over(memory, 0)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => Over(memory, 1)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => Over(memory, 2)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => Over(memory, 3)).ParamName);
        Over(memory, 4);

        static void Over(double[] m, int column) => Liquidation.Prices(
            new(m.AsSpan(0, 1), m.AsSpan(1, 1), m.AsSpan(2, 1), m.AsSpan(3, 1)), Rules(Linear, 0), m.AsSpan(column, 1));
    }

    [Fact]
    public void Prices_OverlapIsJudgedByTheRowsThatAreWritten()
    {
        // The tail of a long destination may lie on a column: it is not written.
        double[] memory = [0, 100, 1, 10];
        Liquidation.Prices(new(memory.AsSpan(1, 1), memory.AsSpan(2, 1), memory.AsSpan(3, 1)), Rules(Linear, 0), memory);
        Assert.Equal(90, memory[0]);
        Assert.Equal(100, memory[1]);
    }

    [Theory]
    [InlineData("entryPrice", 0, "row 1: entryPrice must be finite and > 0, was 0")]
    [InlineData("entryPrice", double.NaN, "row 1: entryPrice must be finite and > 0, was NaN")]
    [InlineData("signedQuantity", 0, "row 1: signedQuantity must be finite and not zero, was 0")]
    [InlineData("signedQuantity", double.NegativeInfinity, "row 1: signedQuantity must be finite and not zero, was -Infinity")]
    [InlineData("signedQuantity", 1e308, "row 1: signedQuantity must be worth a finite value > 0 at its entry price, was 1E+308")]
    [InlineData("margin", -2, "row 1: margin must be finite and >= 0, or NaN, was -2")]
    [InlineData("margin", double.PositiveInfinity, "row 1: margin must be finite and >= 0, or NaN, was Infinity")]
    [InlineData("leverage", 0, "row 1: leverage must be finite and > 0, or NaN, was 0")]
    [InlineData("leverage", double.PositiveInfinity, "row 1: leverage must be finite and > 0, or NaN, was Infinity")]
    public void Prices_BadRow_IsNamedWithItsLimitAndLeavesTheDestinationAsItWas(string column, double bad, string message)
    {
        double[] entry = [100, 100, 100], quantity = [1, 1, 1], margin = [10, 10, 10], leverage = [5, 5, 5], destination = [-1, -1, -1];
        switch (column)
        {
            case "entryPrice": entry[1] = bad; break;
            case "signedQuantity": quantity[1] = bad; break;
            case "margin": margin[1] = bad; break;
            default: (margin[1], leverage[1]) = (double.NaN, bad); break;
        }

        ArgumentOutOfRangeException error = Expect.Throws<ArgumentOutOfRangeException>(
            () => Liquidation.Prices(new(entry, quantity, margin, leverage), Rules(Linear, 0.01), destination), message);
        Assert.Equal(column, error.ParamName);
        Assert.Equal(bad, error.ActualValue);
        Assert.Equal([-1, -1, -1], destination);
    }

    [Theory]
    [InlineData(1e200, 1e-200)]
    [InlineData(1e-200, 1e-200)]
    [InlineData(1e-200, 1e200)]
    [InlineData(1e200, 1e200)]
    public void Prices_ARowThatIsWorthNothingOrTooMuch_IsRefused(double entry, double quantity)
    {
        foreach (ContractSpec contract in (ContractSpec[])[Linear, Inverse])
        {
            Assert.Equal(
                "signedQuantity",
                Expect.Throws<ArgumentOutOfRangeException>(() => Liquidation.Prices(new([entry], [quantity], [0]), Rules(contract, 0), new double[1]), "row 0", "entry price").ParamName);
        }
    }

    [Fact]
    public void Prices_ABadLeverageBesideAMargin_IsNotRead()
    {
        double[] prices = new double[1];
        Liquidation.Prices(new([100], [1], [10], [-5]), Rules(Linear, 0), prices);
        Assert.Equal(90, prices[0]);
    }

    [Fact]
    public void BankruptcyPrice_IsWhereTheMarginIsGone()
    {
        Assert.Equal(90, Liquidation.BankruptcyPrice(Position.Long(100, 2, 10), Rules(Linear, 0.01)));
        Assert.Equal(110, Liquidation.BankruptcyPrice(Position.Short(100, 2, 10), Rules(Linear, 0.01)));
        Expect.NearRelative(1000 / 11.0, Liquidation.BankruptcyPrice(Position.Long(100, 1000, 10), Rules(Inverse, 0.01)));
        Expect.NearRelative(1000 / 9.0, Liquidation.BankruptcyPrice(Position.Short(100, 1000, 10), Rules(Inverse, 0.01)));
    }

    [Fact]
    public void BankruptcyPrice_WithACloseFee_LeavesRoomForIt()
    {
        Expect.NearRelative(90 / 0.999, Liquidation.BankruptcyPrice(Position.Long(100, 1, 10), Rules(Linear, 0.01), 0.001));
        Expect.NearRelative(110 / 1.001, Liquidation.BankruptcyPrice(Position.Short(100, 1, 10), Rules(Linear, 0.01), 0.001));
        Expect.NearRelative(1000 * 1.001 / 11, Liquidation.BankruptcyPrice(Position.Long(100, 1000, 10), Rules(Inverse, 0.01), 0.001));
        Expect.NearRelative(1000 * 0.999 / 9, Liquidation.BankruptcyPrice(Position.Short(100, 1000, 10), Rules(Inverse, 0.01), 0.001));
    }

    [Fact]
    public void BankruptcyPrice_OfFullCollateral_IsNaN()
    {
        Assert.True(double.IsNaN(Liquidation.BankruptcyPrice(Position.Isolated(Side.Long, 100, 1, 100), Rules(Linear, 0))));
        Assert.True(double.IsNaN(Liquidation.BankruptcyPrice(Position.Isolated(Side.Short, 100, 100, 1), Rules(Inverse, 0))));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void BankruptcyPrice_CloseFeeOutsideItsDomain_IsRefused(double fee) => Assert.Equal(
        "closeFeeRate", Assert.Throws<ArgumentOutOfRangeException>(() => Liquidation.BankruptcyPrice(Position.Long(1, 1, 1), Rules(Linear, 0), fee)).ParamName);

    [Fact]
    public void Price_Marginal_TakesTheTierThatHoldsAtThePriceNotAtTheEntry()
    {
        MarginRules rules = new(Linear, MaintenanceSchedule.Marginal(TierBasis.Quote, new(0, 0.01), new(95, 0.10)));

        // Worth 100 at entry, 90.9 at the price: the lower tier.
        Expect.NearRelative((100.0 - 10) / 0.99, Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 10), rules));

        // A short grows into the upper tier.
        Expect.NearRelative((100.0 + 10 + (95 * 0.09)) / 1.10, Liquidation.Price(Position.Isolated(Side.Short, 100, 1, 10), rules));
    }

    [Fact]
    public void Price_Flat_AShortThatGrowsIntoAHigherTier_FailsAtTheBound()
    {
        MarginRules rules = new(Linear, MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(105, 0.10)));

        // In the lower tier it would fail at 108.9; at 105 the rate jumps and 105 > (100 + 10) / 1.1 = 100.
        Expect.NearRelative(105, Liquidation.Price(Position.Isolated(Side.Short, 100, 1, 10), rules, 100));
    }

    [Fact]
    public void Price_Flat_FromAMarkInTheHigherTier_IsAlreadyDue()
    {
        MarginRules rules = new(Linear, MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(95, 0.15)));

        // At 100 the position is in the upper tier: equity 10 against 15. At a mark of 94 it is in the lower one and safe down to 90.9.
        Assert.True(Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 10), rules, 100) >= 100);
        Expect.NearRelative(90 / 0.99, Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 10), rules, 94));
    }

    [Fact]
    public void Price_Flat_WithoutAMark_StartsAtTheEntry()
    {
        MarginRules rules = new(Linear, MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(95, 0.15)));
        Expect.SameBits(
            Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 10), rules, 100), Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 10), rules));
    }

    [Fact]
    public void Price_TiersByContracts_DoNotMoveWithThePrice()
    {
        MarginRules rules = new(Linear with { Multiplier = 0.01 }, MaintenanceSchedule.Flat(TierBasis.Contracts, new(0, 0.01), new(100, 0.05)));
        Expect.NearRelative(90 / 0.99, Liquidation.Price(Position.Isolated(Side.Long, 100, 0.99, 9.9), rules));
        Expect.NearRelative(90 / 0.95, Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 10), rules));
    }

    [Fact]
    public void Price_SizeContinuousOnALinearContract_HasTheRateOfItsSize()
    {
        MarginRules rules = new(Linear, MaintenanceSchedule.SizeContinuous(0.01, 0.005));
        Expect.NearRelative((400.0 - 40) / (4 * (1 - 0.03)), Liquidation.Price(Position.Isolated(Side.Long, 100, 4, 40), rules));
    }

    [Fact]
    public void Price_SizeContinuousThatAsksForMoreThanThePositionIsEverWorth_IsAlreadyDue()
    {
        // A parabola without a solution: 0.5 per coin of value on ten coins.
        MarginRules inverse = new(Inverse, MaintenanceSchedule.SizeContinuous(0.01, 0.5));
        Assert.Equal(100, Liquidation.Price(Position.Isolated(Side.Short, 100, 1000, 1), inverse, 100));
        Assert.Equal(90, Liquidation.Price(Position.Isolated(Side.Short, 100, 1000, 1), inverse, 90));
    }

    [Fact]
    public void Price_SizeContinuous_OfAPositionThatIsTooLargeAtTheMark_IsAlreadyDue()
    {
        // Equity meets the requirement at two values. Above the greater one the position is too large for its margin and due at once,
        // though it would be healthy again between the two.
        MarginRules rules = new(Inverse, MaintenanceSchedule.SizeContinuous(0.01, 0.05));
        var position = Position.Isolated(Side.Short, 20, 1000, 48);
        double equity = 48 - 50 + (1000 / 20.0), requirement = rules.Schedule.Maintenance(Inverse, 1000, 20);
        Assert.True(equity < requirement);
        Assert.True(Liquidation.Price(position, rules, 20) <= 20);
    }

    [Fact]
    public void Price_SizeContinuousOfAFixedSize_ThatAsksForMoreThanTheValue_IsAlreadyDue()
    {
        // Half a percent per coin on 300 coins: 151 % of the value, whatever the price.
        MarginRules rules = new(Linear, MaintenanceSchedule.SizeContinuous(0.01, 0.005));
        Assert.True(Liquidation.Price(Position.Isolated(Side.Long, 100, 300, 3000), rules, 100) >= 100);
    }

    [Fact]
    public void Price_SingleRateWithADeduction_NeverCountsLessThanNoMaintenance()
    {
        // Where the deduction would make maintenance negative, equity itself must be gone.
        MarginRules rules = new(Linear, MaintenanceSchedule.SingleRate(0.01, 10));
        double price = Liquidation.Price(Position.Isolated(Side.Long, 100, 1, 95), rules);
        Assert.Equal(0, rules.Schedule.Maintenance(Linear, 1, 5));
        Expect.NearRelative(5, price);
    }

    private static MarginRules Rules(ContractSpec contract, double rate) => new(contract, MaintenanceSchedule.SingleRate(rate));
}
