using HeatMap.Cascades;
using HeatMap.Tests.Docs;

namespace HeatMap.Charts.Tests.Docs;

/// <summary>The code of the README that draws. It is compared line by line with what the page shows, and run.</summary>
public sealed class ReadmeExample
{
    [Fact]
    public void Code_IsTheCompiledCode() => Assert.Equal(
        CodeBlocks.Lines(Repository.PathOf("tests", "HeatMap.Charts.Tests", "Docs", "ReadmeExample.cs"), "// <readme>", "// </readme>"),
        CodeBlocks.Lines(Repository.PathOf("README.md"), "```cs", "```"));

    [Fact]
    public void Code_WritesWhatItSays()
    {
        LiquidationMap map = LiquidationMap.Build(new PricedColumns([58_010, 62_990], [1000, -500]), BandGrid.Uniform(25, new(50_000, 70_000)), 60_000);
        CascadeResult squeeze = new CascadeModel(DepthCurve.PowerLaw(1_000)).Run(map, Shock.Move(-0.05));
        string before = Directory.GetCurrentDirectory();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("heatmap-readme-");
        Directory.SetCurrentDirectory(folder.FullName);
        try
        {
            // <readme>
            File.WriteAllText("map.html", map.ToChart(new() { Title = "BTC" }).ToHtml());
            File.WriteAllText("both.html", ChartPage.ToHtml([map.ToChart(), squeeze.ToChart()], new() { Theme = ChartTheme.Dark }));
            File.WriteAllText("map.svg", map.ToChart().ToSvg());

            // </readme>
            Assert.Contains("<title>BTC</title>", File.ReadAllText("map.html"), StringComparison.Ordinal);
            Assert.Equal(2, File.ReadAllText("both.html").Split("class=\"chart-data\"").Length - 1);
            Assert.EndsWith("</svg>\n", File.ReadAllText("map.svg"), StringComparison.Ordinal);
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            folder.Delete(recursive: true);
        }
    }
}
