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
        var pictures = new PictureOptions("the cascade with net depth, amplification and waves, and the map", "the cascade");
        var command = new Command("cascade", "Say what happens when price gets there: forced orders move price, which forces more.");
        options.AddTo(command);
        pictures.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed => Run(options.Read(parsed), output.Read(parsed), pictures.Read(parsed), console));
        return command;
    }

    private static int Run(CascadeSettings settings, OutputSettings output, PictureSettings pictures, ToolConsole console)
    {
        string?[] inputs = [.. settings.Files, settings.Market.DepthFile, settings.Episode?.PathFile];
        if (inputs.Count(static f => f == "-") > 1)
        {
            throw ToolException.Usage("standard input can be read once");
        }

        Delivery.RequireWritable([.. inputs, settings.Mapping.TiersFile], [output.OutFile, .. pictures.Files]);
        CascadeDelivery.Deliver(CascadeStudy.Of(settings, console), output, pictures, console);
        return ExitCode.Done;
    }
}
