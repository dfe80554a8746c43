using System.CommandLine;
using HeatMap.Cli.Mapping;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap map FILE</c>: from a file of positions to a liquidation map.</summary>
internal static class MapCommand
{
    public static Command Create(ToolConsole console)
    {
        var mapping = new MappingOptions(orMaps: false);
        var output = new MapOutputOptions();
        var layers = new Option<string?>("--layers") { HelpName = "size|leverage", Description = "Also tell positions apart by their value or leverage at the entry." };
        layers.AcceptOnly(RowLayers.Size, RowLayers.Leverage);

        var command = new Command("map", "Show where forced orders wait: the liquidation map of a file of positions.");
        mapping.AddTo(command);
        command.Add(layers);
        output.AddTo(command);
        command.SetAction(parsed => Run(mapping.Read(parsed) with { Layers = parsed.GetValue(layers) }, output.Read(parsed), console));
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
