using System.CommandLine;
using HeatMap.Cli.Input;
using HeatMap.Cli.Output;
using HeatMap.Cli.Replaying;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap replay EVENTS</c>: plays what happened to positions, and shows the map move.</summary>
internal static class ReplayCommand
{
    public static Command Create(ToolConsole console)
    {
        var file = new Argument<string>("EVENTS") { Description = "Events as CSV or gzip'd CSV; - reads standard input." };
        var rules = new RulesOptions();
        var bands = new BandOptions("0.25", "half of the lowest to one and a half times the highest mark");
        var mark = InputOptions.Number("--mark", "PRICE", "The price before the first mark. Default: that of the first mark.");
        var speed = InputOptions.Number("--speed", "N", "Play N times as fast as it happened, and redraw the ladder. Default: at once.");
        Option<TimeSpan?> every = DurationOption.Create("--every", "The time that a column of the heat map covers. Default: a round one that gives up to 300 columns.");
        var csv = new CsvOptions();
        var output = new HeatMapOutputOptions("price by time, and the map at the end");
        var command = new Command("replay", "Play events of positions and marks: forced orders as they happen, the map, and price by time.") { file, speed, every, mark };
        rules.AddTo(command);
        bands.AddTo(command);
        csv.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            HeatMapOutputSettings wanted = output.Read(parsed);
            (string? venue, string? tiers, string? symbol) = rules.Read(parsed);
            var settings = new ReplaySettings(csv.Read(parsed, parsed.GetRequiredValue(file), EventColumns.OfEvents), bands.Read(parsed))
            {
                Venue = venue,
                TiersFile = tiers,
                Symbol = symbol,
                Mark = InputOptions.Positive("--mark", parsed.GetValue(mark)),
                Speed = InputOptions.Positive("--speed", parsed.GetValue(speed)),
                Every = parsed.GetValue(every),
                MakesHeatMap = wanted.WantsHeatMap,
            };
            return Run(settings, wanted, console);
        });
        return command;
    }

    private static int Run(ReplaySettings settings, HeatMapOutputSettings output, ToolConsole console)
    {
        HeatMapDelivery.RequireWritable(output, settings.Input.File, settings.TiersFile);
        bool isLive = settings.Speed is not null && output is { Format: "table", OutFile: null };
        ReplayResult result = EventPlayer.Play(settings, console, isLive ? new ReplayScreen(console, settings.Symbol) : null);
        if (isLive && console.OutIsTerminal)
        {
            console.Out.Write("\x1b[H\x1b[J");
        }

        Delivery.Print(
            output,
            console,
            drawing => ReplayTable.Write(result, drawing, showOrders: !isLive || console.OutIsTerminal),
            text => ReplayJson.Write(result, text),
            text => ReplayCsv.Write(result, text));
        HeatMapDelivery.Deliver(result.HeatMap, result.Map, () => ResultCharts.Of(result, settings.Bands.Range), output, console);
        return ExitCode.Done;
    }
}
