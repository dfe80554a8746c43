using HeatMap.Charts;
using HeatMap.Cli.Mapping;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Watching;

/// <summary>What a folder of snapshots shows: the newest map, and price by time where the files tell their times.</summary>
internal sealed class SnapshotCharts
{
    private readonly WatchSettings _settings;
    private readonly WatchedInput _input;
    private readonly SnapshotHistory _history;
    private BandGrid? _axis;

    public SnapshotCharts(WatchSettings settings, WatchedInput input, ToolConsole console)
    {
        (_settings, _input) = (settings, input);
        _history = new(Load, text => console.Error.WriteLine($"heatmap: {text}"));
    }

    /// <summary>How to read a file of positions. Where bands depend on the price, those of the first snapshot are kept, so that all have the same.</summary>
    public MapSettings For(string copy)
    {
        MapSettings settings = _settings.ForPositions(copy);
        return _input.IsFolder && settings.Bands.DependOnWindow && _axis is { } axis ? settings with { Bands = settings.Bands with { Same = axis } } : settings;
    }

    /// <summary>The charts, and what is to be said of them.</summary>
    /// <param name="stamp">The newest snapshot.</param>
    /// <param name="newest">Its map.</param>
    public (Chart[] Charts, string What) Of(InputStamp stamp, LoadedMap newest)
    {
        _axis ??= newest.Map.Grid;
        (InputStamp Stamp, long TimeUnixMs)[] files = _input.Snapshots(out SnapshotOrder order);

        // What came since the newest was found comes with the next look.
        files = [.. files.TakeWhile(f => f.Stamp.File != stamp.File), .. files.Where(f => f.Stamp == stamp with { Others = 0 })];
        Chart[] map = ResultCharts.Of(newest);
        if (files.Length < 2 || files[^1].Stamp.File != stamp.File)
        {
            return (map, "");
        }

        if (order.Fault is { } fault)
        {
            return (map, $"; {fault}");
        }

        LiquidationHeatMap heat = _history.Draw(files, newest, _settings.Every);
        return ([ResultCharts.Heat(heat, newest.Symbol), .. map], $"; {files.Length} snapshots, {order.How}, a column for each {Text(heat.Interval)}");
    }

    private static string Text(TimeSpan interval) => string.Create(CultureInfo.InvariantCulture, $"{interval:c}");

    private LoadedMap Load(InputStamp stamp)
    {
        (string copy, _) = _input.Copy(stamp);
        try
        {
            return InputContent.Of(copy, stamp.File, _settings.Kind) is { Kind: InputKind.Positions, HasRows: true } ? MapLoader.Load(For(copy), new(TextWriter.Null, TextWriter.Null))
                : throw ToolException.BadInput(stamp.File, "expected positions, had none");
        }
        catch (ToolException error)
        {
            throw new ToolException(error.ExitCode, error.Message.Replace(copy, stamp.File, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(copy);
        }
    }
}
