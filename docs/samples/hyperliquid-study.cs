#:project ../../src/HeatMap/HeatMap.csproj

// Does the library's cross margin give the liquidation prices that Hyperliquid reported for real accounts?
// dotnet run docs/samples/hyperliquid-study.cs -- FOLDER      FOLDER holds positions.csv.gz, accounts.csv.gz, markets.csv.gz and snapshots.csv
// The question, the method and what the tables mean: docs/method/hyperliquid-cross-margin.md

using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using HeatMap;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var folder])
{
    Console.Error.WriteLine("usage: dotnet run docs/samples/hyperliquid-study.cs -- FOLDER");
    return 2;
}

var clock = Stopwatch.StartNew();
Data data = Data.Read(folder);
Account[] accounts = [.. data.Accounts.Where(x => x.Reported.Length >= 3)];
var (single, published, current) = (Model.Single(data), Model.Published(data), Model.Current(data));
var (tables, tableRows) = Tables.Learn(current, accounts);
Model completed = current.With(tables);

Show.Title("Data");
Show.Table(
    ["", "accounts in snapshots", "positions", "with a reported price"],
    new[] { ("all", data.Accounts), ("at least three reported prices", accounts) }
        .Select(x => new object[] { x.Item1, x.Item2.Length, x.Item2.Sum(y => y.Legs.Length), x.Item2.Sum(y => y.Reported.Length) }));

// ---- How many accounts agree with themselves, as more is known ------------------------------------------------------------------------------

var isolation = new Isolation(accounts, completed);
(string Name, Outcome Outcome)[] steps =
[
    ("one rate a coin, 1/(2 × max leverage): the plain form", Agreement.Of(accounts, single)),
    ("+ the library's tables, tier at the liquidation price", Agreement.Of(accounts, published)),
    ("+ the snapshot's max leverage where the table differs", Agreement.Of(accounts, current)),
    ("+ tables of four coins, learned on half of the accounts", Agreement.Of(accounts, completed)),
    ("+ accounts set above their coins' limits: the rate of the setting", Agreement.Of(accounts, completed, new Memory(learns: false))),
    ("+ rates kept from before, learned in earlier snapshots only", Agreement.Of(accounts, completed, new Memory())),
    ("+ legs with evidence of being isolated", Agreement.Of(accounts, completed, new Memory(), isolation)),
];
Show.Title("Accounts explained");
int others = accounts.Count(x => x.Half == 1);
Show.Table(
    ["what is known", "accounts", "gained", "share", "in the half not learned from", "share"],
    steps.Select((step, i) => new object[]
    {
        step.Name,
        step.Outcome.Count,
        step.Outcome.Count - (i == 0 ? 0 : steps[i - 1].Outcome.Count),
        Show.Percent(step.Outcome.Count, accounts.Length),
        step.Outcome.CountIn(accounts, half: 1),
        Show.Percent(step.Outcome.CountIn(accounts, half: 1), others),
    }));
Account[] above = [.. accounts.Where(x => x.IsAboveLimits)];
Console.WriteLine($"Set above their coins' limits: {above.Length} snapshots of {above.Select(x => x.Name).Distinct().Count()} accounts.");

Show.Title("Tables learned (10 times, 5 times from the step on)");
Show.Table(["coin", "step", "learning half: legs above it", "agree before", "after", "other half: legs above it", "agree before", "after"], tableRows);

Outcome full = steps[^1].Outcome;
Show.Title("Rates kept from before");
Show.Table(
    ["max leverage whose rate is kept", "pairs of account and coin", "coins"],
    full.Memory!.Kept.GroupBy(k => k.Value, k => k.Key.Coin).OrderBy(g => g.Key)
        .Select(g => new object[] { g.Key, g.Count(), string.Join(' ', g.Distinct().Order(StringComparer.Ordinal)) }));
Show.Table(
    ["later legs of those pairs", "priced with", "median error", "within 0.01 %", "within 0.1 %", "within 1 %"],
    Forward.KeptRates(accounts, completed));

Show.Title("Evidence for isolated legs");
Show.Table(["legs", "count", "follows from entry and leverage", "stayed", "either", "seen where a cross price moves", "of these stayed"], isolation.Evidence());

