using System.Globalization;
using System.Numerics;

namespace HeatMap.Tests.Bands;

public sealed class BandGridTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.05)]
    [InlineData(0.25)]
    [InlineData(0.0001)]
    [InlineData(0.00000001)]
    [InlineData(2.5)]
    [InlineData(50)]
    [InlineData(245)]
    [InlineData(0.0123)]
    public void Uniform_EdgesAreTheDoublesNearestToTheDecimalMultiples(double width)
    {
        var grid = BandGrid.Uniform(width, new(0, width * 5000));
        for (int i = 0; i <= grid.Count; i++)
        {
            Assert.Equal(double.Parse((i * (decimal)width).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), grid.Edges[i]);
        }
    }

    [Fact]
    public void Uniform_EdgeOfThreeTenths_IsTheLiteral()
    {
        var grid = BandGrid.Uniform(0.1, new(0, 1));
        Assert.Equal(0.3, grid.LowerEdge(3));
        Assert.NotEqual(0.3, 3 * 0.1);
        Assert.Equal(3, grid.IndexOf(0.3));
        Assert.Equal(7, grid.IndexOf(0.7));
        Assert.Equal(10, grid.Count);
        Assert.Equal(1, grid.Upper);
        Assert.Equal(67_123.4, BandGrid.Uniform(0.1, new(67_000, 68_000)).LowerEdge(1234));
    }

    [Fact]
    public void Uniform_AWidthWithoutAShortDecimalForm_StillRises()
    {
        foreach (double width in (double[])[1.0 / 3, Math.PI, 1e-13 / 3, 1e15 / 7, 0.123456789012])
        {
            var grid = BandGrid.Uniform(width, new(width * 1000, width * 3000));
            AssertLattice(grid);
            Expect.NearRelative(width * 1000, grid.Lower, 1e-12);
        }
    }

    [Fact]
    public void Uniform_CoversTheRangeAndGrowsOutward()
    {
        var grid = BandGrid.Uniform(10, new(51, 149));
        Assert.Equal(50, grid.Lower);
        Assert.Equal(150, grid.Upper);
        Assert.Equal(10, grid.Count);
        Assert.Equal(5, grid.FirstIndex);
        Assert.Equal(BandSpacing.Uniform, grid.Spacing);
        Assert.Equal(10, grid.Step);
        var exact = BandGrid.Uniform(10, new(50, 150));
        Assert.Equal(grid, exact);
    }

    [Fact]
    public void Uniform_MayStartAtZero() => Assert.Equal(0, BandGrid.Uniform(10, new(0, 5)).Lower);

    [Fact]
    public void Window_NeverMovesAnEdge()
    {
        foreach (Func<PriceRange, BandGrid> make in (Func<PriceRange, BandGrid>[])[r => BandGrid.Uniform(0.1, r), r => BandGrid.Uniform(1.0 / 3, r), r => BandGrid.Geometric(0.0025, r)])
        {
            BandGrid wide = make(new(5, 500)), narrow = make(new(93.7, 151.3));
            Assert.True(wide.SharesLatticeWith(narrow));
            Assert.NotEqual(wide, narrow);
            int offset = (int)(narrow.FirstIndex - wide.FirstIndex);
            for (int i = 0; i <= narrow.Count; i++)
            {
                Expect.SameBits(wide.Edges[i + offset], narrow.Edges[i]);
            }
        }
    }

    [Fact]
    public void IndexOf_APriceOnAnEdge_BelongsToTheBandAbove()
    {
        foreach (BandGrid grid in (BandGrid[])[BandGrid.Uniform(0.1, new(10, 40)), BandGrid.Geometric(0.0025, new(50, 150)), BandGrid.Geometric(1.5, new(1e-3, 1e3)), BandGrid.Uniform(1e-8, new(0, 1e-5))])
        {
            for (int i = 0; i < grid.Count; i++)
            {
                Assert.Equal(i, grid.IndexOf(grid.LowerEdge(i)));
                Assert.Equal(i, grid.IndexOf(Math.BitDecrement(grid.UpperEdge(i))));
                Assert.Equal(i, grid.IndexOf(grid[i].Middle));
                Assert.Equal(new PriceBand(i, grid.LowerEdge(i), grid.UpperEdge(i)), grid[i]);
            }

            Assert.Equal(-1, grid.IndexOf(Math.BitDecrement(grid.Lower)));
            Assert.Equal(grid.Count, grid.IndexOf(grid.Upper));
            Assert.Equal(grid.Count, grid.IndexOf(double.PositiveInfinity));
            Assert.Equal(-1, grid.IndexOf(double.NegativeInfinity));
            Assert.Equal(-1, grid.Find(double.NaN));
            Assert.Equal("price", Assert.Throws<ArgumentOutOfRangeException>(() => grid.IndexOf(double.NaN)).ParamName);
        }
    }

    [Theory]
    [InlineData(0.0025, 100, 200)]
    [InlineData(0.0025, 0.00001, 0.0001)]
    [InlineData(0.01, 20_000, 200_000)]
    [InlineData(1e-6, 66_999, 67_001)]
    [InlineData(0.1, 1e-9, 1e9)]
    [InlineData(10, 1e-12, 1e12)]
    public void Geometric_EdgesAreTheDoublesNearestToTheExactPowers(double step, double low, double high)
    {
        var grid = BandGrid.Geometric(step, new(low, high));
        AssertLattice(grid);
        int stride = Math.Max(1, grid.Count / 60);
        for (int i = 0; i <= grid.Count; i += stride)
        {
            Expect.SameBits(ExactPower(step, grid.FirstIndex + i), grid.Edges[i]);
        }
    }

    [Fact]
    public void Geometric_HasAnEdgeAtOne()
    {
        var grid = BandGrid.Geometric(0.0025, new(0.5, 2));
        Assert.Equal(1, grid.LowerEdge((int)-grid.FirstIndex));
        Assert.Equal(1.0025, grid.LowerEdge((int)-grid.FirstIndex + 1));
    }

    [Fact]
    public void Geometric_CoversTheRangeWithoutAnotherBand()
    {
        var grid = BandGrid.Geometric(0.0025, new(50_000, 150_000));
        Assert.True(grid.LowerEdge(0) <= 50_000 && grid.UpperEdge(0) > 50_000);
        Assert.True(grid.LowerEdge(grid.Count - 1) < 150_000 && grid.Upper >= 150_000);
        Assert.Equal(BandSpacing.Geometric, grid.Spacing);
        Assert.Equal(0.0025, grid.Step);
    }

    [Fact]
    public void Around_IsAQuarterOfAPercentFromHalfToOneAndAHalfTimesTheMark()
    {
        var grid = BandGrid.Around(67_000);
        Assert.Equal(BandGrid.Geometric(0.0025, new(33_500, 100_500)), grid);
        Assert.Equal(new PriceRange(33_500, 100_500), BandGrid.DefaultRange(67_000));
        Assert.Equal(0.0025, BandGrid.DefaultStep);
        Assert.InRange(grid.Count, 440, 441);
        Assert.Equal("markPrice", Assert.Throws<ArgumentOutOfRangeException>(() => BandGrid.Around(0)).ParamName);
        Assert.Equal("markPrice", Assert.Throws<ArgumentOutOfRangeException>(() => BandGrid.DefaultRange(double.NaN)).ParamName);
    }

    [Theory]
    [InlineData(1, 50, 150)]
    [InlineData(3, 99.9, 100.1)]
    [InlineData(40, 33_500, 100_500)]
    [InlineData(7, 0, 1)]
    [InlineData(100, 0.000011, 0.000033)]
    [InlineData(12_345, 61_234.5, 73_456.7)]
    [InlineData(2, 1e20, 3e20)]
    [InlineData(BandGrid.MaxCount, 1000, 90_000)]
    public void WithCount_GivesThatManyBandsOverTheRange(int count, double low, double high)
    {
        var grid = BandGrid.WithCount(count, new(low, high));
        Assert.Equal(count, grid.Count);
        Assert.True(grid.Lower <= low);
        Assert.True(grid.Upper >= high);
        Assert.Equal(BandSpacing.Uniform, grid.Spacing);
        Assert.True(grid.SharesLatticeWith(BandGrid.Uniform(grid.Step, new(low, low + grid.Step))));
    }

    [Fact]
    public void WithCount_HasAWidthOfThreeDigits()
    {
        Assert.Equal(10, BandGrid.WithCount(10, new(50, 150)).Step);
        Assert.Equal(0.1, BandGrid.WithCount(10, new(0, 1)).Step);
        Assert.Equal(1710, BandGrid.WithCount(40, new(33_500, 100_500)).Step);
        Assert.Equal(0.0334, BandGrid.WithCount(30, new(0, 1)).Step);
    }

    [Fact]
    public void WithCount_RefusesACountOutsideItsLimits()
    {
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => BandGrid.WithCount(0, new(1, 2))).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => BandGrid.WithCount(BandGrid.MaxCount + 1, new(1, 2))).ParamName);
    }

    [Theory]
    [InlineData(1e30)]
    [InlineData(1e40)]
    [InlineData(1e200)]
    public void WithCount_ReachesAsFarAsUniformDoes(double high)
    {
        var grid = BandGrid.WithCount(10, new(0, high));
        Assert.Equal(10, grid.Count);
        Assert.True(grid.Upper >= high);
        Assert.InRange(grid.Step, high / 10, high / 9);
    }

    [Theory]
    [InlineData(1e-40)]
    [InlineData(1e-200)]
    public void WithCount_OfATinyRange_HasTinyBands(double high)
    {
        var grid = BandGrid.WithCount(10, new(0, high));
        Assert.InRange(grid.Step, high / 11, high / 9);
    }

    [Fact]
    public void Limits_AreNamed()
    {
        Assert.Equal("range", Expect.Throws<ArgumentException>(() => BandGrid.Uniform(0.001, new(0, 1e6)), "4,194,304", "1,000,000,000", "0.001").ParamName);
        Assert.Equal(BandGrid.MaxCount, BandGrid.Uniform(1, new(0, BandGrid.MaxCount)).Count);
        Assert.Throws<ArgumentException>(() => BandGrid.Uniform(1, new(0, BandGrid.MaxCount + 1)));
        Assert.Equal("step", Assert.Throws<ArgumentOutOfRangeException>(() => BandGrid.Geometric(0.9e-6, new(1, 2))).ParamName);
        Assert.Equal("step", Assert.Throws<ArgumentOutOfRangeException>(() => BandGrid.Geometric(10.1, new(1, 2))).ParamName);
        Assert.Equal("step", Assert.Throws<ArgumentOutOfRangeException>(() => BandGrid.Geometric(double.NaN, new(1, 2))).ParamName);
        Assert.Equal("width", Assert.Throws<ArgumentOutOfRangeException>(() => BandGrid.Uniform(0, new(1, 2))).ParamName);
        Assert.Equal("width", Assert.Throws<ArgumentOutOfRangeException>(() => BandGrid.Uniform(double.NaN, new(1, 2))).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => BandGrid.Uniform(1e-9, new(1e9, 1e9 + 1e-6)));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(double.NaN, 2)]
    [InlineData(1, double.NaN)]
    [InlineData(1, double.PositiveInfinity)]
    public void Range_OutsideItsDomain_IsRefused(double low, double high)
    {
        Assert.Equal("range", Expect.Throws<ArgumentException>(() => BandGrid.Uniform(1, new(low, high)), "0 <= low < high").ParamName);
        Assert.Equal("range", Expect.Throws<ArgumentException>(() => BandGrid.Geometric(0.1, new(low, high)), "0 < low < high").ParamName);
        Assert.Equal("range", Assert.Throws<ArgumentException>(() => BandGrid.WithCount(5, new(low, high))).ParamName);
    }

    [Fact]
    public void Geometric_CannotStartAtZero() => Assert.Throws<ArgumentException>(() => BandGrid.Geometric(0.1, new(0, 1)));

    [Theory]
    [InlineData(1e-310, 1e-309)]
    [InlineData(1.7e308, 1.79e308)]
    public void Range_AtTheEndOfTheNumbers_GivesARisingGridOrIsRefused(double low, double high)
    {
        foreach (Func<BandGrid> make in (Func<BandGrid>[])[() => BandGrid.Geometric(0.0025, new(low, high)), () => BandGrid.Geometric(0.5, new(low, high)), () => BandGrid.Uniform(high, new(low, high)), () => BandGrid.Uniform(high * 0.55, new(low, high))])
        {
            BandGrid grid;
            try
            {
                grid = make();
            }
            catch (ArgumentException)
            {
                continue;
            }

            AssertLattice(grid);
            Assert.True(grid.Lower <= low && grid.Upper >= high);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void Band_ThatIsNotThere_IsRefused(int band)
    {
        var grid = BandGrid.Uniform(10, new(50, 150));
        Assert.Equal("band", Expect.Throws<ArgumentOutOfRangeException>(() => grid.LowerEdge(band), "0 to 9").ParamName);
        Assert.Equal("band", Assert.Throws<ArgumentOutOfRangeException>(() => grid.UpperEdge(band)).ParamName);
        Assert.Equal("band", Assert.Throws<ArgumentOutOfRangeException>(() => grid[band]).ParamName);
    }

    [Fact]
    public void Grids_AreEqualWhereLatticeAndWindowAre()
    {
        BandGrid grid = BandGrid.Uniform(10, new(50, 150)), same = BandGrid.Uniform(10, new(55, 145)), longer = BandGrid.Uniform(10, new(50, 160)), later = BandGrid.Uniform(10, new(60, 160));
        Assert.True(grid.Equals((object)same));
        Assert.Equal(grid.GetHashCode(), same.GetHashCode());
        Assert.False(grid.Equals(longer));
        Assert.False(grid.Equals(later));
        Assert.False(grid.Equals(null));
        Assert.False(grid.Equals((object)"grid"));
        Assert.False(BandGrid.Uniform(0.5, new(1, 2)).SharesLatticeWith(BandGrid.Geometric(0.5, new(1, 2))));
        Assert.False(BandGrid.Uniform(0.5, new(1, 2)).SharesLatticeWith(BandGrid.Uniform(0.25, new(1, 2))));
        Assert.Throws<ArgumentNullException>(() => grid.SharesLatticeWith(null!));
    }

    [Fact]
    public void Text_SaysHowManyBandsOfWhat()
    {
        Assert.Equal("10 uniform bands of 10 from 50 to 150", BandGrid.Uniform(10, new(50, 150)).ToString());
        Assert.StartsWith("441 geometric bands of 0.25 % from ", BandGrid.Around(78_339.2).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PriceRange_IsHalfOpen()
    {
        var range = new PriceRange(1, 2);
        Assert.True(range.Contains(1));
        Assert.False(range.Contains(2));
        Assert.False(range.Contains(0.5));
        Assert.False(range.Contains(double.NaN));
        Assert.False(default(PriceRange).Contains(0));
    }

    private static void AssertLattice(BandGrid grid)
    {
        Assert.True(double.IsFinite(grid.Upper));
        for (int i = 0; i < grid.Count; i++)
        {
            if (!(grid.Edges[i] < grid.Edges[i + 1]))
            {
                Assert.Fail(FormattableString.Invariant($"edge {i} of {grid} does not rise: {grid.Edges[i]:R}, {grid.Edges[i + 1]:R}"));
            }
        }
    }

    /// <summary>(1 + step)^index rounded once to a double, by whole numbers: a double is m·2^e, so its powers are m^k·2^(e·k).</summary>
    private static double ExactPower(double step, long index)
    {
        // 1 + step as mantissa × 2^-scale, without loss.
        const int Scale = 100;
        BigInteger mantissa = (BigInteger)Math.ScaleB(step, Scale) + (BigInteger.One << Scale);
        int exponent = Scale;
        while (mantissa.IsEven)
        {
            (mantissa, exponent) = (mantissa >> 1, exponent - 1);
        }

        // 600 bits of working precision: each product is cut there, far below what a double sees.
        (BigInteger power, long powerExponent) = (BigInteger.One, 0);
        (BigInteger factor, long factorExponent) = (mantissa, -exponent);
        for (long rest = Math.Abs(index); rest != 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
            {
                (power, powerExponent) = Cut(power * factor, powerExponent + factorExponent);
            }

            (factor, factorExponent) = Cut(factor * factor, 2 * factorExponent);
        }

        return index < 0 ? Quotient(BigInteger.One, power, -powerExponent) : Quotient(power, BigInteger.One, powerExponent);
    }

    private static (BigInteger Value, long Exponent) Cut(BigInteger value, long exponent)
    {
        long spare = value.GetBitLength() - 600;
        return spare > 0 ? (value >> (int)spare, exponent + spare) : (value, exponent);
    }

    /// <summary>numerator ÷ denominator × 2^exponent to the nearest double.</summary>
    private static double Quotient(BigInteger numerator, BigInteger denominator, long exponent)
    {
        int shift = (int)(54 + 8 + denominator.GetBitLength() - numerator.GetBitLength());
        BigInteger quotient = shift >= 0 ? (numerator << shift) / denominator : numerator / (denominator << -shift);
        int spare = (int)quotient.GetBitLength() - 53;
        BigInteger half = BigInteger.One << (spare - 1), head = quotient >> spare, tail = quotient - (head << spare);

        // The tail below what is cut never decides a tie here: powers are irrational to 53 bits.
        head += tail > half || (tail == half && !head.IsEven) ? 1 : 0;
        return Math.ScaleB((double)head, (int)(exponent - shift + spare));
    }
}
