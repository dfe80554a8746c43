using System.Text.RegularExpressions;
using System.Xml.Linq;
using HeatMap.Cascades;

namespace HeatMap.Tests.Display;

public sealed class FigureTests
{
    private const int MostLadder = 40_000, MostHeat = 120_000;

    public static TheoryData<string> OddWords =>
    [
        "<script>alert(1)</script>", "</style></figure><img src=x onerror=alert(1)>", "a\"b'c&d<e>f]]>-->", "\0\u0001\u001b[31m\u202Eabc\u2066\uFFFE\uD800 x\uDC00", "\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627",
        new string('W', 10_000), "&#60;script&#62;",
    ];

    [Fact]
    public void EveryFigure_IsXml_InAscii_WithoutScriptsIdentifiersOrReferences()
    {
        foreach ((object snapshot, string html) in Snapshots.All())
        {
            AssertSound(html, snapshot.GetType().Name, MostLadder);
            Assert.DoesNotMatch(@"\b(NaN|Infinity)\b|&#8734;", html);
        }
    }

    [Fact]
    public void EveryLadder_IsSmall()
    {
        foreach ((string name, LiquidationMap map) in Maps.All())
        {
            AssertSound(map.ToHtml(), name, MostLadder);
            AssertSound(map.ToHtml(new() { Width = DisplayOptions.MaxSize, Height = DisplayOptions.MaxSize }), name, MostLadder);
            AssertSound(map.ToHtml(new() { Width = DisplayOptions.MinWidth, Height = DisplayOptions.MinHeight }), name, MostLadder);
        }
    }

    [Fact]
    public void AMillionBands_AreASummaryThatSaysSo()
    {
        BandGrid grid = BandGrid.WithCount(1_000_000, new(40_000, 90_000));
        double[] price = [.. Enumerable.Range(0, grid.Count).Where(static i => i % 3 > 0).Select(i => grid[i].Middle)];
        LiquidationMap map = Maps.Of(price, [.. price.Select((p, i) => (p < Maps.Mark ? 1 : -1) * (1e5 + (i % 977 * 1234.5)))], grid);
        string html = map.ToHtml();
        XElement figure = AssertSound(html, "a million", MostLadder);
        Assert.Contains("Each bar holds 10,000 bands.", figure.Value, StringComparison.Ordinal);
        Assert.Contains("10 of 666,666 that hold something", figure.Value, StringComparison.Ordinal);
        Assert.Equal(10, figure.Descendants("tbody").Single().Elements("tr").Count());
    }

    [Fact]
    public void ALadder_TellsSumsAndEveryBarUnderThePointer()
    {
        LiquidationMap map = Maps.Small();
        XElement figure = XElement.Parse(map.ToHtml(new() { Title = "BTC" }));
        string caption = figure.Element("figcaption")!.Value;
        Assert.StartsWith("BTC", caption, StringComparison.Ordinal);
        Assert.Contains("Mark 65,846", caption, StringComparison.Ordinal);
        Assert.Contains("In the window: long 3.3M USD (2 positions), short 5.2M USD (2 positions).", caption, StringComparison.Ordinal);
        Assert.Contains("Not placed, invalid: 1 row without a value.", caption, StringComparison.Ordinal);
        XNamespace svg = "http://www.w3.org/2000/svg";
        string[] told = [.. figure.Descendants(svg + "title").Select(static t => t.Value)];
        Assert.Equal(["61,000 – 62,000: long 2.5M", "63,000 – 64,000: long 800k", "69,000 – 70,000: short 4M", "72,000 – 73,000: short 1.2M"], told);
        Assert.Equal(["69,000 – 70,000", "+5.55 %", "–", "4M", "1"], figure.Descendants("tbody").Single().Elements("tr").First().Elements("td").Select(static c => c.Value));
    }

