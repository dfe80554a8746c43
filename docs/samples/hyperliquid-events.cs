#:project ../../src/HeatMap/HeatMap.csproj

// Turns snapshots of real positions into events, plays them, and draws price by time.
// dotnet run docs/samples/hyperliquid-events.cs -- SNAPSHOTS CANDLES EVENTS.csv.gz [PICTURE.svg] [COIN] [FIRST] [LAST]
//   SNAPSHOTS   folder with positions.csv.gz, accounts.csv.gz, markets.csv.gz and snapshots.csv
//   CANDLES     folder with candles_binance.csv.gz: hours, for the lows and highs between snapshots
// What counts as an event, and what the picture shows and does not show: docs/guide/replay.md

using System.Globalization;
using System.IO.Compression;
using HeatMap;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length < 3)
{
    Console.Error.WriteLine("usage: dotnet run docs/samples/hyperliquid-events.cs -- SNAPSHOTS CANDLES EVENTS.csv.gz [PICTURE.svg] [COIN] [FIRST] [LAST]");
    return 2;
}

string coin = args.ElementAtOrDefault(4) ?? "BTC", from = args.ElementAtOrDefault(5) ?? "A20260203T1839";
Snapshot[] snapshots = Snapshot.Read(args[0], coin, from, to: args.ElementAtOrDefault(6));
Candle[] candles = Candle.Read(Path.Combine(args[1], "candles_binance.csv.gz"), coin);
string[] panel = Panel.Of(snapshots, longestGap: TimeSpan.FromHours(24));

var stream = new EventStream(snapshots, candles, panel);
stream.Write();
stream.Save(args[2]);

Console.WriteLine($"{coin}, source {from[0]}, {snapshots.Length} snapshots from {snapshots[0].Time:u} to {snapshots[^1].Time:u}");
Console.WriteLine($"{panel.Length} accounts listed from the first to the last without a gap of a day, of {snapshots.SelectMany(s => s.Accounts).Distinct().Count()} that were ever listed; {stream.Ids} of them held {coin}");
Console.WriteLine($"{stream.Log.Count} events: {string.Join(", ", stream.Log.Events.ToArray().CountBy(e => e.Kind).Select(c => $"{c.Value} {c.Key.ToString().ToLowerInvariant()}"))}");
Console.WriteLine($"{stream.Survived} positions were seen again after the price had passed where they would have been liquidated; {stream.Gone} were gone");

// ---- Played -----------------------------------------------------------------------------------------------------------------------------------

PositionEvent[] events = stream.Log.Events.ToArray();
double low = events.Where(e => e.Kind == PositionEventKind.Mark).Min(e => double.IsNaN(e.Low) ? e.Price : e.Low), high = events.Max(e => e.Kind == PositionEventKind.Mark ? e.Price : 0);
var grid = BandGrid.WithCount(200, new(0.8 * low, 1.3 * high));
var map = new LivingMap(Venues.Rules("hyperliquid", Venues.Contract("hyperliquid", coin), MaintenanceSchedule.SingleRate(0.0125)), grid, events[0].Price, capacity: 10_000);
var session = new LivingSession(map);
var heat = new LiquidationHeatMapBuilder(grid, TimeSpan.FromHours(1), new() { Columns = 24 * 14, Sources = [new MapSource("hyperliquid", isModelled: false)] });
const long Hour = 3_600_000;
long column = events[0].TimeUnixMs / Hour;
foreach (PositionEvent next in events)
{
    for (; next.TimeUnixMs / Hour > column; column++)
    {
        heat.Append(column * Hour, map.View, map.PathLow, map.PathHigh);
        map.Publish();
    }

    foreach (ForcedOrder order in session.Apply(next))
    {
        Console.WriteLine($"{DateTimeOffset.FromUnixTimeMilliseconds(next.TimeUnixMs):u} liquidated: {order.Side} {order.Quantity} at {order.Price:F0}, {order.Notional / 1e6:F2} M");
    }
}

heat.Append(column * Hour, map.View, map.PathLow, map.PathHigh);
LivingLedger ledger = map.Ledger;
Console.WriteLine($"opened {ledger.Opened.Notional / 1e6:F0} M, closed {ledger.Closed.Notional / 1e6:F0} M, liquidated {ledger.Liquidated.Notional / 1e6:F1} M, open at the end {ledger.Live.Notional / 1e6:F0} M in {map.Count} positions; late events {session.LateEvents}");
if (args.ElementAtOrDefault(3) is { Length: > 0 } picture)
{
    File.WriteAllText(picture, heat.ToHeatMap().ToSvg(new() { Title = coin }));
}

