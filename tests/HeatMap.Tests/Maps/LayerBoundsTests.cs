namespace HeatMap.Tests.Maps;

public sealed class LayerBoundsTests
{
    private static readonly LayerBounds Three = new([-1, 5, 10], "lowest", "low", "middle", "high");

    [Theory]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(-1.0000000000000002, 0)]
    [InlineData(-1, 1)]
    [InlineData(0, 1)]
    [InlineData(4.9999999999999991, 1)]
    [InlineData(5, 2)]
    [InlineData(5.0000000000000009, 2)]
    [InlineData(10, 3)]
    [InlineData(double.PositiveInfinity, 3)]
    [InlineData(double.NaN, 0)]
    public void Of_CountsTheBoundsThatAreReached(double value, int layer)
    {
        Assert.Equal(layer, Three.Of(value));
        byte[] layers = [9, 9];
        Three.Classify([value], layers);
        Assert.Equal([(byte)layer, 9], layers);
    }

    [Fact]
    public void Of_WithoutBounds_IsTheOnlyClass()
    {
        var one = new LayerBounds([], "all");
        Assert.Equal((0, 0), (one.Of(1e300), one.Of(double.NaN)));
        Assert.Equal("all", Assert.Single(one.Names));
    }

    [Fact]
    public void AByteHoldsTheMostClasses()
    {
        double[] bounds = [.. Enumerable.Range(1, 255).Select(i => (double)i)];
        var most = new LayerBounds(bounds, [.. Enumerable.Range(0, 256).Select(i => "c" + i)]);
        byte[] layers = new byte[3];
        most.Classify([0, 254.5, 1e9], layers);
        Assert.Equal([0, 254, 255], layers);
        Expect.Throws<ArgumentException>(() => Make([.. bounds, 256], [.. Enumerable.Range(0, 257).Select(i => "c" + i)]), "1 to 256 layers, were 257");
    }

    [Fact]
    public void ReadyMadeClasses_AreWhatTheirNamesSay()
    {
        Assert.Equal(["retail", "medium", "medium", "large", "whale"], new[] { 9_999.99, 10_000, 99_999, 100_000, 1e6 }.Select(v => LayerBounds.Size.Names[LayerBounds.Size.Of(v)]));
        Assert.Equal(["below 5x", "5x to 10x", "10x to 25x", "25x to 50x", "from 50x"], new[] { 4.9, 5, 24.9, 49, 125 }.Select(v => LayerBounds.Leverage.Names[LayerBounds.Leverage.Of(v)]));
        Assert.Equal(["under an hour", "under a day", "under a week", "a week or more"], new[] { 0.5, 1, 24, 168 }.Select(v => LayerBounds.AgeHours.Names[LayerBounds.AgeHours.Of(v)]));
    }

    [Fact]
    public void ClassifySize_TakesNotionalAtTheEntry()
    {
        var linear = ContractSpec.Linear("X", "USDT");
        byte[] layers = [9, 9, 9, 9];
        LayerBounds.Size.ClassifySize(new PositionColumns([100, 100, 100], [99.99, -100, 10_000], [1, double.NaN, 1]), linear, layers);
        Assert.Equal([0, 1, 3, 9], layers);

        // The face value of an inverse contract, whatever the price.
        LayerBounds.Size.ClassifySize(new PositionColumns([100, 1, 5], [9_999, -10_000, 1e6], [1, 1, 1]), ContractSpec.Inverse("X", "USD", "BTC"), layers);
        Assert.Equal([0, 1, 3, 9], layers);
    }

    [Fact]
    public void ClassifyLeverage_TakesMarginBeforeTheColumn()
    {
        var linear = ContractSpec.Linear("X", "USDT");
        byte[] layers = [9, 9, 9, 9, 9, 9];
        double[] entry = [100, 100, 100, 100, 100], quantity = [1, -1, 1, 1, -1], margin = [50, 20, double.NaN, double.NaN, 0];
        LayerBounds.Leverage.ClassifyLeverage(new PositionColumns(entry, quantity, margin, [125, double.NaN, 30, double.NaN, double.NaN]), linear, layers);
        Assert.Equal([0, 1, 3, 0, 4, 9], layers);
        LayerBounds.Leverage.ClassifyLeverage(new PositionColumns(entry, quantity, margin), linear, layers);
        Assert.Equal([0, 1, 0, 0, 4, 9], layers);

        // 1,000 dollars of face at 100 are 10 coins; half a coin of margin is twentyfold.
        LayerBounds.Leverage.ClassifyLeverage(new PositionColumns([100], [-1000], [0.5]), ContractSpec.Inverse("X", "USD", "BTC"), layers);
        Assert.Equal(2, layers[0]);
    }

    [Fact]
    public void WhatIsNoClasses_IsRefused()
    {
        Expect.Throws<ArgumentException>(() => Make([1, 2], "a", "b"), "one name more than the 2 bounds, were 2");
        Expect.Throws<ArgumentException>(() => Make([1, 1], "a", "b", "c"), "bounds must rise, was 1 after 1");
        Expect.Throws<ArgumentException>(() => Make([2, 1], "a", "b", "c"), "bounds must rise, was 1 after 2");
        Assert.Throws<ArgumentOutOfRangeException>("bounds", () => Make([double.NaN], "a", "b"));
        Assert.Throws<ArgumentOutOfRangeException>("bounds", () => Make([1, double.PositiveInfinity], "a", "b", "c"));
        Expect.Throws<ArgumentException>(() => Make([1], "a", "a"), "the layer 'a' comes twice");
        Assert.Throws<ArgumentException>("names", () => Make([1], "a", " "));
        Expect.Throws<ArgumentException>(() => Three.Classify([1, 2], new byte[1]), "must hold 2 layers, has room for 1");
        Expect.Throws<ArgumentException>(() => Three.ClassifySize(new PositionColumns([1, 2], [1, 2], [1, 2]), ContractSpec.Linear("X", "USDT"), new byte[1]), "must hold 2 layers");
        Expect.Throws<ArgumentException>(() => Three.ClassifyLeverage(new PositionColumns([1, 2], [1, 2], [1, 2]), ContractSpec.Linear("X", "USDT"), new byte[1]), "must hold 2 layers");
        Assert.Throws<ArgumentNullException>("contract", () => Three.ClassifySize(default, null!, default));
        Assert.Throws<ArgumentNullException>("contract", () => Three.ClassifyLeverage(default, null!, default));
    }

    private static LayerBounds Make(double[] bounds, params string[] names) => new(bounds, names);
}
