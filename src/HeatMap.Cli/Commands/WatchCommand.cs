using System.CommandLine;
using HeatMap.Charts;
using HeatMap.Cli.Watching;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap watch FILE|FOLDER</c>: a page on this machine that follows a file.</summary>
internal static class WatchCommand
{
    public static Command Create(ToolConsole console)
    {
        var file = new Argument<string>("FILE|FOLDER") { Description = "Positions, bars or events, as map, estimate and replay take them; or a folder: snapshots of positions, or the newest file of others. What is not there yet is waited for." };
        var kind = new Option<string?>("--as") { HelpName = "positions|bars|events", Description = "What the file holds. Default: told by its columns." };
        kind.AcceptOnly("positions", "bars", "events");
        var port = InputOptions.Number("--port", "N", "Where to serve, on this machine alone. Default: any port that is free.");
        Option<TimeSpan?> poll = DurationOption.Create("--poll", "How often to look for changes, from 250ms to 1d. Default: 1s.");
        var replay = new Option<bool>("--replay") { Description = "Play a recorded log of events from its beginning, instead of following its end." };
        var speed = new Option<string?>("--speed") { HelpName = "N|max", Description = "With --replay: N times as fast as it happened. Default: 60." };
        Option<TimeSpan?> every = DurationOption.Create("--every", "The time that a column of the heat map covers. With bars, events or a folder of snapshots. Default: one bar, a round one that gives up to 300 columns, or that between two snapshots.");
        Option<WatchedRule[]?> rule = RuleOption.Create();
        var mark = InputOptions.Number("--mark", "PRICE", "With positions: the current price. With events: the price before the first mark.");
        var asset = new Option<string?>("--asset") { HelpName = "NAME", Description = "With bars: what they are of, such as BTC. Default: that of --symbol." };
        var column = new Option<string[]>("--column") { HelpName = "name=theirs", Description = "With --as: what the file calls a column. May be repeated.", Arity = ArgumentArity.OneOrMore };
        var skipBad = new Option<bool>("--skip-bad") { Description = "Leave bad lines out and count them, instead of refusing the file." };
        var rules = new RulesOptions();
        var bands = new BandOptions("0.25", "as of map, estimate and replay");
        var look = new LookOptions();
        var command = new Command("watch", "Serve a page on this machine that follows a file, a folder or a recorded log.") { file, kind, port, poll, replay, speed, every, rule, mark, asset, column, skipBad };
        rules.AddTo(command);
        bands.AddTo(command);
        look.AddTo(command);
        command.SetAction(parsed =>
        {
            (string? venue, string? tiers, string? symbol) = rules.Read(parsed);
            (ChartTheme theme, HeatPalette palette) = look.Read(parsed);
            bool isReplay = parsed.GetValue(replay);
            string[] renames = parsed.GetValue(column) ?? [];
            if (renames.Length > 0 && parsed.GetValue(kind) is null)
            {
                throw ToolException.Usage("--column goes with --as, because columns of other names do not tell what the file holds");
            }

            var settings = new WatchSettings(parsed.GetRequiredValue(file), bands.Read(parsed))
            {
                Kind = parsed.GetValue(kind) switch { "positions" => InputKind.Positions, "bars" => InputKind.Bars, "events" => InputKind.Events, _ => null },
                Port = PortOf(parsed.GetValue(port)),
                Poll = PollOf(parsed.GetValue(poll)),
                IsReplay = isReplay,
                Speed = SpeedOf(parsed.GetValue(speed), isReplay),
                Every = parsed.GetValue(every),
                Rules = parsed.GetValue(rule) ?? [],
                Mark = InputOptions.Positive("--mark", parsed.GetValue(mark)),
                Venue = venue,
                TiersFile = tiers,
                Symbol = symbol,
                Asset = parsed.GetValue(asset),
                Renames = renames,
                SkipBad = parsed.GetValue(skipBad),
                Theme = theme,
                Palette = palette,
            };

            // The tool's verbs run to their end on the thread that called them; nothing waits on this thread here.
            WatchRun.RunAsync(settings, console, started: null, CancellationToken.None).GetAwaiter().GetResult();
            return ExitCode.Done;
        });
        return command;
    }

    private static TimeSpan PollOf(TimeSpan? poll) => (poll ?? TimeSpan.FromSeconds(1)) is var pause && pause >= Watcher.LeastPause && pause <= TimeSpan.FromDays(1)
        ? pause
        : throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"--poll takes a time from 250ms to 1d, was {pause.TotalMilliseconds}ms"));

    private static int PortOf(double? port) => port switch
    {
        null => 0,
        >= 0 and <= 65_535 and var n when n == Math.Floor(n) => (int)n,
        _ => throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"--port takes a whole number from 0 to 65535, was {port}")),
    };

    private static double? SpeedOf(string? speed, bool isReplay)
    {
        if (speed is not null && !isReplay)
        {
            throw ToolException.Usage("--speed goes with --replay");
        }

        return speed switch
        {
            null => 60,
            "max" => null,
            _ when double.TryParse(speed, NumberStyles.Float, CultureInfo.InvariantCulture, out double times) && times is > 0 and < double.PositiveInfinity => times,
            _ => throw ToolException.Usage($"--speed takes a number > 0 or max, was '{speed}'"),
        };
    }
}
