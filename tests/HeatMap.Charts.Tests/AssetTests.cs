using System.Security.Cryptography;
using HeatMap.Charts.Pages;

namespace HeatMap.Charts.Tests;

public sealed class AssetTests
{
    [Fact]
    public void TheChartLibraryIsTheOneThatItsChecksumNames()
    {
        string sums = File.ReadAllText(Repository.PathOf("src", "HeatMap.Charts", "Web", "echarts", "SHA256SUMS"));
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(PageAssets.LibraryBytes())) + "  echarts.min.js\n", sums, StringComparison.Ordinal);
    }

    [Fact]
    public void NoScriptOfThePageNamesAnAddress()
    {
        // Namespaces of SVG and XHTML are names, not addresses; everything else would be a way out of the page.
        string own = string.Concat(PageAssets.Scripts.ToArray().Skip(1)) + PageAssets.Style;
        Assert.DoesNotContain("http", own, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("//cdn", own, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void NamesDoNotTurnTheWordsAfterThemAround()
    {
        Chart chart = LiquidationMap.Empty(BandGrid.Around(100), 100).ToChart(new() { Title = "a\u202eb\u2066c \\u202e \u00e9" });
        using var document = System.Text.Json.JsonDocument.Parse(chart.ToJson());
        Assert.Equal("a\uFFFDb\uFFFDc \\u202e \u00e9", document.RootElement.GetProperty("title").GetString());
        Assert.DoesNotContain('\u202e', chart.ToSvg());
    }
}
