#:project ../../src/HeatMap/HeatMap.csproj

// A cascade over the real positions of a crash day, under several assumed depths, and what came of it.
// dotnet run docs/samples/cascade-2026-02-05.cs                    prints what docs/studies/cascade-2026-02-05.md holds
// dotnet run docs/samples/cascade-2026-02-05.cs -- book BOOK.csv   fits the exponent of a recorded book: time_utc,side,level,price,quantity
// The data is told in docs/samples/data/README.md.

using System.Globalization;
using System.IO.Compression;
using HeatMap;
using HeatMap.Cascades;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["book", var book])
{
    RecordedBook.Fit(book);
    return 0;
}

string data = Path.Combine("docs", "samples", "data");
Snapshot[] snapshots = Snapshot.Read(Path.Combine(data, "hyperliquid-btc-snapshots.csv.gz"));
Hours hours = Hours.Read(Path.Combine(data, "binance-btc-hours.csv"));
Snapshot morning = At("2026-02-05 05:11"), evening = At("2026-02-05 21:07");

// Assumptions, all of them: notional within 1 % of the price, and how depth grows with distance.
(string Name, DepthCurve Curve)[] depths =
[
    ("20 M within 1 %", DepthCurve.PowerLaw(20e6)),
    ("5 M within 1 %", DepthCurve.PowerLaw(20e6).Stressed(0.25)),
    ("1.25 M within 1 %", DepthCurve.PowerLaw(20e6).Stressed(0.0625)),
];

// ---- Who waits --------------------------------------------------------------------------------------------------------------------------------

Console.WriteLine("who waits, notional at liquidation prices");
foreach (Snapshot s in snapshots.Where(s => s.Time >= morning.Time && s.Time <= At("2026-02-06 05:09").Time))
{
    LiquidationLadder ladder = s.Ladder();
    Console.WriteLine($"{s.Time:yyyy-MM-dd HH:mm}: mark {s.Mark:N0}, {s.Held.Count} accounts listed");
    foreach (LadderSide side in (LadderSide[])[ladder.Down, ladder.Up])
    {
        int held = s.Held.Count(h => h.Value.Quantity * (int)side.Side > 0);
        string[] within = [.. ((double[])[0.05, 0.1, 0.2, 0.3]).Select(d => $"{side.First(side.CountReached(s.Mark * (1 + ((int)side.Direction * d)))).Notional / 1e6:N1} within {d:P0}")];
        Console.WriteLine($"  {(side.Side == Side.Long ? "longs " : "shorts")} {held} held, {side.Count} with a price, {side.CumulativeQuantity[^1]:N0} BTC: {string.Join(", ", within)}, {side.CumulativeNotional[^1] / 1e6:N1} M in all; nearest {Percent(side.Prices[0], s.Mark)}");
    }
}

Console.WriteLine();

// ---- What starts a cascade --------------------------------------------------------------------------------------------------------------------

foreach ((Snapshot s, Direction direction) in ((Snapshot, Direction)[])[(morning, Direction.Down), (morning, Direction.Up), (evening, Direction.Down), (evening, Direction.Up)])
{
    Console.WriteLine($"{s.Time:yyyy-MM-dd HH:mm} {direction}: the least shock that liquidates anybody, as a move or as BTC {(direction == Direction.Down ? "sold" : "bought")}; the least whose forced orders force others");
    foreach (double exponent in (double[])[0.67, 1])
    {
        foreach (double within in (double[])[20e6, 5e6, 1.25e6])
        {
            var model = new CascadeModel(DepthCurve.PowerLaw(within, exponent));
            CascadeThresholds thresholds = model.Thresholds(s.Ladder(), direction);
            double traded = model.VolumeThresholds(s.Ladder(), Shock.Volume(direction, 0)).Steps[0];
            Console.WriteLine($"  {within / 1e6,5:0.##} M, exponent {exponent:0.00}: {Jump(thresholds.First, s.Mark)}, or {traded:N0} BTC; {Jump(thresholds.FirstCascade, s.Mark)}");
        }
    }
}

