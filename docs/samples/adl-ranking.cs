#:project ../../src/HeatMap/HeatMap.csproj

// Auto-deleveraging on Hyperliquid, 10 October 2025: who was called on, for how much, and whether a ranking by profit and leverage can be seen in what was published.
// dotnet run docs/samples/adl-ranking.cs -- FOLDER
// FOLDER is the reader's own copy: adl_by_coin.csv, adl_by_user.csv, adl_net_volume_by_coin.csv and positions_closed_sol.csv. Where they come from, and what came out: docs/studies/adl-2025-10-10.md

using System.Globalization;
using HeatMap.Cascades;
using Side = HeatMap.Side;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var folder])
{
    Console.Error.WriteLine("usage: dotnet run docs/samples/adl-ranking.cs -- FOLDER");
    return 2;
}

Row[] coins = Row.Read(Path.Combine(folder, "adl_net_volume_by_coin.csv")), users = Row.Read(Path.Combine(folder, "adl_by_user.csv"));
Row[] byCoin = Row.Read(Path.Combine(folder, "adl_by_coin.csv"));
Row[] positions = [.. Row.Read(Path.Combine(folder, "positions_closed_sol.csv")).Where(r => r["asset"] == "SOL")];

// ---- How much ---------------------------------------------------------------------------------------------------------------------------------

double total = coins.Sum(c => c.Number("net_notional_usd"));
Console.WriteLine("by coin");
Console.WriteLine($"  {coins.Length} coins, {coins.Sum(c => c.Number("num_adl_events")):N0} fills, {total / 1e6:N1} M at the prices of the fills, profit closed {coins.Sum(c => c.Number("total_pnl")) / 1e6:N1} M");
Console.WriteLine($"  the other table by coin says {byCoin.Sum(c => c.Number("num_events")):N0} fills, {byCoin.Sum(c => c.Number("adl_notional")) / 1e6:N1} M, {byCoin.Sum(c => c.Number("closed_pnl")) / 1e6:N1} M");
foreach (Row coin in coins.OrderByDescending(c => c.Number("net_notional_usd")).Take(5))
{
    double value = coin.Number("net_notional_usd"), profit = coin.Number("total_pnl");
    Console.WriteLine($"  {coin["ticker"],-5} {value / 1e6,6:N1} M, {value / total:P1}; {coin.Number("num_adl_events"):N0} fills at {coin.Number("avg_price"):N2} on average; profit {profit / value:P0} of the value");
}

Console.WriteLine($"  the largest five hold {coins.Select(c => c.Number("net_notional_usd")).OrderDescending().Take(5).Sum() / total:P0}, the largest twenty {coins.Select(c => c.Number("net_notional_usd")).OrderDescending().Take(20).Sum() / total:P0}");
Console.WriteLine();

// ---- From whom --------------------------------------------------------------------------------------------------------------------------------

double[] notional = [.. users.Select(u => u.Number("adl_notional")).OrderDescending()];
double listed = notional.Sum();
Console.WriteLine("by user");
Console.WriteLine($"  {users.Length:N0} users with {listed / 1e6:N1} M, {listed / total:P0} of the total; {users.Count(u => u.Number("closed_pnl") > 0):N0} closed a profit ({users.Where(u => u.Number("closed_pnl") > 0).Sum(u => u.Number("adl_notional")) / listed:P2} of the notional), {users.Count(u => u.Number("closed_pnl") < 0)} a loss");
foreach (double share in (double[])[0.001, 0.01, 0.1])
{
    int count = (int)(share * notional.Length);
    Console.WriteLine($"  the largest {count} users ({share:P1}) hold {notional.Take(count).Sum() / listed:P1}");
}

Console.WriteLine($"  the largest one holds {notional[0] / listed:P1}; effective number of users 1/Σ share² = {1 / notional.Sum(n => n / listed * (n / listed)):N1}; median {notional[notional.Length / 2]:N0} USD");
double[] haircuts = [.. users.Select(u => u.Number("closed_pnl")).Where(p => p > 0).OrderDescending()];
Console.WriteLine($"  profit closed early: {haircuts.Sum() / 1e6:N1} M, of which the largest {haircuts.Length / 100} users (1 %) hold {haircuts.Take(haircuts.Length / 100).Sum() / haircuts.Sum():P1}");
Console.WriteLine();

