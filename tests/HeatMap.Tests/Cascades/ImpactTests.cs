using HeatMap.Cascades;

namespace HeatMap.Tests.Cascades;

/// <summary>Laws of impact at the ends of the range of numbers.</summary>
public sealed class ImpactTests
{
    [Theory]
    [InlineData(10, 0, 1000, Direction.Down, 0.01)]
    [InlineData(1, 2, 702.5, Direction.Down, 100 * 0.1353352832366127 / 700.5)]
    [InlineData(1e300, 0, 1e10, Direction.Down, 0)]
    [InlineData(1e300, 0, 1e10, Direction.Up, double.PositiveInfinity)]
    [InlineData(1, 0, 705, Direction.Up, 100 * 1.5053e306 / 705)]
    public void AveragePrice_OfAnExponentialOverALongWay_IsItsIntegral(double kappa, double from, double to, Direction direction, double expected)
    {
        double average = PriceImpact.Exponential(kappa).AveragePrice(100, from, to, direction);

        Assert.True(average.Equals(expected) || Math.Abs(average - expected) <= 1e-4 * expected, $"{average} is not {expected}");
    }

    [Theory]
    [InlineData(Direction.Down)]
    [InlineData(Direction.Up)]
    public void AveragePrice_OfAnExponential_HasNoStep(Direction direction)
    {
        PriceImpact law = PriceImpact.Exponential(1);

        double before = law.AveragePrice(1, 0, 700, direction), after = law.AveragePrice(1, 0, Math.BitIncrement(700.0), direction);

        Assert.Equal(1, after / before, 1e-9);
    }
}
