using System.CommandLine;
using HeatMap.Cli.Mapping;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap map FILE</c>: from a file of positions to a liquidation map.</summary>
internal static class MapCommand
{
    public static Command Create(ToolConsole console)
    {
        var input = new InputOptions();
        var bands = new BandOptions("0.25", "half to one and a half times the mark");
        var output = new MapOutputOptions();
        var mark = InputOptions.Number("--mark", "PRICE", "The current price. Default: the column mark_price.");
        var symbol = new Option<string?>("--symbol") { HelpName = "NAME", Description = "The contract to map, when the file holds several." };
        var recompute = new Option<bool>("--recompute") { Description = "Compute every price from margin or leverage, also where the file has one." };
        var modelled = new Option<bool>("--modelled") { Description = "Say in the map that its positions are estimated, not reported." };
        var layers = new Option<string?>("--layers") { HelpName = "size|leverage", Description = "Also tell positions apart by their value or leverage at the entry." };
        layers.AcceptOnlyFromAmong(RowLayers.Size, RowLayers.Leverage);

        var command = new Command("map", "Show where forced orders wait: the liquidation map of a file of positions.") { mark, symbol };
        bands.AddTo(command);
        foreach (Option option in (Option[])[recompute, layers, modelled])
        {
            command.Add(option);
        }

        input.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            var settings = new MapSettings(input.Read(parsed), bands.Read(parsed))
            {
                Mark = InputOptions.Positive("--mark", parsed.GetValue(mark)),
                Symbol = parsed.GetValue(symbol),
                Recompute = parsed.GetValue(recompute),
                IsModelled = parsed.GetValue(modelled),
                Layers = parsed.GetValue(layers),
            };
            return Run(settings, output.Read(parsed), console);
        });
        return command;
    }

    private static int Run(MapSettings settings, MapOutputSettings output, ToolConsole console)
    {
        if (settings.Layers is not null && output.Format == "csv")
        {
            throw ToolException.Usage("--layers goes with --format table or json");
        }

        MapDelivery.RequireWritable(output, settings.File, settings.TiersFile);
        MapDelivery.Deliver(MapLoader.Load(settings, console), output, console);
        return ExitCode.Done;
    }
}