Show.Title("What is left");
Account[] open = [.. accounts.Where((_, i) => !full.Explained[i])];
Show.Table(
    ["account", "snapshots left", "of its snapshots", "median of reported prices", "median share that agrees"],
    open.GroupBy(x => x.Name).OrderByDescending(g => g.Count()).Take(12).Select(g => new object[]
    {
        g.Key,
        g.Count(),
        accounts.Count(x => x.Name == g.Key),
        Stat.Median(g.Select(x => (double)x.Reported.Length)),
        $"{Stat.Median(g.Select(x => full.Share[x])):P0}",
    }));
Console.WriteLine($"{open.Length} account snapshots of {open.Select(x => x.Name).Distinct().Count()} accounts.");

// ---- Out of sample: equity from the largest position with a reported price, prices of the others ------------------------------------------

Forecast[] Predict(Model model, Memory? memory = null, Source source = Source.Largest) => [.. Forward.Predict(accounts, model, memory, source)];
Forecast[] a = Predict(single), b = Predict(published), c = Predict(completed), d = Predict(completed, new Memory());
void Errors(string first, params IEnumerable<(string Name, Forecast[] Forecasts)> rows) => Show.Table(
    [first, "legs", "median", "90 %", "99 %", "within 0.01 %", "within 0.1 %", "within 1 %", "library says none"],
    rows.Select(r => (object[])[r.Name, .. Stat.Row(r.Forecasts)]));

Show.Title("Out of sample: equity from one position, prices of the others");
Errors("known", ("A: one rate a coin", a), ("B: the library's tables", b), ("C: + max leverage of the snapshot, learned tables", c), ("D: + settings above limits, earlier snapshots", d));
Errors(
    "D, source position",
    ("largest value (the rule)", d),
    ("smallest value", Predict(completed, new Memory(), Source.Smallest)),
    ("nearest to liquidation", Predict(completed, new Memory(), Source.Nearest)));
Errors("D, half of the accounts", d.GroupBy(f => f.Account.Half).OrderBy(g => g.Key).Select(g => (g.Key == 0 ? "tables learned from it" : "not learned from", g.ToArray())));
Errors("D, coin group", d.GroupBy(f => data.Group(f.Leg.Coin, tables)).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.ToArray())));
Errors("D, positions in the account", d.GroupBy(f => Stat.Bucket(f.Account.Legs.Length)).OrderBy(g => g.Key).Select(g => (Stat.BucketName(g.Key), g.ToArray())));
Errors("D, how the leg was priced", d.GroupBy(f => f.How).OrderBy(g => g.Key).Select(g => (Stat.HowName(g.Key), g.ToArray())));

Show.Title("No price");
Show.Table(
    ["known", "venue none", "library none too", "share", "venue has a price", "library has one too", "share"],
    [Stat.Nulls("A", a), Stat.Nulls("B", b), Stat.Nulls("C", c), Stat.Nulls("D", d)]);

// ---- Other things that could have explained it, and the closed form ---------------------------------------------------------------------------

Show.Title("Other explanations tried");
Show.Table(["tried", "accounts", "agree", "share"], Others.Tried(data, accounts, completed));
Account[] marked = Others.Marked(data, accounts);
Errors(
    "C, mark",
    ("value / size", [.. Forward.Predict(marked, completed)]),
    ("the market list's, another moment", [.. Forward.Predict(Others.Remarked(data, marked), completed)]));

Show.Title("The library against the closed form, and its speed");
Show.Table(
    ["positions", "greatest relative difference", "only one says none", "library, accounts a second", "library, positions a second", "closed form, positions a second"],
    [Others.Compare(accounts, completed)]);
Console.Error.WriteLine($"{clock.Elapsed.TotalSeconds:F1} s");
return 0;

// ---- Data -------------------------------------------------------------------------------------------------------------------------------------

sealed record Leg(string Coin, Side Side, double Size, double Entry, double Leverage, double MaxLeverage, double Value, double? Reported)
{
    public double Mark => Value / Size;

    public int Sign => (int)Side;
}

sealed record Account(string Snapshot, string Time, string Name, Leg[] Legs, double LeaderboardValue, bool Complete)
{
    public Leg[] Reported { get; } = [.. Legs.Where(l => l.Reported is not null)];

    /// <summary>Whether most positions are set to more leverage than their coins allow.</summary>
    public bool IsAboveLimits { get; } = Legs.Count(l => l.Leverage > l.MaxLeverage) * 2 > Legs.Length;

    /// <summary>0: tables are learned from it; 1: they are tried on it.</summary>
    public int Half { get; } = Convert.ToInt32(Name[^1..], 16) % 2;
}

sealed class Data
{
    public required Account[] Accounts { get; init; }

