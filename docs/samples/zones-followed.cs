#:project ../../src/HeatMap/HeatMap.csproj

// Follows zones of real positions through a fall of the price, and looks at what price did when it touched them.
// dotnet run docs/samples/zones-followed.cs -- [POSITIONS.csv.gz] [HOURS.csv] [FIRST] [LAST]
// What it prints is docs/studies/zones-2026-02-05.md; the data is told in docs/samples/data/README.md.

using System.Globalization;
using System.IO.Compression;
using HeatMap;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string data = Path.Combine("docs", "samples", "data");
Snapshot[] snapshots = Snapshot.Read(args.ElementAtOrDefault(0) ?? Path.Combine(data, "hyperliquid-btc-snapshots.csv.gz"));
Hours hours = Hours.Read(args.ElementAtOrDefault(1) ?? Path.Combine(data, "binance-btc-hours.csv"));
DateTimeOffset first = Time(args.ElementAtOrDefault(2) ?? "2026-02-05"), last = Time(args.ElementAtOrDefault(3) ?? "2026-02-07");

// ---- Followed ---------------------------------------------------------------------------------------------------------------------------------

// A snapshot is compared with the next by the accounts that both list: an account that comes or goes with the list has neither opened nor closed anything.
var tracker = new ZoneTracker(new() { Selection = new() { MinShare = 0.05, MostZones = 4 }, Tolerance = 0.02, NotableMove = 0.015 });
Snapshot[] followed = [.. snapshots.Where(s => s.Time >= first && s.Time < last)];
for (int i = 1; i < followed.Length; i++)
{
    Snapshot before = followed[i - 1], now = followed[i];
    HashSet<string> both = [.. before.Accounts.Intersect(now.Accounts)];
    LiquidationMap then = before.Map(both), map = now.Map(both);
    PriceRange path = hours.Between(before, now);
    if (i == 1)
    {
        tracker.Observe(then.View);
    }
    else
    {
        tracker.Rebase(then.View);
    }

    Console.WriteLine($"{before.Time:yyyy-MM-dd HH:mm} to {now.Time:yyyy-MM-dd HH:mm}: mark {before.Mark:N0} to {now.Mark:N0}, path {path.Low:N0} to {path.High:N0}; {both.Count} accounts in both, asymmetry within 10 % {then.Asymmetry(0.1):+0.00;-0.00} to {map.Asymmetry(0.1):+0.00;-0.00}");
    MapChange change = then.ChangeTo(map, path, new() { MoveWithin = 0.04 });
    MapDistance distance = then.DistanceTo(map);
    Console.WriteLine($"  longs  {Millions(change.Long)}");
    Console.WriteLine($"  shorts {Millions(change.Short)}");
    Console.WriteLine($"  apart  {distance.WassersteinPrice:N0} in price, {distance.Shares.TotalVariation:P0} of the notional in other bands");
    foreach (TrackedZone zone in tracker.Zones)
    {
        Console.WriteLine($"  was   {Short(zone.Id, zone.Zone)}");
    }

    foreach (ZoneEvent happened in tracker.Observe(map.View, path))
    {
        Console.WriteLine($"  event {happened}");
    }

    Console.WriteLine();
}

// ---- Touched ----------------------------------------------------------------------------------------------------------------------------------

LiquidationMap[] maps = [.. snapshots.Select(s => s.Map(s.Accounts))];
long[] times = [.. snapshots.Select(s => s.Time.ToUnixTimeMilliseconds())];
var study = TouchStudy.Of(maps, times, hours.Bars, new() { Selection = new() { MinShare = 0.01 }, OutcomeWithin = TimeSpan.FromHours(12), MinRebound = 0.01 });
Console.WriteLine($"{snapshots.Length} snapshots from {snapshots[0].Time:yyyy-MM-dd HH:mm} to {snapshots[^1].Time:yyyy-MM-dd HH:mm}");
foreach (TouchRow row in study.Rows)
{
    Console.WriteLine($"  {row}");
}

foreach (Side side in (Side[])[Side.Long, Side.Short])
{
    TouchTally zones = study.AtZones(side), placebo = study.AtPlacebos(side);
    Console.WriteLine($"{(side == Side.Long ? "long" : "short")}: zones {zones}");
    Console.WriteLine($"{(side == Side.Long ? "long" : "short")}: placebo {placebo}");
    Console.WriteLine($"  touched {zones.TouchRate:P1} against {placebo.TouchRate:P1}; of the touched bounced {zones.BounceRate:P0} against {placebo.BounceRate:P0}, swept {zones.SweepRate:P0} against {placebo.SweepRate:P0}");
}

Console.WriteLine($"left out, because the bars end too early: {study.LeftOut}");
Console.WriteLine();

// ---- Standing ---------------------------------------------------------------------------------------------------------------------------------

// The events of a fixed panel of accounts, played hour by hour: how long does notional stay in its band?
string file = args.ElementAtOrDefault(4) ?? Path.Combine(data, "hyperliquid-btc-events.csv.gz");
var halfLife = MapHalfLife.Of(Played.HeatMap(file, Snapshot.Grid), new() { LongestLag = 72, Edges = [0.1, 0.2, 0.4] });
Console.WriteLine("how long notional stands in its band of two percent, by its distance from the mark");
foreach (HalfLifeCurve curve in (HalfLifeCurve[])[.. halfLife.Classes, halfLife.All])
{
    string name = curve == halfLife.All ? "all" : double.IsFinite(curve.To) ? $"{curve.From:P0} to {curve.To:P0}" : $"{curve.From:P0} and more";
    string[] stands = [.. ((int[])[4, 12, 24, 48, 72]).Select(lag => $"{curve.Overlap[lag]:P0} after {lag} h")];
    Console.WriteLine($"  {name}: {curve.MeanNotional / 1e6:N0} M on average, {string.Join(", ", stands)}; half-life {(curve.HalfLifeHours is { } half ? $"{half:N0} h" : "longer")}");
}

