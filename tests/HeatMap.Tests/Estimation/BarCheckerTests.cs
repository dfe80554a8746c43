using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

public sealed class BarCheckerTests
{
    public static TheoryData<MarketBar, BarFault, double, double> Wrong => new()
    {
        { Bars.At(4), BarFault.Gap, 3, 0 },
        { Bars.At(1) with { OpenInterest = 1_000 }, BarFault.RepeatedOpenInterest, 1_000, 0 },
        { Bars.At(1) with { OpenInterest = 1_051 }, BarFault.OpenInterestBeyondVolume, 51, 50 },
        { Bars.At(1) with { OpenInterest = 949 }, BarFault.OpenInterestBeyondVolume, 51, 50 },
        { Bars.At(1) with { TakerBuyVolume = 51 }, BarFault.TakerBuysBeyondVolume, 51, 50 },
        { Bars.At(1) with { MarkHigh = 126.25, MarkLow = 80 }, BarFault.MarkFarFromTrades, 0.25, 0.2 },
        { Bars.At(1) with { MarkOpen = 75, MarkLow = 75, MarkHigh = double.NaN, MarkClose = double.NaN }, BarFault.MarkFarFromTrades, 0.25, 0.2 },
        { Bars.At(1) with { LongLiquidations = 100_100, ShortLiquidations = double.NaN }, BarFault.LiquidationsBeyondOpenInterest, 0, 0 },
        { Bars.At(1) with { LongLiquidations = 100_000, ShortLiquidations = 200 }, BarFault.LiquidationsBeyondOpenInterest, 100_200, 100_100 },
        { Bars.At(1, 100, 110, 100, 100) with { Volume = 0, TakerBuyVolume = 0, OpenInterest = double.NaN, MarkHigh = double.NaN, MarkLow = double.NaN }, BarFault.MoveWithoutVolume, 0.1, 0 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void ABarThatLooksWrong_IsTaken_AndSaidToBe(MarketBar bar, BarFault fault, double value, double limit)
    {
        var checker = new BarChecker(Bars.Interval);
        Assert.Empty(checker.Add(Bars.At(0)));
        BarIssue[] issues = [.. checker.Add(bar)];
        if (value == 0)
        {
            // At the limit nothing is wrong.
            Assert.Empty(issues);
            return;
        }

        BarIssue issue = Assert.Single(issues);
        Assert.Equal((1, bar.OpenTimeUnixMs, fault, limit), (issue.Row, issue.OpenTimeUnixMs, issue.Fault, issue.Limit));
        Expect.Near(value, issue.Value, 1e-12);
        BarReport report = checker.ToReport();
        Assert.Equal((2, 1, 1, false), (report.Bars, report.IssueCount, report.Count(fault), report.IsClean));
        Assert.Equal(issues, report.Issues);
        Assert.Contains($"{fault} 1", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ScopesThatDiffer_SwitchOffWhatTheyBreak_AndNothingElse()
    {
        MarketBar wrong = Bars.At(1) with { OpenInterest = 5_000, TakerBuyVolume = 60, LongLiquidations = 9e9 };
        Assert.Equal([BarFault.OpenInterestBeyondVolume, BarFault.TakerBuysBeyondVolume, BarFault.LiquidationsBeyondOpenInterest], Faults(MarketScopes.Unstated));
        Assert.Equal([BarFault.OpenInterestBeyondVolume, BarFault.TakerBuysBeyondVolume, BarFault.LiquidationsBeyondOpenInterest], Faults(MarketScopes.All("binance")));
        Assert.Equal([BarFault.TakerBuysBeyondVolume, BarFault.LiquidationsBeyondOpenInterest], Faults(new() { Volume = "binance", OpenInterest = "all", Liquidations = "all" }));
        Assert.Equal([BarFault.OpenInterestBeyondVolume, BarFault.TakerBuysBeyondVolume], Faults(new() { Volume = "all", OpenInterest = "all", Liquidations = "binance" }));

        BarFault[] Faults(MarketScopes scopes)
        {
            var checker = new BarChecker(Bars.Interval, scopes);
            checker.Add(Bars.At(0));
            return [.. checker.Add(wrong).Select(i => i.Fault)];
        }
    }

    [Fact]
    public void OverAGap_NoChangeIsJudged()
    {
        var checker = new BarChecker(Bars.Interval);
        checker.Add(Bars.At(0));
        Assert.Equal(BarFault.Gap, Assert.Single(checker.Add(Bars.At(3) with { OpenInterest = 5_000 })).Fault);
    }

    [Theory]
    [InlineData(0.3, 0)]
    [InlineData(0.00004, 0)]
    [InlineData(0.4, 1)]
    [InlineData(0.00003, 1)]
    public void Turnover_OutOfAllMeasure_IsOneIssueOfAllBars(double ratio, int issues) =>
        Assert.Equal(issues, Turnover(ratio, 30).Count(BarFault.ImplausibleTurnover));

    [Fact]
    public void Turnover_IsNotJudged_OfFewBarsOrOtherScopes()
    {
        Assert.Equal(0, Turnover(1e9, 23).Count(BarFault.ImplausibleTurnover));
        Assert.Equal(0, Turnover(1e9, 30, new() { Volume = "a", OpenInterest = "b" }).Count(BarFault.ImplausibleTurnover));
        BarIssue low = Turnover(1e-9, 30).Issues.Single(i => i.Fault == BarFault.ImplausibleTurnover);
        Assert.Equal((29, BarChecker.MinTurnoverPerDay), (low.Row, low.Limit));
        Expect.NearRelative(288e-9, low.Value, 1e-9);
        Assert.Equal(0, Turnover(0, 30).Issues.Single(i => i.Fault == BarFault.ImplausibleTurnover).Value);
        Assert.Equal(BarChecker.MaxTurnoverPerDay, Turnover(1, 30).Issues.Single(i => i.Fault == BarFault.ImplausibleTurnover).Limit);
    }

    /// <summary>Bars of five minutes: 288 in a day.</summary>
    private static BarReport Turnover(double ratio, int bars, MarketScopes? scopes = null)
    {
        var checker = new BarChecker(Bars.Interval, scopes);
        for (int i = 0; i < bars; i++)
        {
            checker.Add(Bars.At(i, 100, 100, 100, 100) with { OpenInterest = 1_000, Volume = 1_000 * ratio });
        }

        return checker.ToReport();
    }

    [Fact]
    public void Counts_AreExact_WhereTheListEnds()
    {
        var checker = new BarChecker(Bars.Interval);
        for (int i = 0; i < 1_500; i++)
        {
            checker.Add(Bars.At(i) with { TakerBuyVolume = 60, FundingRate = i == 7 ? 0.1 : double.NaN });
        }

        BarReport report = checker.ToReport();
        Assert.Equal((BarChecker.MaxIssues, 1_500), (report.Issues.Length, report.Count(BarFault.TakerBuysBeyondVolume)));
        Assert.Equal((1_499, false), (report.MissingRows(BarColumn.FundingRate), report.IsMissing(BarColumn.FundingRate)));
        Assert.Throws<ArgumentOutOfRangeException>(() => report.Count(default));
        Assert.Throws<ArgumentOutOfRangeException>(() => report.MissingRows(default));
    }

    [Fact]
    public void AReport_DoesNotChange_WhenBarsGoOn()
    {
        var checker = new BarChecker(Bars.Interval);
        checker.Add(Bars.At(0));
        BarReport before = checker.ToReport();
        checker.Add(Bars.At(5));
        Assert.Equal((1, 0, 1), (before.Bars, before.IssueCount, checker.ToReport().IssueCount));
    }

    [Fact]
    public void OneByOneAndAtOnce_FindTheSame()
    {
        MarketBar[] bars = [.. Enumerable.Range(0, 200).Select(i => Bars.At(i + (i / 50)) with { TakerBuyVolume = i % 51 * 1.1, OpenInterest = 1_000 + (i % 7 * 11) })];
        var checker = new BarChecker(Bars.Interval);
        BarIssue[] single = [.. bars.SelectMany(b => checker.Add(b))];
        Assert.Equal(single, MarketBars.From(bars, Bars.Interval).Report.Issues);
        Assert.Equal(single, MarketBars.From(Bars.Columns(bars)).Report.Issues);
        Assert.True(single.Length > 10);
    }

    [Fact]
    public void Intervals_AreWholeMillisecondsAboveZero()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BarChecker(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BarChecker(TimeSpan.FromMinutes(-1)));
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new BarChecker(TimeSpan.FromTicks(1)), "interval must be a whole number of milliseconds > 0");
    }
}
