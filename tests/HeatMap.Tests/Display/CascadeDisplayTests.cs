using System.Xml.Linq;
using HeatMap.Cascades;
using HeatMap.Tests.Cascades;

namespace HeatMap.Tests.Display;

public sealed class CascadeDisplayTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Pictures_AreWellFormed_AndHoldOnlyNumbers_ForEveryCascade()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            CascadeBook book = CascadeBook.Draw(new(seed));
            CascadeResult cascade = book.Model.Run(book.Ladder, book.Shock);
            CascadeThresholds? thresholds = seed % 3 == 0 ? null : book.Model.Thresholds(book.Ladder, book.Direction);
            var options = new DisplayOptions { Title = seed % 2 == 0 ? "<script>alert(1)</script>" : null, Width = 280 + (seed % 7 * 200) };
            string image = cascade.ToSvg(thresholds, options), page = cascade.ToHtml(thresholds, options);
            XElement root = XDocument.Parse(image).Root!;
            Assert.Equal(Svg + "svg", root.Name);
            Assert.NotEmpty(root.Element(Svg + "desc")!.Value);
            foreach (string text in (string[])[image, page])
            {
                string own = text.Replace(Svg.NamespaceName, "", StringComparison.Ordinal);
                Assert.DoesNotContain("http", own, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("<script", own, StringComparison.Ordinal);
                Assert.DoesNotMatch(@"\b(NaN|Infinity)\b|∞", own);
                Assert.DoesNotMatch(@"\s(on\w+|href|src)=", own);
                Assert.DoesNotContain('\r', own);
            }

            Assert.Equal(image, cascade.ToSvg(thresholds, options));
        }
    }

    [Fact]
    public void TheSmallPicture_IsTheApprovedOne()
    {
        var ladder = LiquidationLadder.FromPositions([99, 98, 97, 95, 104], [10, 10, 10, 20, -5], 100);
        var model = new CascadeModel(DepthCurve.FromLevels([new(99.5, 5), new(98.75, 8), new(97.5, 12), new(96, 25), new(90, 60)], []));
        string image = model.Run(ladder, Shock.Move(-0.01)).ToSvg(model.Thresholds(ladder, Direction.Down));
        string path = Repository.PathOf("tests", "HeatMap.Tests", "Display", "Approved", "small-cascade.svg");
        if (Environment.GetEnvironmentVariable("HEATMAP_ACCEPT") == "1")
        {
            File.WriteAllText(path, image);
        }

        Assert.Equal(File.ReadAllText(path), image);
    }

    [Fact]
    public void TheFigure_TellsWavesAndJumps()
    {
        var ladder = LiquidationLadder.FromPositions([99, 98, 97], [10, 10, 10], 100);
        var model = new CascadeModel(PriceImpact.Linear(0.1));
        string page = model.Run(ladder, Shock.Move(-0.01)).ToHtml(model.Thresholds(ladder, Direction.Down));
        Assert.Contains("From 100.00: a move by -1 % ends at 96.00, 4 times as far; 2.94k liquidated in 3 waves, 990 of it by the shock alone.", page, StringComparison.Ordinal);
        Assert.Contains("<tr><td>1</td><td>99.00</td><td>98.00</td><td>10</td><td>990</td><td>1</td></tr>", page, StringComparison.Ordinal);
        Assert.Contains("<tr><td>99.00</td><td>96.00</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void ExhaustedDepth_IsSaid()
    {
        var ladder = LiquidationLadder.FromPositions([96, 94, 90], [10, 20, 30], 100);
        var model = new CascadeModel(DepthCurve.FromLevels([new(99, 5), new(95, 20), new(90, 20)], []));
        string page = model.Run(ladder, Shock.Move(-0.055)).ToHtml(model.Thresholds(ladder, Direction.Down));

        Assert.Contains("The depth is exhausted at 90.0, remainder 40 base: what lies beyond is not known.", page, StringComparison.Ordinal);
        Assert.Contains(">exhausted at 90.0<", page, StringComparison.Ordinal);
        Assert.Contains("<tr><td>94.9</td><td>90.0</td><td>5.0</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Rises_AreBought() =>
        Assert.Contains("offered less bought", new CascadeModel(PriceImpact.Linear(0.1)).Run(LiquidationLadder.FromPositions([103], [-3], 100), Shock.Move(0.04)).ToSvg(), StringComparison.Ordinal);

    [Fact]
    public void Words_StayInThePlot_WhereNeitherSideHasRoom()
    {
        var ladder = LiquidationLadder.FromPositions([.. Enumerable.Range(0, 300).Select(static i => 99 - (i * 0.1))], [.. Enumerable.Repeat(10.0, 300)], 100);
        var model = new CascadeModel(PriceImpact.Linear(0.01));
        string image = model.Run(ladder, Shock.Move(-0.03)).ToSvg(model.Thresholds(ladder, Direction.Down), new() { Width = 280 });

        XElement words = Assert.Single(XDocument.Parse(image).Descendants(Svg + "text"), static t => t.Value.StartsWith("this shock", StringComparison.Ordinal));
        double x = double.Parse(words.Attribute("x")!.Value, System.Globalization.CultureInfo.InvariantCulture), half = 3.5 * words.Value.Length;
        Assert.Equal("middle", words.Attribute("text-anchor")!.Value);
        Assert.InRange(x, half, 280 - half);
    }

    [Fact]
    public void NetDepth_IsDrawnWherePriceFallsToNothing_AndEndsInsteadOfRunningAlongTheEdge()
    {
        var ladder = LiquidationLadder.FromPositions([96, 94, 90], [10, 20, 30], 100);
        string image = new CascadeModel(DepthCurve.PowerLaw(100)).Run(ladder, Shock.Move(-0.6)).ToSvg(), quiet = new CascadeModel(PriceImpact.Linear(0.1)).Run(ladder, Shock.Move(-0.01)).ToSvg();

        foreach (string picture in (string[])[image, quiet])
        {
            string line = XDocument.Parse(picture).Descendants(Svg + "path").Single(static p => (string?)p.Attribute("class") == "hm-curve").Attribute("d")!.Value;
            string[] heights = [.. line.Split('M', 'L').Where(static p => p.Length > 0).Select(static p => p.Split(' ')[1])];
            Assert.True(heights.Distinct().Count() > 20, picture);
        }
    }

    [Fact]
    public void ThresholdsOfAnotherDirection_AreRefused()
    {
        var ladder = LiquidationLadder.FromPositions([99, 103], [10, -3], 100);
        var model = new CascadeModel(PriceImpact.Linear(0.1));
        Assert.Throws<ArgumentException>(() => model.Run(ladder, Shock.Move(-0.01)).ToSvg(model.Thresholds(ladder, Direction.Up)));
    }
}