return 0;

// ---- Data -------------------------------------------------------------------------------------------------------------------------------------

sealed record Seen(Side Side, double Size, double Entry, double LiquidationPrice);

/// <summary>What one source listed at a moment: the accounts whose positions are all there, and what each of them held of the coin.</summary>
sealed record Snapshot(DateTimeOffset Time, double Mark, HashSet<string> Accounts, Dictionary<string, Seen> Positions)
{
    public static Snapshot[] Read(string folder, string coin, string from, string? to)
    {
        // One source only: A and W list different accounts.
        var kept = Rows.Of(Path.Combine(folder, "snapshots.csv"))
            .Where(r => r[2] == from[..1] && string.CompareOrdinal(r[0], from) >= 0 && (to is null || string.CompareOrdinal(r[0], to) <= 0))
            .ToDictionary(r => r[0], r => DateTimeOffset.Parse(r[1], CultureInfo.InvariantCulture));
        var marks = Rows.Of(Path.Combine(folder, "markets.csv.gz")).Where(r => r[1] == coin).ToDictionary(r => r[0], r => Rows.Number(r[2]));
        var accounts = Rows.Of(Path.Combine(folder, "accounts.csv.gz")).Where(r => r[4] == "1").ToLookup(r => r[0], r => r[1]);
        var positions = Rows.Of(Path.Combine(folder, "positions.csv.gz")).Where(r => r[2] == coin).ToLookup(r => r[0]);
        return
        [
            .. kept.OrderBy(s => s.Value).Select(s => new Snapshot(
                s.Value,
                marks[s.Key],
                [.. accounts[s.Key]],
                positions[s.Key].ToDictionary(r => r[1], r => new Seen(r[3] == "L" ? Side.Long : Side.Short, Rows.Number(r[4]), Rows.Number(r[5]), r[9].Length == 0 ? 0 : Rows.Number(r[9]))))),
        ];
    }
}

sealed record Candle(DateTimeOffset Start, double Low, double High, double Close)
{
    public static Candle[] Read(string file, string coin) =>
        [.. Rows.Of(file).Where(r => r[2] == coin).Select(r => new Candle(DateTimeOffset.Parse(r[0], CultureInfo.InvariantCulture), Rows.Number(r[5]), Rows.Number(r[4]), Rows.Number(r[6]))).OrderBy(c => c.Start)];
}

static class Rows
{
    public static IEnumerable<string[]> Of(string path)
    {
        using Stream file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }

    public static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}

/// <summary>
/// The accounts that are followed: listed in the first snapshot, and never unlisted for long until the last. Lists change all the time; an account that comes or
/// goes with them has neither opened nor closed anything, so it is left out from the beginning.
/// </summary>
static class Panel
{
    public static string[] Of(Snapshot[] snapshots, TimeSpan longestGap) =>
        [.. snapshots[0].Accounts.Where(a => Gaps(snapshots, a).All(gap => gap <= longestGap)).Order(StringComparer.Ordinal)];

    private static IEnumerable<TimeSpan> Gaps(Snapshot[] snapshots, string account)
    {
        DateTimeOffset last = snapshots[0].Time;
        foreach (Snapshot snapshot in snapshots.Where(s => s.Accounts.Contains(account)))
        {
            yield return snapshot.Time - last;
            last = snapshot.Time;
        }

        yield return snapshots[^1].Time - last;
    }
}

// ---- Events -----------------------------------------------------------------------------------------------------------------------------------

/// <summary>What changed between two sightings of an account, and where the price went.</summary>
sealed class EventStream(Snapshot[] snapshots, Candle[] candles, string[] panel)
{
    private readonly Dictionary<string, Seen> _held = [];
    private readonly Dictionary<string, (double Low, double High)> _path = [];
    private readonly List<string> _ids = [];

    public PositionEventLog Log { get; } = new();

    public int Ids => _ids.Count;

    /// <summary>Positions that were there although the price had passed their liquidation price, and those that were not.</summary>
    public int Survived { get; private set; }

    public int Gone { get; private set; }

