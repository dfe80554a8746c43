using System.Text.Json;

namespace HeatMap.Cli.Tests;

public sealed class RealizedTests : IDisposable
{
    private static readonly string[] Prints =
    [
        "time_unix_ms,side,price,quantity,notional",
        "200000,long,99,1,",
        "0,long,100,2,",
        "30000,short,103.5,,207",
        "61000,long,99.5,7,50",
        "62000,short,100.5,1,",
    ];

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Prints_AddUpByPriceAndByTime()
    {
        JsonElement told = Realized(_tool.Write("p.csv", Prints), "--band", "1", "--every", "1m", "--symbol", "X");

        Assert.Equal(["symbol", "startUnixMs", "endUnixMs", "intervalMs", "columns", "map", "standing"], told.EnumerateObject().Select(static p => p.Name));
        Assert.Equal((0, 200_000, 60_000), (told.GetProperty("startUnixMs").GetInt64(), told.GetProperty("endUnixMs").GetInt64(), told.GetProperty("intervalMs").GetInt64()));
        Assert.Equal(
            [
                (0L, 200.0, 207.0, 100.0, 103.5, 103.5), (60_000, 50, 100.5, 99.5, 100.5, 100.5), (120_000, 0, 0, 0, 0, 0), (180_000, 99, 0, 99, 99, 99),
            ],
            told.GetProperty("columns").EnumerateArray().Select(static c => (
                c.GetProperty("startUnixMs").GetInt64(), c.GetProperty("long").GetDouble(), c.GetProperty("short").GetDouble(), Price(c, "low"), Price(c, "high"), Price(c, "last"))));

        // The last price is the mark, and what was executed on its wrong side lies in its band all the same.
        JsonElement map = told.GetProperty("map");
        Assert.Equal(99, map.GetProperty("markPrice").GetDouble());
        Assert.Equal(
            [(99.0, 149.0, 0.0, 2L, 0L), (100, 200, 100.5, 1, 1), (103, 0, 207, 0, 1)],
            map.GetProperty("bands").EnumerateArray()
                .Select(static b => (b.GetProperty("lower").GetDouble(), b.GetProperty("long").GetDouble(), b.GetProperty("short").GetDouble(), b.GetProperty("longCount").GetInt64(), b.GetProperty("shortCount").GetInt64()))
                .Where(static b => b.Item2 + b.Item3 > 0));
        Assert.Equal(0, map.GetProperty("unplaced").GetProperty("count").GetInt64());
        Assert.Equal(JsonValueKind.Null, told.GetProperty("standing").ValueKind);

        static double Price(JsonElement column, string name) => column.GetProperty(name) is { ValueKind: JsonValueKind.Number } price ? price.GetDouble() : 0;
    }

