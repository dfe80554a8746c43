namespace HeatMap.Tests.Analysis;

public sealed class TouchStudyTests
{
    private const long Hour = 3_600_000;

    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(80, 120));

    private static readonly TouchStudyOptions Options = new() { Selection = new() { MinShare = 0 }, OutcomeWithin = TimeSpan.FromHours(3), MinRebound = 0.02 };

    /// <summary>A long zone at 95 to 96, seen at 100.</summary>
    [Theory]
    [InlineData(TouchOutcome.Swept, new[] { 99.0, 96.0, 95.0, 97.0 })] // through the far edge
    [InlineData(TouchOutcome.Bounced, new[] { 99.0, 95.5, 96.0, 98.0 })] // back by 2 % of 96: 97.92
    [InlineData(TouchOutcome.Held, new[] { 99.0, 95.5, 96.0, 97.0 })] // neither
    [InlineData(TouchOutcome.Held, new[] { 99.0, 96.0, 97.0, 97.0 })] // the near edge itself is a touch
    public void Outcome_FollowsTheRule(TouchOutcome expected, double[] lows)
    {
        // Highs are a little above the lows; the bar that touches cannot bounce.
        var study = TouchStudy.Of([Map(100, (95.5, 5))], [0], Bars([.. lows.Select(l => (l, l + 0.5)), (97, 97.5), (97, 97.5)]), Options);
        ZoneTouch touch = Assert.Single(study.Touches);
        Assert.Equal((expected, Hour, 0), (touch.Outcome, touch.TouchedUnixMs, touch.Snapshot));
        Assert.Equal(1, study.AtZones().Touched);
    }

    [Fact]
    public void ABarThatDoesBoth_Sweeps() =>
        Assert.Equal(TouchOutcome.Swept, Assert.Single(TouchStudy.Of([Map(100, (95.5, 5))], [0], Bars((96, 97), (94, 99), (97, 98), (97, 98)), Options).Touches).Outcome);

    [Fact]
    public void TheBarThatTouches_MaySweepButNotBounce()
    {
        Assert.Equal(TouchOutcome.Swept, Assert.Single(TouchStudy.Of([Map(100, (95.5, 5))], [0], Bars((94, 101), (97, 98), (97, 98), (97, 98)), Options).Touches).Outcome);
        Assert.Equal(TouchOutcome.Held, Assert.Single(TouchStudy.Of([Map(100, (95.5, 5))], [0], Bars((96, 101), (96, 97), (96, 97), (96, 97)), Options).Touches).Outcome);
    }

    [Fact]
    public void ShortsAreTheMirror()
    {
        MarkColumns bars = Bars((100, 104.5), (104, 105), (100, 103), (100, 101));
        Assert.Equal(TouchOutcome.Swept, Assert.Single(TouchStudy.Of([Map(100, (104.5, -5))], [0], bars, Options).Touches).Outcome);
        Assert.Equal(TouchOutcome.Bounced, Assert.Single(TouchStudy.Of([Map(100, (104.2, -5))], [0], Bars((100, 104.2), (101.9, 104.5), (100, 103), (100, 101)), Options).Touches).Outcome);
    }

    [Fact]
    public void ATouchAfterTheNextSnapshot_BelongsToThatOne()
    {
        // The zone is gone from the second snapshot, so nothing is touched.
        var study = TouchStudy.Of([Map(100, (95.5, 5)), Map(99)], [0, Hour], Bars((99, 100), (94, 99), (97, 98), (97, 98), (97, 98)), Options);
        Assert.Empty(study.Touches);
        Assert.Equal(new TouchTally(1, 0, 0, 0), study.AtZones());
    }

    [Fact]
    public void BarsThatEndTooEarly_LeaveTheTouchOut()
    {
        var study = TouchStudy.Of([Map(100, (95.5, 5))], [0], Bars((99, 100), (95.5, 96), (95.5, 96)), Options);
        Assert.Equal((1, 0.0), (study.LeftOut, study.AtZones().Ranges));
        Assert.Empty(study.Rows);
    }

    /// <summary>Counting what is decided in time and leaving out what is not would favour quick outcomes.</summary>
    [Fact]
    public void BarsThatEndTooEarly_LeaveQuickOutcomesOutAsWell()
    {
        foreach ((double Low, double High)[] bars in ((double, double)[][])[[(99, 100), (94, 96)], [(99, 100), (95.5, 96), (96, 99)]])
        {
            var study = TouchStudy.Of([Map(100, (95.5, 5))], [0], Bars(bars), Options);
            Assert.Equal((1, 0.0), (study.LeftOut, study.AtZones().Ranges));
            Assert.Empty(study.Touches);
        }

        // One bar from the end of the horizon on, and it counts.
        Assert.Equal(1, TouchStudy.Of([Map(100, (95.5, 5))], [0], Bars((99, 100), (94, 96), (95, 96), (95, 96), (95, 96)), Options).AtZones().Swept);
    }

    [Fact]
    public void AZoneThatTheMarkIsIn_DoesNotCount() => Assert.Empty(TouchStudy.Of([Map(100, (99.9, 5))], [0], Bars((90, 100), (90, 91), (90, 91), (90, 91)), Options).Rows);

    [Fact]
    public void Placebo_IsTheSameRangeFromSnapshotsWithoutAZoneThere()
    {
        // Seen at 100: 95 to 96. From the second, at 110: 104.5 to 105.6, which is swept. The third has a zone there and takes no part.
        LiquidationMap[] maps = [Map(100, (95.5, 5)), Map(110), Map(100, (95.9, 2))];
        MarkColumns bars = Bars((99, 110), (104, 110), (99, 100), (99, 100), (99, 100), (99, 100), (99, 100));
        var study = TouchStudy.Of(maps, [0, Hour, 2 * Hour], bars, Options);
        Assert.Equal(new TouchTally(2, 0, 0, 0), study.AtZones(Side.Long));
        Assert.Equal(new TouchTally(2, 0, 0, 2), study.AtPlacebos(Side.Long));
        Assert.Equal(default, study.AtZones(Side.Short));
    }

    [Fact]
    public void Rows_AreClassesOfWidthAndDensity()
    {
        LiquidationMap map = Map(100, (90.5, 9), (91.5, 9), (95.5, 1), (85.5, 1), (82.5, 1));
        var study = TouchStudy.Of([map], [0], Bars((99, 100)), Options with { WidthEdges = [0.015], DensityEdges = [5] });
        Assert.Equal(
            [(0.0, 0.015, 0.0, 5.0, 3.0), (0.015, double.PositiveInfinity, 5, double.PositiveInfinity, 1)],
            study.Rows.Select(r => (r.Width.Low, r.Width.High, r.Density.Low, r.Density.High, r.Zones.Ranges)));
        Assert.Equal("long, 0 % to 1.5 % wide, density 0 to 5: 0 of 3 touched: 0 bounced, 0 held, 0 swept (placebo 0 of 0 touched: 0 bounced, 0 held, 0 swept)", study.Rows[0].ToString());
        Assert.Contains("1.5 % and more wide, density 5 and more", study.Rows[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        Expect.Throws<ArgumentException>(() => TouchStudy.Of([Map(100)], [], Bars()), "timeUnixMs must have a row for each of 1 maps, had 0");
        Expect.Throws<ArgumentException>(() => TouchStudy.Of([Map(100), Map(100)], [5, 5], Bars()), "row 1", "must rise");
        Expect.Throws<ArgumentException>(() => TouchStudy.Of([Map(100)], [0], Bars((5, 4))), "row 0", "0 < low <= high, was 5 to 4");
        Expect.Throws<ArgumentException>(() => TouchStudy.Of([Map(100)], [0], Bars((double.NaN, 4))), "row 0");
        Expect.Throws<ArgumentException>(() => _ = new TouchStudyOptions { WidthEdges = [2, 1] }, "WidthEdges must rise, was 1 after 2");
        Expect.Throws<ArgumentException>(() => _ = new TouchStudyOptions { OutcomeWithin = TimeSpan.Zero }, "OutcomeWithin must be > 0");
    }

    private static LiquidationMap Map(double mark, params (double Price, double Notional)[] rows) =>
        LiquidationMap.Build(new PricedColumns((double[])[.. rows.Select(r => r.Price)], (double[])[.. rows.Select(r => r.Notional)]), Grid, mark);

    /// <summary>Hours from time zero on.</summary>
    private static MarkColumns Bars(params (double Low, double High)[] bars)
    {
        double[] low = [.. bars.Select(b => b.Low)], high = [.. bars.Select(b => b.High)];
        return new((long[])[.. bars.Select((_, i) => i * Hour)], low, high, low);
    }
}
