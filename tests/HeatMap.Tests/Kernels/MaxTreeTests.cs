using HeatMap.Kernels;

namespace HeatMap.Tests.Kernels;

public sealed class MaxTreeTests
{
    [Fact]
    public void TheFirstPlace_IsThatOfTheLoop()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var stream = new RandomStream(seed, 10);
            int count = stream.Below(0, seed % 5 == 0 ? 5000 : 70);
            double[] values = [.. Enumerable.Range(1, count).Select(i => stream.Below(3 * i, 50) == 0 ? double.PositiveInfinity : stream.Normal((3 * i) + 1) - (0.001 * i))];
            var tree = new MaxTree([.. values]);
            for (int i = 0; i < 60; i++)
            {
                int from = stream.Below(20_000 + i, count + 1);
                double bound = 4 * stream.Normal(30_000 + i);
                int expected = Array.FindIndex(values, from, v => v >= bound);
                Assert.Equal(expected < 0 ? count : expected, tree.FirstAtLeast(bound, from));
            }
        }
    }
}
