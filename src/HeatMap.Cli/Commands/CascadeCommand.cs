using System.CommandLine;
using HeatMap.Cli.Cascading;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap cascade FILE</c>: what happens when price gets there.</summary>
internal static class CascadeCommand
{
    public static Command Create(ToolConsole console)
    {
        var options = new CascadeOptions();
        var output = new OutputOptions();
        var command = new Command("cascade", "Say what happens when price gets there: forced orders move price, which forces more.");
        options.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed => Run(options.Read(parsed), output.Read(parsed), console));
        return command;
    }

    private static int Run(CascadeSettings settings, OutputSettings output, ToolConsole console)
    {
        string?[] inputs = [.. settings.Files, settings.Market.DepthFile, settings.Episode?.PathFile];
        if (inputs.Count(static f => f == "-") > 1)
        {
            throw ToolException.Usage("standard input can be read once");
        }

        Delivery.RequireWritable([.. inputs, settings.Mapping.TiersFile], output.OutFile);
        var study = CascadeStudy.Of(settings, console);
        Delivery.Print(output, console, drawing => CascadeTable.Write(study, drawing), text => CascadeJson.Write(study, text), text => CascadeCsv.Write(study, text));
        return ExitCode.Done;
    }
}
