using System.Text.Json;

namespace HeatMap.Cli.Tests.Golden;

/// <summary>What real venues printed, through the whole tool.</summary>
public sealed class GoldenPriceTests : IDisposable
{
    private static readonly JsonElement[] Cases = [.. JsonDocument.Parse(File.ReadAllBytes(Path.Combine(ToolRun.Root(), "docs", "conformance", "liquidation-prices.json"))).RootElement.GetProperty("cases").EnumerateArray()];

    private readonly ToolRun _tool = new();

    public static TheoryData<string> Ids => [.. Cases.Select(static c => c.GetProperty("id").GetString()!)];

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void File_HoldsEveryRow() => Assert.Equal(73, Cases.Length);

    [Fact]
    public void Check_OfAllRowsInOneFile_AgreesWithEveryVenue()
    {
        JsonElement result = _tool.Check(_tool.Write("golden.csv", GoldenRow.ToCsv(Cases)));

        Assert.Empty(result.GetProperty("rows").EnumerateArray().Select(static r => r.GetRawText()));
        Assert.Equal(72, result.GetProperty("agree").GetInt64());
        // Binance's short without a price, and the other positions of two accounts.
        Assert.Equal(3, result.GetProperty("notComparable").GetProperty("notReported").GetInt64());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Price_IsTheVenues(string id)
    {
        JsonElement row = Cases.Single(c => c.GetProperty("id").GetString() == id);
        string file = _tool.Write("golden.csv", GoldenRow.ToCsv(row));

        JsonElement priced = _tool.Prices(file)[0];

        double tolerance = (double)row.GetProperty("tolerance").GetDecimal();
        if (row.GetProperty("expectNoLiquidation").GetBoolean())
        {
            Assert.Equal(JsonValueKind.Null, priced.GetProperty("liquidationPrice").ValueKind);
            Assert.Equal("no-price", priced.GetProperty("reason").GetString());
        }
        else
        {
            Near("expectedLiquidationPrice", "liquidationPrice");
            Assert.Equal(JsonValueKind.Null, priced.GetProperty("reason").ValueKind);
        }

        if (row.TryGetProperty("expectedBankruptcyPrice", out JsonElement bankruptcy) && bankruptcy.ValueKind == JsonValueKind.Number)
        {
            Near("expectedBankruptcyPrice", "bankruptcyPrice");
        }

        void Near(string expected, string actual)
        {
            double value = (double)row.GetProperty(expected).GetDecimal(), got = priced.GetProperty(actual).GetDouble();
            Assert.True(Math.Abs(value - got) <= tolerance, $"{id} {actual}: expected {value} within {tolerance}, was {got}");
        }
    }
}
