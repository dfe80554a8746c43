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
        int pipes = files.Count(static f => f == "-");
        if (pipes > 1)
        {
            throw ToolException.Usage("standard input can be read once");
        }

        (ToolConsole start, ToolConsole whole) = pipes == 1 ? PeekedInput.Of(console) : (console, console);
        if (MapFile.IsMap(files[0], start))
        {
            RequireNothingOfPositions(files[0], settings);
            return new(new MapMerger(new(files, settings.Mark, settings.Bands), whole).Merge(), settings.Symbol, Skipped: null);
        }

        return files.Count == 1
            ? MapLoader.Load(settings with { Lines = settings.Lines with { File = files[0] } }, whole)
            : throw ToolException.BadInput(files[0], "expected a map that --partial wrote, because several files are given, was not: one file of positions is read at a time");
    }

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