    public required Dictionary<string, double> MaxLeverage { get; init; }

    public required Dictionary<(string Snapshot, string Coin), double> MarketMark { get; init; }

    public static Data Read(string folder)
    {
        Dictionary<string, string> time = Rows(Path.Combine(folder, "snapshots.csv")).ToDictionary(r => r[0], r => r[1]);
        var maxLeverage = new Dictionary<string, double>();
        var marks = new Dictionary<(string, string), double>();
        foreach (string[] r in Rows(Path.Combine(folder, "markets.csv.gz")))
        {
            // No coin's maximum changes in the ten days of this data.
            maxLeverage[r[1]] = Number(r[8]);
            marks[(r[0], r[1])] = Number(r[2]);
        }

        var legs = Rows(Path.Combine(folder, "positions.csv.gz"))
            .GroupBy(r => (r[0], r[1]), r => new Leg(
                string.Intern(r[2]),
                r[3] == "L" ? Side.Long : Side.Short,
                Size: Number(r[4]),
                Entry: Number(r[5]),
                Leverage: Number(r[6]),
                maxLeverage[r[2]],
                Value: Number(r[7]),
                Reported: r[9].Length == 0 ? null : Number(r[9])))
            .ToDictionary(g => g.Key, g => g.ToArray());
        return new()
        {
            MaxLeverage = maxLeverage,
            MarketMark = marks,
            Accounts = [.. Rows(Path.Combine(folder, "accounts.csv.gz"))
                .Where(r => legs.ContainsKey((r[0], r[1])))
                .Select(r => new Account(r[0], time[r[0]], r[1], legs[(r[0], r[1])], r[2].Length == 0 ? double.NaN : Number(r[2]), r[4] == "1"))
                .OrderBy(a => a.Time, StringComparer.Ordinal).ThenBy(a => a.Name, StringComparer.Ordinal)],
        };
    }

    public string Group(string coin, IReadOnlyDictionary<string, MaintenanceSchedule> learned) => (coin, MaxLeverage[coin]) switch
    {
        ("BTC" or "ETH", _) => "BTC and ETH",
        _ when learned.ContainsKey(coin) => "table learned here",
        (_, var max) when Model.Shipped(coin, max) is not null => "other coins with a table",
        (_, var max) => $"no table, max leverage {max}",
    };

    private static IEnumerable<string[]> Rows(string path)
    {
        using Stream file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}

// ---- What maintenance is asked for ------------------------------------------------------------------------------------------------------------

sealed class Model
{
    private readonly Dictionary<(string Coin, double Kept), MarginRules> _rules = [];
    private readonly Func<string, MaintenanceSchedule> _schedule;

    private Model(Data data, Func<string, MaintenanceSchedule> schedule) => (Data, _schedule) = (data, schedule);

    public Data Data { get; }

    /// <summary>One rate a coin.</summary>
    public static Model Single(Data data) => new(data, coin => Flat(data.MaxLeverage[coin]));

    /// <summary>The library's tables as they are shipped, one rate for other coins.</summary>
    public static Model Published(Data data) => new(data, coin => Shipped(coin) ?? Flat(data.MaxLeverage[coin]));

    /// <summary>The library's tables where they begin with the maximum leverage that the snapshot shows, one rate for other coins.</summary>
    public static Model Current(Data data) => new(data, coin => Shipped(coin, data.MaxLeverage[coin]) ?? Flat(data.MaxLeverage[coin]));

    /// <summary>The library's table for a coin; only one that begins with the given maximum leverage, where it is given.</summary>
    public static MaintenanceSchedule? Shipped(string coin, double? maxLeverage = null) =>
        Venues.TryGet("hyperliquid", coin, new DateOnly(2026, 1, 1), out MarginRules? rules) && (maxLeverage is not { } max || rules.Schedule.Tiers[0].MaxLeverage == max)
            ? rules.Schedule
            : null;

    /// <summary>This model with some tables replaced.</summary>
    public Model With(IReadOnlyDictionary<string, MaintenanceSchedule> tables) =>
        new(Data, coin => tables.TryGetValue(coin, out MaintenanceSchedule? table) ? table : _schedule(coin));

    /// <param name="coin">The coin.</param>
    /// <param name="kept">A maximum leverage from before whose rate still holds for this position; 0 for the coin's table.</param>
    public MarginRules Rules(string coin, double kept = 0)
    {
        if (!_rules.TryGetValue((coin, kept), out MarginRules? rules))
        {
            rules = Venues.Rules("hyperliquid", Venues.Contract("hyperliquid", coin), kept == 0 ? _schedule(coin) : Flat(kept));
            _rules.Add((coin, kept), rules);
        }

        return rules;
    }

