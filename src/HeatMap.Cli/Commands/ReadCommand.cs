using System.CommandLine;
using HeatMap.Cli.Mapping;
using HeatMap.Cli.Output;
using HeatMap.Cli.Reading;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap read FILE...</c>: what a map says, in words and numbers.</summary>
internal static class ReadCommand
{
    public static Command Create(ToolConsole console)
    {
        var files = FileArgument.Create("Positions as CSV or JSON, or maps that --partial wrote or CoinGlass answered, which are added up; - reads standard input.");
        var reading = new ReadingOptions();
        var mapping = new MappingOptions(orMaps: true);
        var output = new OutputOptions("table", "json");
        var pictures = new PictureOptions("the map with its zones", "the map");

        var command = new Command("read", "Say what a map says: zones, the exposed side, gaps, and what price may touch.") { files };
        reading.AddTo(command);
        mapping.AddOptionsTo(command);
        pictures.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            string[] named = parsed.GetRequiredValue(files);
            MapSettings settings = mapping.Read(parsed, named[0]);
            if (reading.ReadStyle(parsed) is { } style)
            {
                settings = settings with { Bands = settings.Bands with { DefaultStep = style.BandStep } };
            }

            return Run(named, settings, reading.Read(parsed), output.Read(parsed), pictures.Read(parsed), console);
        });
        return command;
    }

    private static int Run(string[] files, MapSettings settings, ReportOptions options, OutputSettings output, PictureSettings pictures, ToolConsole console)
    {
        Delivery.RequireWritable([.. files, settings.TiersFile], [output.OutFile, .. pictures.Files]);
        var read = LoadedReport.Of(MapInput.Load(files, settings, console), options);
        Delivery.Print(output, console, drawing => ReportTable.Write(read, drawing), text => ReportJson.Write(read, text));
        PictureDelivery.Deliver(pictures, () => ResultCharts.Of(read.Loaded), console);
        return ExitCode.Done;
    }
}
