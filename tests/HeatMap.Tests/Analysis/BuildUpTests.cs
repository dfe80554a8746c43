using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

public sealed class BuildUpTests
{
    private const long Hour = 3_600_000;

    [Fact]
    public void Score_IsAgainstTheChangesBefore()
    {
        var tracker = new BuildUpTracker(new() { Window = 4, LeastHistory = 3 });
        double[] longs = [10, 20, 60, 30, -50, 1000], shorts = [5, 5, 5, 5, 5, 9];
        double standing = 1e6;
        for (int i = 0; i < longs.Length; i++)
        {
            standing += longs[i];
            BuildUpReading reading = tracker.Add(i * Hour, Change(Side.Long, longs[i], standing), Change(Side.Short, shorts[i], 100));
            double[] history = longs[Math.Max(0, i - 4)..i];
            double mean = history.DefaultIfEmpty().Average(), deviation = Math.Sqrt(history.Sum(v => (v - mean) * (v - mean)) / (history.Length - 1));
            if (history.Length < 3)
            {
                Assert.Equal(double.NaN, reading.Long.Score);
            }
            else
            {
                Expect.NearRelative((longs[i] - mean) / deviation, reading.Long.Score);
            }

            Assert.Equal((double.NaN, longs[i], shorts[i], standing), (reading.Short.Score, reading.Long.Net, reading.Short.Net, reading.Long.Standing));
            Assert.Equal((Math.Min(4, i + 1), reading), (reading.History, tracker.Last));
        }

        tracker.Reset();
        Assert.Equal((0, null), (tracker.Count, tracker.Last));
        Assert.Equal("too little history: 1", tracker.Add(-5, Change(Side.Long, 1, 1), Change(Side.Short, 1, 1)).ToString());
    }

    [Fact]
    public void Slope_IsThatOfLeastSquares()
    {
        // y = 1, 3, 2, 5 at hours 0, 1, 2, 4: by hand Sxx = Syy = 8.75, Sxy = 7.75, RSS = Syy − Sxy²/Sxx.
        var tracker = new BuildUpTracker(new() { Window = 4, LeastHistory = 4 });
        (long Hour, double Notional)[] points = [(-9, 100), (0, 1), (1, 3), (2, 2), (4, 5)];
        BuildUpReading last = default;
        foreach ((long hour, double notional) in points)
        {
            last = tracker.Add(hour * Hour, Change(Side.Long, 0, notional), Change(Side.Short, 0, -2 * hour));
        }

        double rest = 8.75 - (7.75 * 7.75 / 8.75);
        Expect.NearRelative(7.75 / 8.75, last.Long.SlopePerHour);
        Expect.NearRelative(7.75 / 8.75 / Math.Sqrt(rest / 2 / 8.75), last.Long.SlopeStatistic);
        Expect.NearRelative(-2, last.Short.SlopePerHour);
        Assert.True(last.Short.SlopeStatistic < -1e6);
        Assert.Equal(BuildUpTrend.ShortsDeclining, last.Trend);
        Assert.Equal("net 0 (z NaN), standing 5 at +1 an hour (t 3.0)", (last.Long with { SlopeStatistic = 2.97 }).ToString());
    }

    [Theory]
    [InlineData(1, 0, BuildUpTrend.LongsBuilding, "longs building")]
    [InlineData(0, 1, BuildUpTrend.ShortsBuilding, "shorts building")]
    [InlineData(1, 1, BuildUpTrend.BothBuilding, "both sides building")]
    [InlineData(-1, 0, BuildUpTrend.LongsDeclining, "longs declining")]
    [InlineData(0, -1, BuildUpTrend.ShortsDeclining, "shorts declining")]
    [InlineData(-1, -1, BuildUpTrend.BothDeclining, "both sides declining")]
    [InlineData(1, -1, BuildUpTrend.LongsBuildingShortsDeclining, "longs building while shorts decline")]
    [InlineData(-1, 1, BuildUpTrend.ShortsBuildingLongsDeclining, "shorts building while longs decline")]
    [InlineData(0, 0, BuildUpTrend.Steady, "steady")]
    public void Verdicts_NameBothSides(int longs, int shorts, BuildUpTrend trend, string text)
    {
        var tracker = new BuildUpTracker();
        Dice dice = new(3, 3);
        for (int i = 0; i < 30; i++)
        {
            double Standing(int direction) => 1000 + (direction * 5 * i) + dice.Between(-20, 20);
            tracker.Add(i * Hour / 4, Change(Side.Long, 0, Standing(longs)), Change(Side.Short, 0, Standing(shorts)));
            Assert.Equal(i < 11, tracker.Last!.Value.Trend is null);
        }

        Assert.Equal((trend, text), (tracker.Last!.Value.Trend, tracker.Last.Value.ToString()));
    }

    [Fact]
    public void ChangesOfMaps_AreFollowed()
    {
        var tracker = new BuildUpTracker(new() { LeastHistory = 3, Window = 10 });
        LiquidationMap last = LiquidationMap.Empty(Shapes.Grid, 100);
        for (int i = 1; i <= 6; i++)
        {
            LiquidationMap map = Shapes.Rows((65, (100 * i) + (i % 2)), (125, -50));
            tracker.Add(i * Hour, last.ChangeTo(map, new(99, 101)));
            last = map;
        }

        BuildUpReading reading = tracker.Last!.Value;
        Assert.Equal((99, 0, 600, 50), (reading.Long.Net, reading.Short.Net, reading.Long.Standing, reading.Short.Standing));
        Assert.Equal((BuildUpTrend.LongsBuilding, 0), (reading.Trend, reading.Short.SlopeStatistic));

        LiquidationMap other = LiquidationMap.Empty(Shapes.Grid, 100, new() { Unit = "USDT" });
        Expect.Throws<ArgumentException>(() => tracker.Add(7 * Hour, other.ChangeTo(other, new(99, 101))), "the units differ: nothing stated so far and USDT in change");
        Expect.Throws<ArgumentOutOfRangeException>(() => tracker.Add(6 * Hour, last.ChangeTo(last, new(99, 101))), "timeUnixMs must be after 21600000");
        Expect.Throws<ArgumentException>(() => tracker.Add(7 * Hour, default, Change(Side.Short, 1, 1)), "longs must be a change of side Long");
        Expect.Throws<ArgumentException>(() => tracker.Add(7 * Hour, Change(Side.Long, 1, 1), Change(Side.Long, 1, 1)), "shorts must be a change of side Short");
        Assert.Throws<ArgumentNullException>("change", () => tracker.Add(7 * Hour, null!));
        Assert.Equal((6, reading), (tracker.Count, tracker.Last));
    }

    [Fact]
    public void Options_AreChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>("Window", static () => new BuildUpOptions { Window = 2 });
        Assert.Throws<ArgumentOutOfRangeException>("LeastHistory", static () => new BuildUpOptions { LeastHistory = 1 << 17 });
        Assert.Throws<ArgumentOutOfRangeException>("TrendStatistic", static () => new BuildUpOptions { TrendStatistic = 0 });
    }

    private static SideChange Change(Side side, double net, double after) =>
        new() { Side = side, Quantum = 1, BuiltUnits = (Int128)Math.Max(net, 0), RemovedUnits = (Int128)Math.Max(-net, 0), AfterUnits = (Int128)after };
}
