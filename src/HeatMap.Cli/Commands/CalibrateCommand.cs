using System.CommandLine;
using HeatMap.Cli.Estimating;
using HeatMap.Cli.Input;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap calibrate BARS LIQUIDATIONS</c>: fits how far from entry positions are liquidated to what was liquidated.</summary>
internal static class CalibrateCommand
{
    public static Command Create(ToolConsole console)
    {
        var bars = new BarOptions(withVenues: false);
        var prints = new PrintOptions();
        var feed = new Option<string?>("--feed") { HelpName = "full|thinned", Description = "Whether prints are all there are, or at most one a second, as Binance and OKX publish them. Default: full." };
        feed.AcceptOnly("full", "thinned");
        var censored = InputOptions.Number("--censored", "PERCENT", "Of so many bars, the busiest, take what was published for a lower bound. Default: 0.");
        var split = new Option<bool>("--split-sides") { Description = "Fit longs and shorts each by themselves. Few coins have data for that." };
        var held = InputOptions.Number("--held-out", "PERCENT", "The last part of the bars, on which a fit must beat what was known before. Default: 25.");
        var target = new Option<string?>("--output") { HelpName = "FILE", Description = "Write the calibration, for --calibration. Nothing is written where the fit is refused." };
        var output = new OutputOptions("table", "json");
        var command = new Command("calibrate", "Fit the calibration of heatmap estimate to liquidations: columns of bars, or executed ones in a file with sides.");
        bars.AddTo(command);
        prints.AddTo(command);
        foreach (Option option in (Option[])[feed, censored, split, held, target])
        {
            command.Add(option);
        }

        output.AddTo(command);
        command.SetAction(parsed =>
        {
            BarInputSettings input = bars.Read(parsed);
            string? found = input.Bars.Files.Skip(1).FirstOrDefault(f => PrintedBars.IsPrints(f, console));
            (CsvSettings? file, SideOf sideOf) = prints.Read(parsed, input.Bars.SkipBad, found);
            var settings = new CalibrateSettings(input with { Bars = input.Bars with { Files = [.. input.Bars.Files.Where(f => f != found)] } })
            {
                Prints = file,
                SideOf = sideOf,
                IsThinned = parsed.GetValue(feed) == "thinned",
                CensoredShare = Percent("--censored", parsed.GetValue(censored), 100) ?? 0,
                SplitsSides = parsed.GetValue(split),
                HeldOutShare = Percent("--held-out", parsed.GetValue(held), 90),
            };
            return Run(settings, parsed.GetValue(target), output.Read(parsed), console);
        });
        return command;
    }

    private static int Run(CalibrateSettings settings, string? target, OutputSettings output, ToolConsole console)
    {
        Delivery.RequireWritable([.. settings.Inputs, settings.Prints?.File], output.OutFile, target);
        CalibrateResult result = CalibrateRun.Of(settings, console);
        Delivery.Print(output, console, drawing => CalibrateTable.Write(result, drawing), text => CalibrateJson.Write(result, text));
        if (target is not null && !result.Fit.IsAccepted)
        {
            console.Error.WriteLine($"heatmap: the fit is refused, so {target} was not written");
            return ExitCode.Failed;
        }

        if (target is not null)
        {
            Delivery.WriteFile(target, result.Calibration.ToText(), console);
        }

        return ExitCode.Done;
    }

    private static double? Percent(string option, double? percent, double most) => percent is null ? null
        : percent >= 0 && percent <= most ? percent / 100
        : throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"{option} takes a percentage from 0 to {most}, was {percent}"));
}
