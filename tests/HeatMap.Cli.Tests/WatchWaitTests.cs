using HeatMap.Cli.Watching;

namespace HeatMap.Cli.Tests;

/// <summary>A watch that has nothing to show yet, or nothing for a while.</summary>
public sealed class WatchWaitTests : IDisposable
{
    private const string Header = "side,quantity,entry_price,liquidation_price,mark_price\n", First = "long,2,110,90,100\n", Second = "short,3,95,120,100\n";

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData(null, "p.csv is not there; waiting for it")]
    [InlineData("", "p.csv is empty; waiting for its first lines")]
    [InlineData("side,quan", "p.csv is empty; waiting for its first lines")]
    [InlineData(Header, "p.csv holds nothing but its header; waiting for the first line")]
    public async Task FileWithNothingInIt_IsWaitedFor(string? content, string says)
    {
        if (content is not null)
        {
            Put("p.csv", content);
        }

        await using var watch = await Watching.Of(new(_tool.PathOf("p.csv"), Bands));

        Assert.EndsWith(says, (await watch.Next("status")).Data, StringComparison.Ordinal);
        Assert.Contains(says, await watch.Get(""), StringComparison.Ordinal);
        Assert.Equal("[]", await watch.Get("charts.json"));
        await Task.Delay(300);
        Assert.Equal($"heatmap: {_tool.PathOf(says)}\n", watch.Error.ReplaceLineEndings("\n"));

        Put("p.csv", Header + First);
        Assert.Contains("180 waiting", (await watch.Next("status")).Data, StringComparison.Ordinal);
        Assert.Contains("chart-data", await watch.Get(""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyFolder_IsWaitedFor()
    {
        string folder = Directory.CreateDirectory(_tool.PathOf("maps")).FullName;
        await using var watch = await Watching.Of(new(folder, Bands));
        Assert.Equal($"{folder} is empty; waiting for a file that ends with .csv, .json or .gz", (await watch.Next("status")).Data);

        Put("maps/a.csv", Header + First);

        Assert.StartsWith("a.csv", (await watch.Next("status")).Data, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Header)]
    [InlineData(null)]
    public async Task FileThatIsWrittenAnew_KeepsThePicture_AndGoesOn(string? between)
    {
        string file = Put("p.csv", Header + First);
        await using var watch = await Watching.Of(new(file, Bands));
        await watch.Next("status");
        string before = await watch.Get("charts.json");

        if (between is null)
        {
            File.Delete(file);
        }
        else
        {
            Put("p.csv", between);
        }

        Assert.StartsWith($"The picture before stays: {file}", (await watch.Next("status")).Data, StringComparison.Ordinal);
        Assert.Equal(before, await watch.Get("charts.json"));
        await Task.Delay(300);
        Assert.Single(watch.Error.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));

        Put("p.csv", Header + First + Second);
        Assert.Contains("540 waiting", (await watch.Next("status")).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_WaitsForItsLog()
    {
        string log = _tool.PathOf("e.csv");
        await using var watch = await Watching.Of(new(log, Bands) { IsReplay = true, Speed = null });
        Assert.Contains("is not there", (await watch.Next("status")).Data, StringComparison.Ordinal);

        Put("e.csv", "time_unix_ms,event,id,side,quantity,entry_price,price\n1000,mark,,,,,100\n2000,open,a,long,2,110,90\n");

        string status = (await watch.Next("status")).Data;
        while (!status.StartsWith("The replay has ended: 2 events", StringComparison.Ordinal))
        {
            status = (await watch.Next("status")).Data;
        }
    }

    [Fact]
    public void FileInAFolderThatIsNotThere_EndsTheTool()
    {
        Assert.Equal(2, _tool.Run("watch", _tool.PathOf("no/p.csv")).Exit);
        Assert.Contains("there is no folder", _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p.csv", "positions", "--every", "5m")]
    [InlineData("p.csv", "positions", "--asset", "BTC")]
    [InlineData("p.csv", "positions", "--replay", null)]
    [InlineData("b.csv", "bars", "--mark", "100")]
    [InlineData("b.csv", "bars", "--venue", "binance-usdm")]
    [InlineData("b.csv", "bars", "--tiers", "t.json")]
    [InlineData("b.csv", "bars", "--replay", null)]
    [InlineData("e.csv", "events", "--asset", "BTC")]
    public void OptionThatDoesNotGoWithTheInput_IsRefusedByName(string name, string kind, string option, string? value)
    {
        string file = Put(name, kind switch
        {
            "positions" => Header + First,
            "bars" => "time,open,high,low,close,volume\n1000,1,1,1,1,1\n",
            _ => "time_unix_ms,event,id,side,quantity,entry_price,price\n1000,mark,,,,,100\n",
        });
        string[] given = value is null ? [option] : [option, value];

        Assert.Equal(2, _tool.Run(["watch", file, .. given]).Exit);
        Assert.Contains($"{option} does not go with {kind}, which is what {file} holds", _tool.Error, StringComparison.Ordinal);

        // Where the kind is said, before there is anything to read.
        File.WriteAllText(file, "");
        Assert.Equal(2, _tool.Run(["watch", file, "--as", kind, .. given]).Exit);
        Assert.Contains($"{option} does not go with {kind}", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SixthPageOfABrowser_TakesThePlaceOfTheOldest()
    {
        await using var watch = await Watching.Of(new(Put("p.csv", Header + First), Bands), "Mozilla/5.0 (test)");
        await watch.Next("status");
        var others = new List<StreamReader>();
        for (int i = 0; i < ReaderSeats.MostOfOneBrowser; i++)
        {
            others.Add(new(await watch.Client.GetStreamAsync(new Uri(watch.Address, "events"))));
            Assert.Equal("event: charts", await others[i].ReadLineAsync());
        }

        Assert.StartsWith("Shown in a newer tab", (await watch.Next("end")).Data, StringComparison.Ordinal);
        File.AppendAllText(_tool.PathOf("p.csv"), Second);
        foreach (StreamReader other in others)
        {
            string? line = "";
            while (line is not null && !line.Contains("540 waiting", StringComparison.Ordinal))
            {
                line = await other.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
            }

            Assert.NotNull(line);
            other.Dispose();
        }
    }

    private static Mapping.BandSettings Bands => new(Mapping.BandChoice.Width, 1, null);

    private string Put(string name, string content)
    {
        File.WriteAllText(_tool.PathOf(name), content);
        return _tool.PathOf(name);
    }
}
