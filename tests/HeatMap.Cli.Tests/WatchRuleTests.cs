using HeatMap.Cli.Commands;

namespace HeatMap.Cli.Tests;

public sealed class WatchRuleTests
{
    [Theory]
    [InlineData("cross 60000-60100")]
    [InlineData("cross 60000:60100")]
    public void Cross_IsTheRuleOfTheLibrary(string text) => Assert.Equal(WatchRule.BandCrossed(new(60_000, 60_100)), RuleOption.Parse(text));

    [Fact]
    public void Beyond_IsTheRuleOfTheLibrary() => Assert.Equal(WatchRule.NotionalBeyond(Side.Long, new(58_000, 61_000), 5e6), RuleOption.Parse("beyond long 58000-61000 5e6"));

    [Fact]
    public void Near_TakesTheVolatilityOfAYear_DownToItsTime()
    {
        // A year has 365 days, and volatility grows with the root of time.
        WatchRule day = RuleOption.Parse("near 61000-61500 2sigma 50%")!, year = RuleOption.Parse("near 61000-61500 2sigma 50% 365d")!;
        Assert.Equal((2, 0.5), (year.Bound, year.Volatility));
        Assert.Equal(0.5 / Math.Sqrt(365), day.Volatility, 1e-15);
    }

    [Theory]
    [InlineData("")]
    [InlineData("near 61000-61500 2 50%")]
    [InlineData("near 61000-61500 2sigma 0.5")]
    [InlineData("cross 60100-60000")]
    [InlineData("cross 60000")]
    [InlineData("beyond both 1-2 3")]
    [InlineData("beyond long 1-2 -3")]
    [InlineData("cross 1-2 3")]
    public void OtherWords_AreRefused(string text)
    {
        Assert.Null(RuleOption.Parse(text));
        using var tool = new ToolRun();
        tool.Run("watch", "x.csv", "--rule", text);
        Assert.Equal(2, tool.Exit);
        Assert.Contains("--rule", tool.Error, StringComparison.Ordinal);
    }
}
