using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HeatMap.Kernels;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Cascades;

public sealed class SimulationKernelTests
{
    private static readonly int[] Widths = [512, 256, 128];

    [Fact]
    public void Normals_HaveTheMomentsAndTailsOfTheLaw()
    {
        const int Count = 1 << 20;
        var numbers = new float[Count];
        WalkKernel.Normals(WalkRoom.Seed(1, 0), numbers, KernelInfo.VectorBits);
        double[] powers = new double[7];
        int beyond1 = 0, beyond3 = 0, beyond4 = 0;
        foreach (float number in numbers)
        {
            double power = 1, size = Math.Abs(number);
            for (int i = 1; i < powers.Length; i++)
            {
                powers[i] += (power *= number) / Count;
            }

            beyond1 += size > 1 ? 1 : 0;
            beyond3 += size > 3 ? 1 : 0;
            beyond4 += size > 4 ? 1 : 0;
        }

        // Five standard errors of each.
        double error = 5 / Math.Sqrt(Count);
        Expect.Near(0, powers[1], error, "mean");
        Expect.Near(1, powers[2], error * Math.Sqrt(2), "variance");
        Expect.Near(0, powers[3], error * Math.Sqrt(15), "third power");
        Expect.Near(3, powers[4], error * Math.Sqrt(96), "fourth power");
        Expect.Near(0, powers[5], error * Math.Sqrt(945), "fifth power");
        Expect.Near(15, powers[6], error * Math.Sqrt(10170), "sixth power");
        Expect.Near(0.3173105078629141, (double)beyond1 / Count, error * Math.Sqrt(0.32 * 0.68), "beyond 1");
        Expect.Near(0.0026997960632602, (double)beyond3 / Count, error * Math.Sqrt(0.0027), "beyond 3");
        Expect.Near(6.33424836662399e-5, (double)beyond4 / Count, error * Math.Sqrt(6.3e-5), "beyond 4");
    }

    [Fact]
    public void Normals_OfOneDrawAreIndependent()
    {
        const int Draws = 1 << 14;
        var numbers = new float[Draws * WalkKernel.Group];
        WalkKernel.Normals(WalkRoom.Seed(2, 7), numbers, KernelInfo.VectorBits);
        double error = 5 / Math.Sqrt(Draws * 16.0);
        double pair = 0, pairSquares = 0, follow = 0;
        for (int draw = 0; draw + 1 < Draws; draw++)
        {
            for (int lane = 0; lane < 16; lane++)
            {
                double cosine = numbers[(draw * 32) + lane], sine = numbers[(draw * 32) + 16 + lane], next = numbers[((draw + 1) * 32) + lane];
                pair += cosine * sine / (Draws * 16);
                pairSquares += ((cosine * cosine) - 1) * ((sine * sine) - 1) / (Draws * 16);
                follow += cosine * next / (Draws * 16);
            }
        }

        Expect.Near(0, pair, error, "cosine and sine");
        Expect.Near(0, pairSquares, 2 * error, "their squares");
        Expect.Near(0, follow, error, "one draw and the next");
    }

    /// <summary>The transform against logarithm, cosine and sine of the library, from the same bits.</summary>
    [Fact]
    public void Normals_AreTheTransformOfTheirBits()
    {
        const int Draws = 500;
        var numbers = new float[Draws * WalkKernel.Group];
        ulong[] words = WalkRoom.Seed(3, 0);
        WalkKernel.Normals(words, numbers, KernelInfo.VectorBits);
        for (int generator = 0; generator < NormalLanes.Generators; generator++)
        {
            var plain = new PlainGenerator(words[generator], words[8 + generator], words[16 + generator], words[24 + generator]);
            for (int draw = 0; draw < Draws; draw++)
            {
                (ulong forRadius, ulong forAngle) = (plain.Next(), plain.Next());
                for (int half = 0; half < 2; half++)
                {
                    (uint one, uint other) = ((uint)(forRadius >> (32 * half)), (uint)(forAngle >> (32 * half)));
                    double radius = Math.Sqrt(-2 * Math.Log((double)((one >> 1) | 1) / (1L << 31))), angle = Math.PI / 4 * (1 + ((int)other / 2147483648.0));
                    int place = (draw * 32) + (2 * generator) + half;
                    Expect.Near(radius * Math.Cos(angle) * ((one & 1) == 0 ? 1 : -1), numbers[place], 6e-6, "cosine");
                    Expect.Near(radius * Math.Sin(angle) * ((other & 1) == 0 ? 1 : -1), numbers[place + 16], 6e-6, "sine");
                }
            }
        }
    }

