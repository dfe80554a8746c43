using System.Globalization;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Tests;

public sealed class BarTableTests : IDisposable
{
    private const string Header = "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore";
    private const long Hour = 3_600_000, Start = 1_735_689_600_000;

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 1000)]
    [InlineData(false, 1000)]
    public void Klines_WithOrWithoutHeader_InMillisecondsOrMicroseconds(bool hasHeader, long perMs)
    {
        string file = _tool.Write("k.csv", [.. hasHeader ? [Header] : (string[])[], Kline(0, 100, perMs), Kline(1, 101, perMs), Kline(3, 103, perMs)]);

        BarTable table = Read(file);

        Assert.Equal([Start, Start + Hour, Start + (3 * Hour)], table.TimeUnixMs);
        Assert.Equal((Hour, 3, 1L), (table.IntervalMs, table.Count, table.Gaps));
        Assert.Equal([100, 101, 103], table.Open);
        Assert.Equal([101, 102, 104], table.High);
        Assert.Equal([99, 100, 102], table.Low);
        Assert.Equal([100.5, 101.5, 103.5], table.Close);
        Assert.Equal([10, 10, 10], table.Volume);
        Assert.Equal([1000, 1010, 1030], table.VolumeUsd);
        Assert.Equal([4, 4, 4], table.TakerBuyVolume);
        Assert.Equal([400, 404, 412], table.TakerBuyUsd);
        Assert.False(table.Has(BarColumn.OpenInterest));
        Assert.Equal([double.NaN, double.NaN, double.NaN], table.OpenInterest);
        Assert.Equal($"{file}: taker_buy_volume", table.OriginOf(BarColumn.TakerBuyVolume));
    }

    [Fact]
    public void Klines_OfSeveralFiles_AreOneSeriesWhateverTheirOrder()
    {
        string later = _tool.Write("b.csv", Kline(2, 102, 1000), Kline(3, 103, 1000)), earlier = _tool.Write("a.csv", Header, Kline(0, 100), Kline(1, 101));

        BarTable table = Read(later, earlier);

        Assert.Equal([100, 101, 102, 103], table.Open);
        Assert.Equal(0, table.Gaps);
    }

    [Fact]
    public void Klines_ThatOverlap_AreAnError()
    {
        string first = _tool.Write("a.csv", Header, Kline(0, 100), Kline(1, 101)), second = _tool.Write("b.csv", Header, Kline(1, 101), Kline(2, 101));

        Assert.Equal(
            $"{second}: line 2: open_time: expected a time after the {Start + Hour} with which {first} ends, because both have the same columns and are put together, was {Start + Hour}",
            Refusal(first, second));
    }

    [Fact]
    public void Klines_OfCoinMarginedContracts_AreRefused()
    {
        string file = _tool.Write("k.csv", Header, $"{Start},100,101,99,100,5000,0,5000,9,1,1,0", $"{Start + Hour},100,101,99,100,5000,0,5000,9,1,1,0");

        Assert.Equal($"{file}: volume: expected coins, so that quote_volume over it is a price from 99 to 101, was 1: it may count contracts", Refusal(file));
    }

    [Fact]
    public void Metrics_StandAtTheEndOfTheBar()
    {
        string klines = _tool.Write("k.csv", Header, Kline(0, 100), Kline(1, 100));
        // Every half an hour: what was taken at 1:00 is what the bar from 0:00 to 1:00 ends with. One was taken two seconds late.
        string metrics = _tool.Write(
            "m.csv",
            "create_time,symbol,sum_open_interest,sum_open_interest_value,count_toptrader_long_short_ratio",
            "2025-01-01 00:00:00,BTCUSDT,49,4900,1",
            "2025-01-01 00:30:00,BTCUSDT,50,5000,1",
            "2025-01-01 01:00:02,BTCUSDT,51,5100,1",
            "2025-01-01 01:30:00,BTCUSDT,52,5200,1",
            "2025-01-01 02:00:00,BTCUSDT,53,5300,1");

        BarTable table = Read(klines, metrics);

        Assert.Equal([51, 53], table.OpenInterest);
        Assert.Equal([5100, 5300], table.OpenInterestUsd);
    }

    [Fact]
    public void Metrics_ThatCountContracts_AreRefused()
    {
        string klines = _tool.Write("k.csv", Header, Kline(0, 100), Kline(1, 100));
        string metrics = _tool.Write("m.csv", "create_time,sum_open_interest,sum_open_interest_value", "2025-01-01 01:00:00,5000,500", "2025-01-01 02:00:00,5000,500");

        Assert.Contains("expected coins and dollars, whose ratio is near the price 100.5, was 0.1: it may count contracts", Refusal(klines, metrics), StringComparison.Ordinal);
    }

    [Fact]
    public void FinerFile_IsAddedUp_AndAPartialBarIsLeftEmpty()
    {
        string bars = _tool.Write("bars.csv", "time_unix_ms,price_open,price_high,price_low,price_close", $"{Start},9,12,8,10", $"{Start + Hour},10,12,8,11", $"{Start + (2 * Hour)},10,12,8,11");
        string finer = _tool.Write(
            "finer.csv",
            "time_utc,long_liquidation_usd,short_liquidation_usd,oi_close_usd,mark_high,mark_low,funding_close_pct",
            "2025-01-01T00:00:00Z,1,10,700,11,9,0.01",
            "2025-01-01T00:30:00Z,2,,710,12,10,0.02",
            "2025-01-01T01:00:00Z,4,40,720,13,8,0.03",
            "2025-01-01T01:30:00Z,8,80,730,11,9,0.04",
            "2025-01-01T02:00:00Z,16,160,740,11,9,0.05");

        BarTable table = Read(bars, finer);

        Assert.Equal([3, 12, double.NaN], table.LongLiquidationUsd);
        Assert.Equal([double.NaN, 120, double.NaN], table.ShortLiquidationUsd);
        Assert.Equal([710, 730, 740], table.OpenInterestUsd);
        Assert.Equal([12, 13, double.NaN], table.MarkHigh);
        Assert.Equal([9, 8, double.NaN], table.MarkLow);
        Assert.Equal([0.0002, 0.0004, 0.0005], table.FundingRate, (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Contains("long_liquidation_usd: 1 bar has fewer than 2 rows and is left empty", table.Notes);
        Assert.Contains("short_liquidation_usd: 2 bars have fewer than 2 rows and are left empty", table.Notes);
    }

    [Fact]
    public void OtherFile_FillsOnlyColumnsThatAreMissing()
    {
        string bars = _tool.Write("bars.csv", "time_unix_ms,close,volume", $"{Start},10,1", $"{Start + Hour},11,");
        string other = _tool.Write("other.csv", "time_unix_ms,volume,open_interest", $"{Start - Hour},1,1", $"{Start},7,5", $"{Start + Hour},7,6");

        BarTable table = Read(bars, other);

        Assert.Equal([1, double.NaN], table.Volume);
        Assert.Equal([5, 6], table.OpenInterest);
    }

    [Fact]
    public void HalfOfAPair_IsNotFilledUpFromAnotherFile()
    {
        string bars = _tool.Write("bars.csv", "time_unix_ms,close,oi_close_usd", $"{Start},10,1", $"{Start + Hour},11,2");
        string other = _tool.Write("other.csv", "time_unix_ms,oi_open_usd,high,short_liquidation_usd", $"{Start},7,5,4", $"{Start + Hour},7,6,4");

        BarTable table = Read(bars, other);

        Assert.Equal((false, false, true), (table.Has(BarColumn.OpenInterestOpenUsd), table.Has(BarColumn.High), table.Has(BarColumn.ShortLiquidationUsd)));
    }

    [Fact]
    public void LongerFile_GivesOpenInterestAtItsEnd_AndFundingAtItsTime_ButNoFlows()
    {
        string bars = _tool.Write("bars.csv", ["time_unix_ms,close", .. Enumerable.Range(0, 8).Select(i => $"{Start + (i * Hour)},10")]);
        string longer = _tool.Write("longer.csv", "time_unix_ms,open_interest_usd,funding_rate", $"{Start},500,0.0001", $"{Start + (4 * Hour)},600,0.0002");
        string flows = _tool.Write("flows.csv", "time_unix_ms,volume", $"{Start},500", $"{Start + (4 * Hour)},600");

        BarTable table = Read(bars, longer);

        double none = double.NaN;
        Assert.Equal([none, none, none, 500, none, none, none, 600], table.OpenInterestUsd);
        Assert.Equal([0.0001, none, none, none, 0.0002, none, none, none], table.FundingRate);
        Assert.Contains("volume: expected bars of at most the 3600000 ms of", Refusal(bars, flows), StringComparison.Ordinal);
    }

    [Fact]
    public void MarkFiles_GiveTheExtremesOfTheMark()
    {
        string klines = _tool.Write("k.csv", Header, Kline(0, 100), Kline(1, 101)), mark = _tool.Write("mark.csv", Header, Mark(0, 100), Mark(1, 101));

        BarTable table = BarTableReader.Read(new() { Files = [klines], MarkFiles = [mark] }, Quiet());

        Assert.Equal([101, 102], table.High);
        Assert.Equal([100.25, 101.25], table.MarkHigh);
        Assert.Equal([99.75, 100.75], table.MarkLow);
        Assert.Equal([10, 10], table.Volume);
    }

    [Fact]
    public void NetOfTakers_AndVolume_TellWhatTakersBought()
    {
        string file = _tool.Write("b.csv", "time_unix_ms,close,volume_base,taker_buy_minus_sell_btc,oi_open_usd", $"{Start},10,100,-20,500", $"{Start + Hour},10,100,40,600", $"{Start + (3 * Hour)},10,10,40,700");

        BarTable table = Read(file);

        Assert.Equal([40, 70, double.NaN], table.TakerBuyVolume);
        Assert.Equal([600, double.NaN, double.NaN], table.OpenInterestUsd);
        Assert.Equal($"{file}: oi_open_usd, derived", table.OriginOf(BarColumn.OpenInterestUsd));
    }

    [Fact]
    public void Columns_CanBeNamed()
    {
        string file = _tool.Write("b.csv", "stamp;c;vol;fr", "2025-01-01 00:00;10;5;1", "2025-01-01 01:00;11;6;2");

        BarTable table = ReadBars(new() { Files = [file], Renames = new Dictionary<string, string> { ["time_unix_ms"] = "stamp", ["close"] = "C", ["volume"] = "vol", ["funding_rate_pct"] = "fr" } });

        Assert.Equal([Start, Start + Hour], table.TimeUnixMs);
        Assert.Equal([10, 11], table.Close);
        Assert.Equal([5, 6], table.Volume);
        Assert.Equal([0.01, 0.02], table.FundingRate);
        Assert.Equal(
            "--column close=nope: no file has a column 'nope'",
            RefusalOf(new() { Files = [_tool.Write("a.csv", "time,low", "1735689600,1", "1735693200,2")], Renames = new Dictionary<string, string> { ["close"] = "nope" } }));
    }

    [Fact]
    public void Funding_WithoutAUnit_IsNotTakenByChance()
    {
        string file = _tool.Write("b.csv", "time_unix_ms,close,funding_close", $"{Start},10,0.01", $"{Start + Hour},10,0.01");

        BarTable table = Read(file);

        Assert.False(table.Has(BarColumn.FundingRate));
        Assert.Contains("funding_close is not taken, because it does not tell its unit", Assert.Single(table.Notes), StringComparison.Ordinal);
        Assert.Equal([0.01, 0.01], ReadBars(new() { Files = [file], Renames = new Dictionary<string, string> { ["funding_rate"] = "funding_close" } }).FundingRate);
    }

    [Fact]
    public void Rows_AreChosenBySymbolAndVenue()
    {
        string file = _tool.Write(
            "b.csv", "time_utc,venue,coin,close", "2025-01-01T00:00:00Z,x,BTC,10", "2025-01-01T00:00:00Z,x,ETH,1", "2025-01-01T00:00:00Z,y,ETH,2", "2025-01-01T01:00:00Z,x,BTC,11", "2025-01-01T01:00:00Z,y,ETH,3");

        Assert.Equal([10, 11], ReadBars(new() { Files = [file], Symbol = "btc" }).Close);
        Assert.Equal([2, 3], ReadBars(new() { Files = [file], Symbol = "ETH", Venue = "y" }).Close);
        Assert.Equal($"{file} holds several symbols: choose one with --symbol: BTC, ETH", Refusal(file));
        Assert.Equal($"{file} holds several venues: choose one with --venue: x, y", RefusalOf(new() { Files = [file], Symbol = "ETH" }));
        Assert.Equal($"{file} holds no symbol 'SOL'; it has BTC, ETH", RefusalOf(new() { Files = [file], Symbol = "SOL" }));
        Assert.Equal($"{file} holds no venue 'z'; it has x, y", RefusalOf(new() { Files = [file], Symbol = "ETH", Venue = "z" }));
    }

    [Fact]
    public void Symbol_OfACoin_FindsItsPair()
    {
        string file = _tool.Write("b.csv", "time_utc,symbol,close", "2025-01-01,BTCUSDT,10", "2025-01-02,BTCUSDT,11", "2025-01-02,BTCDOMUSDT,1");

        Assert.Equal([10, 11], ReadBars(new() { Files = [file], Symbol = "BTC" }).Close);
    }

    [Theory]
    [InlineData("time_unix_ms,close", "3600000,1|0,2", "line 3: time_unix_ms: expected a time after the 3600000 ms of line 2, was '0'")]
    [InlineData("time_unix_ms,close", "0,1|3600000,1|3600000,2", "line 4: time_unix_ms: expected a time after the 3600000 ms of line 3, was '3600000'")]
    [InlineData("time_unix_ms,close", "0,1|60000,1|120000,1|150000,2", "line 5: time_unix_ms: expected a time whole steps of 60000 ms from the others, was 150000")]
    [InlineData("time_unix_ms,close", "1,1|60000,1|120000,1|180000,2", "line 2: time_unix_ms: expected a time whole steps of 60000 ms from the others, was 1")]
    [InlineData("time_unix_ms,close", "x,1", "line 2: time_unix_ms: expected whole milliseconds since 1970, was 'x'")]
    [InlineData("time,close", "12,1", "line 2: time: expected a time from 2000 to 2100: seconds, milliseconds, microseconds or nanoseconds since 1970, or yyyy-MM-dd HH:mm:ss in UTC, was '12'")]
    [InlineData("open_time,close", "1735689600000001,1", "line 2: open_time: expected a time from 2000 to 2100: seconds, milliseconds, microseconds or nanoseconds since 1970, or yyyy-MM-dd HH:mm:ss in UTC, was '1735689600000001'")]
    [InlineData("time_unix_ms,close", "0,-1", "line 2: close: expected a number > 0, or empty, was '-1'")]
    [InlineData("time_unix_ms,close,low,high", "0,1,2,3", "line 2: close: expected between the low and the high, 2 and 3, or empty, was '1'")]
    [InlineData("time_unix_ms,low,high", "0,3,2", "line 2: high: expected at least the low, 3, was '2'")]
    [InlineData("time_unix_ms,volume,taker_buy_volume", "0,3,4", "line 2: taker_buy_volume: expected at most the volume, 3, was '4'")]
    [InlineData("time_unix_ms,long_liquidation_usd", "0,-3", "line 2: long_liquidation_usd: expected a number >= 0, or empty, was '-3'")]
    [InlineData("time_unix_ms,funding_rate", "0,3", "line 2: funding_rate: expected a fraction > -1 and < 1, or empty, was '3'")]
    [InlineData("time_unix_ms,close", "0,3", "expected at least two bars, whose times tell how long a bar lasts, had one")]
    [InlineData("time_unix_ms,close", "", "expected bars, had none")]
    [InlineData("time_unix_ms,open_interest_usd,oi_close_usd", "0,3,3", "line 1: open_interest_usd and oi_close_usd mean the same: choose one with --column open_interest_usd=theirs")]
    public void BadBars_AreToldWithLineAndValue(string header, string lines, string expected)
    {
        string file = _tool.Write("b.csv", [header, .. lines.Split('|', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal($"{file}: {expected}", Refusal(file));
    }

    [Fact]
    public void FilesThatDoNotGoTogether_AreTold()
    {
        string bars = _tool.Write("bars.csv", "time_unix_ms,close", $"{Start},1", $"{Start + Hour},1");
        string far = _tool.Write("far.csv", "time_unix_ms,volume", $"{Start + (9 * Hour)},1", $"{Start + (10 * Hour)},1");
        string odd = _tool.Write("odd.csv", "time_unix_ms,volume", $"{Start},1", $"{Start + 420_000},1");
        string none = _tool.Write("none.csv", "a,b", "1,2");
        string timeOnly = _tool.Write("time.csv", "time_unix_ms,b", "1,2");
        File.WriteAllBytes(_tool.PathOf("k.zip"), [.. "PK\x03\x04......"u8]);

        Assert.Equal($"{far}: expected times among those of {bars}, {Start} to {Start + Hour}, had none: {Start + (9 * Hour)} to {Start + (10 * Hour)}", Refusal(bars, far));
        Assert.Equal($"{odd}: expected bars of which whole ones make the 3600000 ms of {bars}, were of 420000 ms", Refusal(bars, odd));
        Assert.StartsWith($"{none}: line 1: there is no time (time_unix_ms, ", Refusal(none), StringComparison.Ordinal);
        Assert.StartsWith($"{timeOnly}: line 1: there is no column of bars (open, high, ", Refusal(timeOnly), StringComparison.Ordinal);
        Assert.Equal($"{_tool.PathOf("k.zip")}: expected CSV or gzip'd CSV, was a zip archive: unpack it first", Refusal(_tool.PathOf("k.zip")));
    }

    [Fact]
    public void SkipBad_LeavesLinesOut()
    {
        string file = _tool.WriteGzip("b.csv.gz", $"time_unix_ms,close\n{Start},1\n{Start + Hour},x\n{Start + (2 * Hour)},3\n{Start + (3 * Hour)},4\n");

        BarTable table = ReadBars(new() { Files = [file], SkipBad = true });

        Assert.Equal([1, 3, 4], table.Close);
        Assert.Equal(1, table.Gaps);
    }

    [Fact]
    public void Require_NamesWhatIsMissing()
    {
        BarTable table = Read(_tool.Write("b.csv", "time_unix_ms,close", "0,1", "60000,1"));

        table.Require("b.csv", BarColumn.Volume, BarColumn.Close);
        var error = Assert.Throws<ToolException>(() => table.Require("b.csv", BarColumn.OpenInterest, BarColumn.OpenInterestUsd));
        Assert.Equal("b.csv: expected bars with open_interest or open_interest_usd, there was none. Add a file that has it, or name it with --column open_interest=theirs", error.Message);
    }

    private static string Kline(int hour, int price, long perMs = 1) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Start + (hour * Hour)) * perMs},{price},{price + 1},{price - 1},{price}.5,10,{((Start + ((hour + 1) * Hour)) * perMs) - 1},{price * 10},7,4,{price * 4},0");

    private static string Mark(int hour, int price) => string.Create(CultureInfo.InvariantCulture, $"{Start + (hour * Hour)},{price},{price + 0.25},{price - 0.25},{price},0,0,0,0,0,0,0");

    private static ToolConsole Quiet() => new(TextWriter.Null, TextWriter.Null);

    private static BarTable Read(params string[] files) => ReadBars(new BarSettings { Files = files });

    private static BarTable ReadBars(BarSettings settings) => BarTableReader.Read(settings, Quiet());

    private static string Refusal(params string[] files) => RefusalOf(new BarSettings { Files = files });

    private static string RefusalOf(BarSettings settings) => Assert.Throws<ToolException>(() => ReadBars(settings)).Message;
}
