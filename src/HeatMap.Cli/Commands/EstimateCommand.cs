using System.CommandLine;
using HeatMap.Cli.Estimating;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap estimate BARS</c>: where hidden positions would be liquidated, from public bars.</summary>
internal static class EstimateCommand
{
    public static Command Create(ToolConsole console)
    {
        var bars = new BarOptions(withVenues: true);
        var bands = new BandOptions("0.25", "half to one and a half times the mark; of the heat map the prices of the bars and a tenth beyond");
        var members = InputOptions.Number("--ensemble", "N", "Also make N estimates with other assumptions, and say how far they lie apart.");
        var seed = InputOptions.Number("--seed", "N", "Which assumptions --ensemble draws. Default: 0.");
        var measured = new Option<string?>("--measured") { HelpName = "FILE", Description = "Real positions of a venue, or their map that --partial wrote: they replace its model, or are added." };
        var measuredVenue = new Option<string?>("--measured-venue") { HelpName = "NAME", Description = "Whose positions these are." };
        var measuredRules = new Option<string?>("--measured-rules") { HelpName = "NAME", Description = $"Whose rules price them: {string.Join(", ", Venues.Names)}. Default: the column venue." };
        var measuredInterest = InputOptions.Number("--measured-oi", "COINS", "The open interest that the venue states, for the share that they cover.");
        Option<TimeSpan?> every = DurationOption.Create("--every", "The time that a column of the heat map covers. Default: one bar.");
        var output = new HeatMapOutputOptions("price by time with the bars as candles, and the map at the end");
        var command = new Command("estimate", "Estimate where hidden positions would be liquidated, from public bars: the map now, and price by time.");
        bars.AddTo(command);
        foreach (Option option in (Option[])[members, seed, measured, measuredVenue, measuredRules, measuredInterest, every])
        {
            command.Add(option);
        }

        bands.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            HeatMapOutputSettings wanted = output.Read(parsed);
            var settings = new EstimateSettings(bars.Read(parsed), bands.Read(parsed))
            {
                Members = MembersOf(parsed.GetValue(members)),
                Seed = InputOptions.Count("--seed", parsed.GetValue(seed)) ?? 0,
                MeasuredFile = parsed.GetValue(measured),
                MeasuredVenue = parsed.GetValue(measuredVenue),
                MeasuredRules = parsed.GetValue(measuredRules),
                MeasuredOpenInterest = InputOptions.Positive("--measured-oi", parsed.GetValue(measuredInterest)) ?? double.NaN,
                Every = parsed.GetValue(every),
                MakesHeatMap = wanted.WantsHeatMap,
            };
            return Run(settings, wanted, console);
        });
        return command;
    }

    private static int Run(EstimateSettings settings, HeatMapOutputSettings output, ToolConsole console)
    {
        if (settings.MeasuredFile is null != settings.MeasuredVenue is null)
        {
            throw ToolException.Usage("--measured FILE and --measured-venue NAME go together");
        }

        if (settings.MeasuredRules is { } rules && !Venues.Names.Contains(rules))
        {
            throw ToolException.Usage($"--measured-rules must be one of {string.Join(", ", Venues.Names)}, was '{rules}'");
        }

        HeatMapDelivery.RequireWritable(output, [.. settings.Inputs, settings.MeasuredFile]);
        EstimateResult result = EstimateRun.Of(settings, console);
        Delivery.Print(
            output,
            console,
            drawing => EstimateTable.Write(result, drawing),
            text => EstimateJson.Write(result, text),
            text => MapCsv.Write(MapParts.Of(result.Shown.Map), text));
        HeatMapDelivery.Deliver(result.HeatMap, result.Shown.Map, () => ResultCharts.Of(result, settings.Bands.Range), output, console);
        return ExitCode.Done;
    }

    /// <summary>How many estimates with other assumptions are wanted.</summary>
    public static int? MembersOf(double? members) => members switch
    {
        null => null,
        >= 2 and <= 256 and var n when n == Math.Floor(n) => (int)n,
        _ => throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"--ensemble takes a whole number from 2 to 256, was {members}")),
    };
}
