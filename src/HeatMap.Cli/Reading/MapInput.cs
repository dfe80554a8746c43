using HeatMap.Cli.Input;
using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Reading;

/// <summary>Makes one map of what the user names: a file of positions, or maps that <c>--partial</c> wrote, which are added up.</summary>
internal static class MapInput
{
    /// <summary>Loads the map.</summary>
    /// <param name="files">One file of positions, or one or several maps.</param>
    /// <param name="settings">How positions are mapped, and which bands and mark a map is given.</param>
    /// <param name="console">For standard input and messages.</param>
    public static LoadedMap Load(IReadOnlyList<string> files, MapSettings settings, ToolConsole console)
    {
        (ToolConsole start, ToolConsole whole) = Peeked(files, console);
        if (MapFile.IsMap(files[0], start))
        {
            RequireNothingOfPositions(files[0], settings);
            return Merged(files, settings, whole);
        }

        if (settings.At is not null)
        {
            throw ToolException.Usage($"--at goes with a heat map of CoinGlass: {files[0]} is none");
        }

        return files.Count == 1
            ? Mapped(files[0], settings, whole)
            : throw ToolException.BadInput(files[0], "expected a map that --partial wrote, because several files are given, was not: one file of positions is read at a time");
    }

    /// <summary>Loads two maps to compare. Positions are given the bands of the other map, where it comes first or cannot be given others.</summary>
    /// <param name="first">Positions or a map.</param>
    /// <param name="second">Positions or a map.</param>
    /// <param name="settings">As for one map; they hold for both.</param>
    /// <param name="secondMark">The mark of the second, where it is another.</param>
    /// <param name="secondAt">The moment of the second, where it is a heat map of CoinGlass; null for its last column.</param>
    /// <param name="console">For standard input and messages.</param>
    public static (LoadedMap First, LoadedMap Second) LoadPair(string first, string second, MapSettings settings, double? secondMark, long? secondAt, ToolConsole console)
    {
        (ToolConsole start, ToolConsole whole) = Peeked([first, second], console);
        MapKind firstKind = MapFile.KindOf(first, start), secondKind = MapFile.KindOf(second, start);
        if (firstKind != MapKind.None && secondKind != MapKind.None)
        {
            RequireNothingOfPositions(first, settings);
        }

        if (settings.At is not null && firstKind != MapKind.CoinGlass)
        {
            throw ToolException.Usage($"--at goes with a heat map of CoinGlass: {first} is none");
        }

        if (secondAt is not null && secondKind != MapKind.CoinGlass)
        {
            throw ToolException.Usage($"--second-at goes with a heat map of CoinGlass: {second} is none");
        }

        MapSettings ofSecond = settings with { Mark = secondMark ?? settings.Mark, At = secondAt };
        if (Freedom(firstKind) <= Freedom(secondKind))
        {
            LoadedMap loaded = Of(first, firstKind, settings, null, whole);
            return WithOneUnit(loaded, Of(second, secondKind, ofSecond, loaded, whole));
        }

        LoadedMap last = Of(second, secondKind, ofSecond, null, whole);
        return WithOneUnit(Of(first, firstKind, settings, last, whole), last);
    }

    /// <summary>Who can be given any bands comes last: a map has its own, levels of CoinGlass hardly lose by others, positions nothing.</summary>
    private static int Freedom(MapKind kind) => kind switch
    {
        MapKind.Partial => 0,
        MapKind.CoinGlass => 1,
        _ => 2,
    };

    private static LoadedMap Of(string file, MapKind kind, MapSettings settings, LoadedMap? other, ToolConsole console) => kind switch
    {
        MapKind.None => Mapped(file, other is null ? settings : WithBandsOf(other, settings), console),
        MapKind.CoinGlass when other is not null => Merged([file], WithBandsOf(other, settings), console, RowSink.DollarsOf(other.Map)),
        _ => Merged([file], settings, console),
    };

    /// <summary>Dollars of CoinGlass are those of the positions beside it, which say what they call theirs only when they are read.</summary>
    private static (LoadedMap First, LoadedMap Second) WithOneUnit(LoadedMap first, LoadedMap second) => (InUnitOf(second, first), InUnitOf(first, second));

    private static LoadedMap InUnitOf(LoadedMap other, LoadedMap map) =>
        map.Map.Unit != other.Map.Unit && map.InUnit is { } inUnit ? map with { Map = inUnit(RowSink.DollarsOf(other.Map)) } : map;

    private static (ToolConsole Start, ToolConsole Whole) Peeked(IReadOnlyList<string> files, ToolConsole console) => files.Count(static f => f == "-") switch
    {
        0 => (console, console),
        1 => PeekedInput.Of(console),
        _ => throw ToolException.Usage("standard input can be read once"),
    };

    private static LoadedMap Merged(IReadOnlyList<string> files, MapSettings settings, ToolConsole console, string unit = CoinGlassHeatMap.Usd)
    {
        var merger = new MapMerger(new(files, settings.Mark, settings.Bands) { At = settings.At, DollarUnit = unit }, console);
        return new(merger.Merge(), settings.Symbol, Skipped: null) { InUnit = merger.InUnit };
    }

    private static LoadedMap Mapped(string file, MapSettings settings, ToolConsole console) =>
        MapLoader.Load(settings with { Lines = settings.Lines with { File = file } }, console);

    private static MapSettings WithBandsOf(LoadedMap other, MapSettings settings) => settings with { Bands = settings.Bands with { Same = other.Map.Grid } };

    /// <summary>An option that would do nothing is refused: its user believes that it does something.</summary>
    private static void RequireNothingOfPositions(string file, MapSettings settings)
    {
        string? option = settings switch
        {
            { Recompute: true } => "--recompute",
            { IsModelled: true } => "--modelled",
            { Venue: not null } => "--venue",
            { TiersFile: not null } => "--tiers",
            { Decimals: not null } => "--decimals",
            { Lines.SkipBad: true } => "--skip-bad",
            { Lines.Renames.Count: > 0 } => "--column",
            _ => null,
        };
        if (option is not null)
        {
            throw ToolException.Usage($"{option} goes with positions: {file} is a map, in which they are added up already");
        }
    }
}
