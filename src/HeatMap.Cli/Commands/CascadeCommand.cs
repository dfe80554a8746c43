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
        var output = new PictureOptions();
        var command = new Command("cascade", "Say what happens when price gets there: forced orders move price, which forces more.");
        options.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed => Run(options.Read(parsed), output.Read(parsed), console));
        return command;
    }

    private static int Run(CascadeSettings settings, PictureSettings output, ToolConsole console)
    {
        string?[] inputs = [.. settings.Files, settings.Market.DepthFile, settings.Episode?.PathFile];
        if (inputs.Count(static f => f == "-") > 1)
        {
            throw ToolException.Usage("standard input can be read once");
        }

        Delivery.RequireWritable([.. inputs, settings.Mapping.TiersFile], output.OutFile, output.HtmlFile, output.SvgFile);
        CascadeDelivery.Deliver(CascadeStudy.Of(settings, console), output, console);
        return ExitCode.Done;
    }
}
