using System.CommandLine;
using HeatMap.Cli.Checking;
using HeatMap.Cli.Input;
using HeatMap.Cli.Output;
using HeatMap.Cli.Pricing;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap check FILE</c>: do the venue's prices follow from what the file says?</summary>
internal static class CheckCommand
{
    private const double DefaultTolerancePercent = 0.01;

    public static Command Create(ToolConsole console)
    {
        var input = new InputOptions();
        var output = new OutputOptions();
        Option<double?> tolerance = InputOptions.Number("--tolerance", "PERCENT", "How far prices may differ; one tick always may. Default: 0.01.");
        var fail = new Option<bool>("--fail") { Description = "End with exit code 1 when a price disagrees." };
        var command = new Command("check", "Recompute every liquidation price that a file reports, and show which disagree and why.") { tolerance, fail };
        input.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
            Run(input.Read(parsed), output.Read(parsed), InputOptions.Positive("--tolerance", parsed.GetValue(tolerance)) ?? DefaultTolerancePercent, parsed.GetValue(fail), console));
        return command;
    }

    private static int Run(InputSettings settings, OutputSettings output, double tolerancePercent, bool fail, ToolConsole console)
    {
        Delivery.RequireWritable([settings.File, settings.TiersFile], output.OutFile);
        CheckResult result = CheckResult.Of(PriceLoader.Load(settings, console, ColumnNames.LiquidationPrice, lenient: true), tolerancePercent);
        Delivery.Print(
            output,
            console,
            drawing => CheckTable.Write(result, drawing),
            text => CheckJson.Write(result, text),
            text =>
            {
                CheckCsv.Write(result, text);
                console.Error.WriteLine($"heatmap: {result.Summary}");
            });
        return fail && result.Disagree > 0 ? ExitCode.Failed : ExitCode.Done;
    }
}