    [Fact]
    public void Walk_PassesTheThresholdsThatTheDefinitionPasses()
    {
        int compared = 0, unsure = 0, passed = 0;
        for (int seed = 0; seed < 600; seed++)
        {
            var dice = new Dice(seed, 0);
            double spacing = dice.Pick(0.0003, 0.002, 0.02);
            (WalkSide falls, WalkSide rises) = (WalkSide.Draw(dice, -1, 60, spacing), WalkSide.Draw(dice, 1, 60, spacing));
            int steps = dice.Whole(0, 60);
            (float drift, float deviation) = ((float)dice.Between(-0.001, 0.001), (float)dice.Magnitude(0.0005, 0.02));
            bool antithetic = dice.Chance(0.5);
            ulong[] words = WalkRoom.Seed(seed, 1);
            var room = new WalkRoom(WalkKernel.Group);
            WalkKernel.Walk(WalkSide.Table(falls, rises), steps, drift, deviation, words, antithetic, 0, room.Results, KernelInfo.VectorBits);
            var numbers = new float[Math.Max(1, steps) * WalkKernel.Group];
            WalkKernel.Normals(words, numbers, KernelInfo.VectorBits);
            for (int path = 0; path < WalkKernel.Group; path++)
            {
                var reference = new WalkReference(falls, rises);
                for (int step = 0; step < steps; step++)
                {
                    double number = antithetic ? (path < 16 ? 1 : -1) * numbers[((step / 2) * 32) + ((step % 2) * 16) + (path % 16)] : numbers[(step * 32) + path];
                    reference.Step(drift + (deviation * number));
                }

                Expect.Near(reference.BareLow, room.BareLow[path], 1e-6, "lowest without displacement");
                Expect.Near(reference.BareHigh, room.BareHigh[path], 1e-6, "highest without displacement");
                if (reference.Margin < 1e-6)
                {
                    unsure++;
                    continue;
                }

                compared++;
                passed += reference.Fall + reference.Rise;
                Assert.Equal((seed, path, reference.Fall, reference.Rise), (seed, path, room.Fall[path], room.Rise[path]));
                Expect.Near(reference.Price, room.Close[path], 2e-6, "price");
                Expect.Near(reference.Low, room.Low[path], 2e-6, "lowest");
                Expect.Near(reference.High, room.High[path], 2e-6, "highest");
            }
        }

        Assert.True(unsure < compared / 20, $"{unsure} of {compared + unsure} paths came too near to a threshold to compare");
        Assert.True(passed > 3 * compared, $"only {passed} thresholds were passed by {compared} paths");
    }

