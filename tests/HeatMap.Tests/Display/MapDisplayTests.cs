using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HeatMap.Tests.Display;

public class MapDisplayTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void ToSvg_IsWellFormedForEveryMap()
    {
        foreach ((string name, LiquidationMap map) in Maps.All())
        {
            XElement root = XDocument.Parse(map.ToSvg()).Root!;
            Assert.True(root.Name == Svg + "svg", name);
            Assert.Equal("img", root.Attribute("role")!.Value);
            Assert.Equal("0 0 1080 720", root.Attribute("viewBox")!.Value);
            Assert.Equal("Liquidation map", root.Element(Svg + "title")!.Value);
            Assert.NotEmpty(root.Element(Svg + "desc")!.Value);
        }
    }

    [Fact]
    public void Pictures_HoldOnlyNumbersAndNothingFromOutside()
    {
        foreach ((string name, LiquidationMap map) in Maps.All())
        {
            foreach (string text in (string[])[map.ToSvg(), map.ToHtml()])
            {
                string own = text.Replace(Svg.NamespaceName, "", StringComparison.Ordinal);
                Assert.DoesNotContain("http", own, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("//", own, StringComparison.Ordinal);
                Assert.DoesNotContain("url(", own, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("@import", own, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotMatch(@"\b(NaN|Infinity)\b|∞|n/a", own);
                Assert.DoesNotMatch(@"\s(on\w+|href|src)=", own);
                Assert.DoesNotContain("<script", own, StringComparison.Ordinal);
                Assert.False(own.Contains('\r', StringComparison.Ordinal), name);
            }
        }
    }

    [Fact]
    public void ToSvg_WritesAtMostTwoDecimals()
    {
        foreach ((_, LiquidationMap map) in Maps.All())
        {
            foreach (XElement drawing in Drawings(map.ToHtml()).Append(XDocument.Parse(map.ToSvg()).Root!))
            {
                foreach (XElement element in drawing.Descendants().Where(e => e.Name != Svg + "style"))
                {
                    Assert.All(
                        element.Attributes().Where(a => a.Name.LocalName is "d" or "x" or "y" or "width" or "height"),
                        a => Assert.DoesNotMatch(@"\.\d{3}|[eE]|-0(?![.\d])", a.Value));
                }
            }
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</script><img src=x onerror=alert(1)>")]
    [InlineData("a\"b'c&d<e>f]]>")]
    [InlineData("\0\u0001\u202Eabc\uFFFE\uD800 x")]
    public void Pictures_EscapeWordsFromData(string words)
    {
        LiquidationMap map = Maps.Of([60_000], [1e6], BandGrid.Around(Maps.Mark), unit: words);
        var options = new DisplayOptions { Title = words };
        XElement root = XDocument.Parse(map.ToSvg(options)).Root!;
        Assert.Equal(LadderText.Clean(words), root.Element(Svg + "title")!.Value);
    }

    [Theory]
    [InlineData('W')]
    [InlineData('i')]
    [InlineData('清')]
    public void ToSvg_LongTitle_IsCut(char letter)
    {
        var options = new DisplayOptions { Title = new string(letter, 100_000) };
        XElement root = XDocument.Parse(Maps.Small().ToSvg(options)).Root!;
        string shown = root.Elements(Svg + "text").First().Value;
        Assert.EndsWith("…", shown, StringComparison.Ordinal);
        Assert.True(LadderText.BoldWidth(shown, 20) <= 1080 - 48);
        Assert.True(LadderText.BoldWidth(shown + letter + letter, 20) > 1080 - 48);
    }

    [Fact]
    public void Fit_CutsBetweenWholeSigns() => Assert.Equal("👩‍🚀…", LadderText.Fit("👩‍🚀👩‍🚀", 10, 44));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    public void ToSvg_WithoutTitle_SaysWhatItIs(string? title) =>
        Assert.Contains("<title>Liquidation map</title>", Maps.Small().ToSvg(new() { Title = title }), StringComparison.Ordinal);

    [Fact]
    public void Pictures_OfOneMap_AreTheSameText()
    {
        Assert.Equal(Maps.Many().ToSvg(), Maps.Many().ToSvg());
        Assert.Equal(Maps.Many().ToHtml(), Maps.Many().ToHtml());
    }

    [Theory]
    [InlineData(DisplayOptions.MinWidth - 1, 720, "Width")]
    [InlineData(DisplayOptions.MaxSize + 1, 720, "Width")]
    [InlineData(1080, DisplayOptions.MinHeight - 1, "Height")]
    [InlineData(1080, DisplayOptions.MaxSize + 1, "Height")]
    public void Options_OutsideTheirDomain_Throw(int width, int height, string name)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new DisplayOptions { Width = width, Height = height });
        Assert.Equal(name, error.ParamName);
    }

    [Theory]
    [InlineData(DisplayOptions.MinWidth, DisplayOptions.MinHeight)]
    [InlineData(DisplayOptions.MaxSize, DisplayOptions.MaxSize)]
    public void Pictures_OfEverySize_KeepWithinTheirBox(int width, int height)
    {
        var options = new DisplayOptions { Width = width, Height = height };
        foreach ((_, LiquidationMap map) in Maps.All())
        {
            XElement root = XDocument.Parse(map.ToSvg(options)).Root!;
            double tall = (double)root.Attribute("height")!;
            Assert.True(tall >= height);
            Assert.All(root.Elements(Svg + "text"), t => Assert.InRange((double)t.Attribute("y")!, 0, tall - 2));
            Assert.NotEmpty(Drawings(map.ToHtml(options)));
        }
    }

    [Fact]
    public void Pictures_OfNoMap_Throw()
    {
        Assert.Throws<ArgumentNullException>(() => MapDisplay.ToSvg(null!));
        Assert.Throws<ArgumentNullException>(() => MapDisplay.ToHtml(null!));
    }

    [Fact]
    public void ToSvg_OfASmallMap_IsAsApproved()
    {
        string svg = Maps.Small().ToSvg(new() { Title = "BTC", Width = 720, Height = 480 });
        string approved = Repository.PathOf("tests", "HeatMap.Tests", "Display", "Approved", "small.svg");

        // On purpose a change: accept it, look at it in a browser, commit.
        if (Environment.GetEnvironmentVariable("HEATMAP_ACCEPT") == "1")
        {
            File.WriteAllText(approved, svg);
        }

        Assert.Equal(File.ReadAllText(approved), svg);
    }

    internal static List<XElement> Drawings(string page) =>
        [.. Regex.Matches(page, "<svg.*?</svg>", RegexOptions.Singleline | RegexOptions.NonBacktracking).Select(m => XElement.Parse(m.Value))];
}
