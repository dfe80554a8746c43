using HeatMap.Cascades;

namespace HeatMap.Tests.Cascades;

public sealed class DepthCurveTests
{
    private static readonly BookLevel[] Bids = [new(99.5, 5), new(99, 5), new(98, 10), new(96, 20)];
    private static readonly BookLevel[] Asks = [new(100.5, 4), new(102, 6)];
    private static readonly DepthCurve Book = DepthCurve.FromLevels(Bids, Asks);

    [Theory]
    [InlineData(100, 98, 20)]
    [InlineData(100, 98.5, 10)]
    [InlineData(99, 98, 15)]
    [InlineData(100, 102, 10)]
    [InlineData(100, 101, 4)]
    [InlineData(100, 100, 0)]
    [InlineData(99, 99, 5)]
    public void ABook_HoldsWhatStandsUpToAPriceIncluded(double start, double price, double quantity) => Assert.Equal(quantity, Book.QuantityWithin(start, price));

    [Theory]
    [InlineData(100, 5, Direction.Down, 99.5)]
    [InlineData(100, 5.5, Direction.Down, 99)]
    [InlineData(100, 0, Direction.Down, 100)]
    [InlineData(98.5, 0.5, Direction.Down, 98)]
    [InlineData(100, 41, Direction.Down, 96)]
    [InlineData(100, 10, Direction.Up, 102)]
    public void ABook_IsWalkedToTheLastLevelThatGivesSomething(double start, double quantity, Direction direction, double price) =>
        Assert.Equal(price, Book.PriceAfter(start, quantity, direction));

    [Fact]
    public void TheAverage_IsWhatWasPaid() => Assert.Equal(((5 * 99.5) + (5 * 99) + (2 * 98)) / 12, Book.AveragePrice(100, 12, Direction.Down), 12);