    [Fact]
    public void Walk_IsTheSameBitsAtEveryWidth()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var dice = new Dice(seed, 1);
            WalkTable table = WalkSide.Table(WalkSide.Draw(dice, -1, 200, 0.001), WalkSide.Draw(dice, 1, 200, 0.001));
            (int steps, bool antithetic) = (dice.Whole(0, 40), dice.Chance(0.5));
            WalkRoom[] rooms = [.. Widths.Select(_ => new WalkRoom(2 * WalkKernel.Group))];
            for (int i = 0; i < Widths.Length; i++)
            {
                WalkKernel.Walk(table, steps, 0.0001f, 0.005f, WalkRoom.Seed(seed, 0), antithetic, 0, rooms[i].Results, Widths[i]);
                WalkKernel.Walk(table, steps, 0.0001f, 0.005f, WalkRoom.Seed(seed, 1), antithetic, WalkKernel.Group, rooms[i].Results, Widths[i]);
                Assert.Equal(rooms[0].Bits, rooms[i].Bits);
            }
        }
    }

    [Theory]
    [InlineData(false, "F8CF167BAE3EC5CD")]
    [InlineData(true, "7405F06F14580A6B")]
    public void AFixedSeed_GivesTheSameBitsOnEveryMachine(bool antithetic, string expected)
    {
        double[] thresholds = [.. Enumerable.Range(0, 100).Select(i => (i + 4) / 1024.0)], displacements = [.. Enumerable.Range(0, 101).Select(i => i / 4096.0)];
        var table = new WalkTable([.. thresholds.Select(t => -t)], displacements, thresholds, displacements);
        var room = new WalkRoom(4 * WalkKernel.Group);
        for (int group = 0; group < 4; group++)
        {
            WalkKernel.Walk(table, 101, -1 / 65536f, 1 / 256f, WalkRoom.Seed(20261122, group), antithetic, group * WalkKernel.Group, room.Results, KernelInfo.VectorBits);
        }

        int[] bits = [.. room.Bits];
        Assert.Equal(expected, Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(bits.AsSpan())))[..16]);
    }

    [Fact]
    public void Walk_OfAntitheticPathsWithoutDrift_MirrorsThem()
    {
        double[] thresholds = [0.01, 0.02, 0.03], displacements = [0, 0.004, 0.01, 0.02];
        var room = new WalkRoom(WalkKernel.Group);
        WalkKernel.Walk(new([-0.01, -0.02, -0.03], displacements, thresholds, displacements), 99, 0, 0.003f, WalkRoom.Seed(5, 5), true, 0, room.Results, KernelInfo.VectorBits);
        for (int path = 0; path < 16; path++)
        {
            Assert.Equal((room.Close[path], room.Low[path], room.BareHigh[path], room.Fall[path]), (-room.Close[path + 16], -room.High[path + 16], -room.BareLow[path + 16], room.Rise[path + 16]));
        }

        Assert.Contains(room.Fall, f => f > 0);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(1000)]
    public void Walk_MayPassAnyNumberOfThresholdsInOneStep(int count)
    {
        double[] thresholds = [.. Enumerable.Range(1, count).Select(i => i * 1e-6)], displacements = [.. Enumerable.Range(0, count + 1).Select(i => i * 1e-6)];
        var room = new WalkRoom(WalkKernel.Group);
        WalkKernel.Walk(new([.. thresholds.Select(t => -t)], displacements, thresholds, displacements), 1, 0.5f, 0, WalkRoom.Seed(5, 6), false, 0, room.Results, KernelInfo.VectorBits);
        Assert.All(room.Rise, r => Assert.Equal(count, r));
        Assert.All(room.Fall, f => Assert.Equal(0, f));
        Assert.All(room.Close, c => Expect.Near(0.5 + (count * 1e-6), c, 1e-6));
        Assert.All(room.Low, l => Assert.Equal(0, l));
        WalkKernel.Walk(new([.. thresholds.Select(t => -t)], displacements, thresholds, displacements), 1, -0.5f, 0, WalkRoom.Seed(5, 6), false, 0, room.Results, KernelInfo.VectorBits);
        Assert.All(room.Fall, f => Assert.Equal(count, f));
        Assert.All(room.Low, l => Expect.Near(-0.5 - (count * 1e-6), l, 1e-6));
    }

    private sealed class PlainGenerator
    {
        private ulong _a, _b, _c, _d;

        public PlainGenerator(ulong a, ulong b, ulong c, ulong d) => (_a, _b, _c, _d) = (a, b, c, d);

        /// <summary>As the authors of xoshiro256++ publish it.</summary>
        public ulong Next()
        {
            ulong result = ulong.RotateLeft(_a + _d, 23) + _a, t = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= t;
            _d = ulong.RotateLeft(_d, 45);
            return result;
        }
    }
}
