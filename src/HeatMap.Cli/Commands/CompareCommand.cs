using System.CommandLine;
using HeatMap.Cli.Output;
using HeatMap.Cli.Reading;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap compare A B</c>: in what two maps differ, and what became of the first until the second.</summary>
internal static class CompareCommand
{
    public static Command Create(ToolConsole console)
    {
        var options = new ComparisonOptions();
        var output = new OutputOptions("table", "json");
        var pictures = new PictureOptions("the two maps and their difference", "the two maps");
        var command = new Command("compare", "Say in what two maps differ: how far apart they are, what was built, closed, liquidated, moved.");
        options.AddTo(command);
        pictures.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed => Run(options.Read(parsed), output.Read(parsed), pictures.Read(parsed), console));
        return command;
    }

    private static int Run(ComparisonSettings settings, OutputSettings output, PictureSettings pictures, ToolConsole console)
    {
        Delivery.RequireWritable([settings.First, settings.Second, settings.Mapping.TiersFile], [output.OutFile, .. pictures.Files]);
        var comparison = Comparison.Of(settings, console);
        Delivery.Print(output, console, drawing => ComparisonTable.Write(comparison, drawing), text => ComparisonJson.Write(comparison, text));
        PictureDelivery.Deliver(pictures, () => ResultCharts.Of(comparison), console);
        return ExitCode.Done;
    }
}
