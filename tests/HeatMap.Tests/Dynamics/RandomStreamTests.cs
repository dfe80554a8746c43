namespace HeatMap.Tests.Dynamics;

public sealed class RandomStreamTests
{
    private const int Many = 200_000;

    // Known answers of Random123 (kat_vectors), Salmon et al. 2011: philox4x32 10.
    [Theory]
    [InlineData(0ul, 0ul, 0ul, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x85a308d3_243f6a88ul, 0x03707344_13198a2eul, 0x299f31d0_a4093822ul, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Philox_GivesThePublishedAnswers(ulong low, ulong high, ulong key, uint a, uint b, uint c, uint d) =>
        Assert.Equal((a | ((ulong)b << 32), c | ((ulong)d << 32)), Philox.Mix(low, high, key));

    [Fact]
    public void Bits_AreTwoHalvesOfABlock()
    {
        var stream = new RandomStream(0x299f31d0_a4093822, 0x03707344_13198a2e);
        (ulong low, ulong high) = Philox.Mix(21, 0x03707344_13198a2e, 0x299f31d0_a4093822);
        Assert.Equal(low, stream.Bits(42));
        Assert.Equal(high, stream.Bits(43));
        Assert.Equal(0xe169c58d_6627e8d5, default(RandomStream).Bits(0));
        Assert.Equal(0x9b00dbd8_bc57ac4c, default(RandomStream).Bits(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(long.MaxValue - 9)]
    public void Fills_GiveTheNumbersOfThePlaces(long first)
    {
        var stream = new RandomStream(5, -3);
        for (int length = 0; length < 9; length++)
        {
            double[] uniforms = new double[length], normals = new double[length], exponentials = new double[length];
            stream.Uniforms(first, uniforms);
            stream.Normals(first, normals);
            stream.Exponentials(first, exponentials);
            for (int i = 0; i < length; i++)
            {
                Assert.Equal(stream.Uniform(first + i), uniforms[i]);
                Assert.Equal(stream.Normal(first + i), normals[i]);
                Assert.Equal(stream.Exponential(first + i), exponentials[i]);
            }
        }
    }

    [Fact]
    public void Uniforms_ReachTheLastPlace()
    {
        var stream = new RandomStream(1, 2);
        double[] last = new double[3];
        stream.Uniforms(long.MaxValue - 2, last);
        Assert.Equal([stream.Uniform(long.MaxValue - 2), stream.Uniform(long.MaxValue - 1), stream.Uniform(long.MaxValue)], last);
        Expect.Throws<ArgumentOutOfRangeException>(() => stream.Uniforms(long.MaxValue - 1, last), "first");
    }

    [Fact]
    public void Uniforms_AreStrictlyInsideAndOnTheirLattice()
    {
        foreach (double u in Uniforms(new(1, 2)))
        {
            Assert.InRange(u, double.Epsilon, 1 - double.Epsilon);
            Assert.True(u < 1);
            double place = u * (1L << 52) * 2;
            Assert.Equal(1, place % 2);
            Assert.Equal(u, 1 - (1 - u));
        }
    }

    [Fact]
    public void Uniforms_AreSpreadEvenly()
    {
        int[] cells = new int[100];
        foreach (double u in Uniforms(new(20, 26)))
        {
            cells[(int)(u * cells.Length)]++;
        }

        // 99 degrees of freedom: 135 is the quantile of 99 %, 61 that of 0.1 %.
        double expected = Many / (double)cells.Length, chiSquare = cells.Sum(n => (n - expected) * (n - expected) / expected);
        Assert.InRange(chiSquare, 61, 149);
    }

    [Fact]
    public void PairsOfNeighbours_AreSpreadEvenly()
    {
        double[] u = Uniforms(new(3, 4));
        int[] cells = new int[400];
        for (int i = 0; i + 1 < u.Length; i += 2)
        {
            cells[((int)(u[i] * 20) * 20) + (int)(u[i + 1] * 20)]++;
        }

        double expected = Many / 2 / (double)cells.Length, chiSquare = cells.Sum(n => (n - expected) * (n - expected) / expected);
        Assert.InRange(chiSquare, 399 - (3.3 * 28.3), 399 + (3.3 * 28.3));
    }

    [Fact]
    public void Normals_HaveTheMomentsAndNoMemory()
    {
        double[] z = new double[Many];
        new RandomStream(7, 0).Normals(0, z);
        double error = 1 / Math.Sqrt(Many);
        Expect.Near(0, z.Average(), 3.3 * error);
        Expect.Near(1, z.Average(x => x * x), 3.3 * Math.Sqrt(2) * error);
        Expect.Near(0, z.Average(x => x * x * x), 3.3 * Math.Sqrt(15) * error);
        Expect.Near(3, z.Average(x => x * x * x * x), 3.3 * Math.Sqrt(96) * error);
        foreach (int lag in (int[])[1, 2, 3, 17])
        {
            Expect.Near(0, Enumerable.Range(0, Many - lag).Average(i => z[i] * z[i + lag]), 3.3 * error, $"lag {lag}");
        }
    }

    [Fact]
    public void Exponentials_HaveTheMoments()
    {
        double[] x = new double[Many];
        new RandomStream(11, 5).Exponentials(0, x);
        Assert.All(x, v => Assert.True(v > 0));
        Expect.Near(1, x.Average(), 3.3 / Math.Sqrt(Many));
        Expect.Near(2, x.Average(v => v * v), 3.3 * Math.Sqrt(20.0 / Many));
    }

    [Fact]
    public void Streams_OfOneSeedAndSeedsOfOneStream_AreIndependent()
    {
        double[][] sets = [Normals(new(0, 0)), Normals(new(0, 1)), Normals(new(1, 0)), Normals(new(0, 1L << 32)), Normals(new(-1, 0))];
        for (int i = 0; i < sets.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                Expect.Near(0, sets[i].Zip(sets[j], (a, b) => a * b).Average(), 3.5 / Math.Sqrt(Many), $"{i} and {j}");
            }
        }
    }

    [Fact]
    public void AcrossStreams_TheFirstNumbersAreEvenToo()
    {
        int[] cells = new int[50];
        for (int path = 0; path < 50_000; path++)
        {
            cells[new RandomStream(9, path).Below(0, 50)]++;
        }

        Assert.InRange(cells.Sum(n => (n - 1000.0) * (n - 1000.0) / 1000), 23, 86);
    }

    [Fact]
    public void Below_ReachesBothEnds()
    {
        var stream = new RandomStream(2, 2);
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(0, stream.Below(i, 1)));
        Assert.Equal([0, 1, 2], Enumerable.Range(0, 100).Select(i => stream.Below(i, 3)).Distinct().Order());
        Assert.All(Enumerable.Range(0, 100), i => Assert.InRange(stream.Below(i, int.MaxValue), 0, int.MaxValue - 1));
    }

    [Fact]
    public void Bits_AreTheSameFromManyThreads()
    {
        var stream = new RandomStream(123, 456);
        double[] alone = Uniforms(stream), together = new double[Many];
        Parallel.For(0, 4, part => stream.Uniforms(part * (Many / 4), together.AsSpan(part * (Many / 4), Many / 4)));
        Assert.Equal(alone, together);
    }

    [Fact]
    public void BadPlaces_AreRefused()
    {
        var stream = new RandomStream(0, 0);
        Expect.Throws<ArgumentOutOfRangeException>(() => stream.Bits(-1), "index");
        Expect.Throws<ArgumentOutOfRangeException>(() => stream.Normal(-1), "index");
        Expect.Throws<ArgumentOutOfRangeException>(() => stream.Below(0, 0), "count");
        Expect.Throws<ArgumentOutOfRangeException>(() => stream.Uniforms(-1, new double[1]), "first");
        Expect.Throws<ArgumentOutOfRangeException>(() => stream.Normals(long.MaxValue, new double[2]), "first");
    }

    private static double[] Uniforms(RandomStream stream)
    {
        double[] u = new double[Many];
        stream.Uniforms(0, u);
        return u;
    }

    private static double[] Normals(RandomStream stream)
    {
        double[] z = new double[Many];
        stream.Normals(0, z);
        return z;
    }
}
