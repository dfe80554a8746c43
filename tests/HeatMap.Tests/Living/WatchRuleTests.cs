namespace HeatMap.Tests.Living;

public sealed class WatchRuleTests
{
    private static readonly BandGrid Grid = BandGrid.Uniform(10, new(50, 150));

    [Theory]
    [InlineData(100, 92, false)]
    [InlineData(100, 88, true)]
    [InlineData(100, 85, true)]
    [InlineData(85, 84, false)]
    [InlineData(88, 100, false)]
    public void PriceNear_SpeaksWhenTheZoneComesWithinReach(double before, double now, bool speaks)
    {
        // Two sigmas of 5 %: at 88 the zone's edge at 80 is 8 / 4.4 = 1.8 of them away, at 92 it is 12 / 4.6 = 2.6.
        var rule = WatchRule.PriceNear(new(70, 80), volatility: 0.05, sigmas: 2);
        WatchEvent? said = rule.Check(Map(before).View, Map(now).View);
        Assert.Equal(speaks, said is not null);
        Assert.Equal(speaks ? Math.Max(0, now - 80) / (now * 0.05) : 0, said?.Value ?? 0);
    }

    [Fact]
    public void BandCrossed_SpeaksForAWickThatNoMarkShows()
    {
        var rule = WatchRule.BandCrossed(new(80, 90));
        WatchReading before = rule.Read(Map(100).View), now = rule.Read(Map(99).View);
        Assert.Null(rule.Check(before, now));
        Assert.Null(rule.Check(before, now, new(90, 101)));
        WatchEvent said = Assert.NotNull(rule.Check(before, now, new(89.9, 101)));
        Assert.Equal((rule, 99.0, 300.0), (said.Rule, said.MarkPrice, said.Value));
        Assert.NotNull(rule.Check(rule.Read(Map(70).View), rule.Read(Map(75).View), new(70, 80)));
        Assert.Null(rule.Check(rule.Read(Map(85).View), now));
    }

    [Fact]
    public void NotionalBeyond_SpeaksOnce()
    {
        var rule = WatchRule.NotionalBeyond(Side.Long, new(80, 90), 500);
        WatchReading little = rule.Read(Map(100).View), much = rule.Read(Map(100, quantity: 7).View);
        Assert.Equal((300, 600), (little.Value, much.Value));
        Assert.Equal(600, rule.Check(little, much)!.Value.Value);
        Assert.Null(rule.Check(much, much));
        Assert.Null(rule.Check(much, little));
        Assert.NotNull(WatchRule.NotionalBeyond(Side.Long, new(80, 90), 600).Check(little, much));
    }

    [Fact]
    public void NotionalBeyond_IsSilentWhereTheWindowDoesNotKnow()
    {
        var map = new LivingMap(Venues.BinanceUsdm("BTCUSDT"), BandGrid.Uniform(100, new(55_000, 65_000)), 60_000, 4);
        map.OpenAt(64_000, Side.Short, 10);
        var rule = WatchRule.NotionalBeyond(Side.Short, new(63_900, 64_100), 100_000);
        WatchReading seen = rule.Read(map.View);
        map.Mark(54_000);
        WatchReading away = rule.Read(map.View);
        Assert.Equal(double.NaN, away.Value);
        map.Mark(60_500);
        Assert.Null(rule.Check(seen, away));
        Assert.Null(rule.Check(away, rule.Read(map.View)));
    }

    [Fact]
    public void Rules_AreValues() => Assert.Equal(WatchRule.BandCrossed(new(1, 2)), WatchRule.BandCrossed(new(1, 2)));

    [Fact]
    public void BadRules_AreRefused()
    {
        Expect.Throws<ArgumentException>(() => WatchRule.BandCrossed(new(2, 1)), "low < high", "2 to 1");
        Expect.Throws<ArgumentException>(() => WatchRule.BandCrossed(new(double.NaN, 1)), "NaN");
        Expect.Throws<ArgumentOutOfRangeException>(() => WatchRule.PriceNear(new(1, 2), 0, 1), "volatility");
        Expect.Throws<ArgumentOutOfRangeException>(() => WatchRule.PriceNear(new(1, 2), 0.1, -1), "sigmas");
        Expect.Throws<ArgumentOutOfRangeException>(() => WatchRule.NotionalBeyond(default, new(1, 2), 1), "side");
        Expect.Throws<ArgumentOutOfRangeException>(() => WatchRule.NotionalBeyond(Side.Long, new(1, 2), double.NaN), "bound");
    }

    private static LiquidationMap Map(double mark, double quantity = 3) =>
        LiquidationMap.Build(new PricedColumns([85, 125], [quantity == 3 ? 300 : 600, -50]), Grid, mark, new() { MarkTest = false });
}
