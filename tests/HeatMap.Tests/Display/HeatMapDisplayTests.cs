using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HeatMap.Tests.HeatMaps;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Display;

public sealed class HeatMapDisplayTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void ToSvg_IsWellFormedForEveryHeatMap()
    {
        foreach (LiquidationHeatMap map in All())
        {
            foreach (DisplayOptions options in (DisplayOptions[])[new(), new() { Width = 280, Height = 240 }])
            {
                XElement root = XDocument.Parse(map.ToSvg(options)).Root!;
                Assert.Equal(Svg + "svg", root.Name);
                Assert.Equal("img", root.Attribute("role")!.Value);
                Assert.NotEmpty(root.Element(Svg + "desc")!.Value);
                foreach (XElement element in root.Descendants().Where(e => e.Name != Svg + "style" && e.Name != Svg + "image"))
                {
                    Assert.All(element.Attributes().Where(a => a.Name.LocalName is "d" or "x" or "y" or "width" or "height"), a => Assert.DoesNotMatch(@"\.\d{3}|[eE]|NaN|∞", a.Value));
                }
            }
        }
    }

    [Fact]
    public void Pictures_NeedNothingFromOutside()
    {
        foreach (LiquidationHeatMap map in All())
        {
            foreach (string text in (string[])[map.ToSvg(), map.ToHtml()])
            {
                string own = text.Replace(Svg.NamespaceName, "", StringComparison.Ordinal);
                own = Regex.Replace(own, "\"[A-Za-z0-9+/=]{40,}\"|base64,[A-Za-z0-9+/=]+", "", RegexOptions.None, TimeSpan.FromSeconds(10));
                Assert.DoesNotContain("http", own, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("//", own, StringComparison.Ordinal);
                Assert.DoesNotContain("url(", own, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotMatch(@"\b(NaN|Infinity)\b|∞", own);
                Assert.DoesNotContain('\r', own);
            }
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</script><img src=x onerror=alert(1)>")]
    [InlineData("a\"b'c&d<e>f]]>")]
    public void Words_FromData_AreEscaped(string words)
    {
        var builder = new LiquidationHeatMapBuilder(BandGrid.Uniform(1, new(90, 110)), TimeSpan.FromMinutes(1), new() { Unit = words, Layers = [new(words)], Sources = [new(words, true)] });
        builder.Advance(0, new(100, 100, 100), new CohortColumns([3], [10.0]));
        LiquidationHeatMap map = builder.ToHeatMap();
        XDocument.Parse(map.ToSvg(new() { Title = words }));
    }

    [Fact]
    public void ThePicture_HoldsTheCells()
    {
        // The packed picture unpacks to a row of colours per band: nothing, a quarter of the greatest, the greatest.
        var builder = new LiquidationHeatMapBuilder(BandGrid.Uniform(10, new(50, 80)), TimeSpan.FromMinutes(1));
        builder.Advance(0, new(60, 62, 61), new CohortColumns([0, 2], [100.0, -25]));
        builder.Advance(60_000, new(60, 76, 61), default);
        string data = builder.ToHeatMap().ToSvg();
        data = data[(data.IndexOf("base64,", StringComparison.Ordinal) + 7)..];
        data = data[..data.IndexOf('"', StringComparison.Ordinal)];
        byte[] png = Convert.FromBase64String(data);
        int at = png.AsSpan().IndexOf("IDAT"u8), length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at - 4));
        using var zlib = new ZLibStream(new MemoryStream(png, at + 4, length), CompressionMode.Decompress);
        var rows = new MemoryStream();
        zlib.CopyTo(rows);
        Assert.Equal([0, 128, 0, 0, 0, 0, 0, 255, 255], rows.ToArray());
    }

    [Fact]
    public void WhatIsPacked_IsUnpackedByOthers()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var dice = new Dice(seed, 0);
            var bytes = new List<byte>();
            while (bytes.Count < seed * 3000)
            {
                byte value = (byte)dice.Whole(0, dice.Pick(1, 20, 255));
                int run = dice.Pick(1, 2, 3, 40, 300, 1000), from = dice.Whole(0, Math.Max(0, bytes.Count - 1));
                bytes.AddRange(dice.Chance(0.4) && bytes.Count > run ? bytes.GetRange(Math.Min(from, bytes.Count - run), run) : Enumerable.Repeat(value, run));
            }

            byte[] packed = HeatDeflate.Write([.. bytes]);
            using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            var unpacked = new MemoryStream();
            zlib.CopyTo(unpacked);
            Assert.Equal(bytes, unpacked.ToArray());
        }
    }

    [Fact]
    public void Colours_GrowBrighter()
    {
        double before = -1;
        for (int i = 0; i <= 100; i++)
        {
            (byte red, byte green, byte blue) = HeatColours.Of(i / 100.0);
            double brightness = (0.2126 * red) + (0.7152 * green) + (0.0722 * blue);
            Assert.True(brightness > before);
            before = brightness;
        }

        Assert.Equal((0, 1, 128, 255), (HeatColours.Place(0, 100), HeatColours.Place(1, long.MaxValue), HeatColours.Place(25, 100), HeatColours.Place(100, 100)));
    }

    [Fact]
    public void Text_ShowsPriceUpAndTimeToTheRight()
    {
        var builder = new LiquidationHeatMapBuilder(BandGrid.Uniform(10, new(50, 100)), TimeSpan.FromMinutes(1), new() { Unit = "USDT" });
        builder.Advance(0, new(70, 74, 71), new CohortColumns([0, 4], [100.0, -1]));
        builder.AppendMissing(60_000);
        builder.Advance(120_000, new(66, 74, 69), default);
        Assert.Equal(
            """
            Liquidation heat map, ·░▒▓█ up to 100 USDT
              90│·?·
                │ ?
                │─?
                │ ?─
              50│█?█
                └───
                 1970-01-01 00:00Z to 1970-01-01 00:03Z

            """,
            builder.ToHeatMap().ToText());
        Assert.Equal(8, builder.ToHeatMap().ToText(20, 8).Count(static c => c == '\n'));
        Assert.NotEmpty(new LiquidationHeatMapBuilder(BandGrid.Uniform(10, new(50, 100)), TimeSpan.FromMinutes(1)).ToHeatMap().ToText());
        Assert.Throws<ArgumentOutOfRangeException>("width", () => builder.ToHeatMap().ToText(19));
        Assert.Throws<ArgumentOutOfRangeException>("height", () => builder.ToHeatMap().ToText(20, 4));
    }

    [Fact]
    public void ASmallOne_IsAsApproved()
    {
        string approved = Repository.PathOf("tests", "HeatMap.Tests", "Display", "Approved", "small-heat.svg");
        string svg = HeatMapCodecTests.Small().ToSvg(new() { Title = "Small", Width = 480, Height = 320 });
        if (Environment.GetEnvironmentVariable("HEATMAP_ACCEPT") == "1")
        {
            File.WriteAllText(approved, svg);
        }

        Assert.Equal(File.ReadAllText(approved), svg);
        Assert.Equal(svg, HeatMapCodecTests.Small().WithStorage(HeatMapStorage.Sparse).ToSvg(new() { Title = "Small", Width = 480, Height = 320 }));
    }

    private static IEnumerable<LiquidationHeatMap> All()
    {
        yield return new LiquidationHeatMapBuilder(BandGrid.Uniform(1, new(90, 110)), TimeSpan.FromMinutes(1)).ToHeatMap();
        yield return HeatMapCodecTests.Small();
        for (int seed = 0; seed < 12; seed++)
        {
            yield return new CohortBook(new Draw(seed, 0, 30), decays: true).Live();
        }

        // Far out: a wide geometric window, tiny prices, long times, huge numbers, one band.
        var wide = new LiquidationHeatMapBuilder(BandGrid.Geometric(0.1, new(1e-6, 1e6)), TimeSpan.FromDays(30), new() { Quantum = 1 });
        wide.Advance(0, new(1e-7, 1e7, 1), new CohortColumns([3, 5], [long.MaxValue, -1]));
        wide.Advance(50L * 365 * 86_400_000, new(1, 1, 1), default);
        yield return wide.ToHeatMap();
        var one = new LiquidationHeatMapBuilder(BandGrid.Uniform(1e-7, new(1e-7, 2e-7)), TimeSpan.FromMilliseconds(1), new() { Kind = HeatMapKind.Executed });
        one.Add(new ExecutedColumns([5], [1.5e-7], [1e-3]));
        yield return one.ToHeatMap();
    }
}
