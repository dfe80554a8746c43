using HeatMap.Estimation;
using HeatMap.Evaluation;

namespace HeatMap.Tests.Evaluation;

public sealed class MapScorerTests
{
    private static readonly MarketBar[] Bars = TestMarket.Bars(45);

    private static readonly Lazy<ScoreReport> Report = new(() => Score(Bars));

    [Fact]
    public void Score_OfTheTruth_BeatsThePathAndTheNullMap()
    {
        ScoreReport report = Report.Value;
        ScoreIncrement overPath = report.Increment("truth")!, overNull = report.Increment("truth", "null")!;
        Assert.True(overPath.DevianceGain.Low > 0.1, $"{overPath.DevianceGain.Low}");
        Assert.True(overPath.NatsPerDollar.Low > 0.05, $"{overPath.NatsPerDollar.Low}");
        Assert.True(overNull.DevianceGain.Low > 0.1);
        Assert.True(overPath.PValue < 0.01);
        ScoreIncrement instead = report.Increment("truth", "null", isInstead: true)!;
        double own = report.Model("truth")!.DeviancesByDay.Sum(), nothing = report.Model("null")!.DeviancesByDay.Sum();
        Expect.NearRelative(1 - (own / nothing), instead.DevianceGain.Estimate, 1e-9);
        Expect.NearRelative(report.Model("truth")!.TweedieDeviance * 2 * report.TestIntervals, own, 1e-9);
        Assert.NotEqual(instead.DevianceGain.Estimate, overNull.DevianceGain.Estimate);
        Assert.True(overPath.BetterDays > 0.8);
        Assert.Equal(45, report.TestDays + 14 + 1);
        Assert.Equal(24 * 30, report.TestIntervals);
        Assert.Equal(1, report.OpenInterestCoverage);
        Assert.Equal("test", report.Scopes.Liquidations);
        Assert.Null(report.Location);
        Assert.Empty(report.Truth);
    }

    [Fact]
    public void Score_OfAnotherBook_AddsNothing() => Assert.True(Report.Value.Increment("other")!.DevianceGain.Low < 0.01);

    [Fact]
    public void Score_RanksBaselines_AndCalibratesThem()
    {
        ScoreReport report = Report.Value;
        Assert.True(report.Model("truth")!.ExplainedDeviance > report.Model("path")!.ExplainedDeviance);
        Assert.True(report.Model("path")!.ExplainedDeviance > report.Model("persistence")!.ExplainedDeviance);
        Assert.True(report.Model("truth")!.Crps < report.Model("path")!.Crps);
        Assert.True(report.Model("truth")!.Pinball90 < report.Model("path")!.Pinball90);
        Assert.True(report.Model("truth")!.RSquaredOfLogs > report.Model("path")!.RSquaredOfLogs);
        Assert.InRange(report.Model("truth")!.VolumeRatio, 0.7, 1.4);
        Assert.Equal(2 * report.TestIntervals, report.Model("truth")!.Pit.Counts.Sum());
        Assert.Null(report.Model("nobody"));
        Assert.True(report.Model("truth")!.Sides.Brier < report.Model("path")!.Sides.Brier);
        Assert.True(report.Model("path")!.Sides.Auc > 0.7);
    }

    [Fact]
    public void Score_IsTheSameTwice_BitForBit()
    {
        ScoreReport again = Score(Bars);
        Assert.Equal([.. Report.Value.Increments], again.Increments.ToArray());
        Assert.Equal(Report.Value.Models.Select(m => m.Crps), again.Models.Select(m => m.Crps));
    }

    [Fact]
    public void Score_DoesNotChange_WhenBarsAfterTheTestsDo()
    {
        // The last day is dropped from one series and is nonsense in the other: tests before it must agree.
        MarketBar[] cut = Bars[..^24], nonsense = (MarketBar[])Bars.Clone();
        WalkForward plan = new() { RefitEvery = TimeSpan.FromDays(29) };
        for (int i = cut.Length; i < nonsense.Length; i++)
        {
            nonsense[i] = new(nonsense[i].OpenTimeUnixMs, 30, 31, 29, 30);
        }

        ScoreReport left = Score(cut, plan), right = Score(nonsense, plan);
        Assert.Equal([.. left.Increments], right.Increments.ToArray());
    }

