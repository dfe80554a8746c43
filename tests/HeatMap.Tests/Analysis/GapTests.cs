using FsCheck.Fluent;
using HeatMap.Tests.Maps;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

public sealed class GapTests
{
    private static readonly GapOptions Any = new() { MinWidth = 0 };

    /// <summary>Bands of one from 90; longs fill 92, 95 to 96 and 99.</summary>
    private static readonly LiquidationMap Map = ZoneTests.Map([0, 0, 8, 1, 0, 8, 8, 0, 0, 8], []);

    [Fact]
    public void Gaps_AreRunsOfThinBands_WidestFirstThenNearest()
    {
        // The median is 8, thin is below 2: the band at 93 with 1 is thin too.
        Gap[] gaps = Map.Gaps(Side.Long, Any);
        Assert.Equal([new PriceRange(97, 99), new(93, 95), new(90, 92)], gaps.Select(g => g.Range));
        Assert.Equal([0.0, 1, 0], gaps.Select(g => g.Notional));
        Assert.Equal([false, false, true], gaps.Select(g => g.IsOpen));
        Assert.Equal([0.01, 0.05, 0.08], gaps.Select(g => Math.Round(g.Distance, 12)));
        Assert.Equal(0.02, gaps[0].WidthFraction, 1e-15);
        Assert.Equal("below 93 to 95 (2 % wide, 5 % away): 1", gaps[1].ToString());
        Assert.Equal("below 90 to 92 (2 % wide, 8 % away): 0, open end", gaps[2].ToString());
    }

    [Fact]
    public void TheShareDecidesWhatIsThin() =>
        Assert.Equal([new PriceRange(97, 99), new(90, 92), new(94, 95)], Map.Gaps(Side.Long, Any with { ShareOfMedian = 0.1 }).Select(g => g.Range));

    [Fact]
    public void ABandOfJustTheShare_IsNotThin()
    {
        LiquidationMap map = ZoneTests.Map([8, 8, 2, 8, 8, 1, 8, 8, 8, 8], []);
        Assert.Equal(new PriceRange(95, 96), Assert.Single(map.Gaps(Side.Long, Any)).Range);
    }

    [Fact]
    public void NearestFirst_WhenAskedFor() =>
        Assert.Equal([new PriceRange(97, 99), new(93, 95), new(90, 92)], Map.Gaps(Side.Long, Any with { Order = GapOrder.Nearest }).Select(g => g.Range));

    [Fact]
    public void ASideThatHoldsNothing_IsOneOpenGap()
    {
        Gap gap = Assert.Single(Map.Gaps(Side.Short, Any));
        Assert.Equal((new PriceRange(100, 110), 0.0, true, 0.0), (gap.Range, gap.Notional, gap.IsOpen, gap.Distance));
        Assert.Equal(new PriceRange(90, 100), Assert.Single(LiquidationMap.Empty(Map.Grid, 100).Gaps(Side.Long)).Range);
        Assert.Equal(0, default(MapView).Gaps(Side.Long, []));
    }

    [Fact]
    public void TheMarkCutsABand()
    {
        Gap[] gaps = Map.WithMark(98.5).Gaps(Side.Long, Any);
        Assert.Equal([new PriceRange(93, 95), new(90, 92), new(97, 98.5)], gaps.Select(g => g.Range));
        Assert.Equal(0, gaps[2].Distance);
    }

    [Fact]
    public void WithinAndMinWidth_BoundTheSearch()
    {
        Assert.Equal([new PriceRange(97, 99), new(94, 95)], Map.Gaps(Side.Long, Any with { Within = 0.06 }).Select(g => g.Range));
        Assert.True(Map.Gaps(Side.Long, Any with { Within = 0.06 })[1].IsOpen);
        Assert.Empty(Map.Gaps(Side.Long, Any with { MinWidth = 0.03 }));
    }

    [Fact]
    public void MoreThanFit_KeepsTheFirstAndTellsHowMany()
    {
        var room = new Gap[1];
        Assert.Equal(3, Map.View.Gaps(Side.Long, room, Any));
        Assert.Equal(new PriceRange(97, 99), room[0].Range);
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => Map.Gaps((Side)0), "side");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new GapOptions { ShareOfMedian = 0 }, "ShareOfMedian must be finite and > 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new GapOptions { Within = double.NaN }, "Within");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new GapOptions { MinWidth = -1 }, "MinWidth");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new GapOptions { Order = (GapOrder)7 }, "Order");
    }

    [Fact]
    public void AMarkOutsideTheWindow_HasGapsOnOneSideOnly()
    {
        Assert.Empty(Map.WithMark(80).Gaps(Side.Long, Any));
        Assert.Equal(new PriceRange(90, 110), Assert.Single(Map.WithMark(80).Gaps(Side.Short, Any)).Range);
        Assert.Empty(Map.WithMark(120).Gaps(Side.Short, Any));
    }

    /// <summary>Of any map: gaps are apart, thin all over, and what is between them is not.</summary>
    [Fact]
    public void Gaps_AreExactlyTheThinBands() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        LiquidationMap map = AnyMap.Make(draw.Dice, 60);
        map = map.WithMark(draw.Dice.Between(map.Grid.Lower * 0.9, map.Grid.Upper * 1.1));
        foreach (Side side in (Side[])[Side.Long, Side.Short])
        {
            Gap[] gaps = [.. map.Gaps(side, Any).OrderBy(g => g.Range.Low)];
            long[] units = [.. side == Side.Long ? map.View.LongUnits : map.View.ShortUnits];
            double[] density = [.. units.Select((u, b) => u / (map.Grid.UpperEdge(b) - map.Grid.LowerEdge(b)))], filled = [.. density.Where(d => d > 0).Order()];
            double median = filled.Length == 0 ? double.NaN : filled.Length % 2 == 1 ? filled[filled.Length / 2] : filled[(filled.Length / 2) - 1] + ((filled[filled.Length / 2] - filled[(filled.Length / 2) - 1]) / 2);
            for (int band = 0; band < units.Length; band++)
            {
                PriceBand b = map.Grid[band];
                double low = side == Side.Long ? b.Lower : Math.Max(b.Lower, map.MarkPrice), high = side == Side.Long ? Math.Min(b.Upper, map.MarkPrice) : b.Upper;
                bool isThin = !(units[band] >= 0.25 * median * (b.Upper - b.Lower)), isOnSide = high > low && (side == Side.Long || high <= 2 * map.MarkPrice);
                if (isOnSide && gaps.Count(g => g.Range.Low <= low && g.Range.High >= high) != (isThin ? 1 : 0))
                {
                    return false;
                }
            }

            if (gaps.Zip(gaps.Skip(1)).Any(p => p.First.Range.High >= p.Second.Range.Low))
            {
                return false;
            }
        }

        return true;
    }));
}