Console.WriteLine();

// ---- How far it runs --------------------------------------------------------------------------------------------------------------------------

Show(morning, [-0.05, -0.1, -0.155, -0.2, -0.25, -0.3]);
Show(evening, [0.05, 0.063, 0.1, 0.2]);

// ---- Gain -------------------------------------------------------------------------------------------------------------------------------------

foreach ((Snapshot s, Direction direction) in ((Snapshot, Direction)[])[(morning, Direction.Down), (evening, Direction.Up)])
{
    Console.WriteLine($"{s.Time:yyyy-MM-dd HH:mm} {direction}: gain of the bands that hold anybody within 40 %, at {string.Join(", ", depths.Select(d => d.Name))}");
    BandGains[] gains = [.. depths.Select(d => new CascadeModel(d.Curve).Gains(s.Map(), direction))];
    for (int i = 0; i < gains[0].Bands.Length; i++)
    {
        BandGain band = gains[0].Bands[i];
        double low = gains[0].Grid.LowerEdge(band.Band), high = gains[0].Grid.UpperEdge(band.Band), near = direction == Direction.Down ? high : low;
        if (band.Notional > 0 && Math.Abs((near / s.Mark) - 1) <= 0.4)
        {
            Console.WriteLine($"  {low:N0} to {high:N0}, from {Percent(near, s.Mark)}: {band.Notional / 1e6:N1} M, R {string.Join(", ", gains.Select(g => $"{g.Bands[i].Gain:0.00}"))}");
        }
    }

    Console.WriteLine($"  nearest critical band: {string.Join(", ", gains.Select(g => g.DistanceToCritical is { } d ? $"{d:P1} away" : "none"))}");
}

Console.WriteLine();

// ---- As if all were known ---------------------------------------------------------------------------------------------------------------------

// The open interest of the venue at that moment, told by the same source. Every contract has a long and a short.
const double OpenInterest = 23_265;
Console.WriteLine($"{morning.Time:yyyy-MM-dd HH:mm}: as if all {OpenInterest:N0} BTC of open interest waited where the known ones wait");
foreach (Direction direction in (Direction[])[Direction.Down, Direction.Up])
{
    double known = morning.Held.Sum(h => Math.Max(0, h.Value.Quantity * -(int)direction)), factor = OpenInterest / known;
    Console.WriteLine($"  {direction}: {known:N0} BTC known of that side, {1 / factor:P0} of the whole; times {factor:0.0}");
    foreach ((string name, DepthCurve curve) in depths)
    {
        CascadeThresholds thresholds = new CascadeModel(curve).Thresholds(morning.Ladder(factor), direction);
        Console.WriteLine($"    {name}: {Jump(thresholds.First, morning.Mark)}; {Jump(thresholds.FirstCascade, morning.Mark)}");
    }
}

Console.WriteLine();

// ---- The bars that followed -------------------------------------------------------------------------------------------------------------------

