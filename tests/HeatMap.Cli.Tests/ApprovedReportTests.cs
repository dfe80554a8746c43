using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>The report of the shipped sample is the approved one. <c>HEATMAP_ACCEPT=1</c> writes it anew.</summary>
public sealed class ApprovedReportTests : IDisposable
{
    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Table_IsTheApprovedOne() => Assert.Equal(Approved.Text("btc-report.txt", Report("table")), Report("table"));

    [Fact]
    public void Json_IsTheApprovedOne()
    {
        using JsonDocument approved = JsonDocument.Parse(Approved.Text("btc-report.json", Report("json"))), report = JsonDocument.Parse(Report("json"));

        Approved.AssertEqual(approved.RootElement, report.RootElement);
    }

    [Fact]
    public void Guide_ShowsTheApprovedTable() =>
        Assert.InRange(Approved.ShownBy("reading.md", "report", "btc-report.txt"), 30, 96);

    private string Report(string format)
    {
        _tool.Run("read", ToolRun.Sample, "--symbol", "BTC", "--volatility", "0.5", "--format", format);
        Assert.Equal(("", 0), (_tool.Error, _tool.Exit));
        return _tool.Out;
    }
}
