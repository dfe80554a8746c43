using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>Wrong usage is exit 2, bad input is exit 3 and says where and what; nothing is dropped silently.</summary>
public sealed class MapErrorTests : IDisposable
{
    private const string Header = "side,quantity,entry_price,liquidation_price";

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("long,x,100,90", "quantity: expected a number that is not zero, was 'x'")]
    [InlineData("long,0,100,90", "quantity: expected a number that is not zero, was '0'")]
    [InlineData("long,NaN,100,90", "quantity: expected a number that is not zero, was 'NaN'")]
    [InlineData("long,Infinity,100,90", "quantity: expected a number that is not zero, was 'Infinity'")]
    [InlineData("long,-1,100,90", "quantity: expected a number > 0 beside a side, was '-1'")]
    [InlineData("up,1,100,90", "side: expected long or short, was 'up'")]
    [InlineData(",1,100,90", "side: expected long or short, was empty")]
    [InlineData("long,1,,90", "entry_price: expected a number > 0, was empty")]
    [InlineData("long,1,-5,90", "entry_price: expected a number > 0, was '-5'")]
    [InlineData("long,1,100,-90", "liquidation_price: expected a number >= 0, or empty, was '-90'")]
    [InlineData("long,1,100", "record: expected as many fields as the header, was 'long,1,100'")]
    [InlineData("long,1e300,100,90", "quantity: expected a position worth more than 0 and less than 1e14, was '1e300'")]
    public void BadLine_IsExit3_WithFileLineColumnAndValue(string line, string message)
    {
        string file = _tool.Write("bad.csv", Header, "long,1,100,90", line);

        _tool.Run("map", file, "--mark", "100", "--format", "json");

        Assert.Equal(3, _tool.Exit);
        Assert.Equal("", _tool.Out);
        Assert.Equal($"heatmap: {file}: line 3: {message}", _tool.Error.Trim());
    }

    [Fact]
    public void SkipBad_CountsEachLineByReason()
    {
        string file = _tool.Write("bad.csv", Header, "long,1,100", "long,1,100", "long,x,100,90", "long,1,100,90", "long,y,100,90", "\"long,1,100,90", "short,1,100,110");

        _tool.Run("map", file, "--mark", "100", "--format", "json", "--skip-bad");

        Assert.Equal(0, _tool.Exit);
        using JsonDocument document = JsonDocument.Parse(_tool.Out);
        JsonElement skipped = document.RootElement.GetProperty("skipped"), totals = document.RootElement.GetProperty("totals");
        Assert.Equal(5, skipped.GetProperty("count").GetInt64());
        Assert.Equal([2L, 2L, 1L], skipped.GetProperty("reasons").EnumerateObject().Select(static r => r.Value.GetInt64()).OrderDescending());
        Assert.Equal((1, 1), (totals.GetProperty("longCount").GetInt64(), totals.GetProperty("shortCount").GetInt64()));
        Assert.Contains("skipped 2 lines: quantity: expected a number that is not zero", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralSymbols_AreListed()
    {
        _tool.Run("map", ToolRun.Sample);

        Assert.Equal(2, _tool.Exit);
        Assert.Equal("", _tool.Out);
        Assert.Contains("BTC (127)", _tool.Error, StringComparison.Ordinal);
        Assert.Contains("AAVE (19)", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownSymbol_IsExit2_WithTheList()
    {
        _tool.Run("map", ToolRun.Sample, "--symbol", "LUNA");

        Assert.Equal(2, _tool.Exit);
        Assert.Contains("'LUNA'", _tool.Error, StringComparison.Ordinal);
        Assert.Contains("ETH (101)", _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("map")]
    [InlineData("map", "no-such-file.csv", "--mark", "1")]
    [InlineData("frob")]
    [InlineData("map", "FILE")]
    [InlineData("map", "FILE", "--mark", "x")]
    [InlineData("map", "FILE", "--mark", "-1")]
    [InlineData("map", "FILE", "--mark", "1", "--format", "xml")]
    [InlineData("map", "FILE", "--mark", "1", "--band", "1", "--bands", "2")]
    [InlineData("map", "FILE", "--mark", "1", "--band", "0")]
    [InlineData("map", "FILE", "--mark", "100", "--band", "1e-9")]
    [InlineData("map", "FILE", "--mark", "1", "--range", "5:1")]
    [InlineData("map", "FILE", "--mark", "1", "--range", "5")]
    [InlineData("map", "FILE", "--mark", "1", "--venue", "mtgox")]
    [InlineData("map", "FILE", "--mark", "1", "--column", "quantity")]
    [InlineData("map", "FILE", "--mark", "1", "--column", "colour=x")]
    [InlineData("map", "FILE", "--mark", "1", "--column", "quantity=nope")]
    [InlineData("map", "FILE", "--mark", "1", "--tiers", "no-such-file.json")]
    [InlineData("map", "FILE", "--mark", "1", "--nonsense")]
    public void WrongUsage_IsExit2_AndSaysSomething(params string[] args)
    {
        string file = _tool.Write("a.csv", Header, "long,1,100,90");

        _tool.Run([.. args.Select(a => a == "FILE" ? file : a)]);

        Assert.Equal(2, _tool.Exit);
        Assert.Equal("", _tool.Out);
        Assert.StartsWith("heatmap: ", _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("side,size,entry_price,liquidation_price", "there is no column 'quantity'")]
    [InlineData("side,quantity,liquidation_price", "there is no column 'entry_price'")]
    [InlineData("side,quantity,entry_price", "none of the columns")]
    [InlineData("side,quantity,quantity,entry_price,margin", "appears 2 times")]
    [InlineData("", "header")]
    public void MissingColumn_IsExit3(string header, string message)
    {
        string file = _tool.Write("a.csv", header);

        _tool.Run("map", file, "--mark", "1");

        Assert.Equal(3, _tool.Exit);
        Assert.Contains($"{file}: line 1: ", _tool.Error, StringComparison.Ordinal);
        Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Column_RenamesTheirs()
    {
        string file = _tool.Write("a.csv", "coin,szi,entryPx,liquidationPx", "BTC,-1,100,120");

        JsonElement map = _tool.Map(file, "--mark", "100", "--column", "symbol=coin", "--column", "quantity=szi", "--column", "entry_price=entryPx", "--column", "liquidation_price=liquidationPx");

        Assert.Equal("BTC", map.GetProperty("symbol").GetString());
        Assert.Equal(120, map.GetProperty("totals").GetProperty("short").GetDouble());
    }

    [Fact]
    public void GzipAndStandardInput_ReadLikeThePlainFile()
    {
        string text = File.ReadAllText(ToolRun.Sample);
        string packed = _tool.WriteGzip("a.data", text);
        string[] options = ["--symbol", "BTC", "--format", "json"];

        string plain = _tool.Run(["map", ToolRun.Sample, .. options]).Out;
        string unpacked = _tool.Run(["map", packed, .. options]).Out;
        string piped = _tool.Run(["map", "-", .. options], terminal: false, noColor: false, text).Out;

        Assert.NotEqual("", plain);
        Assert.Equal(plain, unpacked);
        Assert.Equal(plain, piped);
    }

    [Fact]
    public void CutOffGzip_IsRefused_EvenWithSkipBad()
    {
        string packed = _tool.WriteGzip("a.csv.gz", File.ReadAllText(ToolRun.Sample), cutTo: 9000);

        _tool.Run("map", packed, "--symbol", "BTC", "--skip-bad");

        Assert.Equal(3, _tool.Exit);
        Assert.Equal("", _tool.Out);
        Assert.Contains("cut off", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WindowsLineEnds_ByteOrderMarkSemicolonsAndBlankLines_AreUnderstood()
    {
        string file = _tool.PathOf("a.csv");
        File.WriteAllText(file, "\ufeffSide; Quantity;entry_price;liquidation_price\r\nLONG;1; 100 ;90\r\n\r\nsell;1;100;110");

        JsonElement totals = _tool.Map(file, "--mark", "100").GetProperty("totals");

        Assert.Equal((90, 110), (totals.GetProperty("long").GetDouble(), totals.GetProperty("short").GetDouble()));
    }

    [Fact]
    public void MarkOfAnotherMoment_IsRefused()
    {
        string file = _tool.Write("a.csv", Header + ",mark_price", "long,1,100,90,100", "long,1,100,90,100.5", "long,1,100,90,102");

        _tool.Run("map", file);

        Assert.Equal(3, _tool.Exit);
        Assert.Contains("line 4: mark_price: expected a mark within 1 % of the first line's 100", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyFile_IsAnEmptyMap_WhenTheMarkIsGiven()
    {
        string file = _tool.Write("a.csv", Header);

        Assert.Equal(0, _tool.Map(file, "--mark", "100").GetProperty("totals").GetProperty("longCount").GetInt64());
        Assert.Equal(2, _tool.Run("map", file).Exit);
        Assert.Equal(0, _tool.Run("map", file, "--mark", "100").Exit);
    }
}
