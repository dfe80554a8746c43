using HeatMap.Cli.Mapping;
using HeatMap.Evaluation;

namespace HeatMap.Cli.Estimating;

/// <summary>Maps of others and when each could be seen: heat maps of CoinGlass, or maps that <c>--partial</c> wrote with the time of their source.</summary>
internal static class SnapshotFiles
{
    /// <summary>Reads a file, or all files of a folder.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="console">For standard input and messages.</param>
    /// <returns>By rising time; of maps that became known at one moment that of the last file.</returns>
    /// <exception cref="ToolException">A file is no map, or does not tell when it was known.</exception>
    public static MapSnapshot[] Read(string path, ToolConsole console)
    {
        bool isFolder = Directory.Exists(path);
        string[] files = isFolder ? [.. Directory.EnumerateFiles(path).Where(f => MapFile.IsMap(f, console)).Order(StringComparer.Ordinal)] : [path];
        if (files.Length == 0)
        {
            throw ToolException.BadInput(path, "expected a folder with maps, had none");
        }

        var found = new SortedDictionary<long, LiquidationMap>();
        foreach (string file in files)
        {
            foreach ((long time, LiquidationMap map) in MapsOf(file, console))
            {
                found[time] = map;
            }
        }

        return [.. found.Select(static f => new MapSnapshot(f.Key, f.Value))];
    }

    private static IEnumerable<(long TimeUnixMs, LiquidationMap Map)> MapsOf(string file, ToolConsole console)
    {
        MapFile read = MapFile.KindOf(file, console) != MapKind.None ? MapFile.Read(file, console) : throw ToolException.BadInput(file, "expected a map that --partial wrote or a heat map of CoinGlass, was neither");
        if (read.Answer is { HeatMap: { } heat })
        {
            return Enumerable.Range(0, heat.Candles.Count).Select(c => (heat.AsOf(c).ToUnixTimeMilliseconds(), heat.MapAt(c)));
        }

        return read.Map.Sources.Select(static s => s.AsOf).Max() is { } known ? [(known.ToUnixTimeMilliseconds(), read.Map)]
            : throw ToolException.BadInput(file, "expected a map whose source tells when it was known, did not: without a time it cannot be played back");
    }
}
