using HeatMap.Cli.Mapping;
using HeatMap.Cli.Replaying;

namespace HeatMap.Cli.Watching;

/// <summary>The maps of a folder of snapshots, each read once, and the heat map that they give.</summary>
/// <param name="load">Reads the map of a file.</param>
/// <param name="tell">Is told of a snapshot that is left out, once.</param>
internal sealed class SnapshotHistory(Func<InputStamp, LoadedMap> load, Action<string> tell)
{
    /// <summary>As many columns as a wide screen has room for.</summary>
    private const int MostColumns = 2000;

    private Dictionary<InputStamp, LoadedMap?> _known = [];

    /// <summary>Makes the heat map of snapshots.</summary>
    /// <param name="files">By rising time, the newest last.</param>
    /// <param name="newest">The map of the last one: its window and contract are those of the heat map.</param>
    /// <param name="every">The time that a column covers; null for that between two snapshots.</param>
    /// <exception cref="ToolException">There are too many columns.</exception>
    public LiquidationHeatMap Draw(IReadOnlyList<(InputStamp Stamp, long TimeUnixMs)> files, LoadedMap newest, TimeSpan? every)
    {
        _known[files[^1].Stamp] = newest;
        files = [.. files.TakeLast(MostColumns)];
        (long TimeUnixMs, LiquidationMap Map)[] maps = [.. Maps(files, newest)];
        TimeSpan interval = every ?? IntervalOf([.. maps.Select(static m => m.TimeUnixMs)]);
        long length = (long)interval.TotalMilliseconds;
        LiquidationMap last = newest.Map;
        var builder = new LiquidationHeatMapBuilder(last.Grid, interval, new()
        {
            Columns = HeatColumns.CountOf(maps[0].TimeUnixMs, maps[^1].TimeUnixMs, interval, last.Grid),
            Quantum = last.Quantum,
            Unit = last.Unit,
            Sources = maps.All(m => m.Map.Sources.SequenceEqual(last.Sources)) ? last.Sources : [new(FolderOf(files[^1].Stamp), maps.Any(static m => m.Map.Origin is MapOrigin.Modelled or MapOrigin.Mixed))],
        });

        // The map of a column is the one at its end; the mark went through those before.
        foreach (IGrouping<long, (long TimeUnixMs, LiquidationMap Map)> column in maps.GroupBy(m => m.TimeUnixMs / length))
        {
            builder.Append(column.Key * length, column.Last().Map.View, column.Min(static m => m.Map.MarkPrice), column.Max(static m => m.Map.MarkPrice));
        }

        return builder.ToHeatMap();
    }

    /// <summary>The time from one snapshot to the next, as it mostly is, in whole seconds; longer where that gives too many columns.</summary>
    public static TimeSpan IntervalOf(IReadOnlyList<long> times)
    {
        long[] gaps = [.. times.Skip(1).Zip(times, static (next, before) => next - before).Order()];
        long usual = gaps.Length == 0 ? 1000 : gaps[gaps.Length / 2], least = (times[^1] - times[0]) / MostColumns;
        return TimeSpan.FromSeconds(Math.Max(1, Math.Max((usual + 500) / 1000, (least + 999) / 1000)));
    }

    private List<(long TimeUnixMs, LiquidationMap Map)> Maps(IReadOnlyList<(InputStamp Stamp, long TimeUnixMs)> files, LoadedMap newest)
    {
        var found = new List<(long, LiquidationMap)>();
        var known = new Dictionary<InputStamp, LoadedMap?>();
        foreach ((InputStamp stamp, long time) in files)
        {
            LoadedMap? map = known[stamp] = _known.TryGetValue(stamp, out LoadedMap? before) ? before : Load(stamp, newest);
            if (map is not null && Fits(map, newest))
            {
                found.Add((time, map.Map));
            }
        }

        _known = known;
        return found;
    }

    private LoadedMap? Load(InputStamp stamp, LoadedMap newest)
    {
        try
        {
            LoadedMap map = load(stamp);
            if (!Fits(map, newest))
            {
                tell($"{stamp.File}: left out of the heat map, because its contract, unit or bands are not those of the newest");
            }

            return map;
        }
        catch (Exception error) when (error is ToolException or WaitingForInput)
        {
            tell($"left out of the heat map: {error.Message}");
            return null;
        }
    }

    /// <summary>Files of many names come from their folder.</summary>
    private static string FolderOf(InputStamp stamp) => Path.GetFileName(Path.GetDirectoryName(stamp.File)) is { Length: > 0 and <= 200 } name ? name : "snapshots";

    private static bool Fits(LoadedMap map, LoadedMap newest) =>
        map.Symbol == newest.Symbol && map.Map.Unit == newest.Map.Unit && map.Map.Quantum == newest.Map.Quantum && map.Map.Grid.SharesLatticeWith(newest.Map.Grid);
}
