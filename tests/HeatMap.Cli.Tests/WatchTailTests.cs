using System.Globalization;
using System.Text;
using HeatMap.Cli.Replaying;
using HeatMap.Cli.Watching;

namespace HeatMap.Cli.Tests;

/// <summary>A log that grows is read on from where it was read to; what comes of it is that of the whole log.</summary>
public sealed class WatchTailTests : IDisposable
{
    private const string Header = "time_unix_ms,event,id,side,quantity,entry_price,price\n";

    private readonly ToolRun _tool = new();
    private readonly WatchedInput _input;
    private readonly EventTail _tail;
    private readonly string _log;
    private bool _isStrict;

    public WatchTailTests()
    {
        _log = _tool.PathOf("e.csv");
        _input = new(_log);
        _tail = new(_input);
    }

    public void Dispose()
    {
        _input.Dispose();
        _tool.Dispose();
    }

    [Theory]
    [InlineData(1, "\n", "")]
    [InlineData(2, "\r\n", "\uFEFF")]
    [InlineData(3, "\n", "\n\n")]
    public void LogInPieces_GivesWhatTheWholeLogGives(int seed, string lineEnd, string above)
    {
        byte[] whole = Encoding.UTF8.GetBytes(above + (Header + Events(new(seed), 400)).Replace("\n", lineEnd, StringComparison.Ordinal));
        var random = new Random(seed);
        int length = Array.IndexOf(whole, (byte)'2', 80) + 400, taken = 0;
        while (true)
        {
            // Cut anywhere, also within lines.
            File.WriteAllBytes(_log, whole[..length]);
            (ReplayResult result, bool isTaken, long read) = Follow();
            AssertSame(Whole(whole[..(Array.LastIndexOf(whole, (byte)'\n', length - 1) + 1)]), result);
            taken += isTaken ? 1 : 0;
            Assert.True(!isTaken || read < 2_500, $"{read} bytes were read");
            if (length == whole.Length)
            {
                break;
            }

            length = Math.Min(whole.Length, length + random.Next(1, 2_000));
        }

        Assert.True(taken > 5, $"{taken} pieces were taken");
    }

    [Fact]
    public void LogThatIsAnother_IsReadFromItsBeginning()
    {
        string first = Header + Events(new(4), 300), longer = first + "99000000,mark,,,,,101\n";
        foreach (string other in (string[])[
            first[..^30] + "\n",
            Header + Events(new(5), 400),
            longer.Replace(Header, Header.ToUpperInvariant(), StringComparison.Ordinal),
            longer.Remove(first.Length - 3, 1).Insert(first.Length - 3, "7")])
        {
            File.WriteAllText(_log, first);
            Follow();
            string whole = other[..(other.LastIndexOf('\n') + 1)];
            File.WriteAllText(_log, whole);
            (ReplayResult result, bool isTaken, _) = Follow();
            Assert.False(isTaken);
            AssertSame(Whole(Encoding.UTF8.GetBytes(whole)), result);
        }
    }

    [Fact]
    public void BadLineInAPiece_HasItsNumberInTheLog_AndTheLogIsReadAnew()
    {
        _isStrict = true;
        File.WriteAllText(_log, Header + "1000,mark,,,,,100\n\n2000,open,a,long,2,110,90\n");
        Follow();
        File.AppendAllText(_log, "3000,mark,,,,,99\n3001,nonsense,,,,,99\n");
        Assert.Contains("line 6", Assert.Throws<ToolException>(() => Follow()).Message, StringComparison.Ordinal);

        File.WriteAllText(_log, File.ReadAllText(_log).Replace("nonsense", "mark", StringComparison.Ordinal));

        (ReplayResult result, bool isTaken, _) = Follow();
        Assert.False(isTaken);
        Assert.Equal(4, result.Counts.Values.Sum());
    }

    [Fact]
    public void TimeThatGoesBackAcrossPieces_IsRefused()
    {
        _isStrict = true;
        File.WriteAllText(_log, Header + "1000,mark,,,,,100\n2000,mark,,,,,101\n");
        Follow();
        File.AppendAllText(_log, "1500,mark,,,,,99\n");
        Assert.Contains("a time not before the 2000 of line 3", Assert.Throws<ToolException>(() => Follow()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherContractInAPiece_IsRefusedAsInTheWholeLog()
    {
        const string Named = "time_unix_ms,event,id,side,quantity,entry_price,price,symbol\n";
        File.WriteAllText(_log, Named + "1000,mark,,,,,100,BTC\n2000,open,a,long,2,110,90,BTC\n");
        Follow();
        File.AppendAllText(_log, "3000,mark,,,,,5,ETH\n");
        Assert.Contains("holds several symbols: choose one with --symbol: BTC (2), ETH (1)", Assert.Throws<ToolException>(() => Follow()).Message, StringComparison.Ordinal);
    }

    private static void AssertSame(ReplayResult expected, ReplayResult actual)
    {
        Assert.Equal(expected.Map, actual.Map);
        Assert.Equal(expected.HeatMap, actual.HeatMap);
        Assert.Equal(expected.Orders, actual.Orders);
        Assert.Equal(expected.Counts, actual.Counts);
        Assert.Equal(expected.Skipped, actual.Skipped);
        Assert.Equal(expected.Ledger, actual.Ledger);
        Assert.Equal((expected.StartUnixMs, expected.EndUnixMs, expected.Late), (actual.StartUnixMs, actual.EndUnixMs, actual.Late));
    }

    /// <summary>Marks that wander, positions that open and close, and lines that are none or that the play refuses.</summary>
    private static string Events(Random random, int count)
    {
        var text = new StringBuilder("1000,mark,,,,,100\n");
        for (int i = 1; i <= count; i++)
        {
            int time = 1000 + (i * 20_000), kind = random.Next(10);
            double price = 100 + (20 * random.NextDouble());
            text.Append(CultureInfo.InvariantCulture, $"{time},").Append(kind switch
            {
                < 4 => string.Create(CultureInfo.InvariantCulture, $"mark,,,,,{price:0.00}\n"),
                < 8 => string.Create(CultureInfo.InvariantCulture, $"open,p{i},{(kind < 6 ? "long" : "short")},{kind},110,{(kind < 6 ? 90 + (0.2 * price) - 12 : 130 + random.Next(9)):0.00}\n"),
                8 => string.Create(CultureInfo.InvariantCulture, $"close,p{random.Next(i)},,,,\n"),
                _ => "what,,,,,\n",
            });
        }

        return text.ToString();
    }

    private ReplayResult Whole(byte[] content)
    {
        Directory.CreateDirectory(_tool.PathOf("whole"));
        string file = _tool.PathOf("whole/e.csv");
        File.WriteAllBytes(file, content);
        return EventPlayer.Play(Settings.ForEvents(file), Quiet, screen: null);
    }

    private (ReplayResult Result, bool IsTaken, long Read) Follow()
    {
        InputStamp stamp = _input.Find();
        bool isTaken = _tail.TryTake(stamp, out string copy, out _);
        copy = isTaken ? copy : _input.Copy(stamp).Copy;
        return (_tail.Play(Settings.ForEvents(copy), stamp, Quiet, screen: null), isTaken, new FileInfo(copy).Length);
    }

    private static ToolConsole Quiet => new(TextWriter.Null, TextWriter.Null);

    private WatchSettings Settings => new(_log, new(Mapping.BandChoice.Width, 1, null)) { SkipBad = !_isStrict };
}
