using System.CommandLine;
using HeatMap.Cli.Input;
using HeatMap.Cli.Output;
using HeatMap.Cli.Pricing;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap price FILE</c>: the liquidation price of every position of a file.</summary>
internal static class PriceCommand
{
    public static Command Create(ToolConsole console)
    {
        var input = new InputOptions();
        var output = new OutputOptions();
        var explain = new Option<bool>("--explain") { Description = "Also show the numbers behind each price, which add up again." };
        var command = new Command("price", "Compute liquidation prices: a line a position, of any symbols and venues.") { explain };
        input.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed => Run(input.Read(parsed), output.Read(parsed), parsed.GetValue(explain), console));
        return command;
    }

    private static int Run(InputSettings settings, OutputSettings output, bool explain, ToolConsole console)
    {
        Delivery.RequireWritable([settings.File, settings.TiersFile], output.OutFile);
        if (explain && output.Format != "table")
        {
            throw ToolException.Usage("--explain is for people: it goes with --format table");
        }

        IReadOnlyList<PricedRow> rows = PriceLoader.Load(settings, console);
        Delivery.Print(
            output,
            console,
            drawing =>
            {
                PriceTable.Write(rows, drawing);
                if (explain)
                {
                    PriceExplanation.Write(rows, drawing);
                }
            },
            text => PriceJson.Write(rows, text),
            text => PriceCsv.Write(rows, text));
        return ExitCode.Done;
    }
}
