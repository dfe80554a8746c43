using System.CommandLine;
using HeatMap.Cascades;
using HeatMap.Cli.Cascading;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap explain FILE --path BARS</c>: which part of a past move forced orders account for.</summary>
internal static class ExplainCommand
{
    public static Command Create(ToolConsole console)
    {
        var files = FileArgument.Create("Who waited where before: positions as CSV or JSON, or maps that --partial wrote or CoinGlass answered, which are added up; - reads standard input.");
        var path = new Option<string>("--path") { HelpName = "BARS", Description = "The bars that followed, as CSV or gzip'd CSV: time_unix_ms, low, high.", Required = true };
        Option<long?> after = MomentOption.Create("--after", "Leave out bars that begin before. Default: none.");
        var prominence = InputOptions.Number("--prominence", "NOTIONAL", "Leave out zones that stand out by less. Default: 0.");
        var market = new MarketOptions();
        var edge = new EdgeOption(withBoth: false);
        var mapping = new MappingOptions(orMaps: true);
        var output = new OutputOptions();
        var command = new Command("explain", "Say which part of a past move came from outside, and which from forced orders.") { files, path, after, prominence };
        market.AddTo(command);
        command.Add(edge.Option);
        mapping.AddOptionsTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            string[] named = parsed.GetRequiredValue(files);
            var settings = new MoveSettings(named, mapping.Read(parsed, named[0]), market.Read(parsed), parsed.GetRequiredValue(path))
            {
                After = parsed.GetValue(after),
                Edge = edge.Read(parsed) ?? BandEdge.Near,
                ChoseEdge = edge.IsGiven(parsed),
                MinProminence = InputOptions.NonNegative("--prominence", parsed.GetValue(prominence)) ?? 0,
            };
            return Run(settings, output.Read(parsed), console);
        });
        return command;
    }

    private static int Run(MoveSettings settings, OutputSettings output, ToolConsole console)
    {
        string?[] inputs = [.. settings.Files, settings.PathFile, settings.Market.DepthFile];
        if (inputs.Count(static f => f == "-") > 1)
        {
            throw ToolException.Usage("standard input can be read once");
        }

        Delivery.RequireWritable([.. inputs, settings.Mapping.TiersFile], output.OutFile);
        var study = MoveStudy.Of(settings, console);
        Delivery.Print(output, console, drawing => MoveTable.Write(study, drawing), text => MoveJson.Write(study, text), text => MoveCsv.Write(study, text));
        return ExitCode.Done;
    }
}
