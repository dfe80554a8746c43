using HeatMap.Cascades;
using HeatMap.Cli.Input;
using HeatMap.Cli.Mapping;
using HeatMap.Cli.Reading;

namespace HeatMap.Cli.Cascading;

/// <summary>A map, and the levels of its liquidation prices.</summary>
/// <param name="Loaded">The map with what its file tells.</param>
/// <param name="Ladder">Its levels: positions one by one, or bands.</param>
/// <param name="Levels">The positions behind the rows of the ladder; null for bands.</param>
/// <param name="Edge">Where the notional of a band is taken to wait; null for positions.</param>
internal sealed record LoadedLadder(LoadedMap Loaded, LiquidationLadder Ladder, IReadOnlyList<HeldPosition>? Levels, BandEdge? Edge)
{
    /// <summary>Loads positions exactly, or the bands of maps.</summary>
    /// <param name="files">One file of positions, or one or several maps.</param>
    /// <param name="settings">How positions are mapped, and which bands and mark a map is given.</param>
    /// <param name="edge">For bands.</param>
    /// <param name="console">For standard input and messages.</param>
    public static LoadedLadder Load(IReadOnlyList<string> files, MapSettings settings, BandEdge edge, ToolConsole console)
    {
        LoadedMap loaded = MapInput.Load(files, settings with { HoldsPositions = true }, console);
        try
        {
            if (loaded.Held is not { } held)
            {
                return OfBands(loaded, edge);
            }

            HeldPosition[] levels = [.. held.Where(h => h.IsAhead(loaded.Map.MarkPrice))];
            var ladder = LiquidationLadder.FromPositions(
                [.. levels.Select(static l => l.LiquidationPrice)], [.. levels.Select(static l => (int)l.Side * l.Quantity)], loaded.Map.MarkPrice);
            return new(loaded, ladder, levels, null);
        }
        catch (ArgumentException error)
        {
            throw ToolException.BadInput(files[0], $"cannot be run through: {Message.Printable(Message.Of(error))}");
        }
    }

    /// <summary>The same map with its notional at the other edge of each band.</summary>
    public LoadedLadder At(BandEdge edge) => OfBands(Loaded, edge);

    private static LoadedLadder OfBands(LoadedMap loaded, BandEdge edge) => new(loaded, LiquidationLadder.FromMap(loaded.Map, edge), null, edge);
}
