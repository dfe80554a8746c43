using System.Net;
using System.Net.Sockets;
using HeatMap.Cli.Commands;
using HeatMap.Cli.Watching;

namespace HeatMap.Cli.Tests;

public sealed class WatchTests : IDisposable
{
    private const string Header = "side,quantity,entry_price,liquidation_price,mark_price\n", First = "long,2,110,90,100\n", Second = "short,3,95,120,100\n";

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task GrowingFile_SendsNewCharts_AndAHalfLineWaits()
    {
        string file = Put("p.csv", Header + First);
        await using var watch = await Watching.Of(new(file, Bands));

        Assert.Equal(await watch.Get("charts.json"), (await watch.Next("charts")).Data);
        Assert.Contains("180", (await watch.Next("status")).Data, StringComparison.Ordinal);
        File.AppendAllText(file, Second[..^4]);
        Assert.Contains("the last line has no end yet", (await watch.Next("status")).Data, StringComparison.Ordinal);
        File.AppendAllText(file, Second[^4..]);
        string charts = (await watch.Next("charts")).Data;
        Assert.Contains("540", (await watch.Next("status")).Data, StringComparison.Ordinal);
        Assert.Equal(await watch.Get("charts.json"), charts);
    }

    [Fact]
    public async Task BadRow_KeepsTheLastPicture_AndSaysWhy()
    {
        string file = Put("p.csv", Header + First);
        await using var watch = await Watching.Of(new(file, Bands));
        string before = await watch.Get("charts.json");
        await watch.Next("status");

        File.AppendAllText(file, "long,nonsense,110,90,100\n");

        string status = (await watch.Next("status")).Data;
        Assert.Contains("Refused, the picture before stays", status, StringComparison.Ordinal);
        Assert.Contains($"{file}: line 3", status, StringComparison.Ordinal);
        Assert.Equal(before, await watch.Get("charts.json"));
        Assert.Contains("nonsense", watch.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplacedFile_IsNoticed()
    {
        string file = Put("p.csv", Header + First + Second);
        await using var watch = await Watching.Of(new(file, Bands));
        await watch.Next("status");

        File.WriteAllText(file, Header + First);

        string status = (await watch.Next("status")).Data;
        Assert.Contains("which replaced what was there", status, StringComparison.Ordinal);
        Assert.Contains("180", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_ShowsItsNewestFile()
    {
        string folder = Directory.CreateDirectory(_tool.PathOf("maps")).FullName, old = Put("maps/a.csv", Header + First);
        File.SetLastWriteTimeUtc(old, DateTime.UnixEpoch.AddYears(50));
        await using var watch = await Watching.Of(new(folder, Bands));
        Assert.StartsWith("a.csv", (await watch.Next("status")).Data, StringComparison.Ordinal);

        Put("maps/b.csv", Header + First + Second);

        Assert.StartsWith("b.csv", (await watch.Next("status")).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_SpeakOnce_OnThePageAndInTheTerminal()
    {
        string log = Put("e.csv", "time_unix_ms,event,id,side,quantity,entry_price,price\n1000,mark,,,,,100\n2000,open,a,long,2,110,90\n");
        await using var watch = await Watching.Of(new(log, Bands) { Rules = [Rule("cross 95-96"), Rule("beyond long 80-99 1000")] });
        await watch.Next("status");

        File.AppendAllText(log, "3000,mark,,,,,94\n");

        string alert = (await watch.Next("alert")).Data;
        Assert.Equal("1970-01-01 00:00:03 UTC cross 95-96: mark 94, 0 still in it", alert);
        Assert.Contains(alert, watch.Out, StringComparison.Ordinal);
        File.AppendAllText(log, "4000,open,b,long,20,110,90\n");
        Assert.Contains("beyond long 80-99 1000: mark 94", (await watch.Next("alert")).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplayAtFullSpeed_EndsWithWhatReplayShows()
    {
        string log = Put("e.csv", "time_unix_ms,event,id,side,quantity,entry_price,price\n1000,mark,,,,,100\n2000,open,a,long,2,110,90\n61000,open,b,short,1,95,120\n120000,mark,,,,,89\n");
        string page = _tool.PathOf("r.html");
        Assert.Equal(0, _tool.Run("replay", log, "--band", "1", "--html", page).Exit);

        await using var watch = await Watching.Of(new(log, Bands) { IsReplay = true, Speed = null });
        while (!(await watch.Next("status")).Data.StartsWith("The replay has ended: 4 events, 1 forced", StringComparison.Ordinal))
        {
        }

        using var shown = System.Text.Json.JsonDocument.Parse(await watch.Get("charts.json"));
        Assert.Equal(ChartData.Of(File.ReadAllText(page)).Select(static d => d.GetRawText().Replace("e.csv", "", StringComparison.Ordinal)), shown.RootElement.EnumerateArray().Select(static d => d.GetRawText().Replace("e.csv", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task OnlyThisMachine_IsAnswered()
    {
        await using var watch = await Watching.Of(new(Put("p.csv", Header + First), Bands));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(watch.Address, "charts.json"));
        request.Headers.Host = "evil.example:80";

        using HttpResponseMessage refused = await watch.Client.SendAsync(request), page = await watch.Client.GetAsync(watch.Address), nothing = await watch.Client.GetAsync(new Uri(watch.Address, "etc"));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.NotFound), (refused.StatusCode, page.StatusCode, nothing.StatusCode));
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.False(page.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Contains("\"updates\":\"/events\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("ok\n", await watch.Get("health"));
    }

    [Fact]
    public void TakenPort_IsNamed()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _tool.Run("watch", Put("p.csv", Header + First), "--port", port);
        Assert.Equal(2, _tool.Exit);
        Assert.Contains($"--port {port} cannot be used", _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("these are no columns of positions, bars or events", "a,b\n1,2\n")]
    [InlineData("line 2", Header + "long,x,110,90,100\n")]
    public void InputThatIsRefusedAtTheBeginning_EndsTheTool(string message, string content)
    {
        _tool.Run("watch", Put("p.csv", content));
        Assert.Equal(3, _tool.Exit);
        Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
        Assert.Contains(_tool.PathOf("p.csv"), _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10ms")]
    [InlineData("52w")]
    public void PollThatCannotBe_IsRefused(string poll)
    {
        Assert.Equal(2, _tool.Run("watch", Put("p.csv", Header + First), "--poll", poll).Exit);
        Assert.Contains("--poll takes a time from 250ms to 1d, was", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenamedColumns_AreReadWhereTheKindIsSaid()
    {
        string file = Put("p.csv", (Header + First).Replace("quantity", "szi", StringComparison.Ordinal));
        Assert.Equal(3, _tool.Run("watch", file).Exit);
        Assert.Contains("there is no column 'quantity'", _tool.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--column", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(2, _tool.Run("watch", file, "--column", "quantity=szi").Exit);
        Assert.Contains("--column goes with --as", _tool.Error, StringComparison.Ordinal);

        await using var watch = await Watching.Of(new(file, Bands) { Kind = InputKind.Positions, Renames = ["quantity=szi"] });
        Assert.Contains("180", (await watch.Next("status")).Data, StringComparison.Ordinal);
    }

    [Fact]
    public void OneReaderThatComesBack_GetsTheAlertsItMissed()
    {
        var state = new WatchState();
        for (int i = 1; i <= 250; i++)
        {
            state.Alert($"{i}");
        }

        Assert.Equal(["249", "250"], state.Look(248).Alerts);
        Assert.Equal(200, state.Look(-1).Alerts.Length);
        Assert.Equal(200, state.Look(7).Alerts.Length);
        Assert.Empty(state.Look(250).Alerts);
    }

    private static Mapping.BandSettings Bands => new(Mapping.BandChoice.Width, 1, null);

    private static WatchedRule Rule(string text) => new(text, RuleOption.Parse(text)!);

    private string Put(string name, string content)
    {
        File.WriteAllText(_tool.PathOf(name), content);
        return _tool.PathOf(name);
    }
}
