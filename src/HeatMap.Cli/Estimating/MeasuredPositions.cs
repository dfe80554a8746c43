using HeatMap.Cli.Input;
using HeatMap.Cli.Mapping;
using HeatMap.Estimation;

namespace HeatMap.Cli.Estimating;

/// <summary>Real positions beside a model: of a positions file, or of a map that <c>--partial</c> wrote.</summary>
internal static class MeasuredPositions
{
    /// <summary>Reads the measured map in the bands of the state; null where the user has none.</summary>
    /// <param name="settings">Which file.</param>
    /// <param name="grid">The bands of the state.</param>
    /// <param name="mark">The last close of the bars.</param>
    /// <param name="console">For standard input and messages.</param>
    public static LiquidationMap? Load(EstimateSettings settings, BandGrid grid, double mark, ToolConsole console)
    {
        if (settings.MeasuredFile is not { } file)
        {
            return null;
        }

        switch (MapFile.KindOf(file, console))
        {
            case MapKind.CoinGlass:
                throw ToolException.BadInput(file, "expected real positions, was a map of CoinGlass, which is a model: compare it with heatmap compare, or score it with heatmap score --snapshots");
            case MapKind.Partial:
                return InBandsOf(grid, MapFile.Read(file, console).Map, mark, file);
            default:
                var lines = CsvSettings.Parse(file, ColumnNames.All, [], skipBad: false);
                var bands = new BandSettings(BandChoice.Default, 0, null) { Same = grid };
                var input = new InputSettings { Lines = lines, Venue = settings.MeasuredRules };
                return InBandsOf(grid, MapLoader.Load(new(input, bands) { Mark = mark, Symbol = settings.Bars.Symbol }, console).Map, mark, file);
        }
    }

    /// <summary>A model counts no positions, so that the sum counts none either.</summary>
    private static LiquidationMap InBandsOf(BandGrid grid, LiquidationMap map, double mark, string file)
    {
        LiquidationMap moved = ShownMap.Of(map.View, grid).WithMark(mark);
        return map.Sources.IsEmpty ? moved.From(new MapSource(Path.GetFileName(file), isModelled: map.Origin == MapOrigin.Modelled)) : moved.From([.. map.Sources]);
    }

    /// <summary>Puts the measured venue beside the models, or in the place of its own.</summary>
    public static VenueMaps With(VenueMaps maps, LiquidationMap measured, EstimateSettings settings)
    {
        try
        {
            return maps.With(VenueMap.Measured(settings.MeasuredVenue!, measured, settings.MeasuredOpenInterest));
        }
        catch (ArgumentException error)
        {
            throw ToolException.BadInput(settings.MeasuredFile!, Message.Printable(Message.Of(error)));
        }
    }
}
