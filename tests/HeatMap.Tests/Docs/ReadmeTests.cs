using System.Text.RegularExpressions;
using HeatMap.Cascades;
using Readme;

namespace HeatMap.Tests.Docs;

/// <summary>What the README shows compiles, runs and is true.</summary>
public sealed class ReadmeTests
{
    private static readonly string Root = Repository.Root;
    private static readonly Regex Link = new(@"\]\((?<file>[^)#:]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    [Fact]
    public void Code_IsTheCompiledCode()
    {
        string[] shown = CodeBlocks.Lines(Path.Combine(Root, "README.md"), "```csharp", "```");
        string[] compiled = CodeBlocks.Lines(Path.Combine(Root, "tests", "HeatMap.Tests", "Docs", "ReadmeExample.cs"), "// <readme>", "// </readme>");

        Assert.NotEmpty(shown);
        Assert.Equal(compiled, shown);
    }

    [Fact]
    public void Code_MapsTheSample()
    {
        (LiquidationMap map, string page) = Sample();
        Assert.Equal(127, map.Total.Count);
        Assert.Contains("</figure>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_Lives() => Assert.Equal(0, ReadmeExample.Living(Venues.BinanceUsdm("BTCUSDT")));

    [Fact]
    public void Code_Reads()
    {
        LiquidationMap map = Sample().Map;
        Assert.Equal(2, ReadmeExample.Read(map).Select(static z => z.Side).Distinct().Count());
        Assert.InRange(map.Asymmetry(within: 0.1).Imbalance, -1, 1);
    }

    [Fact]
    public void Code_Estimates()
    {
        HeatMap.Estimation.EstimatedMap estimate = ReadmeExample.Hidden();
        Assert.True(estimate.IsValidated && estimate.BurnInShare is > 0.3 and < 1 && estimate.Map.InBands.Long > 0);
    }

    [Fact]
    public void Code_Squeezes()
    {
        // The rise itself reaches shorts, which push the price farther.
        LiquidationMap map = Sample().Map;
        CascadeResult squeeze = ReadmeExample.Squeeze(map);
        Assert.True(squeeze.Waves.Length > 0 && squeeze.FinalPrice > 1.12 * map.MarkPrice);
    }

    [Fact]
    public void Code_PricesPositions()
    {
        (LiquidationMap map, double price) = ReadmeExample.FromPositions();

        Assert.Equal(2, map.InBands.Count);

        // (61,250·0.4·(1 − 1/20)) / (0.4·(1 − 0.004)); the notional is in the first tier.
        Assert.Equal(61_250 * 0.95 / 0.996, price, 1e-9);
    }

    /// <summary>The code runs where a reader would run it: beside docs/.</summary>
    private static (LiquidationMap Map, string Page) Sample()
    {
        DirectoryInfo clone = Directory.CreateTempSubdirectory("heatmap-readme-");
        string sample = Path.Combine("docs", "samples", "data", "hyperliquid-positions.csv"), before = Directory.GetCurrentDirectory();
        Directory.CreateDirectory(Path.Combine(clone.FullName, Path.GetDirectoryName(sample)!));
        File.Copy(Path.Combine(Root, sample), Path.Combine(clone.FullName, sample));
        Directory.SetCurrentDirectory(clone.FullName);
        try
        {
            return (ReadmeExample.FromAFile(), File.ReadAllText("btc-map.html"));
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            clone.Delete(recursive: true);
        }
    }

    [Fact]
    public void FirstShellBlock_HoldsExactlyTwoCommands()
    {
        string[] commands = CodeBlocks.Blocks(File.ReadLines(Path.Combine(Root, "README.md")), "```sh", "```").First();

        Assert.Equal(2, commands.Length);
        Assert.StartsWith("dotnet run -c Release --project src/HeatMap.Cli -- map docs/samples/data/", commands[0], StringComparison.Ordinal);
        Assert.Equal("dotnet test -c Release", commands[1]);
    }

    [Fact]
    public void Links_LeadToFiles()
    {
        IEnumerable<string> pages = Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Root, "*.md"));
        foreach (string page in pages)
        {
            foreach (Match link in Link.Matches(File.ReadAllText(page)))
            {
                string target = Path.Combine(Path.GetDirectoryName(page)!, link.Groups["file"].Value);
                Assert.True(Path.Exists(target), $"{Path.GetRelativePath(Root, page)} links to {link.Groups["file"].Value}, which is not there");
            }
        }
    }
}