    public double Maintenance(Leg leg, double price, double kept = 0)
    {
        MarginRules rules = Rules(leg.Coin, kept);
        return rules.Schedule.Maintenance(rules.Contract, leg.Size, price);
    }

    /// <summary>The equity at the marks, above the maintenance of the other legs, with which this leg is liquidated at its reported price.</summary>
    public double Spare(Leg leg, double kept = 0) =>
        (leg.Sign * (leg.Mark - leg.Reported!.Value) * leg.Size) + Maintenance(leg, leg.Reported.Value, kept);

    public static MaintenanceSchedule Flat(double maxLeverage) => MaintenanceSchedule.SingleRate(1 / (2 * maxLeverage));
}

/// <summary>What earlier snapshots showed: rates kept from before, and legs that are isolated.</summary>
sealed class Memory(bool learns = true)
{
    private static readonly double[] Menu = [5, 10, 20, 25, 40, 50];

    public Dictionary<(string Account, string Coin), double> Kept { get; } = [];

    /// <summary>Legs that did not agree with their account when they were last seen, by account, coin and side.</summary>
    public Dictionary<(string Account, string Coin, Side Side), Leg> Isolated { get; } = [];

    /// <summary>The maximum leverage whose rate holds for a leg instead of its coin's table; 0 for the table.</summary>
    public double KeptBy(Account account, Leg leg) => account.IsAboveLimits ? leg.Leverage : Kept.GetValueOrDefault((account.Name, leg.Coin));

    /// <summary>Takes in a snapshot, after it was judged.</summary>
    public void Learn(Account account, Model model, Implied implied)
    {
        if (!learns || implied.Agreeing < 2 || account.IsAboveLimits)
        {
            return;
        }

        for (int i = 0; i < account.Reported.Length; i++)
        {
            Leg leg = account.Reported[i];
            double tolerance = 0.002 * Math.Abs(implied.Common), off = Math.Abs(implied.Equity[i] - implied.Common);
            double maintenance = implied.Equity[i] - model.Spare(leg, KeptBy(account, leg));
            bool Fits(double menu) => menu > leg.MaxLeverage && Math.Abs(maintenance + model.Spare(leg, menu) - implied.Common) <= tolerance;
            double kept = off <= 1.5 * tolerance ? 0 : Menu.FirstOrDefault(Fits);
            if (kept != 0)
            {
                Kept[(account.Name, leg.Coin)] = kept;
            }

            if (kept == 0 && !implied.Agrees[i])
            {
                Isolated[(account.Name, leg.Coin, leg.Side)] = leg;
            }
            else
            {
                Isolated.Remove((account.Name, leg.Coin, leg.Side));
            }
        }
    }
}

// ---- Agreement --------------------------------------------------------------------------------------------------------------------------------

/// <summary>The equity that each reported price of an account implies, and the one that most of them share.</summary>
sealed class Implied
{
    public Implied(Account account, Model model, Memory? memory)
    {
        double Kept(Leg leg) => memory?.KeptBy(account, leg) ?? 0;
        double maintenance = account.Legs.Sum(l => model.Maintenance(l, l.Mark, Kept(l)));
        Equity = [.. account.Reported.Select(l => maintenance - model.Maintenance(l, l.Mark, Kept(l)) + model.Spare(l, Kept(l)))];
        double shared = Equity.MaxBy(e => Equity.Count(x => Near(x, e)));
        Common = Stat.Median(Equity.Where(x => Near(x, shared)));
        Agrees = [.. Equity.Select(x => Near(x, Common))];
        Agreeing = Agrees.Count(x => x);
    }

    public double[] Equity { get; }

    public double Common { get; }

    public bool[] Agrees { get; }

    public int Agreeing { get; }

    public static bool Near(double x, double common) => Math.Abs(x - common) <= 0.01 * Math.Abs(common);
}

sealed record Outcome(bool[] Explained, Dictionary<Account, double> Share, Memory? Memory)
{
    public int Count => Explained.Count(x => x);

