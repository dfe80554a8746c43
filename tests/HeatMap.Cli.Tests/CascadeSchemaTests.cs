using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>Schemas, page and output of cascades name the same fields.</summary>
public sealed class CascadeSchemaTests : IDisposable
{
    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("cascade", "## A cascade")]
    [InlineData("explanation", "## An explanation")]
    public void Page_DocumentsTheFieldsOfTheSchema(string schema, string section)
    {
        SortedSet<string> documented = SchemaPage.Fields("cascade-json.md", section), published = JsonSchema.Read(schema).Paths();

        Assert.True(published.Count > 50);
        Assert.Equal(published, documented);
    }

    [Theory]
    [InlineData("--shock=-5%", "--depth-1pct", "20e6")]
    [InlineData("--shock=50%", "--depth-1pct", "1", "--fund", "1", "--adl", "queue")]
    [InlineData("--shock=-0.99", "--impact", "none", "--curve")]
    [InlineData("--volume", "1e300", "--direction", "up", "--impact", "exponential:kappa=1")]
    [InlineData("--volume", "1e9", "--impact", "linear:lam=1", "--curve", "2")]
    [InlineData("--to", "70600", "--impact", "saturating:cap=1,depth=1e4", "--paths", "100", "--volatility", "1")]
    [InlineData("--shock=-5%", "--impact", "exponential:kappa=10", "--paths", "100", "--volatility", "10", "--horizon", "52w")]
    [InlineData("--shock=-20%", "--depth-1pct", "20e6", "--decay", "30s", "--permanent-share", "0.2", "--mark-weight", "0.5", "--max-volume-per-step", "10", "--step", "1m")]
    [InlineData("--volume", "1e9", "--impact", "exponential:kappa=1", "--mark-weight", "0")]
    public void Cascades_AreOfTheSchema(params string[] options) => AssertCascade(_tool.Cascade([ToolRun.Sample, "--symbol", "BTC", .. options]));

    [Theory]
    [InlineData("long,1,100,90,10", "short,1,100,110,")]
    [InlineData("long,1,100,90,10")]
    [InlineData("long,1,100,100,10")]
    [InlineData("long,1,100,,")]
    [InlineData]
    public void CascadesOfLittle_AreOfTheSchema(params string[] lines)
    {
        string file = _tool.Write("a.csv", ["side,quantity,entry_price,liquidation_price,margin", .. lines]);
        string book = _tool.Write("book.csv", "side,price,quantity", "bid,99,1", "bid,80,0.5");

        AssertCascade(_tool.Cascade(file, "--mark", "100", "--shock=-20%", "--depth", book));
        AssertCascade(_tool.Cascade(file, "--mark", "100", "--shock=20%", "--depth-1pct", "10", "--adl", "pro-rata"));
        AssertExplanation(_tool.Explain(file, "--mark", "100", "--path", _tool.Write("bars.csv", "time_unix_ms,low,high", "0,85,100"), "--depth", book));
        string map = _tool.Partial("a.hmap", file, "--mark", "100");
        AssertCascade(_tool.Cascade(map, "--shock=-20%", "--depth", book));
        AssertCascade(_tool.Cascade(map, "--shock=-20%", "--depth", book, "--edge", "far"));
        AssertExplanation(_tool.Explain(map, "--path", _tool.PathOf("bars.csv"), "--depth-1pct", "5", "--edge", "far"));
    }

    [Fact]
    public void MapsWithoutCounts_AreOfTheSchema()
    {
        LiquidationMap bare = PartialMapTests.Map(LiquidationMap.Empty(BandGrid.Uniform(1, new(80, 120)), 100, new() { Counts = false }), (90, 1), (90, 2), (70, 1), (110, -1));
        string file = _tool.Write("bare.hmap", bare);

        JsonElement cascade = _tool.Cascade(file, "--shock=-15%", "--depth-1pct", "1");

        AssertCascade(cascade);
        Assert.Equal(JsonValueKind.Null, cascade.GetProperty("liquidated").GetProperty("count").ValueKind);
        Assert.True(cascade.GetProperty("leavesWindow").GetBoolean());
        Assert.True(cascade.GetProperty("hopeful").GetProperty("leavesWindow").GetBoolean());
    }

    private static void AssertCascade(JsonElement cascade) => Assert.Empty(JsonSchema.Read("cascade").Errors(cascade));

    private static void AssertExplanation(JsonElement explanation) => Assert.Empty(JsonSchema.Read("explanation").Errors(explanation));
}
