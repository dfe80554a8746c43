#:project ../../src/HeatMap/HeatMap.csproj

// A worker that keeps a map from a stream of events in bounded memory, publishes every hour of the stream and tells what changed and what happened.
// dotnet run -c Release docs/samples/worker.cs -- [EVENTS.csv.gz | -]        ("-" reads standard input; control and C stops after the current event)

using System.Globalization;
using System.IO.Compression;
using HeatMap;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string file = args.Length > 0 ? args[0] : "docs/samples/data/hyperliquid-btc-events.csv.gz";
using var reader = new StreamReader(file == "-" ? Console.OpenStandardInput() : new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
bool isStopped = false;
Console.CancelKeyPress += (_, pressed) => pressed.Cancel = isStopped = true;

// All memory is taken here: the capacity bounds positions, the feed's how far behind a dashboard may be.
var map = new LivingMap(Venues.Hyperliquid("BTC"), BandGrid.Uniform(100, new(30_000, 160_000)), markPrice: 74_051, capacity: 20_000);
MapReader published = map.CreateReader();
var feed = new MapFeed(map.CreateReader(), capacity: 50_000);
WatchRule rule = WatchRule.BandCrossed(new(70_000, 70_100));
WatchReading before = rule.Read(published.View);
Dictionary<string, PositionHandle> handles = [];
long known = feed.Version, nextPublish = 0;
int events = 0, forced = 0, publications = 0, changed = 0, happened = 0;

await reader.ReadLineAsync();
while (!isStopped && await reader.ReadLineAsync() is { } line)
{
    string[] cell = line.Split(',');
    Apply(cell);
    events++;
    if (long.Parse(cell[0], CultureInfo.InvariantCulture) is var now && now >= nextPublish)
    {
        nextPublish = now + 3_600_000;
        Publish();
    }
}

Publish();
Console.WriteLine($"{events} events, {map.Count} positions live, {forced} liquidated");
Console.WriteLine($"{publications} publications, {changed} changes of bands, the rule fired {happened} times");

void Apply(string[] cell)
{
    handles.TryGetValue(cell[2], out PositionHandle handle);
    switch (cell[1])
    {
        case "mark":
            forced += map.Mark(Number(cell[8], Number(cell[7])), Number(cell[9], Number(cell[7])), Number(cell[7])).Count;
            break;
        case "open":
            handles[cell[2]] = map.OpenAt(Price(cell[7]), cell[3] == "long" ? Side.Long : Side.Short, Number(cell[4]));
            break;
        case "close" when map.IsLive(handle):
            map.Close(handle);
            handles.Remove(cell[2]);
            break;
        case "resize" when map.IsLive(handle):
            map.Resize(handle, Number(cell[4]));
            map.Reprice(handle, Price(cell[7]));
            break;
        case "margin" when map.IsLive(handle): // a cross account's margin is told by the price that it leads to
            map.Reprice(handle, Price(cell[7]));
            break;
    }
}

void Publish()
{
    map.Publish();
    published.Refresh();
    known = feed.Update() is var version && feed.ChangesSince(known) is { } changes ? Count(changes.Length, version) : version;
    WatchReading reading = rule.Read(published.View);
    happened += rule.Check(before, reading, published.Path) is null ? 0 : 1;
    before = reading;
    publications++;
}

long Count(int count, long version)
{
    changed += count;
    return version;
}

// A price of 0 means that nothing liquidates the position: it has none.
static double Price(string text) => Number(text) is var price and > 0 ? price : double.NaN;

static double Number(string text, double otherwise = double.NaN) => text == "" ? otherwise : double.Parse(text, CultureInfo.InvariantCulture);