    [Fact]
    public void Sources_AreNamedMeasuredOrModelled()
    {
        Assert.Contains("Source: hyperliquid (measured).", Maps.Small().From(new MapSource("hyperliquid", false)).ToHtml(), StringComparison.Ordinal);
        string estimate = Snapshots.Estimated().ToHtml();
        Assert.Contains("(modelled).", estimate, StringComparison.Ordinal);
        Assert.Contains("from start-up assumptions.", estimate, StringComparison.Ordinal);
        Assert.Contains("(modelled).", XDocument.Parse(Snapshots.Estimated().ToSvg()).Root!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("Source:", Maps.Small().ToHtml(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OddWords))]
    public void Words_FromData_StayWords(string words)
    {
        var options = new DisplayOptions { Title = words };
        LiquidationMap map = Maps.Of([60_000], [1e6], BandGrid.Around(Maps.Mark), unit: words[..Math.Min(words.Length, 200)]);
        var builder = new LiquidationHeatMapBuilder(BandGrid.Uniform(1, new(90, 110)), TimeSpan.FromMinutes(1), new() { Unit = words[..Math.Min(words.Length, 200)], Layers = [new("a layer")] });
        builder.Advance(0, new(100, 100, 100), new CohortColumns([3], [10.0]));
        (CascadeResult cascade, CascadeThresholds thresholds) = Snapshots.Long();
        foreach (string html in (string[])
        [
            map.ToHtml(options), map.Report().ToHtml(options), builder.ToHeatMap().ToHtml(options), cascade.ToHtml(thresholds, options), Snapshots.Simulated().ToHtml(options), Snapshots.Estimated().ToHtml(options),
            Snapshots.Scores(words, words, models: 40).ToHtml(options),
        ])
        {
            XElement figure = AssertSound(html, words, MostHeat);
            Assert.DoesNotContain("&#8238;", html, StringComparison.Ordinal);
            string shown = LadderText.Clean(words);
            Assert.Contains(shown[..Math.Min(shown.Length, 20)], figure.Element("figcaption")!.Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ALongCascade_LeavesItsMiddleOutAndSaysSo()
    {
        (CascadeResult cascade, CascadeThresholds thresholds) = Snapshots.Long();
        Assert.True(cascade.Waves.Length > 24);
        string text = AssertSound(cascade.ToHtml(thresholds, new() { Width = 8000 }), "long", 60_000).Value;
        Assert.Contains($"{cascade.Waves.Length - 24:N0} waves left out", text, StringComparison.Ordinal);
    }

    [Fact]
    public void HeatMaps_OfNoise_AreCoarserButSmall()
    {
        foreach ((int bands, int columns) in ((int, int)[])[(2000, 700), (40, 6000), (3000, 5)])
        {
            var builder = new LiquidationHeatMapBuilder(BandGrid.WithCount(bands, new(90, 110)), TimeSpan.FromMinutes(1), new() { Unit = "USD" });
            var dice = new Properties.Dice(bands, 1);
            for (int column = 0; column < columns; column++)
            {
                if (column % 2 == 1 && columns > 1000)
                {
                    builder.AppendMissing(column * 60_000L);
                    continue;
                }

                builder.Advance(column * 60_000L, new(99.99, 100.01, 100), new CohortColumns([.. Enumerable.Range(0, bands)], [.. Enumerable.Range(0, bands).Select(b => (b * 2 < bands ? 1.0 : -1) * dice.Whole(1, 1_000_000))]));
            }

            AssertSound(builder.ToHeatMap().ToHtml(), $"{bands} x {columns}", MostHeat);
            AssertSound(builder.ToHeatMap().ToHtml(new() { Width = 8000, Height = 8000 }), $"{bands} x {columns} large", MostHeat);
        }
    }

    [Fact]
    public void AHeatMap_TellsSumsOfItsLastColumn()
    {
        var builder = new LiquidationHeatMapBuilder(BandGrid.Uniform(10, new(50, 80)), TimeSpan.FromMinutes(1), new() { Unit = "USD" });
        builder.Advance(0, new(60, 62, 61), new CohortColumns([0, 2], [100.0, -25]));
        XElement figure = XElement.Parse(builder.ToHeatMap().ToHtml());
        Assert.Contains("Last column: long 100 USD, short 25 USD.", figure.Value, StringComparison.Ordinal);
        Assert.Equal(["50 – 60", "100", "–"], figure.Descendants("tbody").Single().Elements("tr").First().Elements("td").Select(static c => c.Value));
    }

    [Fact]
    public void Styles_NameNothingOutsideTheFigure()
    {
        foreach ((object snapshot, string html) in Snapshots.All())
        {
            string style = Regex.Match(html, "<style>(?<s>.*?)</style>", RegexOptions.Singleline | RegexOptions.NonBacktracking).Groups["s"].Value;
            string rules = Regex.Replace(style, @"@media[^{]*\{", "", RegexOptions.NonBacktracking);
            foreach (Match rule in Regex.Matches(rules, @"(?<names>[^{}]+)\{", RegexOptions.NonBacktracking))
            {
                Assert.All(rule.Groups["names"].Value.Split(','), n => Assert.StartsWith(".heatmap ", n.Trim(), StringComparison.Ordinal));
            }

            Assert.True(rules.Length > 100, snapshot.GetType().Name);
        }
    }

    [Fact]
    public void Simulations_AreDrawnAsTheyAre()
    {
        SimulatedCascades simulated = Snapshots.Simulated();
        XElement root = XDocument.Parse(simulated.ToSvg(new() { Title = "x" })).Root!;
        Assert.Contains("512 paths of 24 steps", root.Value, StringComparison.Ordinal);

        // The line of falls begins at all paths and is nowhere below the share of the distribution.
        string line = root.Descendants().Single(static e => (string?)e.Attribute("class") == "hm-way hm-long").Attribute("d")!.Value;
        double[] heights = [.. line.Split('M', 'L').Where(static p => p.Length > 0).Select(static p => double.Parse(p.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(161, heights.Length);
        Assert.True(heights.Zip(heights.Skip(1)).All(static h => h.First <= h.Second));
        double span = heights[^1] - heights[0], half = simulated.Down.Depth.AtLeast(80 * Far(simulated) / 160).Value, last = simulated.Down.Depth.AtLeast(Far(simulated)).Value;
        Assert.Equal(1 - ((1 - half) / (1 - last)), 1 - ((heights[80] - heights[0]) / span), 0.01);

        static double Far(SimulatedCascades s)
        {
            double[] bare = [.. s.Down.BarePrices.ToArray().Select(p => Math.Abs(p - s.MarkPrice) / s.MarkPrice).Order()];
            return Math.Max(s.Down.Depth.Quantile(0.999), bare[(int)((bare.Length - 1) * 0.999)]);
        }
    }

    [Fact]
    public void Figures_OfNothing_Throw()
    {
        Assert.Throws<ArgumentNullException>(() => HeatMapDisplay.ToHtml(null!));
        Assert.Throws<ArgumentNullException>(() => EstimatedMapDisplay.ToHtml(null!));
        Assert.Throws<ArgumentNullException>(() => EstimatedMapDisplay.ToSvg(null!));
        Assert.Throws<ArgumentNullException>(() => MapReportDisplay.ToHtml(null!));
        Assert.Throws<ArgumentNullException>(() => ScoreReportDisplay.ToHtml(null!));
        Assert.Throws<ArgumentNullException>(() => SimulationDisplay.ToHtml(null!));
        Assert.Throws<ArgumentNullException>(() => SimulationDisplay.ToSvg(null!));
        Assert.Throws<ArgumentNullException>(() => CascadeDisplay.ToHtml(null!));
    }

    [Fact]
    public void ASmallFigure_IsAsApproved()
    {
        string html = Maps.Small().ToHtml(new() { Title = "BTC", Width = 480, Height = 420 }), approved = Repository.PathOf("tests", "HeatMap.Tests", "Display", "Approved", "small.html");
        if (Environment.GetEnvironmentVariable("HEATMAP_ACCEPT") == "1")
        {
            File.WriteAllText(approved, html);
        }

        Assert.Equal(File.ReadAllText(approved), html);
    }

    /// <summary>One figure, well-formed, in ASCII, small, and without anything that acts or points.</summary>
    private static XElement AssertSound(string html, string name, int most)
    {
        XElement figure = XElement.Parse(html);
        Assert.True(figure.Name == "figure" && (string?)figure.Attribute("class") == "heatmap", name);
        Assert.True(html.Length < most, $"{name}: {html.Length}");
        Assert.True(html.All(static c => c is '\n' or (>= ' ' and <= '~')), name);
        Assert.DoesNotContain(figure.DescendantsAndSelf(), static e => e.Name.LocalName is "script" or "img" or "iframe" or "link" or "a" or "use");
        Assert.DoesNotContain(figure.DescendantsAndSelf().Attributes(), static a => a.Name.LocalName is "id" or "src" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(figure.Descendants().Attributes("href"), static h => Assert.StartsWith("data:image/png;base64,", h.Value, StringComparison.Ordinal));
        Assert.NotEmpty(figure.Element("figcaption")!.Value);
        return figure;
    }
}