    public int CountIn(Account[] accounts, int half) => accounts.Where((a, i) => a.Half == half && Explained[i]).Count();
}

static class Agreement
{
    /// <summary>Which accounts have at least nine in ten reported prices explained: by a shared equity, or as isolated.</summary>
    public static Outcome Of(Account[] accounts, Model model, Memory? memory = null, Isolation? isolation = null)
    {
        var explained = new bool[accounts.Length];
        var share = new Dictionary<Account, double>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < accounts.Length; i++)
        {
            Account account = accounts[i];
            var implied = new Implied(account, model, memory);
            int good = account.Reported.Where((leg, j) => implied.Agrees[j] || (isolation?.Has(leg) ?? false)).Count();
            share[account] = (double)implied.Agreeing / account.Reported.Length;
            explained[i] = good >= 0.9 * account.Reported.Length;
            memory?.Learn(account, model, implied);
        }

        return new(explained, share, memory);
    }
}

/// <summary>Evidence, apart from one snapshot's equity, that a leg has collateral of its own.</summary>
sealed class Isolation
{
    private readonly Dictionary<Leg, Sight> _sights = new(ReferenceEqualityComparer.Instance);
    private readonly ILookup<(string, string, Side, double, double), Sight> _same;
    private readonly Model _model;

    public Isolation(Account[] accounts, Model model)
    {
        _model = model;
        var memory = new Memory();
        foreach (Account account in accounts)
        {
            var implied = new Implied(account, model, memory);
            CrossAccount cross = Forward.Build(account, implied.Common, model, memory);
            for (int i = 0, at = 0; i < account.Legs.Length; i++)
            {
                if (account.Legs[i] is { Reported: not null } leg)
                {
                    double price = cross.LiquidationPrice(i) ?? double.PositiveInfinity;
                    _sights.Add(leg, new(account, leg, price, implied.Agrees[at++] || implied.Agreeing < 2));
                }
            }

            memory.Learn(account, model, implied);
        }

        _same = _sights.Values.ToLookup(Key);
    }

    public bool Has(Leg leg) => FollowsFromEntry(leg) || Stayed(_sights[leg]) == true;

    public IEnumerable<object[]> Evidence()
    {
        foreach (IGrouping<bool, Sight> group in _sights.Values.GroupBy(s => s.Agrees).OrderBy(g => g.Key))
        {
            (bool Entry, bool? Stayed)[] tests = [.. group.Select(s => (FollowsFromEntry(s.Leg), Stayed(s)))];
            string Share(Func<(bool Entry, bool? Stayed), bool> test) => $"{tests.Count(test):N0} ({Show.Percent(tests.Count(test), tests.Length)})";
            int seen = tests.Count(t => t.Stayed is not null);
            yield return
            [
                group.Key ? "agree with their account" : "do not agree",
                tests.Length,
                Share(t => t.Entry),
                Share(t => t.Stayed == true),
                Share(t => t.Entry || t.Stayed == true),
                seen,
                Show.Percent(tests.Count(t => t.Stayed == true), seen),
            ];
        }
    }

    private static (string, string, Side, double, double) Key(Sight s) => (s.Account.Name, s.Leg.Coin, s.Leg.Side, s.Leg.Size, s.Leg.Entry);

    /// <summary>Whether the reported price is within 1 % of what entry and leverage give for an isolated position.</summary>
    private bool FollowsFromEntry(Leg leg)
    {
        Position isolated = Position.FromSigned(leg.Sign * leg.Size, leg.Entry, leg.Leverage);
        return Liquidation.Price(isolated, _model.Rules(leg.Coin)) is { } price && Math.Abs((price / leg.Reported!.Value) - 1) <= 0.01;
    }

    /// <summary>
    /// Whether the reported price stayed (0.2 %) in another snapshot with the same size and entry, though the price that the account's equity
    /// gives moved by 1 % or more; null where no such snapshot is there.
    /// </summary>
    private bool? Stayed(Sight sight)
    {
        bool? stayed = null;
        foreach (Sight other in _same[Key(sight)])
        {
            if (!(Math.Abs((other.Cross / sight.Cross) - 1) < 0.01) && !(double.IsInfinity(other.Cross) && double.IsInfinity(sight.Cross)))
            {
                stayed = (stayed ?? false) || Math.Abs((other.Leg.Reported!.Value / sight.Leg.Reported!.Value) - 1) <= 0.002;
            }
        }

        return stayed;
    }

    private sealed record Sight(Account Account, Leg Leg, double Cross, bool Agrees);
}

/// <summary>Tables of coins for which the library ships none, learned from one half of the accounts.</summary>
static class Tables
{
    private static readonly double[] Steps = [3e6, 20e6];

