using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>Positions told apart by size and leverage.</summary>
public sealed class LayerTests : IDisposable
{
    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Size_GoesByTheValueAtEntry()
    {
        string file = _tool.Write("a.csv", "side,quantity,entry_price,liquidation_price", "long,1,100,90", "long,99.99,100,90", "short,100,100,110", "short,9999,100,150", "long,10000,100,");

        JsonElement map = _tool.Map(file, "--mark", "100", "--layers", "size", "--band", "1", "--range", "80:120");

        Assert.Equal([("retail", 2, 0), ("medium", 0, 1), ("large", 0, 1), ("whale", 1, 0)], Counts(map));
        JsonElement medium = map.GetProperty("layers")[1], large = map.GetProperty("layers")[2], whale = map.GetProperty("layers")[3];
        Assert.Equal(11000, medium.GetProperty("bands")[30].GetProperty("short").GetDouble());
        Assert.Equal(1499850, large.GetProperty("above").GetProperty("short").GetDouble());
        Assert.Equal(1, whale.GetProperty("unplaced").GetProperty("reasons").GetProperty("no-price").GetProperty("count").GetInt64());
        Assert.Equal(["name", "bands", "below", "above", "unplaced", "totals"], medium.EnumerateObject().Select(static p => p.Name));
    }

    [Fact]
    public void Leverage_GoesByMarginThenLeverage_AndTellsWhatIsNotGiven()
    {
        string file = _tool.Write("a.csv", "side,quantity,entry_price,margin,leverage,liquidation_price", "long,1,100,50,,90", "long,1,100,,10,90", "long,1,100,1,3,90", "long,1,100,,,90");

        JsonElement map = _tool.Map(file, "--mark", "100", "--layers", "leverage");

        Assert.Equal([("below 5x", 1, 0), ("5x to 10x", 0, 0), ("10x to 25x", 1, 0), ("25x to 50x", 0, 0), ("from 50x", 1, 0), ("not given", 1, 0)], Counts(map));
    }

    [Theory]
    [InlineData("size")]
    [InlineData("leverage")]
    public void Layers_ChangeNothingElse_AndAddUp(string layers)
    {
        string[] args = [ToolRun.Sample, "--symbol", "BTC"];
        string plain = _tool.Partial("a.hmap", args), layered = _tool.Partial("b.hmap", [.. args, "--layers", layers]);

        JsonElement without = _tool.Map(args), with = _tool.Map([.. args, "--layers", layers]);

        Assert.Equal(File.ReadAllBytes(plain), File.ReadAllBytes(layered));
        Assert.Equal(JsonValueKind.Null, without.GetProperty("layers").ValueKind);
        Assert.Equal(without.EnumerateObject().SkipLast(1).Select(static p => p.ToString()), with.EnumerateObject().SkipLast(1).Select(static p => p.ToString()));
        Assert.Equal(127, Counts(with).Sum(static l => l.Long + l.Short));
        Assert.Equal(with.GetProperty("totals").GetProperty("short").GetDouble(), with.GetProperty("layers").EnumerateArray().Sum(static l => l.GetProperty("totals").GetProperty("short").GetDouble()), 3);
    }

    [Fact]
    public void Table_HasALineForEachLayer_AlsoOfComputedPrices()
    {
        string file = _tool.Write("a.csv", "side,quantity,entry_price,leverage,maintenance_rate", "long,1,100,10,0.01", "short,30000,100,20,0.01");

        string table = _tool.Run("map", file, "--mark", "100", "--layers", "size").Out;

        Assert.Matches(@"\n  retail +90\.9 +0 in 1 position\n", table);
        Assert.Matches(@"\n  medium +0 +0 in 0 positions\n", table);
        Assert.Matches(@"\n  whale +0 +3\.12M in 1 position\n", table);
        Assert.All(table.Split('\n'), static line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain("retail", _tool.Run("map", file, "--mark", "100").Out, StringComparison.Ordinal);
    }

    private static IEnumerable<(string? Name, int Long, int Short)> Counts(JsonElement map) => map.GetProperty("layers").EnumerateArray()
        .Select(static l => (l.GetProperty("name").GetString(), l.GetProperty("totals").GetProperty("longCount").GetInt32(), l.GetProperty("totals").GetProperty("shortCount").GetInt32()));
}
