using System.Globalization;
using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>Cascades worked out apart from this library, through files and the command line as a user has them.</summary>
public sealed class CascadeGoldenTests : IDisposable
{
    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("cascade.linear", 14)]
    [InlineData("cascade.sqrt", 12)]
    [InlineData("cascade.book", 11)]
    [InlineData("cascade.exponential", 3)]
    [InlineData("cascade.saturating", 3)]
    [InlineData("cascade.shifted_power", 3)]
    [InlineData("cascade.waterfall", 7)]
    public void Cascades_AreTheirs(string kind, int count)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(ToolRun.Root(), "tests", "HeatMap.Tests", "Golden", "cascade-theory.json")));
        JsonElement[] cases = [.. golden.RootElement.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("kind").GetString() == kind)];

        Assert.Equal(count, cases.Length);
        Assert.All(cases, Compare);
    }

    private void Compare(JsonElement golden)
    {
        JsonElement given = golden.GetProperty("inputs"), expected = golden.GetProperty("expected"), cascade = _tool.Cascade(Arguments(given));
        string[] ids = [.. given.GetProperty("positions").EnumerateArray().Select(static p => p.GetProperty("id").GetString()!)];
        JsonElement[] orders = [.. cascade.GetProperty("orders").EnumerateArray()], waves = [.. cascade.GetProperty("waves").EnumerateArray()];

        Assert.Equal(expected.GetProperty("liquidated_ids").EnumerateArray().Select(static i => i.GetString()), orders.Select(o => ids[o.GetProperty("row").GetInt32() - 1]));
        (string Theirs, JsonElement Ours)[] numbers =
        [
            ("final_price", cascade.GetProperty("finalPrice")),
            ("reference_after_shock", cascade.GetProperty("exogenous").GetProperty("shockedPrice")),
            ("liquidated_qty", cascade.GetProperty("liquidated").GetProperty("quantity")),
            ("static_qty", cascade.GetProperty("static").GetProperty("quantity")),
            ("vwap", cascade.GetProperty("liquidated").GetProperty("vwap")),
            ("amplification", cascade.GetProperty("amplification")),
            ("uncovered", cascade.GetProperty("uncovered")),
            ("fund_end", cascade.GetProperty("fund").GetProperty("end")),
            .. cascade.GetProperty("payment") is { ValueKind: JsonValueKind.Object } payment
                ? ((string, JsonElement)[])[("bad_debt", payment.GetProperty("badDebt")), ("fees", payment.GetProperty("fees")), ("residual", payment.GetProperty("residual"))] : [],
        ];
        foreach ((string theirs, JsonElement ours) in numbers)
        {
            if (expected.TryGetProperty(theirs, out JsonElement number))
            {
                AssertNear(number, ours, $"{golden.GetProperty("id").GetString()} {theirs}");
            }
        }

        if (expected.TryGetProperty("round_sizes", out JsonElement sizes))
        {
            Assert.Equal(sizes.EnumerateArray().Select(static s => s.GetInt64()), waves.Select(static w => w.GetProperty("count").GetInt64()));
        }

        if (expected.TryGetProperty("adl", out JsonElement adl))
        {
            AssertNear(adl.GetProperty("unfunded"), cascade.GetProperty("unfunded"), "unfunded");
            Assert.All(adl.GetProperty("taken").EnumerateObject(), t => Assert.Equal(
                t.Value.GetDouble(), cascade.GetProperty("adl").EnumerateArray().Where(a => ids[a.GetProperty("row").GetInt32() - 1] == t.Name).Sum(static a => a.GetProperty("taken").GetDouble()), 1e-9));
        }
    }

    private static void AssertNear(JsonElement expected, JsonElement actual, string what)
    {
        Assert.Equal((what, expected.ValueKind), (what, actual.ValueKind));
        if (expected.ValueKind == JsonValueKind.Number)
        {
            Assert.True(Math.Abs(expected.GetDouble() - actual.GetDouble()) <= Math.Max(1e-10, 1e-9 * Math.Abs(expected.GetDouble())), $"{what}: {actual} is not {expected}");
        }
    }

    private string[] Arguments(JsonElement given)
    {
        double mark = given.GetProperty("reference_price").GetDouble();
        JsonElement shock = given.GetProperty("shock");
        double by = shock.GetProperty("value").GetDouble() * (shock.GetProperty("type").GetString() == "absolute" ? 1 / mark : 1);
        bool isFall = by < 0 || (by == 0 && shock.GetProperty("direction").GetInt32() < 0);
        List<string> args = [Positions(given, mark), "--mark", Text(mark), $"--shock={Text(by)}", .. Market(given.GetProperty("impact"), isFall)];
        if (given.TryGetProperty("volume_shock", out JsonElement volume))
        {
            args.AddRange(["--volume", volume.GetRawText(), "--direction", isFall ? "down" : "up"]);
        }

        if (given.TryGetProperty("insurance_fund", out JsonElement fund))
        {
            args.AddRange(["--fund", fund.GetRawText(), "--fee", given.GetProperty("fee_rate").GetRawText(), .. given.GetProperty("residual_to_fund").GetBoolean() ? (string[])["--residual-to-fund"] : []]);
            args.AddRange(given.GetProperty("adl").GetString() is { } rule and not "none" ? ["--adl", rule.Replace('_', '-')] : []);
        }

        return [.. args];
    }

    private string Positions(JsonElement given, double mark) => _tool.Write(
        "positions.csv",
        [
            "id,side,quantity,liquidation_price,bankruptcy_price,entry_price,margin,adl_cap",
            .. given.GetProperty("positions").EnumerateArray().Select(p => string.Join(
                ',',
                p.GetProperty("id").GetString(),
                p.GetProperty("side").GetString(),
                p.GetProperty("qty").GetRawText(),
                p.GetProperty("liq_price").GetRawText(),
                Cell(p, "bankruptcy_price"),
                Cell(p, "entry") is { Length: > 0 } entry ? entry : Text(mark),
                Cell(p, "margin"),
                given.TryGetProperty("adl_caps", out JsonElement caps) && caps.ValueKind == JsonValueKind.Object ? Cell(caps, p.GetProperty("id").GetString()!) : "")),
        ]);

    private string[] Market(JsonElement impact, bool isFall)
    {
        string model = impact.GetProperty("model").GetString()!;
        if (model != "book")
        {
            return ["--impact", $"{model}:{string.Join(',', impact.EnumerateObject().Where(static p => p.Name != "model").Select(static p => $"{p.Name}={p.Value.GetRawText()}"))}"];
        }

        string side = isFall ? "bid" : "ask";
        string book = _tool.Write("book.csv", ["side,price,quantity", .. impact.GetProperty("levels").EnumerateArray().Select(l => $"{side},{l[0].GetRawText()},{l[1].GetRawText()}")]);
        return ["--depth", book, "--exhausted", impact.GetProperty("exhausted").GetRawText()];
    }

    private static string Cell(JsonElement row, string name) => row.TryGetProperty(name, out JsonElement cell) ? cell.GetRawText() : "";

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