    [Fact]
    public void Score_OfIntensity_RewardsTheTruth_WithoutThePath()
    {
        IntensityScore truth = Report.Value.Intensity.Single(i => i.Name == "truth"), other = Report.Value.Intensity.Single(i => i.Name == "other");
        Assert.True(truth.GainOverKernel.Low > 0 && truth.GainOverKernel.Estimate > other.GainOverKernel.Estimate);
        Assert.True(truth.StockShare > 0 && !truth.IsByPrice);
    }

    [Fact]
    public void Score_OfCascades_CountsWhatWasDeclared()
    {
        EventReport cascades = Report.Value.Cascades!;
        Assert.Equal(["past", "truth", "other", "null"], cascades.Models.Select(m => m.Name));
        Assert.InRange(cascades.Events, 1, cascades.Intervals / 20);
        EventScore past = cascades.Models[0];
        Assert.Equal((double)cascades.Events / cascades.Intervals, past.Score.BaseRate, 12);
        Assert.InRange(past.AlarmsPerWeek, 0, 168);
        Assert.Equal(past.Score.Brier, past.Score.Miscalibration - past.Score.Discrimination + past.Score.Uncertainty, 12);
        Assert.True(cascades.Models[1].Score.LogScore < past.Score.LogScore);
    }

    [Fact]
    public void Score_OfFourHours_TakesWholeIntervalsOnly()
    {
        MarketBar[] bars = [.. Bars.Where((_, i) => i != 700)];
        ScoreReport report = MapScorer.Score(Checked(bars), [new("truth", new TestBook(1))], new() { Path = new() { Interval = TimeSpan.FromHours(4), HasInside = true } });
        Assert.Equal(TimeSpan.FromHours(4), report.Interval);
        Assert.Equal((30 * 6) - 1, report.TestIntervals);
        Assert.True(report.Increment("truth")!.DevianceGain.Low > 0);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Expect.Throws<ArgumentException>(() => MapScorer.Score(Checked(Bars[..300]), []), "more than 14 days");
        Expect.Throws<ArgumentException>(() => MapScorer.Score(Checked(Bars), [new("path", new TestBook(1))]), "is taken");
        Expect.Throws<ArgumentException>(
            () => MapScorer.Score(Checked(Bars), [new("a", new NullMap(new TestBook(1), TestMarket.Hour)), new("b", new NullMap(new TestBook(1), TestMarket.Hour))]),
            "one null map");
        Assert.Throws<ArgumentNullException>(() => new MapScorerOptions { Path = null! });
    }

    private static MarketBars Checked(MarketBar[] bars) => MarketBars.From(bars, TestMarket.Hour, MarketScopes.All("test"));

    [Theory]
    [InlineData(0, 24)]
    [InlineData(100, 100)]
    public void Score_WithSnapshots_IsOfIntervalsThatEveryMapHas(int knownAfter, int firstRow)
    {
        MarketBar[] bars = Bars[..(24 * 20)];
        var book = new TestBook(1);
        foreach (MarketBar bar in bars.AsSpan(0, Math.Max(knownAfter, 1)))
        {
            book.Add(bar);
        }

        MapScorerOptions options = new() { WalkForward = new() { FirstTraining = TimeSpan.FromDays(7) }, Volume = new() { Ridges = [0.03] }, Bootstrap = new() { Draws = 10 } };
        SnapshotSeries series = new([new(TestMarket.Start + (knownAfter * 3_600_000L), book.ToLiquidationMap())], TestMarket.Hour);

        ScoreReport report = MapScorer.Score(Checked(bars), [new("theirs", series), new("ours", new TestBook(1))], options);

        Assert.Equal(TestMarket.Start + ((firstRow + (7 * 24)) * 3_600_000L), report.TestStartUnixMs);
        Assert.Equal(bars.Length - firstRow - (7 * 24), report.TestIntervals);
        Assert.All(report.Models, m => Assert.Equal(2 * report.TestIntervals, m.Pit.Counts.Sum()));
        Expect.Throws<ArgumentException>(
            () => MapScorer.Score(Checked(bars), [new("late", new SnapshotSeries([new(bars[^1].OpenTimeUnixMs, book.ToLiquidationMap())], TestMarket.Hour))], options), "with a snapshot of every series", "had 1 intervals");
    }

    private static ScoreReport Score(MarketBar[] bars, WalkForward? plan = null) => MapScorer.Score(
        Checked(bars),
        [new("truth", new TestBook(1)), new("other", new TestBook(77)), new("null", new NullMap(new TestBook(5, byVolume: true), TestMarket.Hour))],
        new() { WalkForward = plan ?? new(), Volume = new() { Ridges = [0.03] }, Bootstrap = new() { Draws = 500, Seed = 3 } });
}
