namespace HeatMap.Cli.Tests;

public sealed class CascadePictureTests : IDisposable
{
    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Pictures_AreThoseOfTheLibrary()
    {
        string page = _tool.PathOf("c.html"), picture = _tool.PathOf("c.svg");
        _tool.Run("cascade", ToolRun.Sample, "--symbol", "BTC", "--shock=-12%", "--depth-1pct", "20e6", "--html", page, "--svg", picture);
        Assert.Equal((0, true), (_tool.Exit, _tool.Error.Contains($"wrote {page}", StringComparison.Ordinal)));
        Assert.Equal(["cascade: BTC cascade", "map: BTC liquidation map"], ChartData.Headings(File.ReadAllText(page)));
        Assert.Contains("BTC cascade", File.ReadAllText(picture), StringComparison.Ordinal);
    }

    [Fact]
    public void PicturesThatCannotBeWritten_AreRefusedBeforeAnythingIsRead()
    {
        _tool.Run("cascade", ToolRun.Sample, "--symbol", "BTC", "--shock=-12%", "--depth-1pct", "20e6", "--html", ToolRun.Sample);
        Assert.Equal((2, ""), (_tool.Exit, _tool.Out));
        Assert.Contains("is read: it must not be written as well", _tool.Error, StringComparison.Ordinal);
    }
}
