namespace HeatMap.Cli.Tests;

/// <summary>What cannot be run through is refused in one line that says why; what only goes far is an answer.</summary>
public sealed class CascadeErrorTests : IDisposable
{
    private const string Header = "side,quantity,entry_price,liquidation_price";

    private readonly ToolRun _tool = new();
    private readonly string _positions;

    public CascadeErrorTests() => _positions = _tool.Write("a.csv", Header, "long,1,100,90", "short,1,100,110");

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("a book with --depth FILE, a depth with --depth-1pct NOTIONAL (and --exponent E), or a law with --impact NAME:key=value")]
    [InlineData("--depth and --impact exclude each other", "--depth", "book.csv", "--impact", "none")]
    [InlineData("--depth-1pct and --impact exclude each other", "--depth-1pct", "1", "--impact", "none")]
    [InlineData("--depth-1pct takes a number > 0, was 0", "--depth-1pct", "0")]
    [InlineData("--depth-1pct takes a number > 0, was NaN", "--depth-1pct", "NaN")]
    [InlineData("--exponent takes a number > 0, was -1", "--depth-1pct", "1", "--exponent=-1")]
    [InlineData("--exponent goes with --depth-1pct", "--impact", "none", "--exponent", "1")]
    [InlineData("--stress takes a number > 0, was NaN", "--depth-1pct", "1", "--stress", "NaN")]
    [InlineData("--stress goes with --depth or --depth-1pct", "--impact", "none", "--stress", "0.5")]
    [InlineData("--exhausted goes with --depth", "--impact", "none", "--exhausted", "50")]
    [InlineData("--exhausted takes a price >= 0, was 'NaN'", "--depth", "book.csv", "--exhausted", "NaN")]
    [InlineData("--exhausted takes a price >= 0, was '-1'", "--depth", "book.csv", "--exhausted=-1")]
    [InlineData("book.csv cannot be read", "--depth", "book.csv")]
    public void Market_MustBeStated(string message, params string[] options) => AssertUsage(message, ["cascade", _positions, "--mark", "100", "--shock=-5%", .. options]);

    [Theory]
    [InlineData("--impact: there is no law 'square'; there are none, linear, power, sqrt, shifted_power, exponential, saturating, almgren2005", "square:y=1")]
    [InlineData("--impact: there is no law ''", "")]
    [InlineData("--impact linear: lam is missing; it takes lam", "linear")]
    [InlineData("--impact linear: lam is missing; it takes lam", "linear:")]
    [InlineData("--impact linear: there is no key 'lambda'; it takes lam", "linear:lambda=1")]
    [InlineData("--impact linear: lam takes a number >= 0, was 'NaN'", "linear:lam=NaN")]
    [InlineData("--impact linear: lam takes a number >= 0, was '-1'", "linear:lam=-1")]
    [InlineData("--impact linear: lam takes a number >= 0, was ''", "linear:lam")]
    [InlineData("--impact linear: lam takes a number >= 0, was '1e999'", "linear:lam=1e999")]
    [InlineData("--impact linear: lam is given twice", "linear:lam=1,lam=1")]
    [InlineData("--impact none: there is no key 'lam'; it takes no keys", "none:lam=1")]
    [InlineData("--impact power: delta is missing; it takes y, sigma, volume, delta", "power:y=1,sigma=0.02,volume=10")]
    [InlineData("--impact power: volume takes a number > 0, was '0'", "power:y=1,sigma=0.02,volume=0,delta=0.5")]
    [InlineData("--impact sqrt: there is no key 'delta'; it takes y, sigma, volume", "sqrt:y=1,sigma=0.02,volume=10,delta=0.5")]
    [InlineData("--impact shifted_power: q_top is missing", "shifted_power:y=1,sigma=0.02,volume=10,delta=0.5")]
    [InlineData("--impact exponential: kappa takes a number >= 0, was 'x'", "exponential:kappa=x")]
    [InlineData("--impact saturating: cap takes a fraction > 0 and at most 1, was '1.5'", "saturating:cap=1.5,depth=1")]
    [InlineData("--impact saturating: cap takes a fraction > 0 and at most 1, was '0'", "saturating:cap=0,depth=1")]
    [InlineData("--impact almgren2005: there is no key 'traded_fraction_of_adv'; it takes average_daily_volume, shares_outstanding, daily_volatility, trade_time_days, gamma (0.314)", "almgren2005:traded_fraction_of_adv=0.1")]
    [InlineData("--impact almgren2005: trade_time_days is missing", "almgren2005:average_daily_volume=1,shares_outstanding=1,daily_volatility=0.02")]
    public void Laws_AreChecked(string message, string law) => AssertUsage(message, "cascade", _positions, "--mark", "100", "--shock=-5%", "--impact", law);

    [Theory]
    [InlineData("a move with --shock -5% or --to PRICE, a trade with --volume BASE, or both")]
    [InlineData("--shock and --to exclude each other", "--shock=-5%", "--to", "95")]
    [InlineData("--shock 0 is no move: nothing comes from outside", "--shock", "0")]
    [InlineData("--shock 0 is no move: nothing comes from outside", "--shock=-0%", "--direction", "down")]
    [InlineData("--shock takes a percentage such as -5% or a fraction such as -0.05, above -100 %, was '-100%'", "--shock=-100%")]
    [InlineData("--shock takes a percentage such as -5% or a fraction such as -0.05, above -100 %, was 'NaN'", "--shock", "NaN")]
    [InlineData("--shock takes a percentage such as -5% or a fraction such as -0.05, above -100 %, was 'Infinity'", "--shock", "Infinity")]
    [InlineData("--shock takes a percentage such as -5% or a fraction such as -0.05, above -100 %, was '%'", "--shock", "%")]
    [InlineData("--shock -5 would be -500 %: write -0.05 or -5%", "--shock=-5")]
    [InlineData("--to takes a number > 0, was -1", "--to=-1")]
    [InlineData("--to 100 is the mark", "--to", "100")]
    [InlineData("--volume takes a number > 0, was 0", "--volume", "0")]
    [InlineData("--volume takes a number > 0, was NaN", "--volume", "NaN")]
    [InlineData("--direction takes down or up, was 'sideways'", "--volume", "1", "--direction", "sideways")]
    [InlineData("--direction up does not go with --shock, which goes down from the mark, 100", "--shock=-5%", "--direction", "up")]
    [InlineData("--direction down does not go with --to 105, which goes up from the mark, 100", "--to", "105", "--direction", "down")]
    public void Shock_MustBeStated(string message, params string[] options) => AssertUsage(message, ["cascade", _positions, "--mark", "100", "--impact", "none", .. options]);

    [Theory]
    [InlineData("--fund takes an amount >= 0 and below 3.6e16, was -1", "--fund=-1")]
    [InlineData("--fund takes an amount >= 0 and below 3.6e16, was NaN", "--fund", "NaN")]
    [InlineData("--fee takes a fraction >= 0 and < 1, was 1", "--fee", "1")]
    [InlineData("--fee takes a fraction >= 0 and < 1, was NaN", "--fee", "NaN")]
    [InlineData("--adl takes pro-rata, capped or queue, was 'all'", "--adl", "all")]
    [InlineData("--adl-cap goes with --adl capped", "--adl-cap", "0.5")]
    [InlineData("--adl-cap takes a fraction from 0 to 1, was 2", "--adl", "capped", "--adl-cap", "2")]
    [InlineData("--edge takes near, far or both, was 'middle'", "--edge", "middle")]
    [InlineData("holds positions, each with a price of its own", "--edge", "near")]
    [InlineData("--curve takes a whole number of points from 2 to 1000000, was '1'", "--curve", "1")]
    [InlineData("--curve takes a whole number of points from 2 to 1000000, was 'NaN'", "--curve", "NaN")]
    [InlineData("--top takes a whole number from 0", "--top", "0.5")]
    [InlineData("--volatility goes with --paths N", "--volatility", "0.5")]
    [InlineData("--horizon goes with --paths N", "--horizon", "1d")]
    [InlineData("--seed goes with --paths N", "--seed", "1")]
    [InlineData("--threads goes with --paths N", "--threads", "1")]
    [InlineData("--paths goes with --volatility", "--paths", "10")]
    [InlineData("--paths takes a whole number from 1 to 10000000, was 0", "--paths", "0", "--volatility", "1")]
    [InlineData("--paths takes a whole number from 1 to 10000000, was NaN", "--paths", "NaN", "--volatility", "1")]
    [InlineData("--threads takes a whole number from 1 to 1024, was 0", "--paths", "1", "--volatility", "1", "--threads", "0")]
    [InlineData("--seed takes a whole number, was 'x'", "--paths", "1", "--volatility", "1", "--seed", "x")]
    [InlineData("--volatility takes a number >= 0 a year", "--paths", "1", "--volatility", "NaN")]
    [InlineData("--decay takes a time such as", "--decay", "soon")]
    [InlineData("--permanent-share takes a fraction from 0 to 1, was 2", "--permanent-share", "2")]
    [InlineData("--mark-weight takes a fraction from 0 to 1, was NaN", "--mark-weight", "NaN")]
    [InlineData("--max-volume-per-step takes a number > 0, was 0", "--max-volume-per-step", "0")]
    [InlineData("--step goes with --decay, --permanent-share, --mark-weight or --max-volume-per-step", "--step", "1s")]
    [InlineData("--after goes with --path", "--after", "0")]
    [InlineData("--shock and --path exclude each other", "--path", "bars.csv")]
    [InlineData("--format takes table, json or csv, was 'xml'", "--format", "xml")]
    [InlineData("cannot be written", "--out", "no-such-folder/a.txt")]
    public void Options_AreChecked(string message, params string[] options) => AssertUsage(message, ["cascade", _positions, "--mark", "100", "--shock=-5%", "--depth-1pct", "1", .. options]);

    [Theory]
    [InlineData("line 3: price: expected at most the 98 of line 2, because bids are sorted from the highest price down, was '99'", "bid,98,1", "bid,99,1")]
    [InlineData("line 4: price: expected at least the 102 of line 2, because asks are sorted from the lowest price up, was '101'", "ask,102,1", "bid,99,1", "ask,101,1")]
    [InlineData("the book is crossed: the best bid, 101, is not below the best ask, 101", "bid,101,1", "ask,101,1")]
    [InlineData("line 2: quantity: expected a number >= 0, was '-1'", "bid,99,-1")]
    [InlineData("line 2: quantity: expected a number >= 0, was empty", "bid,99,")]
    [InlineData("line 2: quantity: expected a number >= 0, was 'NaN'", "bid,99,NaN")]
    [InlineData("line 2: price: expected a number > 0, was 'NaN'", "bid,NaN,1")]
    [InlineData("line 2: price: expected a number > 0, was '0'", "bid,0,1")]
    [InlineData("line 2: side: expected bid or ask (also buy or sell), was 'long'", "long,99,1")]
    [InlineData("expected bids or asks, had none")]
    [InlineData("the best bid, 101, is above the mark, 100: give the mark of the moment of the book with --mark", "bid,101,1")]
    [InlineData("the best ask, 99, is below the mark, 100", "bid,98,1", "ask,99,1")]
    [InlineData("expected bids, which a fall meets, had none", "ask,101,1")]
    public void Books_AreChecked(string message, params string[] levels)
    {
        string book = _tool.Write("book.csv", ["side,price,quantity", .. levels]);

        AssertRefused(message, book, "cascade", _positions, "--mark", "100", "--shock=-5%", "--depth", book);
    }

    [Fact]
    public void BooksInOtherShapes_AreRefused()
    {
        string book = _tool.Write("book.csv", "price,quantity", "99,1"), good = _tool.Write("good.csv", "side,price,quantity", "bid,99,1", "bid,98,1", "ask,101,1");

        AssertRefused("line 1: there is no column 'side'", book, "cascade", _positions, "--mark", "100", "--shock=-5%", "--depth", book);
        Assert.DoesNotContain("--column", _tool.Error, StringComparison.Ordinal);
        AssertRefused("expected bids and asks, because the paths of --paths fall and rise, had no asks", _tool.Write("bids.csv", "side,price,quantity", "bid,99,1"),
            "cascade", _positions, "--mark", "100", "--shock=-5%", "--depth", _tool.PathOf("bids.csv"), "--paths", "10", "--volatility", "1");
        AssertUsage("--exhausted 98.5 must lie beyond the last bid, 98", "cascade", _positions, "--mark", "100", "--shock=-5%", "--depth", good, "--exhausted", "98.5");
        AssertUsage("--exhausted 100.5 must lie beyond the last ask, 101", "cascade", _positions, "--mark", "100", "--shock=-5%", "--depth", good, "--exhausted", "100.5");
        AssertUsage("--exhausted is given twice below the mark, 100", "cascade", _positions, "--mark", "100", "--shock=-5%", "--depth", good, "--exhausted", "50", "--exhausted", "60");
        AssertUsage("standard input can be read once", "cascade", "-", "--mark", "100", "--shock=-5%", "--depth", "-");
        AssertUsage("standard input can be read once", "cascade", "-", "--mark", "100", "--path", "-", "--depth-1pct", "1");
        AssertUsage("--path never leaves the mark, 100", "cascade", _positions, "--mark", "100", "--path", _tool.Write("still.csv", "time_unix_ms,low,high", "0,100,100"), "--depth-1pct", "1");
        AssertUsage("is read: it must not be written as well", "cascade", _positions, "--mark", "100", "--shock=-5%", "--depth", good, "--out", good);
    }

    [Theory]
    [InlineData("--fund", "1")]
    [InlineData("--fee", "0.001")]
    [InlineData("--residual-to-fund")]
    [InlineData("--adl", "queue")]
    public void Payment_DoesNotGoWithMaps(params string[] options)
    {
        string map = _tool.Partial("a.hmap", _positions, "--mark", "100");

        AssertUsage($"{options[0]} goes with positions: {map} is a map", ["cascade", map, "--shock=-5%", "--depth-1pct", "1", .. options]);
        AssertUsage($"--recompute goes with positions: {map} is a map", "cascade", map, "--shock=-5%", "--depth-1pct", "1", "--recompute");
    }

    [Theory]
    [InlineData("cascade")]
    [InlineData("explain")]
    [InlineData("merge")]
    [InlineData("read")]
    public void UnknownOptions_AreNoFiles(string command) => AssertUsage("there is no option '--volum'", command, _positions, "--volum", "--mark", "100");

    [Fact]
    public void EndsBeyondNumbers_HaveNoShare()
    {
        string table = _tool.Run("cascade", _positions, "--mark", "100", "--shock", "12%", "--impact", "exponential:kappa=1e4").Out;

        Assert.Contains("price comes to rest at -, beyond all numbers", table.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("+-", table, StringComparison.Ordinal);
    }

    [Fact]
    public void ShocksBeyondNumbers_AreRefused() => AssertUsage("the shock cannot be", "cascade", ToolRun.Sample, "--symbol", "BTC", "--shock", "1e308%", "--impact", "none");

    [Fact]
    public void Quantos_AreRefused()
    {
        string file = _tool.Write("q.csv", Header + ",contract,contract_size", "long,1,100,90,quanto,0.01");

        AssertRefused("line 2: contract: expected linear or inverse: what the orders of a quanto weigh in base is not in its quantity, was 'quanto'", file, "cascade", file, "--mark", "100", "--shock=-5%", "--impact", "none");
    }

    [Theory]
    [InlineData("line 3: time_unix_ms: expected a time after the 2 of line 2, was '2'", "2,99,101,", "2,99,101,")]
    [InlineData("line 2: time_unix_ms: expected whole milliseconds since 1970, was 'NaN'", "NaN,99,101,")]
    [InlineData("line 2: low: expected a number > 0, was 'NaN'", "1,NaN,101,")]
    [InlineData("line 2: low: expected a number > 0, was '0'", "1,0,101,")]
    [InlineData("line 2: high: expected at least the low, 102, was '101'", "1,102,101,")]
    [InlineData("line 2: close: expected between the low and the high, 99 and 101, or empty, was '102'", "1,99,101,102")]
    [InlineData("expected bars, had none")]
    [InlineData("expected bars from --after 5 on, the last begins at 1", "1,99,101,")]
    public void Bars_AreChecked(string message, params string[] bars)
    {
        string path = _tool.Write("bars.csv", ["time_unix_ms,low,high,close", .. bars]);

        AssertRefused(message, path, "explain", _positions, "--mark", "100", "--path", path, "--depth-1pct", "1", "--after", "5");
    }

    [Fact]
    public void Explanations_AreChecked()
    {
        string path = _tool.Write("bars.csv", "time_unix_ms,low,high", "1,95,99");
        string asks = _tool.Write("asks.csv", "side,price,quantity", "sell,101,1"), bids = _tool.Write("bids.csv", "side,price,quantity", "buy,99,1"), rise = _tool.Write("rise.csv", "time_unix_ms,low,high", "1,100,105");

        AssertUsage("--path", "explain", _positions, "--mark", "100", "--depth-1pct", "1");
        AssertUsage("a book with --depth FILE", "explain", _positions, "--mark", "100", "--path", path);
        AssertUsage("--after takes milliseconds since 1970 or a time such as 2026-02-12T21:52Z, was 'noon'", "explain", _positions, "--mark", "100", "--path", path, "--depth-1pct", "1", "--after", "noon");
        AssertUsage("--prominence takes a number >= 0, was NaN", "explain", _positions, "--mark", "100", "--path", path, "--depth-1pct", "1", "--prominence", "NaN");
        AssertUsage("--edge takes near or far, was 'both'", "explain", _positions, "--mark", "100", "--path", path, "--depth-1pct", "1", "--edge", "both");
        AssertUsage("holds positions, each with a price of its own", "explain", _positions, "--mark", "100", "--path", path, "--depth-1pct", "1", "--edge", "far");
        AssertUsage("standard input can be read once", "explain", "-", "--mark", "100", "--path", "-", "--depth-1pct", "1");
        AssertRefused("line 1: there is no column 'time_unix_ms'", _positions, "explain", _positions, "--mark", "100", "--path", _positions, "--depth-1pct", "1");
        AssertRefused("expected bids, because price fell below the mark, had none", asks, "explain", _positions, "--mark", "100", "--path", path, "--depth", asks);
        AssertRefused("expected asks, because price rose above the mark, had none", bids, "explain", _positions, "--mark", "100", "--path", rise, "--depth", bids);
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
