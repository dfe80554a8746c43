using HeatMap.Estimation;
using HeatMap.Tests.Evaluation;

namespace HeatMap.Tests.Estimation.Forecast;

public sealed class PathFeaturesTests
{
    private static readonly MarketBar[] Bars = TestMarket.Bars(12);

    [Fact]
    public void Names_AreOneForEachNumber_AndDiffer()
    {
        var inside = new PathFeatures(TimeSpan.FromMinutes(5), new() { Interval = TestMarket.Hour, HasInside = true });
        Assert.Equal(inside.Count, inside.Names.Distinct().Count());
        Assert.Equal(inside.Count - 3, new PathFeatures(TestMarket.Hour).Count);
    }

    [Fact]
    public void Fill_OfHandMadeBars_SaysReachReturnAndExtension()
    {
        var features = new PathFeatures(TestMarket.Hour, new() { HasShape = true });
        for (int i = 0; i < 30; i++)
        {
            features.Add(new(i * 3_600_000L, 100, 101, 100 / 1.01, 100) { OpenInterest = 7, LongLiquidations = 10_000, ShortLiquidations = 80_000 });
        }

        double unit = Math.Log(1.01 * 1.01) / Math.Sqrt(4 * Math.Log(2));
        Expect.NearRelative(unit, features.Deviation, 1e-12);
        var row = new double[features.Count];
        var path = new IntervalPath(30 * 3_600_000L, 100, 98, 100.5, 99);
        features.Fill(Side.Long, path, row);
        double At(string name) => row[features.Names.IndexOf(name)];
        Expect.NearRelative(Math.Log(100 / 98.0) / unit, At("reach"), 1e-12);
        Expect.NearRelative(Math.Log(100 / 99.0) / unit, At("return against"), 1e-12);
        Expect.NearRelative(100 * Math.Log(100 / 1.01 / 98), At("extension beyond 24 h"), 1e-9);
        Expect.NearRelative(Math.Log(700), At("log open interest"), 1e-12);
        Expect.NearRelative(Math.Log(30_000), At("log own liquidations, 4 h"), 1e-12);
        Expect.NearRelative(Math.Log(100_000), At("log other liquidations, 24 h"), 1e-12);
        Expect.NearRelative(Math.Log(720), At("log hours since as far"), 1e-12);
        Expect.NearRelative(Math.Sin(2 * Math.PI * 6 / 24), At("hour sine"), 1e-9);
        features.Fill(Side.Short, path, row);
        Assert.Equal(0, At("extension beyond 24 h"));
        Assert.Equal(0.5, At("side"));
        Expect.NearRelative(Math.Log(1), At("log hours since as far"), 1e-12);
    }

    [Fact]
    public void Fill_OfAMirroredMarket_IsTheOtherSidesRow()
    {
        var features = new PathFeatures(TestMarket.Hour, new() { HasInside = true, HasShape = true });
        var mirrored = new PathFeatures(TestMarket.Hour, new() { HasInside = true, HasShape = true });
        for (int i = 0; i < Bars.Length - 1; i++)
        {
            features.Add(Bars[i]);
            mirrored.Add(TestMarket.Mirrored(Bars[i]));
        }

        double[] left = new double[features.Count], right = new double[features.Count];
        MarketBar other = TestMarket.Mirrored(Bars[^1]);
        features.Fill(Side.Long, IntervalPath.Through([Bars[^1]], features.Price), left);
        mirrored.Fill(Side.Short, IntervalPath.Through([other], mirrored.Price), right);
        for (int i = 0; i < left.Length; i++)
        {
            string name = features.Names[i];
            Expect.Near(name == "side" ? -left[i] : name == "log open interest" ? Math.Log(1000 * mirrored.Price * Math.Pow(Bars[^2].Close, 2) / 1e4) : left[i], right[i], 1e-7, name);
        }
    }

    [Fact]
    public void Fill_WithoutOpenInterestAndLiquidations_SaysNaNThereAndNowhereElse()
    {
        var features = new PathFeatures(TestMarket.Hour);
        foreach (MarketBar bar in Bars.AsSpan(0, 40))
        {
            features.Add(new(bar.OpenTimeUnixMs, bar.Open, bar.High, bar.Low, bar.Close));
        }

        var row = new double[features.Count];
        features.Fill(Side.Long, IntervalPath.Through(Bars.AsSpan(40, 1), features.Price), row);
        for (int i = 0; i < row.Length; i++)
        {
            bool isMissing = features.Names[i].Contains("liquidations", StringComparison.Ordinal) || features.Names[i] == "log open interest";
            Assert.Equal(isMissing, double.IsNaN(row[i]));
        }
    }