foreach ((Snapshot s, string until, double factor) in ((Snapshot, string, double)[])[(morning, "2026-02-06 05:00", 1), (morning, "2026-02-06 05:00", OpenInterest / morning.Held.Sum(h => Math.Max(0, h.Value.Quantity))), (evening, "2026-02-06 18:00", 1)])
{
    (double[] lows, double[] highs, DateTimeOffset[] starts) = hours.After(s.Time, DateTimeOffset.Parse(until, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
    Console.WriteLine($"{s.Time:yyyy-MM-dd HH:mm}: the {lows.Length} hours to {until} against this map{(factor > 1 ? $", all quantities times {factor:0.0}" : "")}");
    foreach ((string name, DepthCurve curve) in depths)
    {
        var explained = MoveExplanation.Of(s.Ladder(factor), new CascadeModel(curve), lows, highs);
        Console.WriteLine($"  {name}");
        foreach (ExplainedSide side in ((ExplainedSide[])[explained.Down, explained.Up]).Where(x => x.Forced.Count > 0))
        {
            Console.WriteLine($"    {side.Direction} to {side.FarthestPrice:N0}: {side.Forced.Count} liquidated, {side.Forced.Notional / 1e6:N1} M forced; {side.ExogenousMove:N0} from outside, {side.ForcedMove:N0} forced, {side.ForcedShare ?? 0:P1}");
        }

        foreach (ExplainedBar bar in explained.Bars.Where(b => b.Forced.Count > 0))
        {
            Console.WriteLine($"    hour of {starts[bar.Bar]:MM-dd HH:mm}, {bar.From:N0} to {bar.To:N0}: {bar.Forced.Quantity:N0} BTC, R {bar.Gain:0.00}, {bar.ForcedMove:N0} of {Math.Abs(bar.To - bar.From):N0} forced");
        }
    }

    // What the accounts show that this account of the move takes for liquidated.
    foreach ((string account, (double price, double quantity)) in s.Held.Where(h => factor == 1 && h.Value.Quantity != 0 && (h.Value.Quantity > 0 ? lows.Min() <= h.Value.Price : highs.Max() >= h.Value.Price)).OrderBy(h => h.Value.Price))
    {
        string[] later = [.. snapshots.Where(x => x.Time > s.Time && x.Time <= At("2026-02-06 21:05").Time).Select(x => $"{x.Time:dd HH:mm} {(x.Held.TryGetValue(account, out (double Price, double Quantity) h) ? h.Quantity == 0 ? "flat" : $"{h.Quantity:N0} at {h.Price:N0}" : "-")}")];
        Console.WriteLine($"  {quantity:N0} BTC at {price:N0}: {string.Join(", ", later)}");
    }
}

Console.WriteLine();

// ---- Who was really gone ----------------------------------------------------------------------------------------------------------------------

Console.WriteLine("liquidation prices that were reached before the next snapshot, and what that says of their owners");
var fates = new Dictionary<(string Class, string Fate), (int Count, double Quantity)>();
for (int i = 0; i + 1 < snapshots.Length; i++)
{
    Snapshot s = snapshots[i], next = snapshots[i + 1];
    PriceRange path = hours.Between(s, next);
    bool any = s.Held.Values.Any(h => IsReached(h.Price, h.Quantity, path));
    foreach ((string account, (double price, double quantity)) in s.Held.OrderBy(h => h.Key, StringComparer.Ordinal))
    {
        if (double.IsNaN(price) || quantity == 0)
        {
            continue;
        }

        bool reached = IsReached(price, quantity, path);
        string fate = Fate(next, account, quantity);
        foreach (string name in (string[])[.. reached ? ["reached"] : (string[])["not reached"], .. any && !reached ? ["not reached, between the same snapshots"] : (string[])[]])
        {
            (int count, double sum) = fates.GetValueOrDefault((name, fate));
            fates[(name, fate)] = (count + 1, sum + Math.Abs(quantity));
        }

        if (reached)
        {
            (double Price, double Quantity)? then = next.Held.TryGetValue(account, out (double, double) h) ? h : null;
            Console.WriteLine($"  {s.Time:MM-dd HH:mm}: {(quantity > 0 ? "long" : "short")} of {Math.Abs(quantity):N1} BTC at {price:N0}, mark {s.Mark:N0}, path {path.Low:N0} to {path.High:N0}; {next.Time:MM-dd HH:mm}: {fate}{(then is { } t && t.Quantity != 0 ? $", {t.Quantity:N1} BTC at {t.Price:N0}" : "")}");
        }
    }
}

foreach (string name in (string[])["reached", "not reached, between the same snapshots", "not reached"])
{
    int all = fates.Where(f => f.Key.Class == name).Sum(f => f.Value.Count);
    string[] parts = [.. ((string[])["holds half or more", "holds less", "flat or turned", "not listed"]).Select(f => (f, fates.GetValueOrDefault((name, f)))).Select(p => $"{p.f} {p.Item2.Count} ({(double)p.Item2.Count / all:P0})")];
    Console.WriteLine($"{name}: {all} sightings; {string.Join(", ", parts)}");
}

return 0;

Snapshot At(string minute) => snapshots.Single(s => s.Time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) == minute);

static bool IsReached(double price, double quantity, PriceRange path) => quantity > 0 ? path.Low <= price : quantity < 0 && path.High >= price;

static string Fate(Snapshot next, string account, double quantity) =>
    !next.Held.TryGetValue(account, out (double Price, double Quantity) held) ? "not listed"
    : held.Quantity * quantity <= 0 ? "flat or turned"
    : Math.Abs(held.Quantity) >= Math.Abs(quantity) / 2 ? "holds half or more" : "holds less";

static string Percent(double price, double mark) => $"{(price / mark) - 1:+0.0 %;-0.0 %}";

// Where the depth is a law that was read off near the price, an end far away says only that it gave way.
static string End(double price, double mark) => Math.Abs((price / mark) - 1) > 0.5 ? "off the scale" : Percent(price, mark);

static string Jump(CascadeJump? jump, double mark) => jump is { } j
    ? $"{Percent(j.TriggerPrice, mark)} to {End(j.EndPrice, mark)}, {j.Levels} liquidated ({j.StaticLevels} by the move), {j.Notional / 1e6:N1} M"
    : "none";

void Show(Snapshot s, double[] moves)
{
    LiquidationLadder ladder = s.Ladder();
    Console.WriteLine($"{s.Time:yyyy-MM-dd HH:mm}: shocks, and where they end");
    foreach ((string name, DepthCurve curve) in depths)
    {
        Console.WriteLine($"  {name}");
        foreach (double move in moves)
        {
            CascadeResult run = new CascadeModel(curve).Run(ladder, Shock.Move(move));
            Console.WriteLine($"    {move:+0.0 %;-0.0 %}: by itself {run.StaticLevels}, {run.Static.Notional / 1e6:N1} M; in all {run.Levels}, {run.Liquidated.Notional / 1e6:N1} M in {run.Waves.Length} wave{(run.Waves.Length == 1 ? "" : "s")}; ends {End(run.FinalPrice, s.Mark)}{(End(run.FinalPrice, s.Mark)[0] == 'o' ? "" : $", amplification {run.Amplification:0.00}")}; worst {End(run.Worst.FinalPrice, s.Mark)} with {run.Worst.Levels}");
        }
    }

    Console.WriteLine();
}

/// <summary>What a source listed at a moment: the accounts whose positions are all there, and what each of them held.</summary>
sealed record Snapshot(DateTimeOffset Time, double Mark, Dictionary<string, (double Price, double Quantity)> Held)
{
    private static readonly BandGrid _grid = BandGrid.Geometric(0.02, new(35_000, 120_000));

    public static Snapshot[] Read(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).GroupBy(r => r[0])
                .Select(g => new Snapshot(
                    DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(g.Key, CultureInfo.InvariantCulture)),
                    Number.Of(g.First()[1]),
                    g.ToDictionary(r => r[2], r => (r[5].Length == 0 ? double.NaN : Number.Of(r[5]), (r[3] == "short" ? -1 : 1) * Number.Of(r[4]))))),
        ];
    }

    /// <summary>The levels of all that can be liquidated, each with its quantity times a factor.</summary>
    public LiquidationLadder Ladder(double factor = 1)
    {
        (double Price, double Quantity)[] rows = [.. Held.Values.Where(h => h.Quantity != 0 && !double.IsNaN(h.Price))];
        return LiquidationLadder.FromPositions([.. rows.Select(r => r.Price)], [.. rows.Select(r => factor * r.Quantity)], Mark);
    }

    /// <summary>The same in bands of two percent.</summary>
    public LiquidationMap Map()
    {
        (double Price, double Quantity)[] rows = [.. Held.Values.Where(h => h.Quantity != 0 && !double.IsNaN(h.Price))];
        double[] price = [.. rows.Select(r => r.Price)], notional = [.. rows.Select(r => r.Quantity * r.Price)];
        return LiquidationMap.Build(new PricedColumns(price, notional), _grid, Mark, new() { Unit = "USD" });
    }
}

