using System.CommandLine;
using HeatMap.Cli.Estimating;
using HeatMap.Cli.Input;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap score BARS</c>: how much an estimated map tells of what is liquidated, beside all baselines.</summary>
internal static class ScoreCommand
{
    public static Command Create(ToolConsole console)
    {
        var bars = new BarOptions(withVenues: false);
        Option<string[]> liquidations = BarOptions.Several("--liquidations", "FILE", "Liquidations by bar, as columns beside times; the same as another file of bars. May be repeated.");
        var prints = new PrintOptions();
        Option<string[]> snapshots = BarOptions.Several("--snapshots", "FILE|FOLDER", "Maps of others, scored beside the estimate: heat maps of CoinGlass, or maps that --partial wrote. May be repeated.");
        var bankruptcy = InputOptions.Number("--bankruptcy-rate", "FRACTION", "Prices of the prints are those of bankruptcy: turn them into triggers by this maintenance rate.");
        Option<TimeSpan?> interval = DurationOption.Create("--interval", "How long the intervals are that are forecast, whole bars. Default: one bar.");
        var training = InputOptions.Number("--train-days", "DAYS", "The least to train on before the first test. Default: 14.");
        var refit = InputOptions.Number("--refit-days", "DAYS", "After how many days to fit anew. Default: 21.");
        Option<TimeSpan?> embargo = DurationOption.Create("--embargo", "What is left out between training and test. Default: 1d.");
        var members = InputOptions.Number("--ensemble", "N", "Also score the mean of N estimates with other assumptions.");
        var draws = InputOptions.Number("--draws", "N", "How often days are drawn for intervals. Default: 2000.");
        var seed = InputOptions.Number("--seed", "N", "Which draws are made. Default: 0.");
        var output = new OutputOptions("table", "json", "csv", "markdown");
        var pictures = new PictureOptions("the scores beside all baselines", "the scores");
        var command = new Command("score", "Score estimated maps against baselines on what was liquidated: how much they tell, given the path.");
        bars.AddTo(command);
        command.Add(liquidations);
        prints.AddTo(command);
        foreach (Option option in (Option[])[bankruptcy, snapshots, interval, training, refit, embargo, members, draws, seed])
        {
            command.Add(option);
        }

        pictures.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            BarInputSettings input = bars.Read(parsed);
            string[] more = parsed.GetValue(liquidations) ?? [];
            (CsvSettings? file, SideOf sideOf) = prints.Read(parsed, input.Bars.SkipBad);
            var settings = new ScoreSettings(input with { Bars = input.Bars with { Files = [.. input.Bars.Files, .. more] } })
            {
                Prints = file,
                SideOf = sideOf,
                BankruptcyRate = Rate(parsed.GetValue(bankruptcy)),
                Snapshots = parsed.GetValue(snapshots) ?? [],
                Interval = parsed.GetValue(interval),
                WalkForward = new()
                {
                    FirstTraining = Days("--train-days", parsed.GetValue(training), 14),
                    RefitEvery = Days("--refit-days", parsed.GetValue(refit), 21),
                    Embargo = parsed.GetValue(embargo) ?? TimeSpan.FromDays(1),
                },
                Members = EstimateCommand.MembersOf(parsed.GetValue(members)),
                Draws = Math.Max(InputOptions.Count("--draws", parsed.GetValue(draws)) ?? 2000, 1),
                Seed = InputOptions.Count("--seed", parsed.GetValue(seed)) ?? 0,
            };
            return Run(settings, output.Read(parsed), pictures.Read(parsed), console);
        });
        return command;
    }

    private static int Run(ScoreSettings settings, OutputSettings output, PictureSettings pictures, ToolConsole console)
    {
        Delivery.RequireWritable([.. settings.Inputs, settings.Prints?.File, .. settings.Snapshots], [output.OutFile, .. pictures.Files]);
        ScoreResult result = ScoreRun.Of(settings, console);
        Delivery.Print(
            output,
            console,
            drawing => ScoreTable.Write(result, drawing),
            text => ScoreJson.Write(result, text),
            text =>
            {
                if (output.Format == "markdown")
                {
                    ScoreMarkdown.Write(result, text);
                }
                else
                {
                    ScoreCsv.Write(result, text);
                }
            });
        PictureDelivery.Deliver(pictures, () => ResultCharts.Of(result), console);
        return ExitCode.Done;
    }

    private static double? Rate(double? rate) => rate is null or (> 0 and < 1) ? rate
        : throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"--bankruptcy-rate takes a fraction > 0 and < 1, was {rate}"));

    private static TimeSpan Days(string option, double? days, double otherwise) => (days ?? otherwise) is >= 0.01 and <= 3650 and var given ? TimeSpan.FromDays(given)
        : throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"{option} takes days from 0.01 to 3650, was {days}"));
}
