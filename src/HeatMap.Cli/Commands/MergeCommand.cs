using System.CommandLine;
using HeatMap.Cli.Mapping;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap merge FILE...</c>: maps of parts to a map of the whole, or what one map has more than another.</summary>
internal static class MergeCommand
{
    public static Command Create(ToolConsole console)
    {
        var files = FileArgument.Create("Maps that --partial wrote, or heat maps and maps of CoinGlass as JSON; - reads one from standard input.");
        var mark = InputOptions.Number("--mark", "PRICE", "The current price, in place of the marks of the maps. Default: the one they share.");
        var symbol = new Option<string?>("--symbol") { HelpName = "NAME", Description = "What to call the contract, which the files do not tell." };
        var minus = new Option<string?>("--minus") { HelpName = "FILE", Description = "Show what the maps together have more, or less, than this one." };
        Option<long?> at = MomentOption.Create("--at", "The column of heat maps of CoinGlass: the last one that begins then or before. Default: the last one.");
        var bands = new BandOptions("the bands of the maps", "the window of the maps");
        var output = new MapOutputOptions();

        var command = new Command("merge", "Add up maps that heatmap map --partial wrote, exactly.") { files, mark, symbol, minus, at };
        bands.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            string[] maps = parsed.GetRequiredValue(files);
            var settings = new MergeSettings(maps, InputOptions.Positive("--mark", parsed.GetValue(mark)), bands.Read(parsed)) { At = parsed.GetValue(at) };
            MapOutputSettings wanted = output.Read(parsed);
            MapDelivery.RequireWritable(wanted, [.. maps, parsed.GetValue(minus)]);
            var merger = new MapMerger(settings, console);
            if (parsed.GetValue(minus) is { } minusFile)
            {
                Subtract(merger, minusFile, parsed.GetValue(symbol), wanted, console);
            }
            else
            {
                MapDelivery.Deliver(new(merger.Merge(), parsed.GetValue(symbol), Skipped: null), wanted, console);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Subtract(MapMerger merger, string minusFile, string? symbol, MapOutputSettings output, ToolConsole console)
    {
        if (output.Pictures.Any || output.PartialFile is not null)
        {
            throw ToolException.Usage("--html, --svg, --plotly and --partial take a map: a difference is none, and goes with --format and --out");
        }

        (LiquidationMap left, LiquidationMap right, MapDifference difference) = merger.Subtract(minusFile);
        var loaded = new LoadedDifference(difference, symbol, left, right);
        Delivery.Print(
            output,
            console,
            drawing => DifferenceTable.Write(loaded, drawing),
            text => MapJson.Write(loaded, text),
            text => MapCsv.Write(MapParts.Of(difference, left.HasCounts), text));
    }
}
