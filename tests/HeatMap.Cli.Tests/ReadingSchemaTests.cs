using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>Schema, page and output name the same fields.</summary>
public sealed class ReadingSchemaTests : IDisposable
{
    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("reading", "## A reading")]
    [InlineData("comparison", "## A comparison")]
    public void Page_DocumentsTheFieldsOfTheSchema(string schema, string section)
    {
        SortedSet<string> documented = SchemaPage.Fields("reading-json.md", section), published = JsonSchema.Read(schema).Paths();

        Assert.True(published.Count > 50);
        Assert.Equal(published, documented);
    }

    [Theory]
    [InlineData("BTC")]
    [InlineData("BTC", "--volatility", "0.5")]
    [InlineData("BTC", "--volatility", "0", "--horizon", "1ms", "--within", "250", "--zones", "0", "--gaps", "0")]
    [InlineData("ETH", "--volatility", "80%", "--horizon", "30d", "--bands", "1")]
    [InlineData("SOL", "--volatility", "10", "--horizon", "52w", "--band", "1", "--range", "0:300")]
    [InlineData("BTC", "--range", "1:2")]
    public void Readings_AreOfTheSchema(string symbol, params string[] options) => AssertReading(_tool.Read([ToolRun.Sample, "--symbol", symbol, .. options]));

    [Theory]
    [InlineData("long,1,100,90")]
    [InlineData("short,1,100,110")]
    [InlineData("long,1,100,100")]
    [InlineData("long,1,100,")]
    [InlineData]
    public void ReadingsOfLittle_AreOfTheSchema(params string[] lines)
    {
        string file = _tool.Write("a.csv", ["side,quantity,entry_price,liquidation_price", .. lines]);

        foreach (string volatility in (string[])["0", "0.5", "1000%"])
        {
            AssertReading(_tool.Read(file, "--mark", "100", "--volatility", volatility));
        }
    }

    [Fact]
    public void ReadingsOfMapsOfOtherPrograms_AreOfTheSchema()
    {
        LiquidationMap bare = PartialMapTests.Map(LiquidationMap.Empty(BandGrid.Uniform(1, new(80, 120)), 100, new() { Counts = false }), (90, 1), (90, 2), (70, 1), (110, -1));

        JsonElement reading = _tool.Read(_tool.Write("bare.hmap", bare.From(new MapSource("gate", isModelled: true, new(2026, 1, 4, 6, 0, 0, TimeSpan.Zero)))), "--volatility", "1");

        AssertReading(reading);
        Assert.Equal(JsonValueKind.Null, reading.GetProperty("unit").ValueKind);
        Assert.Equal(JsonValueKind.Null, reading.GetProperty("skipped").ValueKind);
        Assert.Equal(JsonValueKind.Null, reading.GetProperty("longZones")[0].GetProperty("count").ValueKind);
    }

    [Theory]
    [InlineData("\"version\": 1,", "\"version\": 2,", ".version: 2 is not 1")]
    [InlineData("\"kind\": \"reading\",", "", ": has no kind")]
    [InlineData("\"count\": 441", "\"count\": 441.5", ".grid.count: Number is not integer")]
    [InlineData("\"spacing\": \"geometric\"", "\"spacing\": \"odd\"", ".grid.spacing: odd is none of")]
    [InlineData("\"bands\": 441,", "\"bands\": 0,", "0 is out of range")]
    [InlineData("\"isOpen\": false", "\"isOpen\": null", "Null is not boolean")]
    [InlineData("\"nearest\": {", "\"nearest\": { \"more\": 1,", ".more: is not in the schema")]
    public void Check_FindsWhatIsWrong(string good, string bad, string error)
    {
        string text = _tool.Run("read", ToolRun.Sample, "--symbol", "BTC", "--format", "json").Out;
        Assert.Contains(good, text, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(text.Replace(good, bad, StringComparison.Ordinal));

        Assert.Contains(JsonSchema.Read("reading").Errors(document.RootElement), e => e.Contains(error, StringComparison.Ordinal));
    }

    private static void AssertReading(JsonElement reading) => Assert.Empty(JsonSchema.Read("reading").Errors(reading));
}
