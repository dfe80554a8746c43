using HeatMap.Cli.Input;
using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Replaying;

/// <summary>Reads what stands from either kind of file that holds it.</summary>
internal static class StandingMap
{
    /// <summary>A map that <c>--partial</c> wrote, or that of a file of positions.</summary>
    public static LiquidationMap Load(RealizedSettings settings, ToolConsole console)
    {
        string file = settings.StandingFile!;
        if (!MapFile.IsMap(file, console))
        {
            var input = new InputSettings { Lines = CsvSettings.Parse(file, ColumnNames.All, [], skipBad: false), Venue = settings.Venue, TiersFile = settings.TiersFile };
            return MapLoader.Load(new(input, settings.Bands) { Mark = settings.Mark, Symbol = settings.Symbol }, console).Map;
        }

        MapFile read = MapFile.Read(file, console, new() { Mark = settings.Mark, Bands = settings.Bands.GridOfLevels });
        LiquidationMap map = read.Map;
        if (read.Answer is not null)
        {
            return settings.Mark is { } price ? map.WithMark(price) : map;
        }

        BandGrid grid = settings.Bands.Grid(map.Grid);
        try
        {
            map = grid.Equals(map.Grid) ? map : map.Reband(grid);
            return settings.Mark is { } mark ? map.WithMark(mark) : map;
        }
        catch (ArgumentException error)
        {
            throw ToolException.Usage($"{file} cannot have the bands asked for: {Message.Printable(Message.Of(error))}");
        }
    }
}