    public void Write()
    {
        int next = 0;
        Mark(snapshots[0].Time, snapshots[0].Mark, double.NaN, double.NaN);
        Take(snapshots[next++]);
        foreach (Candle candle in candles.Where(c => c.Start.AddHours(1) > snapshots[0].Time && c.Start <= snapshots[^1].Time))
        {
            // An hour's low and high belong to its end, unless a snapshot lies in it: that one knows what survived, so they are played before it. What the price did
            // after it is then missed for an hour at most; played later, positions would be liquidated by a price from before they were changed.
            bool hasSnapshot = candle.Start <= snapshots[0].Time;
            for (; next < snapshots.Length && snapshots[next].Time < candle.Start.AddHours(1); next++)
            {
                Snapshot snapshot = snapshots[next];
                (double low, double high) = hasSnapshot ? (double.NaN, double.NaN) : (Math.Min(candle.Low, snapshot.Mark), Math.Max(candle.High, snapshot.Mark));
                Mark(snapshot.Time, snapshot.Mark, low, high);
                Take(snapshot);
                hasSnapshot = true;
            }

            if (candle.Start.AddHours(1) <= snapshots[^1].Time)
            {
                Mark(candle.Start.AddHours(1), candle.Close, hasSnapshot ? double.NaN : candle.Low, hasSnapshot ? double.NaN : candle.High);
            }
        }
    }

    /// <summary>The events of the accounts that are followed and listed; of the others nothing is known, so nothing happens.</summary>
    private void Take(Snapshot snapshot)
    {
        long time = snapshot.Time.ToUnixTimeMilliseconds();
        foreach (string account in panel.Where(snapshot.Accounts.Contains))
        {
            long id = IdOf(account, snapshot);
            Seen? before = _held.GetValueOrDefault(account), now = snapshot.Positions.GetValueOrDefault(account);
            bool wasPassed = before is not null && WasPassed(account, before);
            Survived += wasPassed && now?.Side == before!.Side ? 1 : 0;
            Gone += wasPassed && now?.Side != before!.Side ? 1 : 0;
            if (before is not null && (now is null || now.Side != before.Side || wasPassed))
            {
                Log.Add(PositionEvent.Closed(time, id));
                before = null;
            }

            if (now is not null && before is null)
            {
                Log.Add(new() { Kind = PositionEventKind.Open, TimeUnixMs = time, Id = id, Side = now.Side, Quantity = now.Size, EntryPrice = now.Entry, Price = now.LiquidationPrice });
            }
            else if (now is not null && now.Size != before!.Size)
            {
                Log.Add(PositionEvent.Resized(time, id, now.Size) with { Price = now.LiquidationPrice });
            }
            else if (now is not null && now.LiquidationPrice != before!.LiquidationPrice)
            {
                Log.Add(new() { Kind = PositionEventKind.Margin, TimeUnixMs = time, Id = id, Price = now.LiquidationPrice });
            }

            _path[account] = (snapshot.Mark, snapshot.Mark);
            if (now is null)
            {
                _held.Remove(account);
            }
            else
            {
                _held[account] = now;
            }
        }
    }

    private void Mark(DateTimeOffset time, double price, double low, double high)
    {
        Log.Add(PositionEvent.Marked(time.ToUnixTimeMilliseconds(), price, low, high));
        foreach (string account in _held.Keys)
        {
            (double lowest, double highest) = _path[account];
            _path[account] = (Math.Min(lowest, double.IsNaN(low) ? price : low), Math.Max(highest, double.IsNaN(high) ? price : high));
        }
    }

    private bool WasPassed(string account, Seen seen) =>
        seen.LiquidationPrice > 0 && (seen.Side == Side.Long ? _path[account].Low <= seen.LiquidationPrice : _path[account].High >= seen.LiquidationPrice);

    private long IdOf(string account, Snapshot snapshot)
    {
        if (!_ids.Contains(account) && snapshot.Positions.ContainsKey(account))
        {
            _ids.Add(account);
        }

        return _ids.IndexOf(account) + 1;
    }

    /// <summary>The file that <c>heatmap replay</c> reads.</summary>
    public void Save(string file)
    {
        using var writer = new StreamWriter(new GZipStream(File.Create(file), CompressionLevel.SmallestSize)) { NewLine = "\n" };
        writer.WriteLine("time_unix_ms,event,id,side,quantity,entry_price,margin,price,low,high");
        foreach (PositionEvent e in Log.Events)
        {
            string side = e.Side == Side.Long ? "long" : e.Side == Side.Short ? "short" : "";
            writer.WriteLine($"{e.TimeUnixMs},{e.Kind.ToString().ToLowerInvariant()},{(e.Id == 0 ? "" : _ids[(int)e.Id - 1])},{side},{Cell(e.Quantity)},{Cell(e.EntryPrice)},,{Cell(e.Price)},{Cell(e.Low)},{Cell(e.High)}");
        }

        static string Cell(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);
    }
}
