#:project ../../src/HeatMap/HeatMap.csproj

// A worker: keeps a living map from a stream of events, publishes it, and tells what changed since it last spoke. One writer; readers could be other threads.
// dotnet run -c Release docs/samples/worker.cs -- [EVENTS.csv | -]     (columns as in docs/guide/replay.md; default: the shipped real events)

using System.Globalization;
using System.IO.Compression;
using HeatMap;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string file = args.Length > 0 ? args[0] : "docs/samples/data/hyperliquid-btc-events.csv.gz";
using Stream stream = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
using TextReader lines = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);

// Memory is bounded: so many positions, so many changes to remember.
var session = new LivingSession(new LivingMap(Venues.Hyperliquid("BTC"), BandGrid.Geometric(0.0025, new(20_000, 200_000)), markPrice: 74_051, capacity: 10_000));
LivingMap living = session.Map;
var feed = new MapFeed(living.CreateReader(), capacity: 50_000);
MapReader reader = living.CreateReader();
WatchRule[] rules = [WatchRule.BandCrossed(new(65_000, 65_100)), WatchRule.BandCrossed(new(60_500, 60_600))];
WatchReading[] before = [.. rules.Select(rule => rule.Read(reader.View))];
long known = feed.Version, spoken = 0;
int forced = 0;

lines.ReadLine();
while (lines.ReadLine() is { } line)
{
    PositionEvent item = Read(line.Split(','));
    if (item.Id != 0 && item.Kind != PositionEventKind.Open && !session.IsKnown(item.Id))
    {
        continue;
    }

    ForcedOrder[] orders = session.Apply(item).ToArray();
    forced += orders.Length;

    // A session keeps the number of a liquidated position until it is told that it is closed: this stream need not tell.
    foreach (long gone in orders.Select(order => session.IdOf(order.Handle)).Distinct().Where(id => !session.TryGetHandle(id, out _)).ToArray())
    {
        session.Apply(PositionEvent.Closed(item.TimeUnixMs, gone));
    }

    if (item.Kind == PositionEventKind.Mark)
    {
        Tell(item.TimeUnixMs);
    }
}

Console.WriteLine($"end: {session.Events} events, {forced} forced orders; {living.ToMap()}");

// After every mark the state is published; a line is printed at most once in six hours of the stream, and at once when a rule fires.
void Tell(long time)
{
    living.Publish();
    reader.Refresh();
    for (int i = 0; i < rules.Length; i++)
    {
        WatchReading now = rules[i].Read(reader.View);
        if (rules[i].Check(before[i], now, reader.Path) is { } happened)
        {
            Console.WriteLine($"{Clock(time)} crossed: {happened.Rule.Range.Low:N0} to {happened.Rule.Range.High:N0}, price {happened.MarkPrice:N0}");
        }

        before[i] = now;
    }

    if (time - spoken < 6 * 3_600_000)
    {
        return;
    }

    feed.Update();
    if (feed.ChangesSince(known) is { } changes)
    {
        double longs = changes.Where(c => c.Side == Side.Long).Sum(c => c.Units * reader.View.Quantum), shorts = changes.Where(c => c.Side == Side.Short).Sum(c => c.Units * reader.View.Quantum);
        Console.WriteLine($"{Clock(time)} version {feed.Version}: {changes.Length} bands changed, longs {longs / 1e6:+0.0;-0.0}M, shorts {shorts / 1e6:+0.0;-0.0}M, price {living.MarkPrice:N0}");
    }
    else
    {
        Console.WriteLine($"{Clock(time)} too far behind: a reader would take the whole map");
    }

    (known, spoken) = (feed.Version, time);
}

// time_unix_ms, event, id, side, quantity, entry_price, margin, price, low, high: what an event does not use is empty. A price on a position's event is its liquidation price, known elsewhere; one of 0 is never reached.
static PositionEvent Read(string[] cell)
{
    (long time, Side side, double quantity, double entry, double margin, double price) = (long.Parse(cell[0]), cell[3] == "short" ? Side.Short : Side.Long, Number(cell[4]), Number(cell[5]), Number(cell[6]), Number(cell[7]));
    long id = cell[2].Length == 0 ? 0 : Convert.ToInt64(cell[2], 16);
    return cell[1] switch
    {
        "mark" => PositionEvent.Marked(time, price, Number(cell[8]), Number(cell[9])),
        "open" => new() { Kind = PositionEventKind.Open, TimeUnixMs = time, Id = id, Side = side, Quantity = quantity, EntryPrice = entry, Margin = margin, Price = price },
        "resize" => PositionEvent.Resized(time, id, quantity, entry, margin) with { Price = price },
        "margin" => new() { Kind = PositionEventKind.Margin, TimeUnixMs = time, Id = id, Margin = margin, Price = price },
        "close" => PositionEvent.Closed(time, id),
        _ => throw new InvalidDataException($"unknown event '{cell[1]}'"),
    };
}

static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);

static string Clock(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("dd MMM HH:mm", CultureInfo.InvariantCulture);
