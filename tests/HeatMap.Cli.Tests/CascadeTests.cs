using System.Globalization;
using System.Text.Json;
using HeatMap.Cascades;

namespace HeatMap.Cli.Tests;

/// <summary>What happens when price gets there.</summary>
public sealed class CascadeTests : IDisposable
{
    private const string Header = "side,quantity,entry_price,margin,liquidation_price";

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("linear:lam=0.5")]
    [InlineData("power:y=1,sigma=0.02,volume=1000,delta=0.6")]
    [InlineData("sqrt:y=1,sigma=0.02,volume=1000")]
    [InlineData("shifted_power:y=1,sigma=0.02,volume=1000,delta=0.5,q_top=10")]
    [InlineData("exponential:kappa=0.001")]
    [InlineData("saturating:cap=0.3,depth=5000")]
    [InlineData("almgren2005:average_daily_volume=1000,shares_outstanding=20000,daily_volatility=0.02,trade_time_days=0.1,delta=0")]
    [InlineData(" none : ")]
    public void Laws_AreThoseOfTheLibrary(string law)
    {
        PriceImpact impact = law.Trim().Split(':')[0].Trim() switch
        {
            "linear" => PriceImpact.Linear(0.5),
            "power" => PriceImpact.Power(1, 0.02, 1000, 0.6),
            "sqrt" => PriceImpact.SquareRoot(1, 0.02, 1000),
            "shifted_power" => PriceImpact.ShiftedPower(1, 0.02, 1000, 0.5, 10),
            "exponential" => PriceImpact.Exponential(0.001),
            "saturating" => PriceImpact.Saturating(0.3, 5000),
            "almgren2005" => new AlmgrenLaw { AverageDailyVolume = 1000, SharesOutstanding = 20_000, DailyVolatility = 0.02, TradeTimeDays = 0.1, Delta = 0 }.ToImpact(),
            _ => PriceImpact.None,
        };
        string file = _tool.Write("a.csv", Header, "long,10,100,,96", "long,20,100,,94", "long,30,100,,80", "short,5,100,,103");
        var ladder = LiquidationLadder.FromPositions([96, 94, 80, 103], [10, 20, 30, -5], 100);
        CascadeResult expected = new CascadeModel(impact).Run(ladder, Shock.Move(-0.05).WithVolume(2));

        JsonElement cascade = _tool.Cascade(file, "--mark", "100", "--shock=-5%", "--volume", "2", "--impact", law);

        Assert.Equal((expected.FinalPrice, expected.Liquidated.Quantity, expected.Worst.FinalPrice), (Number(cascade, "finalPrice"), Number(cascade, "liquidated", "quantity"), Number(cascade, "worst", "finalPrice")));
        Assert.Equal(expected.Waves.Select(static w => (w.TriggerPrice, w.Price, w.Quantity, w.Notional)), cascade.GetProperty("waves").EnumerateArray().Select(static w => (Number(w, "triggerPrice"), Number(w, "price"), Number(w, "quantity"), Number(w, "notional"))));
        Assert.Equal(expected.AveragePrice ?? double.NaN, cascade.GetProperty("liquidated").GetProperty("vwap") is { ValueKind: JsonValueKind.Number } vwap ? vwap.GetDouble() : double.NaN);
        Assert.Equal((2, 95, -0.05), (Number(cascade, "exogenous", "quantity"), Number(cascade, "exogenous", "shockedPrice"), Number(cascade, "shock")));
        Assert.Equal(("down", "impact", "positions"), (Text(cascade, "direction"), cascade.GetProperty("market").GetProperty("kind").GetString(), Text(cascade, "levels")));
    }

    [Fact]
    public void Books_AreWalked()
    {
        string file = _tool.Write("a.csv", Header, "long,10,100,,96", "long,20,100,,94", "short,5,100,,103", "short,50,100,,104");
        string book = _tool.WriteGzip("book.csv.gz", "price;side;quantity\n99;BID;5\n101;ask;5\n95;buy;4\n93;bid;10\n103;sell;1\n");

        JsonElement fall = _tool.Cascade(file, "--mark", "100", "--shock=-0.05", "--depth", book), rise = _tool.Cascade(file, "--mark", "100", "--volume", "6", "--direction", "up", "--depth", book, "--exhausted", "120", "--stress", "2");

        // From 95 the bid at 99 is pulled; 10 take the 4 at 95 and go on to 93, where 20 more find 4 and then nobody.
        Assert.Equal((93, 30, 93, 16), (Number(fall, "finalPrice"), Number(fall, "liquidated", "quantity"), Number(fall, "exhausted", "price"), Number(fall, "exhausted", "remainder")));
        Assert.Contains("The depth is exhausted at 93.00, remainder 16", _tool.Run("cascade", file, "--mark", "100", "--shock=-0.05", "--depth", book).Out, StringComparison.Ordinal);
        Assert.Equal([95, 93], fall.GetProperty("waves").EnumerateArray().Select(static w => Number(w, "triggerPrice")));

        // Twice the book: 10 at 101, 2 at 103; 6 stop at 101.
        Assert.Equal((101, 0, "up"), (Number(rise, "finalPrice"), Number(rise, "liquidated", "quantity"), Text(rise, "direction")));
        Assert.Equal(JsonValueKind.Null, rise.GetProperty("amplification").ValueKind);
        Assert.Equal(120, Number(_tool.Cascade(file, "--mark", "100", "--volume", "12", "--direction", "up", "--depth", book, "--exhausted", "120", "--stress", "2"), "finalPrice"));
    }

    [Fact]
    public void OneSidedBooks_TellNothingOfTheOtherSide()
    {
        string file = _tool.Write("a.csv", Header, "long,10,100,,96", "short,5,100,,103"), book = _tool.Write("book.csv", "side,price,quantity", "bid,95,100");

        JsonElement cascade = _tool.Cascade(file, "--mark", "100", "--to", "96", "--depth", book);

        Assert.Equal((1, 0), (cascade.GetProperty("thresholds").GetProperty("down").GetArrayLength(), cascade.GetProperty("thresholds").GetProperty("up").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, cascade.GetProperty("gains").GetProperty("up").ValueKind);
        Assert.Contains("The book has no asks: thresholds of a rise are not known.", Notes(cascade));
        Assert.Contains("Thresholds of a rise: none", _tool.Run("cascade", file, "--mark", "100", "--to", "96", "--depth", book).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Positions_AreExact()
    {
        JsonElement cascade = _tool.Cascade(ToolRun.Sample, "--symbol", "BTC", "--shock", "9.7%", "--depth-1pct", "20e6", "--top", "2");

        // The rows of shorts that price meets, the nearest first, in the numbering of heatmap price.
        JsonElement[] orders = [.. cascade.GetProperty("orders").EnumerateArray()];
        string[] lines = File.ReadAllLines(ToolRun.Sample);
        Assert.Equal(13, orders.Length);
        Assert.All(orders, o => Assert.Equal(o.GetProperty("liquidationPrice").GetDouble(), double.Parse(lines[o.GetProperty("row").GetInt32()].Split(',')[7], CultureInfo.InvariantCulture)));
        Assert.Equal(orders.OrderBy(static o => Number(o, "liquidationPrice")).Select(static o => Number(o, "row")), orders.Select(static o => Number(o, "row")));
        Assert.Equal((2, 2), (cascade.GetProperty("thresholds").GetProperty("down").GetArrayLength(), cascade.GetProperty("thresholds").GetProperty("up").GetArrayLength()));
        Assert.Equal((24, 24), (cascade.GetProperty("unplaced").GetProperty("count").GetInt32(), cascade.GetProperty("unplaced").GetProperty("reasons").GetProperty("no-price").GetProperty("count").GetInt32()));
        Assert.Equal((26, 77), (cascade.GetProperty("reachable").GetProperty("down").GetProperty("levelCount").GetInt32(), cascade.GetProperty("reachable").GetProperty("up").GetProperty("levelCount").GetInt32()));
    }

    [Fact]
    public void PositionsThatCannotBeReached_AreToldAndNotFatal()
    {
        string file = _tool.Write("a.csv", Header + ",margin_mode", "long,10,100,,96,", "long,1,100,,100,", "long,2,100,,,cross", "short,3,100,,,isolated", "short,4,100,,99,");

        JsonElement cascade = _tool.Cascade(file, "--mark", "100", "--shock=-10%", "--impact", "none");

        Assert.Equal(10, Number(cascade, "liquidated", "quantity"));
        JsonElement reasons = cascade.GetProperty("unplaced").GetProperty("reasons");
        Assert.Equal((2, 1, 1), (reasons.GetProperty("already-liquidated").GetProperty("count").GetInt32(), reasons.GetProperty("needs-account").GetProperty("count").GetInt32(), reasons.GetProperty("no-price").GetProperty("count").GetInt32()));
        string table = _tool.Run("cascade", file, "--mark", "100", "--shock=-1%", "--impact", "none").Out;
        Assert.Contains("Left out, already past the mark", table, StringComparison.Ordinal);
        Assert.Contains("A fall of 1 % to 99.00 liquidates nobody.", table, StringComparison.Ordinal);
    }

    [Fact]
    public void InverseContracts_WeighFaceOverPrice()
    {
        string file = _tool.Write("a.csv", "side,quantity,entry_price,liquidation_price,contract", "long,9600,100,96,inverse", "short,5200,100,104,inverse");

        JsonElement cascade = _tool.Cascade(file, "--mark", "100", "--shock=-5%", "--impact", "linear:lam=0.01");

        Assert.Equal((100, 94), (Number(cascade, "liquidated", "quantity"), Number(cascade, "finalPrice")));
        Assert.Equal((0, JsonValueKind.Null, JsonValueKind.Null, 0), (Number(cascade, "fund", "start"), cascade.GetProperty("fund").GetProperty("end").ValueKind, cascade.GetProperty("uncovered").ValueKind, cascade.GetProperty("adl").GetArrayLength()));
        Assert.Contains("Who pays is not told: it is for linear contracts.", Notes(cascade));
        Assert.Equal(50, Number(cascade, "reachable", "up", "quantity"));
    }

    [Fact]
    public void Accounts_ArePricedAsInAMap()
    {
        string file = _tool.Write(
            "a.csv",
            "account,symbol,side,quantity,entry_price,margin_mode,wallet_balance,maintenance_rate,mark_price",
            "a,X,long,10,100,cross,100,0.01,100",
            "b,X,short,10,100,cross,100,0.01,100");

        JsonElement cascade = _tool.Cascade(file, "--shock=-15%", "--impact", "linear:lam=0.1", "--adl", "pro-rata");

        // 10 × (P − 100) + 100 = 0.1 P at P = 90.91; bankrupt at 90; sold from 85 to 84.
        JsonElement order = Assert.Single(cascade.GetProperty("orders").EnumerateArray());
        Assert.Equal((1, 90.909, 90, 84.5), (Number(order, "row"), Math.Round(Number(order, "liquidationPrice"), 3), Number(order, "bankruptcyPrice"), Number(order, "executionPrice")));
        Assert.Equal((55, 0), (Math.Round(Number(cascade, "uncovered"), 9), Number(cascade, "unfunded")));
        JsonElement taken = Assert.Single(cascade.GetProperty("adl").EnumerateArray());
        Assert.Equal((2, 55), (Number(taken, "row"), Math.Round(Number(taken, "taken"), 9)));
    }

    [Fact]
    public void Maps_AreBracketed()
    {
        string map = _tool.Partial("a.hmap", _tool.Write("a.csv", Header, "long,10,100,,96", "long,20,100,,94.5", "short,5,100,,103"), "--mark", "100", "--band", "1");
        Assert.True(LiquidationMap.TryRead(File.ReadAllBytes(map), out LiquidationMap? read, out _));
        CascadeBracket expected = new CascadeModel(DepthCurve.PowerLaw(50)).Bracket(read, Shock.Move(-0.035));

        JsonElement both = _tool.Cascade(map, "--shock=-3.5%", "--depth-1pct", "50"), near = _tool.Cascade(map, "--shock=-3.5%", "--depth-1pct", "50", "--edge", "near"), far = _tool.Cascade(map, "--shock=-3.5%", "--depth-1pct", "50", "--edge", "far");

        Assert.Equal((expected.Cautious.FinalPrice, expected.Hopeful.FinalPrice), (Number(both, "finalPrice"), Number(both, "hopeful", "finalPrice")));
        Assert.Equal((expected.Cautious.FinalPrice, expected.Hopeful.FinalPrice), (Number(near, "finalPrice"), Number(far, "finalPrice")));
        Assert.Equal(("bands", "near", "far"), (Text(both, "levels"), Text(both, "edge"), Text(far, "edge")));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, 0), (near.GetProperty("hopeful").ValueKind, both.GetProperty("fund").GetProperty("end").ValueKind, both.GetProperty("orders").GetArrayLength()));
        Assert.Contains("the truth lies between the cautious answer", Notes(both), StringComparison.Ordinal);
        Assert.Contains("its far edge, which is the hopeful answer", Notes(far), StringComparison.Ordinal);
        Assert.Contains("That is the cautious answer", _tool.Run("cascade", map, "--shock=-3.5%", "--depth-1pct", "50").Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.StartsWith("edge,wave,trigger_price,price,quantity,notional,count\nnear,1,", _tool.Run("cascade", map, "--shock=-3.5%", "--depth-1pct", "50", "--format", "csv").Out, StringComparison.Ordinal);
        string other = _tool.Partial("b.hmap", _tool.Write("b.csv", Header, "long,10,100,,96"), "--mark", "100", "--band", "1");
        Assert.Equal(40, Math.Round(Number(_tool.Cascade(map, other, "--shock=-30%", "--impact", "none", "--edge", "far"), "liquidated", "notional") / 95.5, 0));
    }

    [Fact]
    public void Payment_GoesThroughFundToWinners()
    {
        string file = _tool.Write("a.csv", Header, "long,10,100,5,99.8", "long,5,100,10,98.5", "short,8,101,100,150", "short,4,100,10,", "short,4,100,,");
        string book = _tool.Write("book.csv", "side,price,quantity", "bid,99.9,5", "bid,99,10", "bid,98,5", "bid,97,100", "ask,101,50");
        string[] run = [file, "--mark", "100", "--shock=-0.5%", "--depth", book];

        // Sold at 99 where bankruptcy is 99.5: 5 are owed.
        JsonElement bare = _tool.Cascade(run), funded = _tool.Cascade([.. run, "--fund", "1", "--adl", "pro-rata"]), capped = _tool.Cascade([.. run, "--adl", "capped", "--adl-cap", "0.1"]), queue = _tool.Cascade([.. run, "--adl", "queue"]);

        Assert.Equal((0, 0, 5, 5), (Number(bare, "fund", "start"), Number(bare, "fund", "end"), Number(bare, "uncovered"), Number(bare, "unfunded")));
        Assert.Equal((0, JsonValueKind.Null), (bare.GetProperty("adl").GetArrayLength(), bare.GetProperty("payment").GetProperty("adlRule").ValueKind));
        Assert.Equal((1, 0, 4, 0), (Number(funded, "fund", "start"), Number(funded, "fund", "end"), Number(funded, "uncovered"), Number(funded, "unfunded")));
        Assert.Equal([(3, 4 * 16 / 24.0), (4, 4 * 4 / 24.0), (5, 4 * 4 / 24.0)], funded.GetProperty("adl").EnumerateArray().Select(static a => (a.GetProperty("row").GetInt32(), Math.Round(Number(a, "taken"), 9))).Select(static a => (a.Item1, a.Item2)), static (x, y) => x.Item1 == y.Item1 && Math.Abs(x.Item2 - y.Item2) < 1e-8);
        Assert.Equal((2.4, 2.6), (Math.Round(capped.GetProperty("adl").EnumerateArray().Sum(static a => Number(a, "taken")), 9), Math.Round(Number(capped, "unfunded"), 9)));
        Assert.Equal((2, 1), (queue.GetProperty("payment").GetProperty("candidateCount").GetInt32(), queue.GetProperty("payment").GetProperty("unrankedCount").GetInt32()));
        Assert.Contains("From winners (queue): 5 of 20 that 2 positions gained, not funded 0; 1 more have no", _tool.Run(["cascade", .. run, "--adl", "queue"]).Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void BankruptcyPricesAndCapsOfTheFile_AreTaken()
    {
        // Theory case cascade.waterfall/04: 47 are owed, a fund of 5, and a cap of 5 % on the gain of the first winner.
        string file = _tool.Write(
            "a.csv",
            "side,quantity,entry_price,liquidation_price,bankruptcy_price,margin,adl_cap",
            "long,10,100,99,97.9,,",
            "long,20,100,98,97.5,1000,",
            "long,30,100,96,95.4,,0",
            "short,15,103,1e9,,30,0.05",
            "short,25,101,1e9,,60,",
            "short,10,99,1e9,,50,0.9");
        string[] run = [file, "--mark", "100", "--shock=-0.012", "--impact", "linear:lam=0.1", "--fund", "5", "--adl", "capped", "--adl-cap", "0.9"];

        JsonElement cascade = _tool.Cascade(run);

        Assert.Equal([97.9, 97.5, 95.4], cascade.GetProperty("orders").EnumerateArray().Select(static o => Number(o, "bankruptcyPrice")));
        Assert.Equal((47, 4, 42, 0), (Math.Round(Number(cascade, "payment", "badDebt"), 9), Math.Round(Number(cascade, "payment", "residual"), 9), Math.Round(Number(cascade, "uncovered"), 9), Number(cascade, "unfunded")));
        Assert.Equal([7.65, 26.373595506, 7.976404494], cascade.GetProperty("adl").EnumerateArray().Select(static a => Math.Round(Number(a, "taken"), 9)));
        Assert.Contains("bankruptcy_price: expected a number >= 0, or empty, was '-1'", _tool.Run("cascade", _tool.Write("b.csv", "quantity,entry_price,liquidation_price,bankruptcy_price", "1,100,90,-1"), "--mark", "100", "--shock=-1%", "--impact", "none").Error, StringComparison.Ordinal);
        Assert.Contains("adl_cap: expected a fraction from 0 to 1, or empty, was '1.5'", _tool.Run("cascade", _tool.Write("c.csv", "quantity,entry_price,liquidation_price,adl_cap", "1,100,90,1.5"), "--mark", "100", "--shock=-1%", "--impact", "none").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Shocks_AreNumbersAsTheyWereGiven()
    {
        string file = _tool.Write("a.csv", Header, "long,10,100,,96", "short,10,100,,104");
        double Shock(params string[] shock) => Number(_tool.Cascade([file, "--mark", "100", "--impact", "none", .. shock]), "shock");

        Assert.Equal([0.097, -0.07, -0.05, 0.12], new[] { Shock("--shock", "9.7%"), Shock("--shock=-7%"), Shock("--shock=-0.05"), Shock("--shock", "1.2e1%") });
        Assert.Equal((0, 0), (Shock("--volume", "5"), Shock("--shock", "0", "--volume", "5", "--direction", "up")));
        Assert.Equal(0.02, Shock("--to", "102"), 1e-12);
    }

    [Fact]
    public void Fees_GoToTheFund()
    {
        string file = _tool.Write("a.csv", Header, "long,10,100,100,99.8");

        JsonElement trader = _tool.Cascade(file, "--mark", "100", "--shock=-1%", "--impact", "none", "--fee", "0.01"), fund = _tool.Cascade(file, "--mark", "100", "--shock=-1%", "--impact", "none", "--fee", "0.01", "--fund", "5", "--residual-to-fund");

        // Sold at 99 where bankruptcy is 90: 90 are left, 9.9 of it is the fee.
        Assert.Equal((9.9, 95), (Math.Round(Number(trader, "fund", "end"), 9), Math.Round(Number(fund, "fund", "end"), 9)));
        Assert.Equal((80.1, 0), (Math.Round(Number(trader, "payment", "residual"), 9), Number(fund, "uncovered")));
    }

    [Fact]
    public void LeverageBesideAForeignPrice_IsNoMargin()
    {
        // A leverage of 40 would be bankrupt at 97.5, above the price that the venue reports: it is a setting, and secures nothing.
        string file = _tool.Write("a.csv", "side,quantity,entry_price,leverage,liquidation_price,maintenance_rate", "long,10,100,40,90,0.01", "long,1,100,10,90.909,0.01", "long,1,100,10,80,0.01");

        JsonElement cascade = _tool.Cascade(file, "--mark", "100", "--shock=-30%", "--impact", "none");

        Assert.Equal([JsonValueKind.Number, JsonValueKind.Null, JsonValueKind.Null], cascade.GetProperty("orders").EnumerateArray().Select(static o => o.GetProperty("bankruptcyPrice").ValueKind));
        Assert.Equal((1, 2), (cascade.GetProperty("payment").GetProperty("knownCount").GetInt32(), cascade.GetProperty("payment").GetProperty("unknownCount").GetInt32()));
        Assert.Contains("Who pays is told of 1 of 3 forced orders", Notes(cascade), StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_EndWhereRunsEnd()
    {
        string file = _tool.Write("a.csv", Header, "long,10,100,,96", "long,20,100,,94");
        string[] run = [file, "--mark", "100", "--shock=-5%", "--impact", "linear:lam=0.2"];

        JsonElement[] curve = [.. _tool.Cascade([.. run, "--curve"]).GetProperty("curve").EnumerateArray()];
        string csv = _tool.Run(["cascade", .. run, "--curve", "3", "--format", "csv"]).Out;

        Assert.Equal((100, 90), (Number(curve[0], "shockedPrice"), Math.Round(Number(curve[^1], "shockedPrice"), 9)));
        Assert.Equal(21 + 2, curve.Length);
        Assert.All(curve.Where(static p => p.GetProperty("quantity").GetDouble() > 0), p => Assert.Equal(
            Number(p, "finalPrice"), Number(_tool.Cascade(file, "--mark", "100", "--to", p.GetProperty("shockedPrice").GetRawText(), "--impact", "linear:lam=0.2"), "finalPrice")));
        Assert.StartsWith("shocked_price,final_price,quantity\n100,100,0\n", csv, StringComparison.Ordinal);
        Assert.Equal(1 + 3 + 2, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void ThresholdsOfABook_AreWhatTheTableSays()
    {
        // A jump to 95 finds the 20 that are bid there; one just beyond has pulled them.
        string file = _tool.Write("a.csv", Header, "long,10,100,,96", "long,20,100,,94", "long,30,100,,90");
        string book = _tool.Write("book.csv", "side,price,quantity", "bid,99,5", "bid,95,20", "bid,90,50");
        string[] market = [file, "--mark", "100", "--depth", book];

        JsonElement[] down = [.. _tool.Cascade([.. market, "--shock=-1%"]).GetProperty("thresholds").GetProperty("down").EnumerateArray()];
        string table = _tool.Run(["cascade", .. market, "--shock=-1%"]).Out;

        Assert.Equal([(96, 95, 96), (Math.BitDecrement(95.0), 90, 95)], down.Select(static j => (Number(j, "triggerPrice"), Number(j, "endPrice"), Number(j, "priceBefore"))));
        Assert.Equal((95, 90), (Number(_tool.Cascade([.. market, "--to", "95"]), "finalPrice"), Number(_tool.Cascade([.. market, "--to", "94.99"]), "finalPrice")));
        Assert.Contains("that starts a cascade goes to 94.99, 5 % below the mark", table.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("     94.99  -5 %       90.00  -10 %           60", table, StringComparison.Ordinal);
        Assert.Contains("The market: a book of 75 base in 3 bids and 0 base in 0 asks.", table, StringComparison.Ordinal);
        Assert.DoesNotContain("the move alone", _tool.Run(["cascade", .. market, "--volume", "26"]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyWaves_AreCut()
    {
        string file = _tool.Write("a.csv", [Header, .. Enumerable.Range(1, 20).Select(static i => string.Create(CultureInfo.InvariantCulture, $"long,1,100,,{99 - i}"))]);

        string table = _tool.Run("cascade", file, "--mark", "100", "--shock=-2%", "--impact", "linear:lam=1").Out;

        Assert.Contains("in 20 waves", table.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("9 more", table, StringComparison.Ordinal);
        Assert.Equal(20, _tool.Cascade(file, "--mark", "100", "--shock=-2%", "--impact", "linear:lam=1").GetProperty("waves").GetArrayLength());
    }

    [Fact]
    public void InTime_WithoutLayersIsTheSameCascade()
    {
        string file = _tool.Write("a.csv", Header, "long,10,100,,96", "long,20,100,,94");

        JsonElement cascade = _tool.Cascade(file, "--mark", "100", "--shock=-5%", "--volume", "1", "--impact", "linear:lam=0.2", "--mark-weight", "1"), episode = cascade.GetProperty("episode");

        Assert.Equal((Number(cascade, "finalPrice"), 30, 1), (Number(episode, "finalPrice"), Number(episode, "down", "quantity"), episode.GetProperty("steps").GetArrayLength()));
        Assert.Equal(Number(cascade, "liquidated", "vwap"), Number(episode, "down", "vwap"), 1e-9);
        Assert.True(episode.GetProperty("isSettled").GetBoolean());
        Assert.Equal(JsonValueKind.Null, _tool.Cascade(file, "--mark", "100", "--shock=-5%", "--impact", "none").GetProperty("episode").ValueKind);
    }

    [Fact]
    public void InTime_LayersAreThoseOfTheLibrary()
    {
        string file = _tool.Write("a.csv", Header, "long,10,100,,96", "long,20,100,,94", "short,5,100,,104");
        string bars = _tool.Write("bars.csv", "time_unix_ms,low,high,close", "0,98,101,98", "60000,95,98,95", "120000,95,103.5,");
        var ladder = LiquidationLadder.FromPositions([96, 94, 104], [10, 20, -5], 100);
        var options = new CascadeEngineOptions { Decay = ImpactDecay.Exponential(TimeSpan.FromSeconds(30)), PermanentShare = 0.25, MarkWeight = 0.5, MaxVolumePerStep = 4, SettlingSteps = 10_000 };
        ExogenousStep Step(double price, double seconds) => new(price, TimeSpan.FromSeconds(seconds));
        CascadeEpisode expected = new CascadeEngine(new(PriceImpact.Exponential(0.01)), options).Run(
            ladder, [Step(101, 20), Step(98, 20), Step(98, 20), Step(98, 20), Step(95, 20), Step(95, 20), Step(95, 30), Step(103.5, 30)]);
        string[] layers = ["--impact", "exponential:kappa=0.01", "--decay", "30s", "--permanent-share", "0.25", "--mark-weight", "0.5", "--max-volume-per-step", "4"];

        JsonElement cascade = _tool.Cascade([file, "--mark", "100", "--path", bars, .. layers]), episode = cascade.GetProperty("episode");

        Assert.Equal((expected.FinalPrice, expected.LowestPrice, expected.Down.LiquidatedQuantity), (Number(episode, "finalPrice"), Number(episode, "lowestPrice"), Number(episode, "down", "quantity")));
        Assert.Equal(expected.Steps.Select(static s => (s.ExogenousPrice, s.Price)), episode.GetProperty("steps").EnumerateArray().Select(static s => (Number(s, "exogenousPrice"), Number(s, "price"))));
        Assert.Equal((3, 95, "down"), (episode.GetProperty("barCount").GetInt32(), Number(cascade, "exogenous", "shockedPrice"), Text(cascade, "direction")));
        string table = _tool.Run(["cascade", file, "--mark", "100", "--shock=-5%", .. layers]).Out.ReplaceLineEndings(" ");
        Assert.Contains("After the shock, in steps of 3 s: 1/e of impact is left after 30 s, 25 % of it stays, the mark follows the book by 50 %, at most 4 base a step.", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_AreThoseOfTheSeed()
    {
        string[] run = [ToolRun.Sample, "--symbol", "BTC", "--shock=-5%", "--depth-1pct", "20e6", "--paths", "2000", "--volatility", "60%", "--horizon", "7d"];

        JsonElement one = _tool.Cascade([.. run, "--seed", "7", "--threads", "1"]).GetProperty("simulation"), two = _tool.Cascade([.. run, "--seed", "7", "--threads", "2"]).GetProperty("simulation"), other = _tool.Cascade([.. run, "--seed", "8"]).GetProperty("simulation");

        Assert.Equal(one.GetRawText(), two.GetRawText());
        Assert.NotEqual(one.GetProperty("down").GetRawText(), other.GetProperty("down").GetRawText());
        Assert.InRange(Number(one, "down", "liquidatedProbability", "value") - Number(one, "down", "liquidatedClosedFormProbability"), -0.05, 0.05);
        Assert.Contains("What random paths set off", _tool.Run(["cascade", .. run], terminal: true, noColor: true, input: "").Out, StringComparison.Ordinal);
    }

    private static double Number(JsonElement element, params string[] names) => names.Aggregate(element, static (e, n) => e.GetProperty(n)).GetDouble();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string Notes(JsonElement cascade) => string.Join(' ', cascade.GetProperty("notes").EnumerateArray().Select(static n => n.GetString()));
}
