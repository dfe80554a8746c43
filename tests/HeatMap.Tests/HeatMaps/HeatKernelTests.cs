using HeatMap.Kernels;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.HeatMaps;

/// <summary>Every width gives the bits of the plain form.</summary>
public sealed class HeatKernelTests
{
    private static readonly int[] Widths = [512, 256, 128, 64];

    [Fact]
    public void Decay_IsTheExactProductRoundedDown()
    {
        foreach (uint kept in (uint[])[0, 1, 1u << 31, uint.MaxValue, 4_289_000_123])
        {
            for (int length = 0; length <= 27; length++)
            {
                var dice = new Dice((int)(kept % 1000), length);
                long[] cells = [.. Enumerable.Range(0, length).Select(_ => (long)dice.Pick(0, 1, uint.MaxValue, 1L << 32, long.MaxValue, dice.Magnitude(1, 9e18)))];
                long[] expected = [.. cells.Select(c => (long)((UInt128)c * kept >> 32))];
                Int128 lost = cells.Zip(expected).Aggregate(Int128.Zero, static (sum, c) => sum + c.First - c.Second);
                long[] plain = [.. cells];
                Assert.Equal(lost, HeatForms.Decay(plain, kept));
                Assert.Equal(expected, plain);
                foreach (int width in Widths)
                {
                    long[] some = [.. cells];
                    Assert.Equal(lost, HeatKernel.Decay(some, kept, width));
                    Assert.Equal(expected, some);
                }
            }
        }
    }

    [Fact]
    public void Prepare_IsThePlainForm()
    {
        const int LastCell = 101, ToShorts = 104;
        for (int length = 0; length <= 40; length++)
        {
            for (int seed = 0; seed < 20; seed++)
            {
                var dice = new Dice(seed, length);
                int[] bands = [.. Enumerable.Range(0, length).Select(_ => dice.Chance(0.005) ? dice.Pick(-2, 101, int.MinValue, int.MaxValue) : dice.Whole(-1, 100))];
                double[] notional = [.. Enumerable.Range(0, length).Select(_ => (dice.Chance(seed * 0.05) ? -1 : 1) * (dice.Chance(0.005) ? dice.Pick(double.NaN, double.PositiveInfinity, 1e18) : dice.Pick(0, -0.0, 0.25, 0.75, dice.Magnitude(1e-3, 1e12))))];
                long[] weights = [.. Enumerable.Range(0, length).Select(_ => dice.Pick(1, -1) * (long)dice.Pick(0, 1, dice.Magnitude(1, 9e18)))];
                AssertSame(bands, weights, notional, LastCell, ToShorts);
            }
        }
    }

    [Fact]
    public void CopyAround_Copies()
    {
        for (int lines = 0; lines <= 5; lines++)
        {
            AlignedCells from = new(48), to = new(48);
            for (int i = 0; i < 48; i++)
            {
                (from.All[i], to.All[i]) = (i + 1, -1);
            }

            foreach (int width in Widths)
            {
                to.All.Fill(-1);
                HeatKernel.CopyAround(from.All[..(lines * 8)], to.All[..(lines * 8)], width);
                Assert.Equal([.. Enumerable.Range(1, lines * 8).Select(i => (long)i), .. Enumerable.Repeat(-1L, 48 - (lines * 8))], to.All.ToArray());
            }
        }
    }

    [Fact]
    public void WeightSums_SayWhetherTheyAreRight()
    {
        Assert.True(new WeightSums { Bits = (1L << 52) - 1 }.IsExact(1024));
        Assert.True(new WeightSums { Bits = long.MaxValue >> 2 }.IsExact(1));
        Assert.False(new WeightSums { Bits = long.MaxValue }.IsExact(2));
        Assert.False(new WeightSums { Bits = -1 }.IsExact(1));
        foreach (int rows in (int[])[1, 2, 3, 1000, 1024])
        {
            for (int bits = 1; bits < 63; bits++)
            {
                long most = (1L << bits) - 1;
                Assert.True(!new WeightSums { Bits = most }.IsExact(rows) || (Int128)most * rows <= long.MaxValue);
            }
        }
    }

    private static void AssertSame(int[] bands, long[] weights, double[] notional, int lastCell, int toShorts)
    {
        foreach (bool isQuote in (bool[])[false, true])
        {
            WeightSums expected = new();
            int[] cells = new int[bands.Length];
            long[] magnitudes = new long[bands.Length];
            for (int i = 0; i < bands.Length; i++)
            {
                long outside = 0;
                long weight = isQuote ? HeatForms.Rounded(notional[i], 2, ref outside) : weights[i];
                magnitudes[i] = HeatForms.Prepare(bands[i], weight, lastCell, toShorts, out cells[i], ref expected);
                expected.Outside |= outside;
            }

            foreach (int width in Widths)
            {
                int[] c = new int[bands.Length];
                long[] m = new long[bands.Length];
                WeightSums sums = isQuote ? HeatKernel.Prepare(bands, notional, 2, lastCell, toShorts, c, m, width) : HeatKernel.Prepare(bands, weights, lastCell, toShorts, c, m, width);
                Assert.Equal(expected.Outside < 0, sums.Outside < 0);
                if (expected.Outside >= 0)
                {
                    Assert.Equal(expected with { Outside = 0 }, sums with { Outside = 0 });
                    Assert.Equal(cells, c);
                    Assert.Equal(magnitudes, m);
                }
            }
        }
    }
}