return 0;

static string Millions(SideChange change) =>
    $"built {change.Built / 1e6:N1}, removed {change.Removed / 1e6:N1}, liquidated {change.Liquidated / 1e6:N1}, moved {change.Moved / 1e6:N1} M";

static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

static string Short(int id, Zone zone) =>
    $"#{id} {(zone.Side == Side.Long ? "long" : "short")} {zone.Range.Low:N0} to {zone.Range.High:N0}, {zone.Distance:P1} away: {zone.Notional / 1e6:N1} M in {zone.Count} position{(zone.Count == 1 ? "" : "s")}, {zone.RelativeDensity:N1} x the median density";

/// <summary>What a source listed at a moment: the accounts whose positions are all there, and what each of them held.</summary>
sealed record Snapshot(DateTimeOffset Time, double Mark, Dictionary<string, (double Price, double Quantity)> Held)
{
    // One lattice for all. Two percent a band: these are few and large cross accounts, whose prices wander by as much within hours.
    public static readonly BandGrid Grid = BandGrid.Geometric(0.02, new(35_000, 120_000));

    public HashSet<string> Accounts { get; } = [.. Held.Keys];

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

    /// <summary>The map of some of the accounts.</summary>
    public LiquidationMap Map(HashSet<string> accounts)
    {
        (double Price, double Quantity)[] rows = [.. Held.Where(h => accounts.Contains(h.Key) && h.Value.Quantity != 0).Select(h => h.Value)];
        double[] price = [.. rows.Select(r => r.Price)], notional = [.. rows.Select(r => r.Quantity * (double.IsNaN(r.Price) ? Mark : r.Price))];
        return LiquidationMap.Build(new PricedColumns(price, notional), Grid, Mark, new() { Unit = "USD" });
    }
}

/// <summary>Hourly lows, highs and closes.</summary>
sealed class Hours(long[] start, double[] low, double[] high, double[] close)
{
    public MarkColumns Bars => new(start, low, high, close);

    public static Hours Read(string file)
    {
        double[][] rows = [.. File.ReadLines(file).Skip(1).Select(line => (double[])[.. line.Split(',').Select(Number.Of)])];
        return new([.. rows.Select(r => (long)r[0])], [.. rows.Select(r => r[1])], [.. rows.Select(r => r[2])], [.. rows.Select(r => r[3])]);
    }

    /// <summary>Where the price was between two snapshots: both marks, and the hours that began between them.</summary>
    public PriceRange Between(Snapshot before, Snapshot now)
    {
        int[] within = [.. Enumerable.Range(0, start.Length).Where(i => start[i] >= before.Time.ToUnixTimeMilliseconds() && start[i] + 3_600_000 <= now.Time.ToUnixTimeMilliseconds())];
        return new(
            within.Select(i => low[i]).Append(before.Mark).Append(now.Mark).Min(),
            within.Select(i => high[i]).Append(before.Mark).Append(now.Mark).Max());
    }
}

static class Number
{
    public static double Of(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}

/// <summary>A session of events, as <c>heatmap replay</c> reads it, played into hourly columns.</summary>
static class Played
{
    private const long Hour = 3_600_000;

    public static LiquidationHeatMap HeatMap(string file, BandGrid grid)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        string[][] rows = [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
        Dictionary<string, long> ids = rows.Select(r => r[2]).Distinct().Select((name, i) => (name, i)).ToDictionary(p => p.name, p => (long)p.i + 1);
        PositionEvent[] events = [.. rows.Select(r => Event(r, ids[r[2]]))];
        var map = new LivingMap(Venues.Rules("hyperliquid", Venues.Contract("hyperliquid", "BTC"), MaintenanceSchedule.SingleRate(0.0125)), grid, events[0].Price, capacity: 1_000);
        var session = new LivingSession(map);
        var heat = new LiquidationHeatMapBuilder(grid, TimeSpan.FromHours(1), new() { Columns = 24 * 14 });
        long column = events[0].TimeUnixMs / Hour;
        foreach (PositionEvent next in events)
        {
            for (; next.TimeUnixMs / Hour > column; column++)
            {
                heat.Append(column * Hour, map.View, map.PathLow, map.PathHigh);
                map.Publish();
            }

            session.Apply(next);
        }

        heat.Append(column * Hour, map.View, map.PathLow, map.PathHigh);
        return heat.ToHeatMap();
    }

    private static PositionEvent Event(string[] row, long id)
    {
        long time = long.Parse(row[0], CultureInfo.InvariantCulture);
        return row[1] switch
        {
            "mark" => PositionEvent.Marked(time, Cell(row[7]), Cell(row[8]), Cell(row[9])),
            // A price of 0: the venue reported none, and nothing liquidates the position.
            "open" => new() { Kind = PositionEventKind.Open, TimeUnixMs = time, Id = id, Side = row[3] == "long" ? Side.Long : Side.Short, Quantity = Cell(row[4]), EntryPrice = Cell(row[5]), Price = Cell(row[7]) },
            "resize" => PositionEvent.Resized(time, id, Cell(row[4])) with { Price = Cell(row[7]) },
            "margin" => new() { Kind = PositionEventKind.Margin, TimeUnixMs = time, Id = id, Price = Cell(row[7]) },
            _ => PositionEvent.Closed(time, id),
        };
    }

    private static double Cell(string text) => text.Length == 0 ? double.NaN : Number.Of(text);
}