    public static (Dictionary<string, MaintenanceSchedule> Tables, List<object[]> Rows) Learn(Model model, Account[] accounts)
    {
        // Legs whose account has an equity that most of them share, and what maintenance that equity leaves for the leg.
        var seen = new List<(Account Account, Leg Leg, double Maintenance, double Common)>();
        foreach (Account account in accounts)
        {
            var implied = new Implied(account, model, null);
            if (implied.Agreeing >= 3 && implied.Agreeing >= 0.5 * account.Reported.Length)
            {
                seen.AddRange(account.Reported.Select((leg, i) => 
                    (account, leg, implied.Common - implied.Equity[i] + model.Maintenance(leg, leg.Reported!.Value), implied.Common)));
            }
        }

        var tables = new Dictionary<string, MaintenanceSchedule>();
        var rows = new List<object[]>();
        var untabled = seen.Where(x => x.Leg.MaxLeverage == 10 && model.Rules(x.Leg.Coin).Schedule.Tiers.Length == 1);
        foreach (var coin in untabled.GroupBy(x => x.Leg.Coin).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var contract = model.Rules(coin.Key).Contract;
            (double Step, MaintenanceSchedule Table)[] candidates =
                [.. Steps.Select(s => (s, MaintenanceSchedule.FromMaxLeverage(TierBasis.Quote, [0, s], [10, 5])))];
            int Fits(MaintenanceSchedule table, double above, int half) => coin.Count(x => x.Account.Half == half && Above(x.Leg, above)
                && Math.Abs(table.Maintenance(contract, x.Leg.Size, x.Leg.Reported!.Value) - x.Maintenance) <= 0.002 * Math.Abs(x.Common));
            MaintenanceSchedule flat = Model.Flat(10);
            var best = candidates.MaxBy(c => Fits(c.Table, 0, half: 0));
            if (Fits(best.Table, 0, half: 0) > Fits(flat, 0, half: 0))
            {
                tables.Add(coin.Key, best.Table);
                object[] Row(int half) =>
                    [coin.Count(x => x.Account.Half == half && Above(x.Leg, best.Step)), Fits(flat, best.Step, half), Fits(best.Table, best.Step, half)];
                rows.Add([coin.Key, $"{best.Step / 1e6:N0} million", .. Row(0), .. Row(1)]);
            }
        }

        return (tables, rows);
    }

    private static bool Above(Leg leg, double step) => leg.Size * leg.Reported!.Value >= step;
}

// ---- Prediction -------------------------------------------------------------------------------------------------------------------------------

enum Source { Largest, Smallest, Nearest }

enum How { Cross, Kept, Unchanged, Changed }

sealed record Forecast(Account Account, Leg Leg, double? Price, How How)
{
    public double? Reported => Leg.Reported;

    public double Error => Price is { } p && Reported is { } r ? Math.Abs((p / r) - 1) : double.PositiveInfinity;
}

static class Forward
{
    /// <summary>Takes the equity from one reported price and prices all other legs by the library. A memory knows only snapshots before.</summary>
    public static IEnumerable<Forecast> Predict(Account[] accounts, Model model, Memory? memory = null, Source rule = Source.Largest)
    {
        foreach (Account account in accounts)
        {
            Leg[] candidates = [.. account.Reported.Where(l => memory is null || !memory.Isolated.ContainsKey((account.Name, l.Coin, l.Side)))];
            candidates = candidates.Length == 0 ? account.Reported : candidates;
            Leg source = rule switch
            {
                Source.Largest => candidates.MaxBy(l => l.Value)!,
                Source.Smallest => candidates.MinBy(l => l.Value)!,
                _ => candidates.MinBy(l => Math.Abs((l.Reported!.Value / l.Mark) - 1))!,
            };
            int at = Array.IndexOf(account.Legs, source);
            double Maintenance(Leg leg) => model.Maintenance(leg, leg.Mark, memory?.KeptBy(account, leg) ?? 0);
            double equity = account.Legs.Sum(Maintenance) - Maintenance(source) + model.Spare(source, memory?.KeptBy(account, source) ?? 0);
            CrossAccount cross = Build(account, equity, model, memory);
            for (int i = 0; i < account.Legs.Length; i++)
            {
                Leg leg = account.Legs[i];
                if (i == at)
                {
                    continue;
                }

                yield return memory is not null && memory.Isolated.TryGetValue((account.Name, leg.Coin, leg.Side), out Leg? before)
                    ? new(account, leg, before.Reported, (before.Size, before.Entry) == (leg.Size, leg.Entry) ? How.Unchanged : How.Changed)
                    : new(account, leg, cross.LiquidationPrice(i), memory?.Kept.ContainsKey((account.Name, leg.Coin)) == true ? How.Kept : How.Cross);
            }

            memory?.Learn(account, model, new Implied(account, model, memory));
        }
    }