/// <summary>Hourly lows and highs.</summary>
sealed class Hours(long[] start, double[] low, double[] high)
{
    private const long Hour = 3_600_000;

    public static Hours Read(string file)
    {
        double[][] rows = [.. File.ReadLines(file).Skip(1).Select(line => (double[])[.. line.Split(',').Select(Number.Of)])];
        return new([.. rows.Select(r => (long)r[0])], [.. rows.Select(r => r[1])], [.. rows.Select(r => r[2])]);
    }

    /// <summary>The hours that began after one moment and ended by another.</summary>
    public (double[] Lows, double[] Highs, DateTimeOffset[] Starts) After(DateTimeOffset from, DateTimeOffset to)
    {
        int[] within = [.. Enumerable.Range(0, start.Length).Where(i => start[i] >= from.ToUnixTimeMilliseconds() && start[i] + Hour <= to.ToUnixTimeMilliseconds())];
        return ([.. within.Select(i => low[i])], [.. within.Select(i => high[i])], [.. within.Select(i => DateTimeOffset.FromUnixTimeMilliseconds(start[i]))]);
    }

    /// <summary>Where the price was between two snapshots: both marks, and the hours in between.</summary>
    public PriceRange Between(Snapshot before, Snapshot now)
    {
        (double[] lows, double[] highs, _) = After(before.Time, now.Time);
        return new(lows.Append(before.Mark).Append(now.Mark).Min(), highs.Append(before.Mark).Append(now.Mark).Max());
    }
}

