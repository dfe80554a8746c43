using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

public sealed class PersistenceTests
{
    [Fact]
    public void Peaks_OfNothing_AreNone()
    {
        Assert.Empty(Persistence.Peaks([]));
        Assert.Empty(Persistence.Peaks([0, 0, 0]));
    }

    [Fact]
    public void Peaks_AtTheEdges_CountAsIfZeroLayOutside() =>
        Assert.Equal([new(0, 9, 9), new(2, 8, 7), new(4, 7, 5), new(6, 6, 3)], Persistence.Peaks([9, 1, 8, 2, 7, 3, 6]));

    [Fact]
    public void Peaks_OfEqualHeight_TheFirstIsTheElder() =>
        Assert.Equal([new(0, 5, 5), new(2, 5, 2), new(4, 5, 1)], Persistence.Peaks([5, 3, 5, 4, 5]));

    [Fact]
    public void Peaks_ThatFallShort_AreLeftOut()
    {
        double[] heights = [9, 1, 8, 2, 7, 3, 6];
        Assert.Equal([0, 2, 4], Persistence.Peaks(heights, 5).Select(p => p.Index));
        Assert.Empty(Persistence.Peaks(heights, 9.5));
        Assert.Empty(Persistence.Peaks(heights, double.PositiveInfinity));
    }

    [Fact]
    public void Peaks_MoreThanFit_KeepsTheMostProminentAndTellsHowManyThereAre()
    {
        var room = new HistogramPeak[2];
        Assert.Equal(4, Persistence.Peaks([9, 1, 8, 2, 7, 3, 6], 0, room));
        Assert.Equal([0, 2], room.Select(p => p.Index));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void BadHeight_IsNamedWithItsRow(double height) =>
        Expect.Throws<ArgumentOutOfRangeException>(() => Persistence.Peaks([1, height]), "row 1", "heights", "finite and >= 0");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    public void BadProminence_IsNamed(double prominence) =>
        Expect.Throws<ArgumentOutOfRangeException>(() => Persistence.Peaks([1], prominence), "minProminence must be >= 0");

    /// <summary>The definition itself: islands of bars, joined as the water sinks from height to height.</summary>
    [Fact]
    public void Peaks_AreThoseOfTheDefinition() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        double[] heights = Heights(draw);
        HistogramPeak[] expected = ByDefinition(heights), found = Persistence.Peaks(heights);
        return expected.SequenceEqual(found);
    }), 1000);

    [Fact]
    public void Peaks_InLittleRoom_AreTheFirstOfAll() => Check.That(Prop.ForAll(Draw.Rows(200), draw =>
    {
        double[] heights = Heights(draw);
        HistogramPeak[] all = Persistence.Peaks(heights);
        return Enumerable.Range(0, all.Length + 2).All(room =>
        {
            var some = new HistogramPeak[room];
            return Persistence.Peaks(heights, 0, some) == all.Length && some.Take(all.Length).SequenceEqual(all.Take(room));
        });
    }), 100);

    [Fact]
    public void Peaks_AreAsManyAsLocalMaxima() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        double[] heights = Heights(draw), padded = [0, .. Runs(heights), 0];
        int maxima = Enumerable.Range(1, padded.Length - 2).Count(i => padded[i] > padded[i - 1] && padded[i] > padded[i + 1]);
        return Persistence.Peaks(heights).Length == maxima && Persistence.Peaks(heights).All(p => p.Prominence > 0 && p.Prominence <= p.Height);
    }));

    /// <summary>Stability, with peaks matched as well as can be: ranked prominences differ by at most 2e.</summary>
    [Fact]
    public void AChangeOfEveryBarByE_ChangesEveryProminenceByAtMostTwice() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        double[] heights = Heights(draw);
        double e = draw.Dice.Pick(0.01, 0.5, 2);
        double[] changed = [.. heights.Select((h, i) => Math.Max(0, h + (e * new Dice(draw.Seed, i + 1000).Between(-1, 1))))];
        double[] before = Ranked(heights), after = Ranked(changed);
        int most = Math.Max(before.Length, after.Length);
        return Enumerable.Range(0, most).All(i => Math.Abs(before.ElementAtOrDefault(i) - after.ElementAtOrDefault(i)) <= (2 * e) + 1e-9);
    }), 1000);

    [Fact]
    public void ScaledHeights_HaveScaledProminences() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        double[] heights = Heights(draw);
        return Persistence.Peaks(heights).Select(p => new HistogramPeak(p.Index, p.Height * 8, p.Prominence * 8)).SequenceEqual(Persistence.Peaks([.. heights.Select(h => h * 8)]));
    }));

    private static double[] Ranked(double[] heights) => [.. Persistence.Peaks(heights).Select(p => p.Prominence)];

    private static double[] Heights(Draw draw) => draw.Make(dice => dice.Chance(0.5) ? dice.Whole(0, 4) : dice.Between(0, 10));

    /// <summary>Bars with equal neighbours taken for one.</summary>
    private static IEnumerable<double> Runs(double[] heights) => heights.Where((h, i) => i == 0 || h != heights[i - 1]);

    private static HistogramPeak[] ByDefinition(double[] heights)
    {
        int[] island = [.. Enumerable.Repeat(-1, heights.Length)];
        var dead = new List<HistogramPeak>();
        int[] order = [.. Enumerable.Range(0, heights.Length).Where(i => heights[i] > 0).OrderByDescending(i => heights[i]).ThenBy(i => i)];
        foreach (int bar in order)
        {
            island[bar] = bar;
            foreach (int neighbour in (int[])[bar - 1, bar + 1])
            {
                if (neighbour < 0 || neighbour >= heights.Length || island[neighbour] < 0 || island[neighbour] == island[bar])
                {
                    continue;
                }

                int one = island[bar], other = island[neighbour];
                int elder = heights[one] > heights[other] || (heights[one] == heights[other] && one < other) ? one : other, younger = one + other - elder;
                if (heights[younger] > heights[bar])
                {
                    dead.Add(new(younger, heights[younger], heights[younger] - heights[bar]));
                }

                for (int i = 0; i < island.Length; i++)
                {
                    island[i] = island[i] == younger ? elder : island[i];
                }
            }
        }

        dead.AddRange(island.Where(i => i >= 0).Distinct().Select(i => new HistogramPeak(i, heights[i], heights[i])));
        return [.. dead.OrderByDescending(p => p.Prominence).ThenBy(p => p.Index)];
    }
}