// ---- What the columns are ---------------------------------------------------------------------------------------------------------------------

Row[] single = [.. users.Where(u => u.Number("num_adl_events") == 1 && u.Number("account_value_realtime") > 0)];
Console.WriteLine("what the columns are, by users with one fill and a positive account value; equal within 0.1 %");
Console.WriteLine($"  {single.Length:N0} users; leverage_realtime is fill value / account value in {Share(single, u => Near(u.Number("leverage_realtime"), u.Number("adl_notional") / u.Number("account_value_realtime")))}");
Console.WriteLine($"  pnl_percent is profit / fill value in {Share(single, u => Near(u.Number("pnl_percent") / 100, u.Number("closed_pnl") / u.Number("adl_notional")))}, profit / entry value of a short in {Share(single, u => Near(u.Number("pnl_percent") / 100, u.Number("closed_pnl") / (u.Number("adl_notional") + u.Number("closed_pnl"))))}");
Console.WriteLine($"  positions: leverage told in {positions.Count(p => p["leverage_ratio"].Length > 0)} of {positions.Length:N0} rows; entry price told in {positions.Count(p => p.Is("had_pre_existing_position") && p["entry_price"].Length > 0)} of {positions.Count(p => p.Is("had_pre_existing_position")):N0} that were open before");

// The score of the queue, for those of whom all is told: taken for shorts, closed in one fill.
double[] scores = [.. single.Where(u => u.Number("closed_pnl") > 0).Select(Score).Order()];
Console.WriteLine($"  (profit / entry value) × (value / equity) of {scores.Length:N0} of them: {string.Join(", ", ((double[])[0.05, 0.25, 0.5, 0.75, 0.95]).Select(q => $"{q:P0} {scores[(int)(q * scores.Length)]:0.000}"))}");
double[] leverages = [.. single.Select(u => u.Number("leverage_realtime")).Order()];
Console.WriteLine($"  fill value / account value: {string.Join(", ", ((double[])[0.05, 0.25, 0.5, 0.75, 0.95]).Select(q => $"{q:P0} {leverages[(int)(q * leverages.Length)]:0.000}"))}");
Console.WriteLine();

// ---- Base rates -------------------------------------------------------------------------------------------------------------------------------

Console.WriteLine("SOL: accounts with at least one fill in the window, and how many of them were deleveraged");
foreach (var group in positions.GroupBy(p => (Side: p["side"], Before: p.Is("had_pre_existing_position"), Liquidated: p.Is("was_liquidated"))).OrderBy(g => g.Key))
{
    Console.WriteLine($"  {group.Key.Side.ToLowerInvariant(),-5} {(group.Key.Before ? "open before" : "opened then")}, {(group.Key.Liquidated ? "liquidated" : "not liquidated")}: {group.Count(p => p.Is("was_adl")):N0} of {group.Count():N0}");
}

Row[] shorts = [.. positions.Where(p => p["side"] == "SHORT" && p.Is("had_pre_existing_position") && !p.Is("was_liquidated"))];
Row[] called = [.. shorts.Where(p => p.Is("was_adl"))], others = [.. shorts.Where(p => !p.Is("was_adl"))];
Console.WriteLine($"  shorts open before, not liquidated: base rate {(double)called.Length / shorts.Length:P1}");
Console.WriteLine();

// ---- Whole or in part -------------------------------------------------------------------------------------------------------------------------

Console.WriteLine("whole positions, as a queue takes them, or a fraction of each, as pro rata does: SOL shorts flat at the end, by their number of fills in the window");
foreach ((string name, Row[] rows) in ((string, Row[])[])[("deleveraged", called), ("not deleveraged", others)])
{
    Console.WriteLine($"  {name}: one {Share([.. rows.Where(p => p.Number("trades_count") == 1)], IsFlat)}, two or three {Share([.. rows.Where(p => p.Number("trades_count") is 2 or 3)], IsFlat)}, more {Share([.. rows.Where(p => p.Number("trades_count") > 3)], IsFlat)}");
}

Console.WriteLine();

// ---- Ranking ----------------------------------------------------------------------------------------------------------------------------------

