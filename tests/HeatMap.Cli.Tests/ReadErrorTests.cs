namespace HeatMap.Cli.Tests;

/// <summary>What cannot be read is refused in one line that says why.</summary>
public sealed class ReadErrorTests : IDisposable
{
    private const string Header = "side,quantity,entry_price,liquidation_price";

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("NaN", "--volatility takes a number >= 0 a year, such as 0.6 or 60%, was 'NaN'")]
    [InlineData("-0.5", "--volatility takes a number >= 0 a year, such as 0.6 or 60%, was '-0.5'")]
    [InlineData("Infinity", "takes a number >= 0 a year")]
    [InlineData("1e400", "takes a number >= 0 a year")]
    [InlineData("%", "takes a number >= 0 a year")]
    [InlineData("high", "takes a number >= 0 a year")]
    [InlineData("60", "--volatility 60 would be 6000 % a year: write 0.6 or 60%")]
    public void Volatility_IsChecked(string volatility, string message) => AssertUsage(message, "read", ToolRun.Sample, "--symbol", "BTC", "--volatility=" + volatility);

    [Theory]
    [InlineData("--horizon takes a time such as", "--volatility", "0.5", "--horizon", "soon")]
    [InlineData("--horizon takes a time such as", "--volatility", "0.5", "--horizon", "4h", "--horizon", "0d")]
    [InlineData("--horizon takes a time such as", "--volatility", "0.5", "--horizon", "2000d")]
    [InlineData("--horizon goes with --volatility", "--horizon", "4h")]
    [InlineData("--within takes a percentage > 0, was '0'", "--within", "0")]
    [InlineData("--within takes a percentage > 0, was 'NaN'", "--within", "5", "--within", "NaN")]
    [InlineData("--within takes a percentage > 0, was '-1'", "--within=-1")]
    [InlineData("--zones takes a whole number from 0 to", "--zones", "2.5")]
    [InlineData("--gaps takes a whole number from 0 to", "--gaps=-1")]
    [InlineData("--gaps takes a whole number from 0 to", "--gaps", "NaN")]
    [InlineData("--prominence takes a number >= 0, was NaN", "--prominence", "NaN")]
    [InlineData("--prominence takes a number >= 0, was -1", "--prominence=-1")]
    [InlineData("--mark takes a number > 0", "--mark", "0")]
    [InlineData("heatmap: --format takes table or json, was 'csv'\n", "--format", "csv")]
    [InlineData("heatmap: --style takes intraday, swing or weekly, was 'daily'\n", "--style", "daily")]
    [InlineData("cannot be written", "--out", "no-such-folder/a.txt")]
    public void Options_AreChecked(string message, params string[] options) => AssertUsage(message, ["read", ToolRun.Sample, "--symbol", "BTC", .. options]);

    [Fact]
    public void NoFile_IsExit2()
    {
        AssertUsage("", "read");
        AssertUsage("cannot be read", "read", "no-such-file.csv");
        AssertUsage("heatmap: . cannot be read: it is a folder", "read", ".");
        AssertUsage("standard input can be read once", "read", "-", "-");
        AssertUsage("holds several symbols", "read", ToolRun.Sample);
        AssertUsage("is read: it must not be written as well", "read", ToolRun.Sample, "--symbol", "BTC", "--out", ToolRun.Sample);
    }

    [Fact]
    public void EmptyFile_IsExit3()
    {
        string empty = _tool.PathOf("empty.csv");
        File.WriteAllText(empty, "");

        AssertRefused("expected a header with column names, was empty", empty, "read", empty);
        AssertRefused("bytes", _tool.WriteGzip("a.gz", new string('x', 5000), cutTo: 24), "read", _tool.PathOf("a.gz"));
        AssertRefused("expected gzip data that is whole", _tool.PathOf("b.gz"), "read", _tool.WriteGzip("b.gz", Header + ",mark_price\nlong,1,100,90,100\nlong,2,100,91,100\n", cutTo: 40));
        AssertUsage("holds no positions, so it has no mark price", "read", _tool.Write("head.csv", Header + ",mark_price"));
    }

    [Fact]
    public void WrongFiles_AreExit3()
    {
        string map = _tool.Partial("a.hmap", _tool.Write("a.csv", Header, "long,1,100,90"), "--mark", "100"), positions = _tool.PathOf("a.csv");
        byte[] bytes = File.ReadAllBytes(map);
        bytes[^1] ^= 1;
        File.WriteAllBytes(_tool.PathOf("bad.hmap"), bytes);
        string other = _tool.Partial("b.hmap", positions, "--mark", "100", "--band", "1");

        AssertRefused("there is no column", _tool.Write("text.txt", "hello", "world"), "read", _tool.PathOf("text.txt"), "--mark", "100");
        AssertRefused("the checksum does not match", _tool.PathOf("bad.hmap"), "read", _tool.PathOf("bad.hmap"));
        AssertRefused("because several files are given", positions, "read", positions, map);
        AssertRefused("because several files are given", positions, "read", positions, positions);
        AssertRefused("expected a map that --partial wrote, was not", positions, "read", map, positions);
        AssertRefused("the lattices differ", other, "read", map, other);
    }

    [Theory]
    [InlineData("--recompute")]
    [InlineData("--modelled")]
    [InlineData("--skip-bad")]
    [InlineData("--venue", "bybit")]
    [InlineData("--tiers", "tiers.json")]
    [InlineData("--column", "side=direction")]
    public void OptionsOfPositions_DoNotGoWithMaps(params string[] options)
    {
        string map = _tool.Partial("a.hmap", _tool.Write("a.csv", Header, "long,1,100,90"), "--mark", "100");

        AssertUsage($"{options[0]} goes with positions: {map} is a map", ["read", map, .. options]);
    }

    private void AssertUsage(string message, params string[] args)
    {
        _tool.Run(args);

        Assert.Equal((2, ""), (_tool.Exit, _tool.Out));
        Assert.StartsWith("heatmap: ", _tool.Error, StringComparison.Ordinal);
        Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
    }

    private void AssertRefused(string message, string file, params string[] args)
    {
        _tool.Run(args);

        Assert.Equal((3, ""), (_tool.Exit, _tool.Out));
        Assert.StartsWith($"heatmap: {file}: ", _tool.Error, StringComparison.Ordinal);
        Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
        Assert.Single(_tool.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
