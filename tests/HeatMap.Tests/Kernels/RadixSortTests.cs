using HeatMap.Kernels;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Kernels;

public sealed class RadixSortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(20_000)]
    public void Sort_IsSorting(int count)
    {
        var dice = new Dice(count, 1);
        double[] values = [.. Enumerable.Range(0, count).Select(_ => dice.Pick(0, double.Epsilon, double.MaxValue, double.PositiveInfinity, 1, dice.Unit(), dice.Magnitude(1e-300, 1e300)))];
        double[] expected = [.. values.Order()];
        RadixSort.Sort(values);
        Assert.Equal(expected, values);
    }

    /// <summary>Bytes that all numbers share are passed over, in odd and even numbers of passes.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(100_000)]
    [InlineData(30_000_000)]
    public void Sort_OfWholeNumbers(int most)
    {
        var dice = new Dice(most, 2);
        double[] values = [.. Enumerable.Range(0, 2_000).Select(_ => (double)dice.Whole(0, most))];
        double[] expected = [.. values.Order()];
        RadixSort.Sort(values);
        Assert.Equal(expected, values);
    }
}