    [Fact]
    public void AFeedOfSeveralContracts_IsOfTheChosenOne()
    {
        string feed = _tool.Write("feed.csv", ["time_unix_ms,coin,side,price,quantity", "1,BTC,long,90000,1", "2,ETH,long,3000,2", "3,BTC,short,91000,1"]);
        JsonElement map = Realized(feed, "--column", "symbol=coin", "--symbol", "BTC").GetProperty("map");
        Assert.Equal((90_000.0, 91_000.0), (map.GetProperty("totals").GetProperty("long").GetDouble(), map.GetProperty("totals").GetProperty("short").GetDouble()));

        foreach ((string message, string[] args) in ((string, string[])[])[("holds several symbols: choose one with --symbol: BTC (2), ETH (1)", []), ("holds no symbol 'SOL'; it has BTC (2), ETH (1)", ["--symbol", "SOL"])])
        {
            _tool.Run(["realized", feed, "--column", "symbol=coin", .. args]);
            Assert.Equal(("", 2), (_tool.Out, _tool.Exit));
            Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
        }

        string events = _tool.Write("events.csv", ["time_unix_ms,event,id,symbol,side,quantity,price", "1,mark,,BTC,,,100", "1,open,a,BTC,long,1,90", "2,mark,,ETH,,,6"]);
        _tool.Run("replay", events, "--symbol", "BTC", "--format", "csv");
        Assert.Equal((0, 1), (_tool.Exit, _tool.Out.Trim().Split('\n').Length));
        _tool.Run("replay", events);
        Assert.Contains("holds several symbols", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void SideOfTheOrder_IsTheOpposite_AndNeverGuessed()
    {
        string positions = _tool.Write("p.csv", Prints), orders = With("o.csv", "SELL", "buy"), bought = With("b.csv", "Buy", "Sell");
        string expected = Csv(positions);

        Assert.Equal(expected, Csv(orders, "--side-of", "order"));
        Assert.Equal(expected, Csv(bought, "--side-of", "position"));
        Assert.Equal(expected, Csv(positions, "--side-of", "position"));
        Assert.NotEqual(expected, Csv(orders, "--side-of", "position"));

        Told("expected long or short, the side of the position; for buy and sell say whose they are with --side-of order or --side-of position, was 'SELL'", orders);
        Told("expected buy or sell, the side of the order, because of --side-of order, was 'long'", positions, "--side-of", "order");
        Told("expected long, short, buy or sell, the side of the position, because of --side-of position, was 'net'", With("n.csv", "net", "net"), "--side-of", "position");
        Assert.Equal(2, _tool.Run("realized", positions, "--side-of", "taker").Exit);

        string With(string name, string longs, string shorts) =>
            _tool.Write(name, [.. Prints.Select(line => line.Replace("long", longs, StringComparison.Ordinal).Replace("short", shorts, StringComparison.Ordinal))]);

        string Csv(params string[] args) => _tool.Run(["realized", .. args, "--format", "csv"]).Out;

        void Told(string message, params string[] args)
        {
            Assert.Equal((3, ""), (_tool.Run(["realized", .. args]).Exit, _tool.Out));
            Assert.Contains($"{args[0]}: line 2: side: {message}", _tool.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Table_IsALadderOfBothSides()
    {
        string table = _tool.Run("realized", _tool.Write("p.csv", Prints), "--band", "1", "--symbol", "X").Out;

        Assert.StartsWith("X executed liquidations, 1970-01-01 00:00:00 to 1970-01-01 00:03:20 UTC\nlongs 349 in 3 orders, shorts 308 in 2 orders, quote\n", table, StringComparison.Ordinal);
        string[] rows = [.. table.Split('\n').Where(static l => l.Contains('–', StringComparison.Ordinal)).Select(static l => string.Join(' ', l.Split([' ', '█'], StringSplitOptions.RemoveEmptyEntries)))];
        Assert.Equal(["103 – 104 207", "102 – 103", "101 – 102", "100 – 101 200 100", "99 – 100 149"], rows);
        Assert.All(table.Split('\n'), static line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void LongLadders_JoinBands()
    {
        string[] lines = [Prints[0], .. Enumerable.Range(1, 200).Select(static i => $"{i},long,{i + 0.5},1,")];

        string[] rows = [.. _tool.Run("realized", _tool.Write("p.csv", lines), "--band", "1").Out.Split('\n').Where(static l => l.Contains('–', StringComparison.Ordinal))];

        Assert.InRange(rows.Length, 20, 32);
        Assert.StartsWith("197 – 201", rows[0].Trim(), StringComparison.Ordinal);
        Assert.StartsWith("1 –   8", rows[^1].Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void StandingMap_StandsBeside_OnItsBands()
    {
        string prints = _tool.Write("p.csv", Prints), positions = _tool.Write("s.csv", "side,quantity,entry_price,liquidation_price", "long,2,110,99.25", "short,1,100,103.75", "short,1,100,140");
        string partial = _tool.Partial("s.hmap", positions, "--mark", "101", "--band", "1", "--range", "80:120");

        JsonElement fromMap = Realized(prints, "--standing", partial), fromFile = Realized(prints, "--standing", positions, "--mark", "101", "--band", "1", "--range", "80:120");

        Assert.Equal(fromMap.ToString(), fromFile.ToString());
        Assert.Equal((101, 80, 120), (
            fromMap.GetProperty("map").GetProperty("markPrice").GetDouble(),
            fromMap.GetProperty("map").GetProperty("grid").GetProperty("lower").GetDouble(),
            fromMap.GetProperty("standing").GetProperty("grid").GetProperty("upper").GetDouble()));
        Assert.Equal(198.5, fromMap.GetProperty("standing").GetProperty("bands")[19].GetProperty("long").GetDouble());
        Assert.Equal(149, fromMap.GetProperty("map").GetProperty("bands")[19].GetProperty("long").GetDouble());

        string csv = _tool.Run("realized", prints, "--standing", partial, "--format", "csv").Out;
        Assert.Contains("part,lower,upper,long,short,long_count,short_count,standing_long,standing_short\n", csv, StringComparison.Ordinal);
        Assert.Contains("\nband,99,100,149,0,2,0,198.5,0\n", csv, StringComparison.Ordinal);
        Assert.Contains("\nabove,120,,0,0,0,0,0,140\n", csv, StringComparison.Ordinal);
        string table = _tool.Run("realized", prints, "--standing", partial).Out;
        Assert.Contains("beside what stands: measured, from s.csv, mark 101", table, StringComparison.Ordinal);
        Assert.Contains("99 – 100       149                  198", table, StringComparison.Ordinal);

        // Another window and wider bands, for both.
        JsonElement wide = Realized(prints, "--standing", partial, "--band", "5", "--range", "90:110", "--mark", "100");
        Assert.Equal((4, 4, 100), (wide.GetProperty("map").GetProperty("bands").GetArrayLength(), wide.GetProperty("standing").GetProperty("bands").GetArrayLength(), wide.GetProperty("standing").GetProperty("markPrice").GetDouble()));
        Assert.Equal(2, _tool.Run("realized", prints, "--standing", partial, "--band", "0.3").Exit);
        Assert.Contains($"{partial} cannot have the bands asked for: ", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_HoldBothPictures()
    {
        string prints = _tool.Write("p.csv", Prints), page = _tool.PathOf("p.html"), picture = _tool.PathOf("p.svg"), executed = _tool.PathOf("p.hmap"), heat = _tool.PathOf("p.heat");
        string standing = _tool.Partial("s.hmap", _tool.Write("s.csv", "side,quantity,entry_price,liquidation_price", "long,2,110,99.25"), "--mark", "101", "--band", "1");

        _tool.Run("realized", prints, "--standing", standing, "--html", page, "--svg", picture, "--partial", executed, "--heat", heat, "--every", "1m");

        Assert.Equal(0, _tool.Exit);
        Assert.Equal(["heat: Executed liquidations", "map: Executed, by price", "map: Waiting, by price"], ChartData.Headings(File.ReadAllText(page)));
        Assert.Contains("Executed liquidations", File.ReadAllText(picture), StringComparison.Ordinal);
        Assert.Equal(349, _tool.Merge(executed).GetProperty("totals").GetProperty("long").GetDouble());
        Assert.True(LiquidationHeatMap.TryRead(File.ReadAllBytes(heat), out LiquidationHeatMap? read, out string? reason), reason);
        Assert.Equal((HeatMapKind.Executed, 4), (read.Kind, read.ColumnCount));
    }

    [Theory]
    [InlineData("1,long,0,1,", "line 2: price: expected a number > 0, was '0'")]
    [InlineData("1,long,9,,", "line 2: quantity: expected a number > 0, was empty")]
    [InlineData("1,long,9,-1,", "line 2: quantity: expected a number > 0, was '-1'")]
    [InlineData("1,long,9,1,0", "line 2: notional: expected a number > 0, was '0'")]
    [InlineData("1,long,9,1e14,", "line 2: quantity: expected a liquidation worth more than 0 and less than 1e14, was '1e14'")]
    [InlineData("-1,long,9,1,", "line 2: time_unix_ms: expected milliseconds from 1970 to the end of the year 9999, was '-1'")]
    [InlineData("1770000000000000,long,9,1,", "line 2: time_unix_ms: expected milliseconds from 1970 to the end of the year 9999")]
    [InlineData("soon,long,9,1,", "line 2: time_unix_ms: expected whole milliseconds since 1970, was 'soon'")]
    [InlineData("1,,9,1,", "line 2: side: expected long or short, the side of the position")]
    public void BadLine_IsToldWithLineColumnAndValue(string line, string message)
    {
        string file = _tool.Write("bad.csv", Prints[0], line, "5,short,10,1,");

        _tool.Run("realized", file);

        Assert.Equal(("", 3), (_tool.Out, _tool.Exit));
        Assert.StartsWith($"heatmap: {file}: {message}", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(0, _tool.Run("realized", file, "--skip-bad").Exit);
        Assert.Contains("shorts 10 in 1 order,", _tool.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongUsage_IsTold()
    {
        string prints = _tool.Write("p.csv", Prints), empty = _tool.Write("empty.csv", Prints[0]);

        Told(2, "--standing takes a file: standard input can be read once", prints, "--standing", "-");
        Told(2, $"{empty} holds no liquidations, so it has no price: give one with --mark PRICE", empty);
        Told(2, "nowhere.csv cannot be read", prints, "--standing", "nowhere.csv");
        Told(2, "is read: it must not be written as well", prints, "--standing", empty, "--html", empty);
        Told(3, "big.csv: expected bands that hold less than 1.4e14, was more", _tool.Write("big.csv", "time_unix_ms,side,price,notional", "1,long,10,9e13", "1,long,10,9e13"));
        Told(3, "there is no column 'quantity'", _tool.Write("q.csv", "time_unix_ms,side,price"));
        Told(3, "there is no column 'side'", _tool.Write("q.csv", "time_unix_ms,price,quantity"));
        Assert.Contains("nothing was liquidated in the window", _tool.Run("realized", empty, "--mark", "5").Out, StringComparison.Ordinal);
        Assert.Contains("below 100, outside the window: longs 149, shorts 0", _tool.Run("realized", prints, "--band", "1", "--range", "100:101").Out, StringComparison.Ordinal);
        Assert.Contains("above 101, outside the window: longs 0, shorts 207", _tool.Out, StringComparison.Ordinal);

        void Told(int exit, string message, params string[] args)
        {
            Assert.Equal((exit, ""), (_tool.Run(["realized", .. args]).Exit, _tool.Out));
            Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
        }
    }

    private JsonElement Realized(params string[] args)
    {
        _tool.Run(["realized", .. args, "--format", "json"]);
        Assert.Equal(("", 0), (_tool.Error, _tool.Exit));
        using var document = JsonDocument.Parse(_tool.Out);
        return document.RootElement.Clone();
    }
}
