using System.Text.Json;
using HeatMap.Cli.Watching;

namespace HeatMap.Cli.Tests;

/// <summary>A folder of snapshots.</summary>
public sealed class WatchSnapshotTests : IDisposable
{
    private const string Header = "side,quantity,entry_price,liquidation_price,mark_price\n", First = "long,2,110,90,100\n", Second = "short,3,95,120,100\n";

    private readonly ToolRun _tool = new();

    private readonly string _folder;

    public WatchSnapshotTests() => _folder = Directory.CreateDirectory(_tool.PathOf("maps")).FullName;

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task NewSnapshot_IsTheNextColumn_AndWhatIsMissingStaysEmpty()
    {
        Put("btc-2026-01-02T0300.csv", Header + First);
        Put("btc-2026-01-02T0301.csv", Header + Second);
        await using var watch = await Watching.Of(new(_folder, Bands));
        Assert.Contains("360 waiting; 2 snapshots, by the times in their names, a column for each 00:01:00", (await watch.Next("status")).Data, StringComparison.Ordinal);

        Put("btc-2026-01-02T0303.csv", Header + First + Second);

        string status = (await watch.Next("status")).Data;
        Assert.StartsWith("btc-2026-01-02T0303.csv, ", status, StringComparison.Ordinal);
        Assert.DoesNotContain("replaced", status, StringComparison.Ordinal);
        using var charts = JsonDocument.Parse(await watch.Get("charts.json"));
        Assert.Equal(["heat", "map"], charts.RootElement.EnumerateArray().Select(static c => c.GetProperty("kind").GetString()));
        Assert.Contains("measured: maps.", charts.RootElement[0].GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void HeatMap_HasTheMapsOfTheSnapshots_AndIsMissingWhereThereWasNone()
    {
        Mapping.LoadedMap[] maps = [Load("a.csv", First), Load("b.csv", Second), Load("c.csv", First + Second)];
        const long Start = 1_767_322_800_000;
        var history = new SnapshotHistory(s => maps[s.File[0] - 'a'], static text => Assert.Fail(text));

        LiquidationHeatMap heat = history.Draw([(new("a", 1, 1), Start), (new("b", 1, 1), Start + 60_000), (new("c", 1, 1), Start + 185_000)], maps[2], every: TimeSpan.FromMinutes(1));

        Assert.Equal((Start, 4), (heat.StartUnixMs, heat.ColumnCount));
        foreach ((int column, LiquidationMap map) in (ReadOnlySpan<(int, LiquidationMap)>)[(0, maps[0].Map), (1, maps[1].Map), (3, maps[2].Map)])
        {
            for (int band = 0; band < heat.Grid.Count; band++)
            {
                Assert.Equal((map[band].Long, map[band].Short), (heat.At(column, band).Long, heat.At(column, band).Short));
            }
        }

        Assert.Equal(HeatMapColumnState.Missing, heat.StateOf(2));
    }

    [Fact]
    public async Task SnapshotThatIsRefused_IsLeftOut_AndToldOnce()
    {
        string bad = Put("1700000000.csv", Header + "long,x,110,90,100\n");
        Put("1700000060.csv", Header + First);
        await using var watch = await Watching.Of(new(_folder, Bands));
        await watch.Next("status");

        Put("1700000120.csv", Header + Second);

        Assert.Contains("3 snapshots", (await watch.Next("status")).Data, StringComparison.Ordinal);
        Assert.Single(watch.Error.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
        Assert.StartsWith($"heatmap: left out of the heat map: {bad}: line 2", watch.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SnapshotsWithoutTimes_GiveTheMapAlone_AndSaySo()
    {
        foreach (string name in (string[])["a.csv", "b.csv"])
        {
            File.SetLastWriteTimeUtc(Put(name, Header + First), DateTime.UnixEpoch.AddYears(50));
        }

        await using var watch = await Watching.Of(new(_folder, Bands));

        Assert.Contains("no heat map, because names of the files tell no times", (await watch.Next("status")).Data, StringComparison.Ordinal);
        using var charts = JsonDocument.Parse(await watch.Get("charts.json"));
        Assert.Equal(1, charts.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task BandsByNumber_StayThoseOfTheFirstSnapshot()
    {
        Put("1700000000.csv", Header + First);
        await using var watch = await Watching.Of(new(_folder, new(Mapping.BandChoice.Count, 50, null)));
        await watch.Next("status");

        Put("1700000060.csv", (Header + Second).Replace(",100\n", ",107\n", StringComparison.Ordinal));

        Assert.Contains("2 snapshots", (await watch.Next("status")).Data, StringComparison.Ordinal);
        Assert.Equal("", watch.Error);
    }

    [Theory]
    [InlineData("btc-1700000000.csv", 1_700_000_000_000)]
    [InlineData("1700000000123.json", 1_700_000_000_123)]
    [InlineData("map_20231114_221320.csv", 1_700_000_000_000)]
    [InlineData("2023-11-14T22-13-20Z.csv.gz", 1_700_000_000_000)]
    [InlineData("20231114221320.csv", 1_700_000_000_000)]
    [InlineData("2023-11-14.csv", 1_699_920_000_000)]
    [InlineData("2023-13-14.csv", null)]
    [InlineData("run 7.csv", null)]
    public void TimesInNames_AreInUtc(string name, long? expected) => Assert.Equal(expected, SnapshotTimes.OfName(name));

    [Fact]
    public void TimesOfFiles_CountWhereNamesTellNone()
    {
        SnapshotOrder order = SnapshotTimes.Of([("b.csv", 9_000), ("a.csv", 5_000), ("20231114.csv", 7_000)]);
        Assert.Equal([(1, 5_000L), (2, 7_000L), (0, 9_000L)], order.Files);
        Assert.Null(order.Fault);
        Assert.NotNull(SnapshotTimes.Of([("b.csv", 9_000), ("a.csv", 9_400)]).Fault);
    }

    [Fact]
    public void Interval_IsThatBetweenSnapshotsAsItMostlyIs()
    {
        Assert.Equal(TimeSpan.FromMinutes(1), SnapshotHistory.IntervalOf([0, 60_200, 119_900, 240_000]));
        Assert.Equal(TimeSpan.FromSeconds(1), SnapshotHistory.IntervalOf([5]));
        Assert.Equal(TimeSpan.FromSeconds(2592), SnapshotHistory.IntervalOf([0, 10, 20, 30, 5_184_000_000]));
    }

    private static Mapping.BandSettings Bands => new(Mapping.BandChoice.Width, 1, null);

    private Mapping.LoadedMap Load(string name, string rows) =>
        Mapping.MapLoader.Load(new WatchSettings(_folder, Bands).ForPositions(Put(name, Header + rows)), new(TextWriter.Null, TextWriter.Null));

    private string Put(string name, string content)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, content);
        return file;
    }
}
