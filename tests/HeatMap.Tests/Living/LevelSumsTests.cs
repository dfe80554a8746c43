using HeatMap.Kernels;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Living;

/// <summary>Sums over sums against a plain loop, at every length around their blocks.</summary>
public sealed class LevelSumsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(5000)]
    [InlineData(16_383)]
    [InlineData(16_384)]
    [InlineData(16_385)]
    [InlineData(40_000)]
    public void AnyRun_IsTheSumOfItsCells(int count)
    {
        var dice = new Dice(count, 5);
        int small = count + 64, large = small + LevelSums.SmallCount(count), length = large + LevelSums.LargeCount(count) + 64;

        // What lies between and behind must not be read into a sum.
        long[] memory = [.. Enumerable.Repeat(long.MaxValue / 3, length)], built = [.. memory];
        memory.AsSpan(0, count).Clear();
        memory.AsSpan(small, LevelSums.SmallCount(count)).Clear();
        memory.AsSpan(large, LevelSums.LargeCount(count)).Clear();
        for (int i = 0; i < 3 * count; i++)
        {
            LevelSums.Add(memory, 0, small, large, dice.Whole(0, count - 1), dice.Whole(-1000, 100_000));
        }

        memory.AsSpan(0, count).CopyTo(built);
        LevelSums.Build(built, 0, small, large, count);
        Assert.Equal(memory, built);

        long[] before = new long[count + 1];
        for (int i = 0; i < count; i++)
        {
            before[i + 1] = before[i] + memory[i];
        }

        int[] ends = [0, 1, 15, 16, 17, 31, 32, 511, 512, 513, 527, 528, 1024, 16_383, 16_384, 16_385, 32_768, count - 1, count, .. Enumerable.Range(0, 40).Select(_ => dice.Whole(0, count))];
        foreach (int first in ends.Where(e => e <= count))
        {
            Assert.Equal(before[first], LevelSums.Between(memory, 0, small, large, 0, first));
            foreach (int end in ends.Where(e => e >= first && e <= count))
            {
                Assert.Equal(before[end] - before[first], LevelSums.Between(memory, 0, small, large, first, end));
            }
        }
    }
}
