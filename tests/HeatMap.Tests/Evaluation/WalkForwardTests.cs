using HeatMap.Evaluation;

namespace HeatMap.Tests.Evaluation;

public sealed class WalkForwardTests
{
    private static readonly WalkForward Plan = new() { FirstTraining = TimeSpan.FromHours(10), RefitEvery = TimeSpan.FromHours(4), Embargo = TimeSpan.FromHours(2) };

    [Fact]
    public void Folds_OfHourlyRows_GrowAndLeaveTheEmbargoOut()
    {
        long[] starts = [.. Enumerable.Range(0, 18).Select(i => i * 3_600_000L)];

        // The row at hour 7 ends at 8, two hours before the test at 10; the one at 8 ends at 9 and is too late.
        Assert.Equal([new(8, 10, 4), new(12, 14, 4)], Plan.Folds(starts, TestMarket.Hour).ToArray());
    }

    [Fact]
    public void Folds_WithTwoRowsAnInterval_KeepThemTogether()
    {
        long[] starts = [.. Enumerable.Range(0, 36).Select(i => i / 2 * 3_600_000L)];
        Assert.Equal([new(16, 20, 8), new(24, 28, 8)], Plan.Folds(starts, TestMarket.Hour).ToArray());
    }

    [Fact]
    public void Folds_AcrossAHole_SkipWindowsWithoutRows()
    {
        long[] starts = [.. Enumerable.Range(0, 12).Concat(Enumerable.Range(20, 3)).Select(i => i * 3_600_000L)];
        Assert.Equal([new(8, 10, 2), new(12, 12, 2), new(12, 14, 1)], Plan.Folds(starts, TestMarket.Hour).ToArray());
    }

    [Fact]
    public void Folds_OfTooShortASeries_AreNone()
    {
        Assert.Empty(Plan.Folds([], TestMarket.Hour));
        Assert.Empty(Plan.Folds([0, 3_600_000], TestMarket.Hour));
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Expect.Throws<ArgumentException>(() => Plan.Folds([5, 4], TestMarket.Hour), "row 1");
        Assert.Throws<ArgumentOutOfRangeException>(() => Plan.Folds([1], TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WalkForward { FirstTraining = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WalkForward { Embargo = TimeSpan.FromHours(-1) });
    }
}