    public static CrossAccount Build(Account account, double equity, Model model, Memory? memory)
    {
        Holding[] holdings = [.. account.Legs.Select(l =>
            new Holding(model.Rules(l.Coin, memory?.KeptBy(account, l) ?? 0), Position.Cross(l.Side, l.Entry, l.Size), l.Mark))];
        return CrossAccount.FromEquity("USDC", equity, holdings);
    }

    /// <summary>Legs whose kept rate was learned before: their error with it, and with the coin's current table.</summary>
    public static IEnumerable<object[]> KeptRates(Account[] accounts, Model model)
    {
        Forecast[] kept = [.. Predict(accounts, model, new Memory()).Where(f => f.How == How.Kept && f.Reported is not null)];
        HashSet<(Account, Leg)> legs = [.. kept.Select(f => (f.Account, f.Leg))];
        Forecast[] plain = [.. Predict(accounts, model).Where(f => legs.Contains((f.Account, f.Leg)))];
        foreach ((string name, Forecast[] forecasts) in new[] { ("the kept rate", kept), ("the coin's table", plain) })
        {
            object[] row = Stat.Row(forecasts);
            yield return [row[0], name, row[1], row[4], row[5], row[6]];
        }
    }
}

// ---- Other explanations, and the closed form ---------------------------------------------------------------------------------------------------

static class Others
{
    public static IEnumerable<object[]> Tried(Data data, Account[] accounts, Model completed)
    {
        object[] Row(string name, Account[] of, Model model, int? agree = null)
        {
            int count = agree ?? Agreement.Of(of, model).Count;
            return [name, of.Length, count, Show.Percent(count, of.Length)];
        }

        yield return Row("snapshots with a market list: mark = value / size", Marked(data, accounts), completed);
        yield return Row("the same, the market list's mark (another moment)", Remarked(data, Marked(data, accounts)), completed);
        yield return Row("all positions known", [.. accounts.Where(a => a.Complete)], completed);
        yield return Row("list of positions incomplete", [.. accounts.Where(a => !a.Complete)], completed);
        bool HasOther(Account a) => a.Legs.Any(l => l.Coin.Contains(':', StringComparison.Ordinal));
        yield return Row("with positions in builder-deployed markets (a colon in the name)", [.. accounts.Where(HasOther)], completed);

        Account[] agreeing = [.. accounts.Zip(Agreement.Of(accounts, completed).Explained).Where(x => x.Second).Select(x => x.First)];
        int leaderboard = agreeing.Count(a => Implied.Near(a.LeaderboardValue, new Implied(a, completed, null).Common));
        int above = agreeing.Count(a => a.LeaderboardValue > 1.01 * new Implied(a, completed, null).Common);
        yield return Row("agreeing accounts: leaderboard value within 1 % of the implied equity", agreeing, completed, leaderboard);
        yield return Row("agreeing accounts: leaderboard value more than 1 % above it", agreeing, completed, above);
    }

    /// <summary>Accounts all of whose coins have a mark in their snapshot's market list.</summary>
    public static Account[] Marked(Data data, Account[] accounts) =>
        [.. accounts.Where(a => a.Legs.All(l => data.MarketMark.ContainsKey((a.Snapshot, l.Coin))))];

    /// <summary>The same accounts at the marks of the market list.</summary>
    public static Account[] Remarked(Data data, Account[] accounts) => [.. accounts.Select(a => new Account(
        a.Snapshot,
        a.Time,
        a.Name,
        [.. a.Legs.Select(l => l with { Value = l.Size * data.MarketMark[(a.Snapshot, l.Coin)] })],
        a.LeaderboardValue,
        a.Complete))];

    /// <summary>Prices every position by the library and by the closed form of the linear cross account.</summary>
    public static object[] Compare(Account[] accounts, Model model)
    {
        CrossAccount[] all = [.. accounts.Select(a => Forward.Build(a, new Implied(a, model, null).Common, model, null))];
        double[] prices = new double[accounts.Sum(a => a.Legs.Length)];
        var watch = Stopwatch.StartNew();
        CrossAccount.LiquidationPrices(all, prices);
        double librarySeconds = watch.Elapsed.TotalSeconds;

