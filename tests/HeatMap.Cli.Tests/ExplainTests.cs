using System.Text.Json;
using HeatMap.Cascades;

namespace HeatMap.Cli.Tests;

/// <summary>A past move, read against the map before it.</summary>
public sealed class ExplainTests : IDisposable
{
    private const string Header = "side,quantity,entry_price,liquidation_price";

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Numbers_AreThoseOfTheLibrary()
    {
        string file = _tool.Write("a.csv", Header, "long,10,100,96", "long,20,100,93", "short,5,100,103");
        string path = _tool.Write("bars.csv", "time_unix_ms,open,low,high,close", "1000,100,97,101,97", "2000,97,92,98,95", "3000,,95,104,");
        var ladder = LiquidationLadder.FromPositions([96, 93, 103], [10, 20, -5], 100);
        MoveExplanation expected = MoveExplanation.Of(ladder, new(PriceImpact.Linear(0.1)), [97, 92, 95], [101, 98, 104]);

        JsonElement explained = _tool.Explain(file, "--mark", "100", "--path", path, "--impact", "linear:lam=0.1", "--band", "1");

        Assert.Equal((expected.Down.FarthestPrice, expected.Down.ForcedMove, expected.Down.ForcedShare), (Number(explained, "down", "farthestPrice"), Number(explained, "down", "forcedQuote"), Number(explained, "down", "forcedFraction")));
        Assert.Equal(
            expected.Bars.Select(static b => (1000L * (b.Bar + 1), b.From, b.To, b.ExogenousMove, b.Gain)),
            explained.GetProperty("bars").EnumerateArray().Select(static b => (b.GetProperty("timeUnixMs").GetInt64(), Number(b, "fromPrice"), Number(b, "toPrice"), Number(b, "exogenousQuote"), Number(b, "gain"))));
        Assert.Equal((3, false, 0), (explained.GetProperty("path").GetProperty("count").GetInt32(), explained.GetProperty("path").GetProperty("beginsAway").GetBoolean(), Number(explained, "path", "gapFraction")));

        // The second bar enters and crosses the zone of each long.
        JsonElement bar = explained.GetProperty("bars")[2];
        Assert.Equal(2, bar.GetProperty("zonesCrossed").GetArrayLength());
        Assert.All(bar.GetProperty("zonesCrossed").EnumerateArray(), z => Assert.Equal("long", explained.GetProperty("zones")[z.GetInt32()].GetProperty("side").GetString()));
    }

    [Fact]
    public void Table_TellsSplitBarsAndZones()
    {
        string file = _tool.Write("a.csv", Header, "long,10,100,96"), path = _tool.Write("bars.csv", "time_unix_ms,low,high", "1770123600000,95,100");

        string table = _tool.Run("explain", file, "--mark", "100", "--path", path, "--impact", "linear:lam=0.1").Out;

        Assert.Contains("Price fell to 95.00, 5 % below the mark: forced orders account for", table.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("Price never rose above the mark.", table, StringComparison.Ordinal);
        Assert.Contains("2026-02-03 13:00", table, StringComparison.Ordinal);
        Assert.Contains("longs", table, StringComparison.Ordinal);
        Assert.DoesNotContain("begins", table, StringComparison.Ordinal);
        Assert.StartsWith(
            "time_unix_ms,direction,from_price,to_price,exogenous_move,forced_move,gain,quantity,notional,count\n1770123600000,down,100,95,4,1,",
            _tool.Run("explain", file, "--mark", "100", "--path", path, "--impact", "linear:lam=0.1", "--format", "csv").Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public void BarsAwayFromTheMark_AreTold()
    {
        string file = _tool.Write("a.csv", Header, "long,10,100,96"), path = _tool.Write("bars.csv", "time_unix_ms,low,high", "1000,110,112", "2000,99,101");

        JsonElement away = _tool.Explain(file, "--mark", "100", "--path", path, "--impact", "none"), after = _tool.Explain(file, "--mark", "100", "--path", path, "--impact", "none", "--after", "1970-01-01T00:00:02");

        Assert.Equal((true, 0.1), (away.GetProperty("path").GetProperty("beginsAway").GetBoolean(), Math.Round(Number(away, "path", "gapFraction"), 9)));
        Assert.Contains("begins 10 % away from the mark", away.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal((false, 1), (after.GetProperty("path").GetProperty("beginsAway").GetBoolean(), after.GetProperty("path").GetProperty("count").GetInt32()));
        Assert.False(_tool.Explain(file, "--mark", "100", "--path", path, "--impact", "none", "--after", "2000").GetProperty("path").GetProperty("beginsAway").GetBoolean());
    }

    [Fact]
    public void Maps_AreTakenAtAnEdge()
    {
        string map = _tool.Partial("a.hmap", _tool.Write("a.csv", Header, "long,10,100,96.5", "long,5,100,20"), "--mark", "100", "--band", "1"), path = _tool.Write("bars.csv", "time_unix_ms,low,high", "1000,96.2,100", "2000,40,100");

        JsonElement near = _tool.Explain(map, "--path", path, "--depth-1pct", "1000"), far = _tool.Explain(map, "--path", path, "--depth-1pct", "1000", "--edge", "far");

        Assert.True(Number(near.GetProperty("bars")[0], "forced", "quantity") > 0);
        Assert.Equal(0, Number(far.GetProperty("bars")[0], "forced", "quantity"));
        Assert.Equal(("near", "far"), (near.GetProperty("edge").GetString(), far.GetProperty("edge").GetString()));
        Assert.Contains(near.GetProperty("notes").EnumerateArray(), static n => n.GetString()!.StartsWith("Price left the window of the map below", StringComparison.Ordinal));
    }

    private static double Number(JsonElement element, params string[] names) => names.Aggregate(element, static (e, n) => e.GetProperty(n)).GetDouble();
}
