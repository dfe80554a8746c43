using System.Numerics;

namespace HeatMap.Tests.Maps;

public sealed class SideTallyTests
{
    [Fact]
    public void Sum_AddsEachPart()
    {
        SideTally sum = new SideTally(1, 2, 3, 4, 0.5, 5) + new SideTally(10, 20, 30, 40, 0.5, 50);
        Assert.Equal(new SideTally(11, 22, 33, 44, 0.5, 55), sum);
        Assert.Equal(5.5, sum.Long);
        Assert.Equal(11, sum.Short);
        Assert.Equal(16.5, sum.Notional);
        Assert.Equal(33 + 44 + 55, sum.Count);
        Assert.Equal(sum, SideTally.Add(new SideTally(1, 2, 3, 4, 0.5, 5), new SideTally(10, 20, 30, 40, 0.5, 50)));
    }

    [Fact]
    public void Default_IsTheIdentityOnEitherSide()
    {
        var tally = new SideTally(1, 2, 3, 4, 0.5);
        Assert.Equal(tally, tally + default(SideTally));
        Assert.Equal(tally, default(SideTally) + tally);
        Assert.Equal(0, default(SideTally).Notional);
        Assert.Equal(0, default(SideTally).Count);
    }

    [Fact]
    public void Sum_OfDifferentQuanta_IsRefusedAndNamesBoth() =>
        Expect.Throws<ArgumentException>(() => _ = new SideTally(1, 0, 0, 0, 0.5) + new SideTally(1, 0, 0, 0, 0.25), "0.5", "0.25");

    [Fact]
    public void Values_AreRoundedOnceAlsoBeyond64Bits()
    {
        Int128[] units = [((Int128)1 << 100) + 1, ((Int128)1 << 90) + ((Int128)1 << 37), ((Int128)1 << 90) + ((Int128)1 << 37) + 1, (Int128)long.MaxValue * 3, 7];
        foreach (Int128 unit in units)
        {
            double expected = NearestDouble((BigInteger)unit);
            Assert.Equal(expected * 0.25, new SideTally(unit, 0, 0, 0, 0.25).Long);
            Assert.Equal(expected * 0.25, new SideTally(0, unit, 0, 0, 0.25).Short);
        }
    }

    [Fact]
    public void Notional_AddsUnitsBeforeItRounds()
    {
        const long Longs = (1L << 53) + 1;
        Assert.Equal((1L << 53) + 2.0, new SideTally(Longs, 1, 0, 0, 1).Notional);
    }

    private static double NearestDouble(BigInteger value) => double.Parse(value.ToString(System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