    [Fact]
    public void Rows_DoNotChange_WhenLaterBarsDo()
    {
        VolumeRows rows = Rows(Bars);
        var changed = (MarketBar[])Bars.Clone();
        for (int i = 200; i < changed.Length; i++)
        {
            changed[i] = new(Bars[i].OpenTimeUnixMs, 50, 60, 40, 55) { OpenInterest = 3, Volume = 9, LongLiquidations = 1e9, ShortLiquidations = 1e9 };
        }

        VolumeRows others = Rows(changed);
        int compared = 0;
        for (int row = 0; rows.StartsUnixMs[row] < Bars[200].OpenTimeUnixMs; row++, compared++)
        {
            Assert.Equal(rows.Features(row).ToArray(), others.Features(row).ToArray());
            Assert.Equal(rows.SweptShare(row, 0), others.SweptShare(row, 0));
            Assert.Equal(rows.Targets[row], others.Targets[row]);
        }

        Assert.Equal(2 * (200 - 24), compared);
    }

    [Fact]
    public void Rows_OfAnInterval_DoNotSeeItsLiquidationsOrItsOpenInterest()
    {
        MarketBar[] changed = [.. Bars.Take(100)];
        changed[^1] = changed[^1] with { OpenInterest = 1, Volume = 1, LongLiquidations = 5, ShortLiquidations = 6 };
        VolumeRows rows = Rows(Bars.AsSpan(0, 100)), others = Rows(changed);
        Assert.Equal(rows.Features(rows.Count - 1).ToArray(), others.Features(rows.Count - 1).ToArray());
        Assert.Equal(6, others.Targets[^1]);
    }

    [Fact]
    public void Fill_AllocatesNothing()
    {
        var features = new PathFeatures(TestMarket.Hour);
        foreach (MarketBar bar in Bars.AsSpan(0, 100))
        {
            features.Add(bar);
        }

        var row = new double[features.Count];
        IntervalPath path = IntervalPath.Through(Bars.AsSpan(100, 1), features.Price);
        features.Fill(Side.Long, path, row);
        Assert.Equal(0, Allocated.Least(() => features.Fill(Side.Short, path, row)));
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        var features = new PathFeatures(TestMarket.Hour);
        var row = new double[features.Count];
        var path = new IntervalPath(0, 100, 99, 101, 100);
        Assert.Throws<InvalidOperationException>(() => features.Fill(Side.Long, path, row));
        features.Add(Bars[0]);
        Expect.Throws<ArgumentException>(() => features.Add(Bars[0]), "must begin where the last one ended");
        Expect.Throws<ArgumentException>(() => features.Add(default), "prices must be finite");
        Expect.Throws<ArgumentException>(() => features.Fill(Side.Long, path, row), "begin at");
        Expect.Throws<ArgumentException>(() => features.Fill(Side.Long, default, row), "must have prices");
        Expect.Throws<ArgumentException>(() => features.Fill(Side.Long, path, new double[3]), "had room for 3");
        Expect.Throws<ArgumentException>(() => _ = new PathFeatures(TestMarket.Hour, new() { Interval = TimeSpan.FromMinutes(90) }), "whole number of bars");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new PathFeaturesOptions { Interval = TimeSpan.Zero }, "a time > 0");
        Expect.Throws<ArgumentException>(() => _ = new IntervalPath(0, 100, 101, 102, 101), "must hold start and close");
        Expect.Throws<ArgumentException>(() => IntervalPath.Through([], 100), "at least one");
    }

    [Fact]
    public void Through_OfFinerBars_FindsTheRunThatOneBarHides()
    {
        MarketBar[] bars = [new(0, 100, 104, 100, 104), new(1, 104, 104, 98, 98), new(2, 98, 101, 98, 101)];
        IntervalPath fine = IntervalPath.Through(bars, 100), coarse = IntervalPath.Through([new(0, 100, 104, 98, 101)], 100);
        Assert.Equal((98, 104, 101), (fine.Low, fine.High, fine.Close));
        Expect.NearRelative(Math.Log(104 / 98.0), fine.DeepestFall, 1e-12);
        Expect.NearRelative(Math.Log(104 / 101.0), coarse.DeepestFall, 1e-12);
        Assert.Equal((new PriceRange(98, 100), new PriceRange(100, 104)), (fine.Reached(Side.Long), fine.Reached(Side.Short)));
    }

    private static VolumeRows Rows(ReadOnlySpan<MarketBar> bars)
    {
        var builder = new VolumeRowsBuilder(new PathFeatures(TestMarket.Hour), new TestBook(1));
        builder.AddAll(bars);
        return builder.ToRows();
    }
}
