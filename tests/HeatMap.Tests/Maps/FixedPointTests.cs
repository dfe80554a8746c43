namespace HeatMap.Tests.Maps;

public sealed class FixedPointTests
{
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(1.5, 2)]
    [InlineData(2.5, 2)]
    [InlineData(3.5, 4)]
    [InlineData(0.49999999999999994, 0)]
    [InlineData(0.5000000000000001, 1)]
    [InlineData(0, 0)]
    public void TryUnits_RoundsToTheNearestAndTiesToEven(double scaled, long expected)
    {
        Assert.True(FixedPoint.TryUnits(scaled, 1, out long units));
        Assert.Equal(expected, units);
        Assert.True(FixedPoint.TryUnits(scaled / 65536, 65536, out units));
        Assert.Equal(expected, units);
    }

    [Theory]
    [InlineData(1L << 47)]
    [InlineData((1L << 47) + 1)]
    [InlineData((1L << 51) - 1)]
    [InlineData((1L << 53) - 1)]
    [InlineData(1L << 53)]
    [InlineData((1L << 53) + 2)]
    [InlineData((1L << 62) + (1L << 12))]
    [InlineData(long.MaxValue - 1023)]
    public void TryUnits_OfWholeUnits_IsExactAtEveryMagnitude(long expected)
    {
        Assert.True(FixedPoint.TryUnits((double)expected / 65536, 65536, out long units));
        Assert.Equal(expected, units);
    }

    [Theory]
    [InlineData(9223372036854775808.0)]
    [InlineData(1e300)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void TryUnits_From2To63_DoesNotFit(double scaled)
    {
        Assert.False(FixedPoint.TryUnits(scaled, 1, out long units));
        Assert.Equal(0, units);
    }

    [Fact]
    public void TryUnits_OfAProductBeyondDouble_DoesNotFit() => Assert.False(FixedPoint.TryUnits(1e300, 1.0 * (1L << 60), out _));

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(1.0 / 65536)]
    [InlineData(8.673617379884035e-19)]
    [InlineData(1152921504606846976.0)]
    public void Quantum_MayBeAPowerOfTwo(double quantum) => Assert.Equal(quantum, new MapOptions { Quantum = quantum }.Quantum);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.1)]
    [InlineData(3)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(4.336808689942018e-19)]
    [InlineData(2305843009213693952.0)]
    public void Quantum_MustBeAPowerOfTwoInReach(double quantum) =>
        Assert.Equal("Quantum", Expect.Throws<ArgumentOutOfRangeException>(() => _ = new MapOptions { Quantum = quantum }, "power of two").ParamName);

    [Fact]
    public void DefaultQuantum_IsTwoToTheMinus16() => Assert.Equal(Math.ScaleB(1, -16), new MapOptions().Quantum);
}
