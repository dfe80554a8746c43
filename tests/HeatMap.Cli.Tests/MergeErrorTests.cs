namespace HeatMap.Cli.Tests;

/// <summary>What cannot be merged is refused in one line that names the file and says why.</summary>
public sealed class MergeErrorTests : IDisposable
{
    private readonly ToolRun _tool = new();
    private readonly LiquidationMap _first = PartialMapTests.Map(LiquidationMap.Empty(BandGrid.Uniform(1, new(80, 120)), 100, new() { Unit = "USDT" }), (90, 1), (70, 1));

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("text", "expected a map that --partial wrote, was not: the bytes are no map")]
    [InlineData("empty", "expected a map that --partial wrote, was not: the bytes are no map")]
    [InlineData("flipped", "expected a map that --partial wrote, was not: the checksum does not match")]
    [InlineData("cut", "bytes, ")]
    [InlineData("longer", "are given")]
    [InlineData("version", "version 2 is not known")]
    public void NoMap_IsExit3(string kind, string message)
    {
        byte[] bytes = _first.ToBytes();
        string file = _tool.PathOf("b.hmap"), first = _tool.Write("a.hmap", _first);
        byte[] flipped = [.. bytes];
        flipped[^1] ^= 1;
        byte[] version = [.. bytes];
        version[4] = 2;
        File.WriteAllBytes(file, kind switch
        {
            "text" => "side,quantity,entry_price\n"u8.ToArray(),
            "empty" => [],
            "flipped" => flipped,
            "cut" => bytes[..^1],
            "longer" => [.. bytes, 0],
            _ => version,
        });

        AssertRefused(message, ["merge", first, file], file);
        AssertRefused(message, ["merge", first, "--minus", file], file);
    }

    [Theory]
    [InlineData("lattice", "the lattices differ: 40 uniform bands of 1 from 80 to 120 and 20 uniform bands of 2 from 80 to 120")]
    [InlineData("spacing", "the lattices differ")]
    [InlineData("unit", "the units of the maps differ: USDT and BTC")]
    [InlineData("nothing", "the units of the maps differ: USDT and nothing stated")]
    [InlineData("quantum", "the quanta of the maps differ")]
    [InlineData("counts", "the options of the maps differ: counts and no counts")]
    [InlineData("tail", "positions below 80 are known only as a sum")]
    public void MapsThatDiffer_AreExit3(string what, string message)
    {
        BandGrid grid = what switch
        {
            "lattice" => BandGrid.Uniform(2, new(80, 120)),
            "spacing" => BandGrid.Geometric(0.01, new(80, 120)),
            "tail" => BandGrid.Uniform(1, new(60, 120)),
            _ => _first.Grid,
        };
        var options = new MapOptions
        {
            Unit = what switch { "unit" => "BTC", "nothing" => null, _ => "USDT" },
            Quantum = what == "quantum" ? 1 : MapOptions.DefaultQuantum,
            Counts = what != "counts",
        };
        string first = _tool.Write("a.hmap", _first), second = _tool.Write("b.hmap", PartialMapTests.Map(LiquidationMap.Empty(grid, 100, options), (91, 1)));

        AssertRefused($"cannot be merged with {first}: ", ["merge", first, first, second], second);
        AssertRefused(message, ["merge", first, first, second, "--mark", "100"], second);
        AssertRefused($"cannot be taken from {first}: ", ["merge", first, "--minus", second], second);
        AssertRefused(message, ["merge", first, first, "--minus", second], second);
    }

    [Fact]
    public void MarksThatDiffer_AskForOne()
    {
        string first = _tool.Write("a.hmap", _first), second = _tool.Write("b.hmap", _first.WithMark(101)), far = _tool.Write("c.hmap", _first.WithMark(120));

        AssertRefused($"cannot be merged with {first}: the marks of the maps differ: 100 and 101; state one with --mark PRICE", ["merge", first, second], second);
        Assert.Equal(0, _tool.Run("merge", first, second, "--mark", "100.5").Exit);
        AssertRefused($"cannot be merged with {first}: the marks of the maps differ: 100 and 120; these are of two contracts", ["merge", first, far], far);
        AssertRefused("expected a map whose mark is within 10 % of --mark 100, was 120", ["merge", first, far, "--mark", "100"], far);
    }

    [Fact]
    public void SumsBeyondTheIntegers_AreRefused()
    {
        LiquidationMap huge = PartialMapTests.Map(_first, (90, 1.2e12));
        string first = _tool.Write("a.hmap", huge), second = _tool.Write("b.hmap", huge);

        AssertRefused("a band would hold 2^63 units of 1.52587890625E-05 or more", ["merge", first, second], second);
    }

    [Fact]
    public void TooLongFile_IsRefusedBeforeItIsRead()
    {
        string plain = _tool.PathOf("big.hmap");
        using (FileStream big = File.Create(plain))
        {
            big.SetLength(1L << 40);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused("no map has more than", ["merge", plain], plain);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 20 << 20);
        using var endless = new ZeroStream();
        using var error = new StringWriter();
        Assert.Equal(3, Tool.Run(["merge", "-"], new(TextWriter.Null, error) { OpenInput = () => endless }));
        Assert.Contains("no map has more than", error.ToString(), StringComparison.Ordinal);
        Assert.InRange(endless.Given, 1L, 200L << 20);
    }

    [Fact]
    public void CutOffGzip_IsRefused()
    {
        string packed = _tool.WriteGzip("a.hmap", new string('x', 5000), cutTo: 24);

        AssertRefused("expected gzip data that is whole, was not", ["merge", packed], packed);
    }

    [Theory]
    [InlineData("merge")]
    [InlineData("merge", "no-such-file.hmap")]
    [InlineData("merge", "FILE", "--minus", "no-such-file.hmap")]
    [InlineData("merge", "FILE", "--mark", "0")]
    [InlineData("merge", "FILE", "--mark", "x")]
    [InlineData("merge", "FILE", "--band", "1", "--bands", "3")]
    [InlineData("merge", "FILE", "--range", "9:1")]
    [InlineData("merge", "FILE", "--band", "1e-9")]
    [InlineData("merge", "FILE", "--format", "xml")]
    [InlineData("merge", "FILE", "--partial", "no-such-folder/a.hmap")]
    [InlineData("merge", "FILE", "--minus", "FILE", "--partial", "a.hmap")]
    [InlineData("merge", "FILE", "--minus", "FILE", "--html", "a.html")]
    [InlineData("merge", "FILE", "--minus", "FILE", "--svg", "a.svg")]
    [InlineData("map", "SAMPLE", "--symbol", "BTC", "--partial", "no-such-folder/a.hmap")]
    [InlineData("map", "SAMPLE", "--symbol", "BTC", "--layers", "colour")]
    [InlineData("map", "SAMPLE", "--symbol", "BTC", "--layers", "size", "--format", "csv")]
    public void WrongUsage_IsExit2_AndSaysSomething(params string[] args)
    {
        string file = _tool.Write("a.hmap", _first);

        _tool.Run([.. args.Select(a => a switch { "FILE" => file, "SAMPLE" => ToolRun.Sample, _ => a })]);

        Assert.Equal((2, ""), (_tool.Exit, _tool.Out));
        Assert.StartsWith("heatmap: ", _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("map", "--partial")]
    [InlineData("map", "--out")]
    [InlineData("map", "--html")]
    [InlineData("price", "--out")]
    [InlineData("check", "--out")]
    public void AFileThatIsRead_IsNotWritten(string command, string option)
    {
        string file = _tool.Write("own.csv", "symbol,side,quantity,entry_price,margin", "BTCUSDT,long,1,60000,3000"), text = File.ReadAllText(file);
        _tool.Run(command, file, option, Path.Combine(Path.GetDirectoryName(file)!, ".", "own.csv"));
        Assert.Equal((2, ""), (_tool.Exit, _tool.Out));
        Assert.Contains("is read: it must not be written as well", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public void AMapThatIsMerged_IsNotWritten()
    {
        string first = _tool.Write("a.hmap", _first), second = _tool.Write("b.hmap", _first);
        foreach (string[] args in (string[][])[["merge", first, second, "--partial", first], ["merge", first, "--minus", second, "--out", second]])
        {
            _tool.Run(args);
            Assert.Equal(2, _tool.Exit);
            Assert.Contains("is read: it must not be written as well", _tool.Error, StringComparison.Ordinal);
        }

        _tool.Run("merge", first, second, "--partial", _tool.PathOf("x"), "--html", _tool.PathOf("x"));
        Assert.Equal(2, _tool.Exit);
        Assert.Contains("is named for two outputs", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(_first.ToBytes(), File.ReadAllBytes(first));
    }

    [Fact]
    public void AMapGivenAsPositions_IsSentToMerge()
    {
        string map = _tool.Write("a.hmap", _first);
        _tool.Run("map", map, "--mark", "100");
        Assert.Equal(3, _tool.Exit);
        Assert.Contains("give it to heatmap merge", _tool.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0001', _tool.Error);
    }

    [Fact]
    public void BandsThatDoNotFitATail_AskForARange()
    {
        _tool.Run("merge", _tool.Write("a.hmap", _first), "--band", "7");
        Assert.Equal(2, _tool.Exit);
        Assert.Contains("add --range LOW:HIGH inside the windows of all files", _tool.Error, StringComparison.Ordinal);
    }

    private void AssertRefused(string message, string[] args, string file)
    {
        _tool.Run(args);

        Assert.Equal((3, ""), (_tool.Exit, _tool.Out));
        Assert.StartsWith($"heatmap: {file}: ", _tool.Error, StringComparison.Ordinal);
        Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
        Assert.Single(_tool.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed class ZeroStream : MemoryStream
    {
        public long Given { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            buffer.Clear();
            Given += buffer.Length;
            return buffer.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
