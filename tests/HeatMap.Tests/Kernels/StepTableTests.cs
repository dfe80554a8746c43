using HeatMap.Kernels;

namespace HeatMap.Tests.Kernels;

public sealed class StepTableTests
{
    [Fact]
    public void EveryNumber_ReachesAsManyThresholdsAsAreAtMostIt()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            var stream = new RandomStream(seed, 9);
            int count = stream.Below(0, seed % 10 == 0 ? 3000 : 40);
            double[] thresholds = [.. Enumerable.Range(1, count).Select(i => Draw(stream, i, seed)).Order().Distinct()];
            var table = new StepTable(thresholds);
            Assert.Equal(thresholds, table.Thresholds.ToArray());
            IEnumerable<double> asked = [.. thresholds, .. thresholds.Select(Math.BitIncrement), .. thresholds.Where(t => t > 0).Select(Math.BitDecrement),
                .. Enumerable.Range(5000, 100).Select(i => Draw(stream, i, seed)), 0, -1, double.NaN, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon];
            foreach (double x in asked)
            {
                Assert.Equal(thresholds.Count(t => t <= x), table.CountAtMost(x));
            }
        }
    }

    /// <summary>Spread evenly, over many powers of two, crowded into the last bits around a few numbers, or few and equal.</summary>
    private static double Draw(RandomStream stream, int i, int seed) => (seed % 4) switch
    {
        0 => 1000 * stream.Uniform(i),
        1 => Math.Pow(10, (600 * stream.Uniform(i)) - 300),
        2 => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(1 + stream.Below(i, 3)) + stream.Below(i + 100_000, 500)),
        _ => stream.Below(i, 20),
    };
}
