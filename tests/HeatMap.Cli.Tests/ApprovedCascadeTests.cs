using System.IO.Compression;
using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>A cascade and an explained move of the shipped samples are the approved ones. <c>HEATMAP_ACCEPT=1</c> writes them anew.</summary>
public sealed class ApprovedCascadeTests : IDisposable
{
    /// <summary>The first of the shipped snapshots, two days before a crash.</summary>
    private const string Moment = "1770123203000";

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Cascade_IsTheApprovedOne()
    {
        string table = Cascade("table");
        Assert.Equal(Approved.Text("btc-cascade.txt", table), table);
        AssertJson("btc-cascade.json", Cascade("json"));
    }

    [Fact]
    public void Explanation_IsTheApprovedOne()
    {
        string table = Explanation("table");
        Assert.Equal(Approved.Text("btc-explanation.txt", table), table);
        AssertJson("btc-explanation.json", Explanation("json"));
    }

    [Fact]
    public void Guide_ShowsTheApprovedTables()
    {
        Assert.InRange(Approved.ShownBy("cascades.md", "cascade", "btc-cascade.txt"), 20, 100);
        Assert.InRange(Approved.ShownBy("cascades.md", "explanation", "btc-explanation.txt"), 10, 100);
    }

    private static void AssertJson(string name, string now)
    {
        using JsonDocument approved = JsonDocument.Parse(Approved.Text(name, now)), json = JsonDocument.Parse(now);
        Approved.AssertEqual(approved.RootElement, json.RootElement);
    }

    private string Cascade(string format) => Out("cascade", ToolRun.Sample, "--symbol", "BTC", "--shock", "9.7%", "--depth-1pct", "20e6", "--fund", "2000", "--curve", "5", "--format", format);

    private string Explanation(string format)
    {
        string folder = Path.Combine(ToolRun.Root(), "docs", "samples", "data");
        using var file = File.OpenRead(Path.Combine(folder, "hyperliquid-btc-snapshots.csv.gz"));
        using var lines = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        string[] rows = [.. lines.ReadToEnd().Split('\n').Where(static l => l.StartsWith(Moment, StringComparison.Ordinal) && l.Split(',')[4] != "0").Select(static l => l + ",1")];
        string before = _tool.Write("before.csv", ["time,mark_price,account,side,quantity,liquidation_price,entry_price", .. rows]);
        return Out("explain", before, "--symbol", "BTC", "--path", Path.Combine(folder, "binance-btc-hours.csv"), "--after", Moment, "--depth-1pct", "20e6", "--format", format);
    }

    private string Out(params string[] args)
    {
        _tool.Run(args);
        Assert.Equal(("", 0), (_tool.Error, _tool.Exit));
        return _tool.Out;
    }
}