Console.WriteLine("area under the curve, deleveraged against not, with a 95 % bootstrap interval; 0.5 separates nothing");
Auc("profit closed in the window, all", called, others, p => p.Number("absolute_pnl"));
Auc("the same, one fill and flat after it", [.. called.Where(p => p.Number("trades_count") == 1 && IsFlat(p))], [.. others.Where(p => p.Number("trades_count") == 1 && IsFlat(p))], p => p.Number("absolute_pnl"));
Auc("the same, still held at the end", [.. called.Where(p => !IsFlat(p))], [.. others.Where(p => !IsFlat(p))], p => p.Number("absolute_pnl"));
Auc("size still held, of those who hold", [.. called.Where(p => !IsFlat(p))], [.. others.Where(p => !IsFlat(p))], p => Math.Abs(p.Number("position_size")));
Auc("number of fills", called, others, p => p.Number("trades_count"));

// Opened in the window: there the entry is known, and so the first factor of the ranking.
Row[] opened = [.. positions.Where(p => p["side"] == "SHORT" && !p.Is("had_pre_existing_position") && !p.Is("was_liquidated") && p["entry_price"].Length > 0)];
Auc("profit / entry value at one mark, opened then", [.. opened.Where(p => p.Is("was_adl"))], [.. opened.Where(p => !p.Is("was_adl"))], p => 1 - (p.Number("mark_price") / p.Number("entry_price")));

// Of users deleveraged in any coin, an account value is told: SOL against another coin only.
Dictionary<string, Row> user = users.ToDictionary(u => u["user"]);
Row[] joined = [.. shorts.Where(p => user.TryGetValue(p["user_address"], out Row? u) && u.Number("account_value_realtime") > 0)];
Row[] inSol = [.. joined.Where(p => p.Is("was_adl"))], elsewhere = [.. joined.Where(p => !p.Is("was_adl"))];
Auc("account value, SOL against another coin only", inSol, elsewhere, p => user[p["user_address"]].Number("account_value_realtime"));
double[] values = [.. joined.Select(p => user[p["user_address"]].Number("account_value_realtime")).Order()];
(double low, double high) = (values[values.Length / 3], values[values.Length * 2 / 3]);
foreach ((string name, Func<double, bool> holds) in ((string, Func<double, bool>)[])[("small", v => v < low), ("middle", v => v >= low && v < high), ("large", v => v >= high)])
{
    Auc($"profit closed in the window, {name} accounts", [.. inSol.Where(In)], [.. elsewhere.Where(In)], p => p.Number("absolute_pnl"));

    bool In(Row p) => holds(user[p["user_address"]].Number("account_value_realtime"));
}

// Among the deleveraged: the queue closes the highest scores whole, and only the last of each call in part.
Row[] scored = [.. inSol.Where(p => user[p["user_address"]] is { } u && u.Number("num_adl_events") == 1 && u.Number("closed_pnl") > 0)];
Auc("queue score, closed whole against in part", [.. scored.Where(IsFlat)], [.. scored.Where(p => !IsFlat(p))], p => Score(user[p["user_address"]]));
Console.WriteLine();

// ---- Two rankings -----------------------------------------------------------------------------------------------------------------------------

// The queue of the library against the index that the venue publishes, over the same winners: one fill each, closed with a profit, taken for shorts.
Row[] winners = [.. single.Where(u => u.Number("closed_pnl") > 0)];
Row[] byQueue = [.. winners.OrderByDescending(Score)], byVenue = [.. winners.OrderByDescending(u => (1 + Profit(u)) * Leverage(u))];
Console.WriteLine($"two rankings of the same {winners.Length:N0} winners: the library's queue, and the venue's index (mark / entry) × (value / account value), for shorts entry / mark");
foreach (double share in (double[])[0.01, 0.1, 0.5])
{
    int count = (int)(share * winners.Length);
    Console.WriteLine($"  of the first {share:P0} of one, {(double)byQueue.Take(count).Intersect(byVenue.Take(count)).Count() / count:P0} are in the first {share:P0} of the other");
}

