using System.CommandLine;
using HeatMap.Cli.Output;
using HeatMap.Cli.Reading;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap compare A B</c>: in what two maps differ, and what became of the first until the second.</summary>
internal static class CompareCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string> first = File("A", "The first map, the earlier one: positions as CSV or gzip'd CSV, or a map that --partial wrote; - reads standard input."), second = File("B", "The second map, the later one.");
        var secondMark = InputOptions.Number("--second-mark", "PRICE", "The mark of the second map, when --mark is not its mark as well.");
        var low = InputOptions.Number("--low", "PRICE", "The lowest price between the two. Default: the lower mark.");
        var high = InputOptions.Number("--high", "PRICE", "The highest price between the two. Default: the higher mark.");
        var within = new DistanceOption("A distance from the mark for asymmetry. May be repeated. Default: 1, 2, 5 and 10.");
        var zones = InputOptions.Number("--zones", "N", "How many zones that appeared, and that vanished. Default: 5.");
        var prominence = InputOptions.Number("--prominence", "NOTIONAL", "Leave out zones that stand out by less. Default: 0.");
        var top = InputOptions.Number("--top", "N", "How many of the bands that differ most. Default: 10.");
        var mapping = new MappingOptions(orMaps: true);
        var output = new OutputOptions("table", "json");

        var command = new Command("compare", "Say in what two maps differ: how far apart they are, what was built, closed, liquidated, moved.") { first, second };
        foreach (Option option in (Option[])[low, high, secondMark, within.Option, zones, prominence, top])
        {
            command.Add(option);
        }

        mapping.AddOptionsTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            var defaults = new ReportOptions();
            string file = parsed.GetRequiredValue(first);
            var settings = new ComparisonSettings(file, parsed.GetRequiredValue(second), mapping.Read(parsed, file))
            {
                SecondMark = InputOptions.Positive("--second-mark", parsed.GetValue(secondMark)),
                Low = InputOptions.Positive("--low", parsed.GetValue(low)),
                High = InputOptions.Positive("--high", parsed.GetValue(high)),
                Report = defaults with
                {
                    Distances = within.Read(parsed) ?? defaults.Distances,
                    MostZones = InputOptions.Count("--zones", parsed.GetValue(zones)) ?? defaults.MostZones,
                    MinProminence = InputOptions.NonNegative("--prominence", parsed.GetValue(prominence)) ?? defaults.MinProminence,
                },
                MostBands = InputOptions.Count("--top", parsed.GetValue(top)) ?? 10,
            };
            return Run(settings, output.Read(parsed), console);
        });
        return command;
    }

    private static int Run(ComparisonSettings settings, OutputSettings output, ToolConsole console)
    {
        Delivery.RequireWritable([settings.First, settings.Second, settings.Mapping.TiersFile], output.OutFile);
        var comparison = Comparison.Of(settings, console);
        Delivery.Print(output, console, drawing => ComparisonTable.Write(comparison, drawing), text => ComparisonJson.Write(comparison, text));
        return ExitCode.Done;
    }

    private static Argument<string> File(string name, string description) => new(name) { Description = description };
}
