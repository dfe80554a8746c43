using System.CommandLine;
using HeatMap.Cli.Input;
using HeatMap.Cli.Output;
using HeatMap.Cli.Replaying;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap realized EVENTS</c>: what was liquidated, by price and by time, beside what waits.</summary>
internal static class RealizedCommand
{
    public static Command Create(ToolConsole console)
    {
        var file = new Argument<string>("EVENTS") { Description = "Executed liquidations as CSV or gzip'd CSV; - reads standard input." };
        var sideOf = new Option<string?>("--side-of") { HelpName = "order|position", Description = "Whose side buy and sell are: an order to sell liquidates a long. Default: only long and short are taken." };
        sideOf.AcceptOnly("order", "position");
        var standing = new Option<string?>("--standing") { HelpName = "FILE", Description = "Show what waits beside it: a file of positions, or a map that --partial wrote." };
        var mark = InputOptions.Number("--mark", "PRICE", "The current price. Default: that of the standing map, or of the last liquidation.");
        Option<TimeSpan?> every = DurationOption.Create("--every", "The time that a column covers. Default: a round one that gives up to 300 columns.");
        var rules = new RulesOptions();
        var bands = new BandOptions("those of the standing map, or 0.25", "that of the standing map, or all prices");
        var csv = new CsvOptions();
        var output = new HeatMapOutputOptions("what was executed by price and time, by price, and what waits where that is given");
        var command = new Command("realized", "Show executed liquidations by price and time, beside what waits.") { file, sideOf, standing, every, mark };
        rules.AddTo(command);
        bands.AddTo(command);
        csv.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            (string? venue, string? tiers, string? symbol) = rules.Read(parsed);
            var settings = new RealizedSettings(csv.Read(parsed, parsed.GetRequiredValue(file), EventColumns.OfFeed), bands.Read(parsed))
            {
                SideOf = parsed.GetValue(sideOf) switch { "order" => SideOf.Order, "position" => SideOf.Position, _ => SideOf.Unsaid },
                StandingFile = parsed.GetValue(standing),
                Venue = venue,
                TiersFile = tiers,
                Symbol = symbol,
                Mark = InputOptions.Positive("--mark", parsed.GetValue(mark)),
                Every = parsed.GetValue(every),
            };
            return Run(settings, output.Read(parsed), console);
        });
        return command;
    }

    private static int Run(RealizedSettings settings, HeatMapOutputSettings output, ToolConsole console)
    {
        if (settings.StandingFile == "-")
        {
            throw ToolException.Usage("--standing takes a file: standard input can be read once");
        }

        HeatMapDelivery.RequireWritable(output, settings.Input.File, settings.StandingFile, settings.TiersFile);
        RealizedResult result = RealizedLoader.Load(settings, console);
        Delivery.Print(
            output,
            console,
            drawing => RealizedTable.Write(result, drawing),
            text => RealizedJson.Write(result, text),
            text => RealizedCsv.Write(result, text));
        HeatMapDelivery.Deliver(result.HeatMap, result.Executed, () => ResultCharts.Of(result, settings.Bands.Range), output, console);
        return ExitCode.Done;
    }
}
