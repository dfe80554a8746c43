// Keeps what a study of zones needs of snapshots of real positions: one coin, one source, accounts whose positions are all listed.
// dotnet run docs/samples/hyperliquid-snapshots.cs -- SNAPSHOTS CANDLES POSITIONS.csv.gz HOURS.csv [COIN] [SOURCE]
//   SNAPSHOTS   folder with positions.csv.gz, accounts.csv.gz, markets.csv.gz and snapshots.csv
//   CANDLES     folder with candles_binance.csv.gz
// The columns are told in docs/samples/data/README.md.

using System.Globalization;
using System.IO.Compression;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length < 4)
{
    Console.Error.WriteLine("usage: dotnet run docs/samples/hyperliquid-snapshots.cs -- SNAPSHOTS CANDLES POSITIONS.csv.gz HOURS.csv [COIN] [SOURCE]");
    return 2;
}

string coin = args.ElementAtOrDefault(4) ?? "BTC", source = args.ElementAtOrDefault(5) ?? "A";
var times = Rows(Path.Combine(args[0], "snapshots.csv")).Where(r => r[2] == source).ToDictionary(r => r[0], r => DateTimeOffset.Parse(r[1], CultureInfo.InvariantCulture));
var marks = Rows(Path.Combine(args[0], "markets.csv.gz")).Where(r => r[1] == coin).ToDictionary(r => r[0], r => r[2]);
var accounts = Rows(Path.Combine(args[0], "accounts.csv.gz")).Where(r => r[4] == "1").ToLookup(r => r[0], r => r[1]);
var positions = Rows(Path.Combine(args[0], "positions.csv.gz")).Where(r => r[2] == coin).ToLookup(r => r[0]);

using (var writer = new StreamWriter(new GZipStream(File.Create(args[2]), CompressionLevel.SmallestSize)) { NewLine = "\n" })
{
    writer.WriteLine("time_unix_ms,mark_price,account,side,quantity,liquidation_price");
    foreach ((string id, DateTimeOffset time) in times.OrderBy(t => t.Value).Where(t => marks.ContainsKey(t.Key)))
    {
        var held = positions[id].ToDictionary(r => r[1]);
        foreach (string account in accounts[id].Order(StringComparer.Ordinal))
        {
            string of = held.TryGetValue(account, out string[]? row) ? $"{(row[3] == "L" ? "long" : "short")},{row[4]},{row[9]}" : ",0,";
            writer.WriteLine($"{time.ToUnixTimeMilliseconds()},{marks[id]},{account},{of}");
        }
    }
}

DateTimeOffset first = times.Values.Min(), last = times.Values.Max().AddHours(2);
using (var writer = new StreamWriter(File.Create(args[3])) { NewLine = "\n" })
{
    writer.WriteLine("time_unix_ms,low,high,close");
    foreach (string[] row in Rows(Path.Combine(args[1], "candles_binance.csv.gz")).Where(r => r[2] == coin))
    {
        var start = DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture);
        if (start.AddHours(1) > first && start < last)
        {
            writer.WriteLine($"{start.ToUnixTimeMilliseconds()},{row[5]},{row[4]},{row[6]}");
        }
    }
}

return 0;

static IEnumerable<string[]> Rows(string path)
{
    using Stream file = File.OpenRead(path);
    using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
    reader.ReadLine();
    while (reader.ReadLine() is { } line)
    {
        yield return line.Split(',');
    }
}