    [Fact]
    public void Stress_IsAFactorEverywhere_OrOneABand()
    {
        DepthCurve half = Book.Stressed(0.5);
        Assert.Equal(10, half.QuantityWithin(100, 98));
        var grid = BandGrid.Uniform(1, new(95, 100));
        DepthCurve banded = Book.Stressed(grid, [0, 1, 1, 0.5, 2]);
        Assert.Equal((2 * 10) + (0.5 * 10), banded.QuantityWithin(100, 98) + 0);
        Assert.Equal((2 * 10) + (0.5 * 10) + 20, banded.QuantityWithin(100, 96));
        Assert.Equal(10, banded.Capacity(100, Direction.Up));
        Assert.Throws<ArgumentException>(() => DepthCurve.PowerLaw(1e6).Stressed(grid, [1, 1, 1, 1, 1]));
        Assert.Throws<ArgumentException>(() => Book.Stressed(grid, [1, 1]));
        Assert.Contains("row 2", Assert.Throws<ArgumentOutOfRangeException>(() => Book.Stressed(grid, [1, 1, -1, 1, 1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APowerLaw_HoldsItsNotionalWithinOnePercent_AndItsPowerBeyond()
    {
        var depth = DepthCurve.PowerLaw(20e6, 0.67);
        Expect.Near(20e6 / 60_000, depth.QuantityWithin(60_000, 59_400), 1e-6, "1 %");
        Expect.Near(20e6 / 60_000 * Math.Pow(5, 0.67), depth.QuantityWithin(60_000, 57_000), 1e-6, "5 %");
        Expect.Near(59_400, depth.PriceAfter(60_000, 20e6 / 60_000, Direction.Down), 1e-6, "price");
        Expect.Near(60_600, depth.PriceAfter(60_000, 20e6 / 60_000, Direction.Up), 1e-6, "price up");
        Assert.Equal(0, depth.PriceAfter(60_000, 1e9, Direction.Down));
        Expect.Near(5e6 / 60_000, depth.Stressed(0.25).QuantityWithin(60_000, 59_400), 1e-6, "stressed");
    }

    [Fact]
    public void Rows_AreStraightInBetween_AndEndWithTheLast()
    {
        var depth = DepthCurve.FromRows([new(0.001, 1000), new(0.01, 4000), new(0.02, 4000), new(0.05, 7000)], []);
        Assert.Equal(10, depth.QuantityWithin(100, 99.9), 9);
        Assert.Equal(25, depth.QuantityWithin(100, 99.45), 9);
        Assert.Equal(40, depth.QuantityWithin(100, 98.5), 9);
        Assert.Equal(70, depth.QuantityWithin(100, 90), 9);
        Assert.Equal(99.45, depth.PriceAfter(100, 25, Direction.Down), 9);
        Assert.Equal(99, depth.PriceAfter(100, 40, Direction.Down), 9);
        Assert.Equal(98, depth.PriceAfter(100, 40.000001, Direction.Down), 4);
        Assert.Equal(95, depth.PriceAfter(100, 1000, Direction.Down), 9);
        Assert.Equal(70, depth.Capacity(100, Direction.Down), 9);
    }

    [Fact]
    public void ToLevels_KeepsWhatAProfileHolds_AtTheFarEndOfEachBand()
    {
        var profile = DepthCurve.PowerLaw(1e6);
        var grid = BandGrid.Uniform(0.5, new(80, 120));
        DepthCurve book = profile.ToLevels(100, grid);
        Assert.True(book.IsBook);
        Assert.Equal((99.5, 100.5), (book.BestBid, book.BestAsk));
        foreach (double price in (double[])[99.5, 97, 80.5, 101, 119.5])
        {
            Expect.Near(profile.QuantityWithin(100, price), book.QuantityWithin(100, price), 1e-9 * profile.QuantityWithin(100, price), "within");
            double quantity = 0.99 * profile.QuantityWithin(100, price);
            Direction direction = price < 100 ? Direction.Down : Direction.Up;
            Assert.True(PriceImpact.IsAtOrBeyond(book.PriceAfter(100, quantity, direction), profile.PriceAfter(100, quantity, direction), direction));
        }
    }

    [Fact]
    public void BadBooks_AreRefused_WithSideAndRow()
    {
        static string Of(BookLevel[] bids, BookLevel[] asks, double? end = null) => Assert.ThrowsAny<ArgumentException>(() => DepthCurve.FromLevels(bids, asks, end)).Message;
        Assert.Contains("row 1: bids price must be sorted", Of([new(99, 1), new(99.5, 1)], []), StringComparison.Ordinal);
        Assert.Contains("row 1: asks price must be sorted", Of([], [new(101, 1), new(100.5, 1)]), StringComparison.Ordinal);
        Assert.Contains("crossed", Of([new(99, 1)], [new(99, 1)]), StringComparison.Ordinal);
        Assert.Contains("row 0: bids quantity", Of([new(99, -1)], []), StringComparison.Ordinal);
        Assert.Contains("row 0: bids quantity", Of([new(99, double.NaN)], []), StringComparison.Ordinal);
        Assert.Contains("row 0: bids price", Of([new(double.NaN, 1)], []), StringComparison.Ordinal);
        Assert.Contains("bidsEndAt", Of([new(99, 1)], [], 99.5), StringComparison.Ordinal);
        Assert.Contains("row 1: below distance", Assert.ThrowsAny<ArgumentException>(() => DepthCurve.FromRows([new(0.01, 1), new(0.01, 2)], [])).Message, StringComparison.Ordinal);
        Assert.Contains("row 1: below notional", Assert.ThrowsAny<ArgumentException>(() => DepthCurve.FromRows([new(0.01, 3), new(0.02, 2)], [])).Message, StringComparison.Ordinal);
        Assert.Contains("row 0: below distance", Assert.ThrowsAny<ArgumentException>(() => DepthCurve.FromRows([new(1, 3)], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AShockBeyondTheBook_IsAnAnswer()
    {
        var ladder = LiquidationLadder.FromPositions([99], [500], 100);
        CascadeResult result = new CascadeModel(Book).Run(ladder, Shock.Move(-0.02));
        Assert.Equal(new Exhaustion(96, 470), result.Exhausted);
        Assert.Equal(96, result.FinalPrice);
        CascadeResult beyond = new CascadeModel(Book).Run(ladder, Shock.Move(-0.5));
        Assert.Equal(new Exhaustion(50, 500), beyond.Exhausted);
    }

    [Fact]
    public void ADepthWithoutTheDirectionOrAroundAnotherPrice_IsRefused()
    {
        var ladder = LiquidationLadder.FromPositions([99], [500], 100);
        Assert.Contains("no asks", Assert.Throws<ArgumentException>(() => new CascadeModel(DepthCurve.FromLevels(Bids, [])).Run(ladder, Shock.Move(0.02))).Message, StringComparison.Ordinal);
        var high = DepthCurve.FromLevels([new(101, 1)], [new(102, 1)]);
        Assert.Contains("within the spread", Assert.ThrowsAny<ArgumentException>(() => new CascadeModel(high).Run(ladder, Shock.Move(-0.02))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new CascadeModel((DepthCurve)null!));
        Assert.Throws<ArgumentNullException>(() => new CascadeModel((PriceImpact)null!));
    }
}
