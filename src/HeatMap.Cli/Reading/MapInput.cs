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

        return files.Count == 1
            ? Mapped(files[0], settings, whole)
            : throw ToolException.BadInput(files[0], "expected a map that --partial wrote, because several files are given, was not: one file of positions is read at a time");
    }

    /// <summary>Loads two maps to compare. Positions are given the bands of the other map, where it comes first or cannot be given others.</summary>
    /// <param name="first">Positions or a map.</param>
    /// <param name="second">Positions or a map.</param>
    /// <param name="settings">As for one map; they hold for both.</param>
    /// <param name="secondMark">The mark of the second, where it is another.</param>
    /// <param name="console">For standard input and messages.</param>
    public static (LoadedMap First, LoadedMap Second) LoadPair(string first, string second, MapSettings settings, double? secondMark, ToolConsole console)
    {
        (ToolConsole start, ToolConsole whole) = Peeked([first, second], console);
        bool isFirstMap = MapFile.IsMap(first, start), isSecondMap = MapFile.IsMap(second, start);
        if (isFirstMap && isSecondMap)
        {
            RequireNothingOfPositions(first, settings);
        }

        MapSettings ofSecond = settings with { Mark = secondMark ?? settings.Mark };
        if (isSecondMap)
        {
            LoadedMap map = Merged([second], ofSecond, whole);
            return (isFirstMap ? Merged([first], settings, whole) : Mapped(first, WithBandsOf(map, settings), whole), map);
        }

        LoadedMap loaded = isFirstMap ? Merged([first], settings, whole) : Mapped(first, settings, whole);
        return (loaded, Mapped(second, WithBandsOf(loaded, ofSecond), whole));
    }

    private static (ToolConsole Start, ToolConsole Whole) Peeked(IReadOnlyList<string> files, ToolConsole console) => files.Count(static f => f == "-") switch
    {
        0 => (console, console),
        1 => PeekedInput.Of(console),
        _ => throw ToolException.Usage("standard input can be read once"),
    };

    private static LoadedMap Merged(IReadOnlyList<string> files, MapSettings settings, ToolConsole console) =>
        new(new MapMerger(new(files, settings.Mark, settings.Bands), console).Merge(), settings.Symbol, Skipped: null);

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
