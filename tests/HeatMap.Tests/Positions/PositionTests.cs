namespace HeatMap.Tests.Positions;

public sealed class PositionTests
{
    [Fact]
    public void Long_ReadsBackWhatItWasMadeOf()
    {
        var position = Position.Long(entryPrice: 61_250, quantity: 0.4, leverage: 20);
        Assert.Equal(Side.Long, position.Side);
        Assert.Equal(61_250, position.EntryPrice);
        Assert.Equal(0.4, position.Quantity);
        Assert.Equal(0.4, position.SignedQuantity);
        Assert.Equal(20, position.Leverage);
        Assert.True(double.IsNaN(position.Margin));
        Assert.Equal(MarginMode.Isolated, position.Mode);
    }

    [Fact]
    public void Short_HasANegativeSignedQuantity()
    {
        var position = Position.Short(entryPrice: 100, quantity: 3, leverage: 5);
        Assert.Equal(Side.Short, position.Side);
        Assert.Equal(3, position.Quantity);
        Assert.Equal(-3, position.SignedQuantity);
        Assert.Equal(MarginMode.Isolated, position.Mode);
    }

    [Fact]
    public void Isolated_KeepsItsMargin()
    {
        var position = Position.Isolated(Side.Short, 100, 3, 0);
        Assert.Equal(0, position.Margin);
        Assert.True(double.IsNaN(position.Leverage));
        Assert.Equal(MarginMode.Isolated, position.Mode);
    }

    [Fact]
    public void Cross_HasNeitherMarginNorLeverage()
    {
        var position = Position.Cross(Side.Long, 100, 3);
        Assert.True(double.IsNaN(position.Margin));
        Assert.True(double.IsNaN(position.Leverage));
        Assert.Equal(MarginMode.Cross, position.Mode);
    }

    [Fact]
    public void FromSigned_TakesSideFromTheSign()
    {
        Assert.Equal(Position.Long(100, 2, 10), Position.FromSigned(2, 100, leverage: 10));
        Assert.Equal(Position.Short(100, 2, 10), Position.FromSigned(-2, 100, leverage: 10));
    }

    [Fact]
    public void FromSigned_WithMargin_IsIsolated() =>
        Assert.Equal(Position.Isolated(Side.Short, 100, 2, 7), Position.FromSigned(-2, 100, margin: 7));

    [Fact]
    public void FromSigned_WithoutMarginAndLeverage_IsCross() =>
        Assert.Equal(Position.Cross(Side.Short, 100, 2), Position.FromSigned(-2, 100));

    [Fact]
    public void FromSigned_KeepsBothMarginAndLeverage()
    {
        var position = Position.FromSigned(2, 100, leverage: 10, margin: 7);
        Assert.Equal(7, position.Margin);
        Assert.Equal(10, position.Leverage);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Factories_RefuseWhatIsNotPositive(double bad)
    {
        Assert.Equal("entryPrice", Expect.Throws<ArgumentOutOfRangeException>(() => Position.Long(bad, 1, 1), "finite and > 0").ParamName);
        Assert.Equal("quantity", Expect.Throws<ArgumentOutOfRangeException>(() => Position.Short(1, bad, 1), "finite and > 0").ParamName);
        Assert.Equal("leverage", Expect.Throws<ArgumentOutOfRangeException>(() => Position.Long(1, 1, bad), "finite and > 0").ParamName);
        Assert.Equal("leverage", Expect.Throws<ArgumentOutOfRangeException>(() => Position.Short(1, 1, bad), "finite and > 0").ParamName);
        Assert.Equal("entryPrice", Expect.Throws<ArgumentOutOfRangeException>(() => Position.Cross(Side.Long, bad, 1)).ParamName);
        Assert.Equal("quantity", Expect.Throws<ArgumentOutOfRangeException>(() => Position.Isolated(Side.Long, 1, bad, 1)).ParamName);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Isolated_RefusesAMarginThatIsNegativeOrNotFinite(double margin) =>
        Assert.Equal("margin", Expect.Throws<ArgumentOutOfRangeException>(() => Position.Isolated(Side.Long, 1, 1, margin), "finite and >= 0").ParamName);

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void FromSigned_RefusesAQuantityWithoutSideOrSize(double quantity) =>
        Assert.Equal("signedQuantity", Expect.Throws<ArgumentOutOfRangeException>(() => Position.FromSigned(quantity, 1), "finite and not zero").ParamName);

    [Fact]
    public void FromSigned_RefusesABadMarginAndABadLeverage()
    {
        Assert.Equal("margin", Assert.Throws<ArgumentOutOfRangeException>(() => Position.FromSigned(1, 1, margin: -1)).ParamName);
        Assert.Equal("leverage", Assert.Throws<ArgumentOutOfRangeException>(() => Position.FromSigned(1, 1, leverage: 0)).ParamName);
    }

    [Fact]
    public void Side_MustBeDefined() =>
        Assert.Equal("side", Expect.Throws<ArgumentOutOfRangeException>(() => Position.Cross(default, 1, 1), "Long", "Short").ParamName);

    [Fact]
    public void Side_IsTheSignThatEntersFormulas()
    {
        Assert.Equal(1, (int)Side.Long);
        Assert.Equal(-1, (int)Side.Short);
    }

    [Fact]
    public void Default_HasNoSide() => Assert.Equal(default, default(Position).Side);
}
