using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FsCheck.Fluent;

namespace HeatMap.Tests.Display;

public class LadderTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Bars_AreProportionalToNotional()
    {
        XElement svg = Parse(Maps.Small());
        double[] longs = Lengths(svg, "long"), shorts = Lengths(svg, "short");
        Assert.Equal(2, longs.Length);
        Assert.Equal(2, shorts.Length);
        Assert.Equal(800_000 / 4e6, longs[1] / shorts[0], 0.001);
        Assert.Equal(2_500_000 / 4e6, longs[0] / shorts[0], 0.001);
        Assert.Equal(1_200_000 / 4e6, shorts[1] / shorts[0], 0.001);
    }

    [Fact]
    public void Bars_StandAtTheirPrices()
    {
        XElement svg = Parse(Maps.Small());
        double mark = (double)svg.Elements(Svg + "rect").First(r => Look(r) == "hm-tag").Attribute("y")! + 9;
        Assert.All(Rows(svg, "long"), y => Assert.True(y > mark));
        Assert.All(Rows(svg, "short"), y => Assert.True(y < mark));
    }

    [Fact]
    public void Bars_BesideOneAThousandTimesHotter_AreHairlines()
    {
        double[] shorts = Lengths(Parse(Maps.Of([61_000, 61_500, 69_000], [1e9, 100, -100], BandGrid.Uniform(500, new(60_000, 70_000)))), "short");
        Assert.Equal([1.0], shorts);
    }

    [Fact]
    public void Bars_OfBothSidesInOneBand_MeetAtTheMark()
    {
        XElement svg = Parse(Maps.OneBand());
        Match shortBar = Bars(svg, "short").Single(), longBar = Bars(svg, "long").Single();
        Assert.Equal(Number(longBar, "x"), Number(shortBar, "x"));
        Assert.True(Number(shortBar, "y") < Number(longBar, "y"));
        Assert.Equal(0.4, Number(shortBar, "w") / Number(longBar, "w"), 0.001);
    }

    [Fact]
    public void Bars_OfTenThousandBands_AreMergedBySum()
    {
        LiquidationMap map = Maps.Many();
        XElement svg = Parse(map);
        int drawn = Bars(svg, "long").Count + Bars(svg, "short").Count;
        Assert.InRange(drawn, 100, 720);
        LadderBars bars = LadderBars.Of(map, 300);
        Assert.Equal(34, bars.BandsPerBar);
        Assert.Equal(map.InBands.Long, bars.Long.Sum(), 1e-3);
        Assert.Equal(map.InBands.Short, bars.Short.Sum(), 1e-3);
        Assert.Equal(10_000, bars.LongCount.Sum() + bars.ShortCount.Sum());
        Match said = Regex.Match(svg.Value, @"Each bar holds (?<n>\d+) bands\.", RegexOptions.NonBacktracking);
        Assert.Equal(Math.Ceiling(10_000.0 / int.Parse(said.Groups["n"].Value, CultureInfo.InvariantCulture)), drawn, 1.0);
    }

    [Fact]
    public void Figures_SayHowManyBandsABarHolds()
    {
        foreach (LiquidationMap map in (LiquidationMap[])[Maps.Many(), Maps.Scaled(3.2e13)])
        {
            foreach (XElement drawing in MapDisplayTests.Drawings(map.ToHtml()))
            {
                string said = Assert.Single(drawing.Elements(Svg + "text").Select(t => t.Value), t => t.StartsWith("Liquidated per bar of ", StringComparison.Ordinal));
                Assert.Contains(" bands", said, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Bars_LoseNothingAtAnyNumber() => Check.That(Prop.ForAll(
        Gen.Choose(1, 40).Zip(Gen.Choose(1, 50)).ToArbitrary(),
        x =>
        {
            BandGrid grid = BandGrid.WithCount(x.Item1, new(40_000, 90_000));
            double[] price = [.. Enumerable.Range(0, grid.Count).Select(i => grid[i].Middle)];
            LiquidationMap map = Maps.Of(price, [.. price.Select((p, i) => (p < Maps.Mark ? 1.0 : -1) * (i + 1))], grid);
            LadderBars bars = LadderBars.Of(map, x.Item2);
            return bars.Count <= x.Item2 && bars.Long.Sum() == map.InBands.Long && bars.Short.Sum() == map.InBands.Short
                && bars.Edges[0] == grid.Lower && bars.Edges[^1] == grid.Upper
                && bars.LongFromMark[0] == map.InBands.Long && bars.ShortFromMark[^1] == map.InBands.Short;
        }));

    [Fact]
    public void Curves_WithTheMarkOutside_StartWithWhatLiesBetween()
    {
        LadderBars above = LadderBars.Of(Maps.MarkAbove(), 100), below = LadderBars.Of(Maps.MarkBelow(), 100);
        Assert.Equal(7e5, above.LongBefore);
        Assert.Equal(1.7e6, above.LongFromMark[0]);
        Assert.Equal(7e5, below.ShortBefore);
        Assert.Equal(1.1e6, below.ShortFromMark[^1]);
        Assert.Contains("above the window", Parse(Maps.MarkAbove()).Value, StringComparison.Ordinal);
        Assert.Contains("below the window", Parse(Maps.MarkBelow()).Value, StringComparison.Ordinal);
        Assert.DoesNotContain(Parse(Maps.MarkBelow()).Descendants(), e => Look(e) == "hm-mark");
        Assert.Contains(Parse(Maps.Small()).Descendants(), e => Look(e) == "hm-mark");
    }

    [Fact]
    public void Caption_AddsUpToTheMap()
    {
        LiquidationMap map = Maps.Small();
        string caption = Caption(Parse(map)), page = map.ToHtml();
        foreach (string fact in (string[])
        [
            "In the window: long 3.3M USD (2 positions), short 5.2M USD (2 positions).",
            "Below the window: long 300k USD (1 position).",
            "Above the window: short 9M USD (1 position).",
            "Not placed, no liquidation price: long 650k USD (1 position).",
            "Not placed, already liquidated: long 120k USD (1 position).",
            "Not placed, invalid: 1 row without a value.",
            "All together: long 4.37M USD (5 positions), short 14.2M USD (3 positions), 1 row without a value.",
        ])
        {
            Assert.Contains(fact, caption, StringComparison.Ordinal);
            Assert.Contains(fact, page, StringComparison.Ordinal);
        }

        Assert.Equal("4.37M", CompactNumber.Notional(map.Total.Long));
        Assert.Equal("14.2M", CompactNumber.Notional(map.Total.Short));
        Assert.DoesNotContain("account", caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Caption_WithoutCounts_CountsNothing()
    {
        string svg = Maps.Small(counts: false).ToSvg(), page = Maps.Small(counts: false).ToHtml();
        Assert.DoesNotMatch(@"\d positions?\b", svg);
        Assert.DoesNotMatch(@"\d positions?\b", page);
        Assert.DoesNotContain(">Positions<", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Caption_OfMapsWithoutBars_SaysSo()
    {
        Assert.Contains("This map holds no positions", Parse(Maps.Empty()).Value, StringComparison.Ordinal);
        string unplaced = Parse(Maps.Of([double.NaN], [1e6], BandGrid.Around(100), 100)).Value;
        Assert.Contains("No liquidation price lies in this window", unplaced, StringComparison.Ordinal);
        Assert.Contains("long 1M USD", unplaced, StringComparison.Ordinal);
        Assert.DoesNotContain("Hottest", Maps.Empty().ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_NeverTouch()
    {
        foreach ((string name, LiquidationMap map) in Maps.All())
        {
            foreach ((int width, int height) in ((int, int)[])[(280, 240), (345, 520), (680, 480), (1080, 720), (4000, 3000)])
            {
                var ladder = new LadderLayout(map, new(map, DisplayOptions.Default), width, height, isAlone: true);
                foreach (List<LadderTick> column in (List<LadderTick>[])[ladder.PriceLabels, ladder.DistanceLabels])
                {
                    double[] places = [.. column.Select(t => t.Place).Append(ladder.MarkY).Order()];
                    Assert.True(places.Zip(places.Skip(1)).All(p => p.Second - p.First >= 12), $"{name} {width}: {string.Join(' ', places)}");
                    Assert.All(column, t => Assert.InRange(t.Place, ladder.Top, ladder.Bottom));
                }

                foreach (List<LadderTick> row in (List<LadderTick>[])[ladder.BarTicks, ladder.CurveTicks])
                {
                    Assert.True(row.Zip(row.Skip(1)).All(t => t.Second.Place - t.First.Place > LadderText.Width(t.First.Label + t.Second.Label, ladder.FontSize) / 2), name);
                    Assert.True(map.InBands.Notional == 0 || row.Count > 1, name);
                }

                Assert.All(ladder.PriceLabels, t => Assert.True(LadderText.Width(t.Label, ladder.FontSize) <= ladder.Left - 8, name));
            }
        }
    }

    [Fact]
    public void Edges_OfABand_HaveEqualDigits()
    {
        foreach ((_, LiquidationMap map) in Maps.All().Where(m => m.Map.Grid.Spacing == BandSpacing.Geometric))
        {
            for (int band = 0; band < map.Grid.Count; band++)
            {
                string[] edges = LadderWords.Edges(map.Grid[band], map.Grid).Split(" – ");
                Assert.Equal(2, edges.Distinct().Count());
                Assert.Equal(Decimals(edges[0]), Decimals(edges[1]));
            }
        }

        static int Decimals(string price) => price.Contains('.', StringComparison.Ordinal) ? price.Split('e')[0].Length - price.IndexOf('.', StringComparison.Ordinal) : 0;
    }

    [Fact]
    public void Hottest_AreSortedAndTiesGoToTheLower()
    {
        LiquidationMap map = Maps.Of([60_000, 61_000, 62_000, 70_000], [5, 9, 9, -7], BandGrid.Uniform(1000, new(50_000, 80_000)));
        Assert.Equal([11, 12, 20], map.HottestBands(3));
        Assert.Empty(Maps.Empty().HottestBands(3));
    }

    private static XElement Parse(LiquidationMap map) => XDocument.Parse(map.ToSvg()).Root!;

    private static string? Look(XElement element) => element.Attribute("class")?.Value;

    /// <summary>The lines of the picture as running text.</summary>
    private static string Caption(XElement svg) => string.Join(' ', svg.Elements(Svg + "text").Select(t => t.Value));

    private static MatchCollection Bars(XElement svg, string side) => Regex.Matches(
        svg.Elements(Svg + "g").Single(g => Look(g) == "hm-bars").Elements().Single(p => Look(p) == "hm-" + side).Attribute("d")!.Value,
        @"M(?<x>[\d.]+) (?<y>[\d.]+)h(?<w>[\d.]+)v(?<h>[\d.]+)h-[\d.]+z",
        RegexOptions.NonBacktracking);

    private static double[] Lengths(XElement svg, string side) => [.. Bars(svg, side).Select(m => Number(m, "w"))];

    private static double[] Rows(XElement svg, string side) => [.. Bars(svg, side).Select(m => Number(m, "y"))];

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
}