        double[] direct = new double[prices.Length];
        watch.Restart();
        int k = 0;
        for (int i = 0; i < accounts.Length; i++)
        {
            double free = all[i].State().FreeMargin;
            foreach (Leg leg in accounts[i].Legs)
            {
                direct[k++] = Direct(leg, free + model.Maintenance(leg, leg.Mark), model.Rules(leg.Coin).Schedule.Tiers);
            }
        }

        double directSeconds = watch.Elapsed.TotalSeconds, greatest = 0;
        int disagree = 0;
        for (int i = 0; i < prices.Length; i++)
        {
            disagree += double.IsNaN(prices[i]) != double.IsNaN(direct[i]) ? 1 : 0;
            greatest = Math.Max(greatest, double.IsNaN(prices[i] + direct[i]) ? 0 : Math.Abs((prices[i] / direct[i]) - 1));
        }

        return
        [
            prices.Length,
            $"{greatest:E1}",
            disagree,
            $"{accounts.Length / librarySeconds:N0}",
            $"{prices.Length / librarySeconds:N0}",
            $"{prices.Length / directSeconds:N0}",
        ];
    }

    /// <summary>P = (s·q·mark − spare − deduction) / (q·(s − l)), the greatest over the tiers for a long, the least positive for a short.</summary>
    private static double Direct(Leg leg, double spare, ReadOnlySpan<RiskTier> tiers)
    {
        double best = double.NaN;
        foreach (RiskTier tier in tiers)
        {
            double price = ((leg.Sign * leg.Size * leg.Mark) - spare - tier.Deduction) / (leg.Size * (leg.Sign - tier.MaintenanceRate));
            best = price > 0 && (double.IsNaN(best) || (leg.Sign > 0 ? price > best : price < best)) ? price : best;
        }

        return best;
    }
}

// ---- Numbers and tables -----------------------------------------------------------------------------------------------------------------------

static class Stat
{
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : 0.5 * (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]);
    }

    /// <summary>Errors of the legs for which the venue reports a price; a missing price counts as outside every bound.</summary>
    public static object[] Row(Forecast[] forecasts)
    {
        double[] errors = [.. forecasts.Where(f => f.Reported is not null).Select(f => f.Error).Order()];
        string At(double q) => errors.Length == 0 ? "-" : Size(errors[Math.Min(errors.Length - 1, (int)(q * errors.Length))]);
        string Size(double error) => double.IsInfinity(error) ? "none" : $"{100 * error:G3} %";
        string Within(double bound) => Show.Percent(errors.Count(e => e <= bound), errors.Length);
        return [errors.Length, At(0.5), At(0.9), At(0.99), Within(1e-4), Within(1e-3), Within(1e-2), errors.Count(double.IsInfinity)];
    }

    public static object[] Nulls(string name, Forecast[] forecasts)
    {
        int none = forecasts.Count(f => f.Reported is null), both = forecasts.Count(f => f.Reported is null && f.Price is null);
        int some = forecasts.Length - none, priced = forecasts.Count(f => f.Reported is not null && f.Price is not null);
        return [name, none, both, Show.Percent(both, none), some, priced, Show.Percent(priced, some)];
    }

    public static string HowName(How how) => how switch
    {
        How.Cross => "cross, the coin's table or the account's setting",
        How.Kept => "cross, a rate kept from before",
        How.Unchanged => "not cross before, position unchanged: its price before",
        _ => "not cross before, position changed: its price before",
    };

    public static int Bucket(int positions) => positions switch { < 5 => 0, < 10 => 1, < 20 => 2, < 50 => 3, _ => 4 };

    public static string BucketName(int bucket) => new[] { "3 to 4", "5 to 9", "10 to 19", "20 to 49", "50 and more" }[bucket];
}

static class Show
{
    public static void Title(string title) => Console.WriteLine($"\n## {title}\n");

    public static string Percent(int part, int whole) => whole == 0 ? "-" : $"{100.0 * part / whole:F1} %";

    public static void Table(string[] columns, IEnumerable<object[]> rows)
    {
        Console.WriteLine($"| {string.Join(" | ", columns)} |");
        Console.WriteLine($"|{string.Concat(columns.Select((_, i) => i == 0 ? "---|" : "---:|"))}");
        foreach (object[] row in rows)
        {
            Console.WriteLine($"| {string.Join(" | ", row.Select(x => x is int n ? $"{n:N0}" : $"{x}"))} |");
        }

        Console.WriteLine();
    }
}