/// <summary>How the depth of a recorded book grows with distance.</summary>
static class RecordedBook
{
    public static void Fit(string file)
    {
        foreach (IGrouping<string, string[]> minute in File.ReadLines(file).Skip(1).Select(line => line.Split(',')).GroupBy(r => r[0]))
        {
            BookLevel[] bids = Levels(minute, "bid"), asks = Levels(minute, "ask");
            double middle = (bids[0].Price + asks[0].Price) / 2;
            Console.WriteLine($"{minute.Key} {middle:N1}: bids {Told(bids, middle)}; asks {Told(asks, middle)}");
        }
    }

    private static BookLevel[] Levels(IEnumerable<string[]> rows, string side) => [.. rows.Where(r => r[1] == side).Select(r => new BookLevel(Number.Of(r[3]), Number.Of(r[4])))];

    /// <summary>Slopes of log depth on log distance, at twenty-one distances spaced evenly in the logarithm, and how far the record goes.</summary>
    private static string Told(BookLevel[] levels, double middle)
    {
        double reach = Math.Abs((levels[^1].Price / middle) - 1);
        return $"to {reach:P2}, exponent {Slope(levels, middle, 0.0001, Math.Min(0.001, reach)):0.00} from 0.01 % to 0.1 %, {Slope(levels, middle, 0.001, reach):0.00} from there on";
    }

    private static double Slope(BookLevel[] levels, double middle, double from, double to)
    {
        double[] x = [.. Enumerable.Range(0, 21).Select(i => Math.Log(from) + (i * (Math.Log(to) - Math.Log(from)) / 20))];
        double[] y = [.. x.Select(d => Math.Log(levels.Where(l => Math.Abs((l.Price / middle) - 1) <= Math.Exp(d) * (1 + 1e-12)).Sum(l => l.Quantity)))];
        double mx = x.Average(), my = y.Average();
        return x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / x.Sum(a => (a - mx) * (a - mx));
    }
}

static class Number
{
    public static double Of(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