// And what hangs on the rule: the same loss, taken by turn or from all.
DeleveragingCandidate[] candidates = [.. winners.Select((u, i) => new DeleveragingCandidate(i, Side.Short, u.Number("adl_notional"), 1 + Profit(u), Math.Max(0, u.Number("account_value_realtime") - u.Number("closed_pnl"))))];
double endowment = winners.Sum(u => u.Number("closed_pnl"));
Console.WriteLine($"what a rule would take from them for a loss of a tenth of their {endowment / 1e6:N1} M of profit");
foreach (DeleveragingRule rule in (DeleveragingRule[])[DeleveragingRule.ProRata, DeleveragingRule.Queue])
{
    var taken = AutoDeleveraging.Of(candidates, Side.Long, 1, endowment / 10, rule);
    Console.WriteLine($"  {rule}: {taken.Shares.Count(s => s.Taken > 0):N0} give, {taken.Shares.Count(s => s.Taken > 0 && s.Taken >= s.Endowment * 0.999999):N0} of them all they had gained");
}

return 0;

static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-3 * Math.Max(Math.Abs(a), Math.Abs(b));

static bool IsFlat(Row row) => Math.Abs(row.Number("position_size")) < 1e-6;

static string Share(Row[] rows, Func<Row, bool> holds) => $"{rows.Count(holds):N0} of {rows.Length:N0} ({(double)rows.Count(holds) / rows.Length:P1})";

// Profit and leverage as this set tells them, both over the value of the fill.
static double Profit(Row u) => u.Number("closed_pnl") / u.Number("adl_notional");

static double Leverage(Row u) => u.Number("adl_notional") / u.Number("account_value_realtime");

// (profit / entry value) × (value / equity), as AutoDeleveraging ranks: the entry value of a short is what the fill cost plus its profit.
static double Score(Row u) => Profit(u) / (1 + Profit(u)) * Leverage(u);

static void Auc(string name, Row[] called, Row[] others, Func<Row, double> score)
{
    double[] a = [.. called.Select(score)], b = [.. others.Select(score)];
    if (a.Length < 10 || b.Length < 10)
    {
        Console.WriteLine($"  {name}: {a.Length:N0} against {b.Length:N0}, too few");
        return;
    }

    (double low, double high) = Ranking.Bootstrap(a, b, replicates: 2_000, seed: 10);
    Console.WriteLine($"  {name}: {Ranking.Auc(a, b):0.000} ({low:0.000} to {high:0.000}), {a.Length:N0} against {b.Length:N0}; medians {Ranking.Median(a):#,0.###} and {Ranking.Median(b):#,0.###}");
}

/// <summary>How well a score tells two groups apart.</summary>
static class Ranking
{
    /// <summary>The chance that one of the first group scores higher than one of the second, ties counting half.</summary>
    public static double Auc(double[] first, double[] second)
    {
        double[] a = [.. first.Order()], b = [.. second.Order()];
        double wins = 0;
        int less = 0, atMost = 0;
        foreach (double x in a)
        {
            while (less < b.Length && b[less] < x)
            {
                less++;
            }

            while (atMost < b.Length && b[atMost] <= x)
            {
                atMost++;
            }

            wins += (less + atMost) / 2.0;
        }

        return wins / a.Length / b.Length;
    }

    /// <summary>The middle 95 % of what resampling each group gives.</summary>
    public static (double Low, double High) Bootstrap(double[] first, double[] second, int replicates, int seed)
    {
        var random = new Random(seed);
        double[] drawn = [.. Enumerable.Range(0, replicates).Select(_ => Auc(Draw(first), Draw(second))).Order()];
        return (drawn[(int)(0.025 * replicates)], drawn[(int)(0.975 * replicates)]);

        double[] Draw(double[] group) => [.. Enumerable.Range(0, group.Length).Select(_ => group[random.Next(group.Length)])];
    }

    public static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}

/// <summary>A row of a table with named columns.</summary>
sealed class Row(Dictionary<string, int> columns, string[] cells)
{
    public string this[string column] => cells[columns[column]];

    public static Row[] Read(string file)
    {
        string[][] lines = [.. File.ReadLines(file).Where(l => l.Length > 0).Select(l => l.Split(','))];
        var columns = lines[0].Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i);
        return [.. lines.Skip(1).Select(cells => new Row(columns, cells))];
    }

    public double Number(string column) => double.Parse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture);

    public bool Is(string column) => this[column].Equals("True", StringComparison.OrdinalIgnoreCase);
}
