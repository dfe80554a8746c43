using HeatMap.Charts.Tests.Scenes;

namespace HeatMap.Charts.Tests;

public sealed class HeatMapChartTests
{
    [Fact]
    public void ToChart_WithStandingMapAsExecuted_NamesTheOption()
    {
        LiquidationHeatMap map = HeatScenes.Small();
        Assert.Contains("Executed must be", Assert.Throws<ArgumentException>(() => map.ToChart(new() { Executed = map })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToChart_WithBarsOutOfOrder_NamesTheBar()
    {
        var bars = HeatScenes.Candles(100, 60, 3);
        Assert.Contains("Bars[2] must open after", Assert.Throws<ArgumentException>(() => HeatScenes.Small().ToChart(new() { Bars = [bars[0], bars[2], bars[1]] })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ToChart_WithABarWithoutPrice_NamesTheBar(double price)
    {
        var bars = HeatScenes.Candles(100, 60, 3);
        Assert.Contains("Bars[1] must have finite prices", Assert.Throws<ArgumentException>(() => HeatScenes.Small().ToChart(new() { Bars = [bars[0], bars[1] with { Low = price }] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToChart_WithADefaultPrint_NamesThePrint() =>
        Assert.Contains("Prints[0] must have a price", Assert.Throws<ArgumentException>(() => HeatScenes.Small().ToChart(new() { Prints = [default] })).Message, StringComparison.Ordinal);

    [Fact]
    public void ToChart_WithUnsetArrays_TakesThemAsEmpty() => Assert.Equal(HeatScenes.Small().ToChart().ToJson(), HeatScenes.Small().ToChart(new() { Bars = default, Prints = default }).ToJson());

    [Fact]
    public void TheSameMapGivesTheSameTexts()
    {
        Assert.Equal(HeatScenes.Small().ToChart().ToHtml(), HeatScenes.Small().ToChart().ToHtml());
        Assert.Equal(HeatScenes.Small().ToChart().ToSvg(), HeatScenes.Small().ToChart().ToSvg());
    }
}
