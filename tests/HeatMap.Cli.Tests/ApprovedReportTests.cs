using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>The report of the shipped sample is the approved one. <c>HEATMAP_ACCEPT=1</c> writes it anew.</summary>
public sealed class ApprovedReportTests : IDisposable
{
    private static readonly bool Accepts = Environment.GetEnvironmentVariable("HEATMAP_ACCEPT") == "1";

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Table_IsTheApprovedOne() => Assert.Equal(Approved("btc-report.txt", Report("table")), Report("table"));

    [Fact]
    public void Json_IsTheApprovedOne()
    {
        using JsonDocument approved = JsonDocument.Parse(Approved("btc-report.json", Report("json"))), report = JsonDocument.Parse(Report("json"));

        AssertEqual(approved.RootElement, report.RootElement, "");
    }

    [Fact]
    public void Guide_ShowsTheApprovedTable()
    {
        string[] page = File.ReadAllLines(Path.Combine(ToolRun.Root(), "docs", "guide", "reading.md")), table = Approved("btc-report.txt", Report("table")).Split('\n');
        string[] shown = [.. Blocks(page).SelectMany(static b => b).Where(static l => l.Length > 0)];

        // The page shows the table in pieces, in its order, and whole lines of it.
        int next = 0;
        foreach (string line in shown)
        {
            int found = Array.FindIndex(table, next, t => t.TrimEnd() == line);
            Assert.True(found >= 0, $"docs/guide/reading.md shows '{line}', which the report does not");
            next = found + 1;
        }

        Assert.InRange(shown.Length, 30, table.Length);
    }

    private string Report(string format)
    {
        _tool.Run("read", ToolRun.Sample, "--symbol", "BTC", "--volatility", "0.5", "--format", format);
        Assert.Equal(("", 0), (_tool.Error, _tool.Exit));
        return _tool.Out;
    }

    private static string Approved(string name, string now)
    {
        string file = Path.Combine(ToolRun.Root(), "tests", "HeatMap.Cli.Tests", "Golden", name);
        if (Accepts)
        {
            File.WriteAllText(file, now);
        }

        return File.ReadAllText(file);
    }

    /// <summary>Numbers that come from logarithms may differ between platforms in the last bit; everything else is the same.</summary>
    private static void AssertEqual(JsonElement approved, JsonElement now, string place)
    {
        Assert.Equal((place, approved.ValueKind), (place, now.ValueKind));
        switch (approved.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.Equal(approved.EnumerateObject().Select(static p => p.Name), now.EnumerateObject().Select(static p => p.Name));
                Assert.All(approved.EnumerateObject().Zip(now.EnumerateObject()), p => AssertEqual(p.First.Value, p.Second.Value, $"{place}.{p.First.Name}"));
                break;
            case JsonValueKind.Array:
                Assert.Equal((place, approved.GetArrayLength()), (place, now.GetArrayLength()));
                Assert.All(approved.EnumerateArray().Zip(now.EnumerateArray()), p => AssertEqual(p.First, p.Second, place + "[]"));
                break;
            case JsonValueKind.Number:
                double expected = approved.GetDouble();
                Assert.True(Math.Abs(now.GetDouble() - expected) <= 1e-9 * Math.Abs(expected), $"{place}: {now} is not {approved}");
                break;
            default:
                Assert.Equal((place, approved.ToString()), (place, now.ToString()));
                break;
        }
    }

    private static IEnumerable<string[]> Blocks(string[] page)
    {
        for (int start = Array.IndexOf(page, "```text report"); start >= 0; start = Array.IndexOf(page, "```text report", start + 1))
        {
            yield return [.. page.Skip(start + 1).TakeWhile(static l => l != "```").Select(static l => l.TrimEnd())];
        }
    }
}
