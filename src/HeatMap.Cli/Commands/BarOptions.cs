using System.CommandLine;
using HeatMap.Cli.Estimating;
using HeatMap.Cli.Input;
using HeatMap.Estimation;

namespace HeatMap.Cli.Commands;

/// <summary>The argument and options of every command that reads bars of market data.</summary>
internal sealed class BarOptions
{
    private readonly Argument<string[]> _files;

    private readonly Option<string[]> _venue;

    private readonly bool _withVenues;

    private readonly Option<string[]> _mark = Several("--mark-bars", "FILE", "Candles of the mark price, by which venues liquidate: their extremes count instead of those of trades. May be repeated.");

    private readonly Option<string?> _symbol = new("--symbol") { HelpName = "NAME", Description = "The contract, when a file holds several; BTC also finds BTCUSDT." };

    private readonly Option<string?> _asset = new("--asset") { HelpName = "NAME", Description = "What is traded: BTC. Default: that of --symbol; without one nothing counts as validated." };

    private readonly Option<string?> _scopeInterest = Scope("--scope-oi", "Open interest is", ", or the name of --venue");

    private readonly Option<string?> _scopeVolume = Scope("--scope-volume", "Volume is", ", or the name of --venue");

    private readonly Option<string?> _scopeLiquidations = Scope("--scope-liquidations", "Liquidations are", "");

    private readonly Option<string?> _calibration = new("--calibration") { HelpName = "FILE", Description = "What heatmap calibrate wrote. Default: the one that is shipped, fitted to BTC by the hour." };

    private readonly Option<string?> _volume = new("--volume")
    {
        HelpName = "by-range|reported",
        Description = "What a bar is taken to have traded: the calibration's turnover, more in bars that moved more, or what was reported. Default: as the calibration was fitted, the shipped one by-range.",
    };

    private readonly Option<double?> _step = InputOptions.Number("--step", "FRACTION", "The width of the bands in which is reckoned, not shown. Default: 0.0005.");

    private readonly Option<long?> _from = MomentOption.Create("--from", "Leave out bars that begin before.");

    private readonly Option<long?> _to = MomentOption.Create("--to", "Leave out bars that begin then or later.");

    private readonly Option<string[]> _column = Several("--column", "name=theirs", "What a file calls a column. May be repeated.");

    private readonly Option<bool> _skipBad = new("--skip-bad") { Description = "Leave bad lines out and count them, instead of stopping." };

    /// <param name="withVenues">Whether bars of several venues are taken.</param>
    public BarOptions(bool withVenues)
    {
        _withVenues = withVenues;
        _volume.AcceptOnly("by-range", "reported");
        _files = FileArgument.Create("Bars as CSV, also gzip'd: candles, open interest, liquidations. The first decides which bars there are; others add columns. - reads standard input.");
        _venue = Several("--venue", withVenues ? "NAME[=FILE,...]" : "NAME", withVenues
            ? "The venue of the files, or another one with files of its own. May be repeated: each is estimated by itself, and they add up."
            : "The venue of the files, when one holds several.");
    }

    public void AddTo(Command command)
    {
        command.Add(_files);
        foreach (Option option in (Option[])[_venue, _symbol, _asset, _scopeInterest, _scopeVolume, _scopeLiquidations, _calibration, _volume, _mark, _from, _to, _step, _column, _skipBad])
        {
            command.Add(option);
        }
    }

    public BarInputSettings Read(ParseResult parsed)
    {
        string[] named = parsed.GetValue(_venue) ?? [], files = parsed.GetValue(_files) ?? [];
        string[] plain = [.. named.Where(static v => !v.Contains('='))];
        if (plain.Length > 1 || (!_withVenues && named.Length > plain.Length))
        {
            throw ToolException.Usage(_withVenues ? "--venue NAME names the venue of the files; give others as NAME=FILE" : $"--venue takes one name, was '{string.Join("', '", named)}'");
        }

        (string Name, IReadOnlyList<string> Files)[] others = [.. named.Where(static v => v.Contains('=')).Select(VenueOf)];
        if (others.GroupBy(static v => v.Name).FirstOrDefault(g => g.Skip(1).Any() || g.Key == plain.FirstOrDefault()) is { } twice)
        {
            throw ToolException.Usage($"--venue names '{twice.Key}' twice; several files of one venue are NAME=FILE,FILE");
        }

        if (others.Length > 0 && plain.Length == 0)
        {
            throw ToolException.Usage("with several venues those of the first files need a name too: --venue NAME");
        }

        string? symbol = parsed.GetValue(_symbol), venue = plain.FirstOrDefault();
        bool skipBad = parsed.GetValue(_skipBad);
        var renames = CsvSettings.Parse(files[0], BarNames.Renamable, parsed.GetValue(_column) ?? [], skipBad).Renames;
        if (Inputs(files, others, parsed).Count(static f => f == "-") > 1)
        {
            throw ToolException.Usage("standard input can be read once");
        }

        return new()
        {
            Bars = new() { Files = files, MarkFiles = parsed.GetValue(_mark) ?? [], Renames = renames, Symbol = symbol, Venue = venue, SkipBad = skipBad },
            VenueName = venue,
            OtherVenues = others,
            Asset = parsed.GetValue(_asset) ?? AssetOf(symbol),
            Scopes = new()
            {
                OpenInterest = parsed.GetValue(_scopeInterest),
                Volume = parsed.GetValue(_scopeVolume),
                Liquidations = parsed.GetValue(_scopeLiquidations),
            },
            CalibrationFile = parsed.GetValue(_calibration),
            Volume = parsed.GetValue(_volume) switch { "reported" => VolumeUse.Reported, "by-range" => VolumeUse.ByRange, _ => null },
            Step = InputOptions.Positive("--step", parsed.GetValue(_step)) ?? 0.0005,
            From = parsed.GetValue(_from),
            To = parsed.GetValue(_to),
        };
    }

    public static Option<string[]> Several(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description, Arity = ArgumentArity.OneOrMore };

    private IEnumerable<string> Inputs(string[] files, (string Name, IReadOnlyList<string> Files)[] others, ParseResult parsed) =>
        [.. files, .. parsed.GetValue(_mark) ?? [], .. others.SelectMany(static v => v.Files), parsed.GetValue(_calibration) ?? ""];

    private static Option<string?> Scope(string name, string what, string orElse) =>
        new(name) { HelpName = "NAME", Description = $"{what} counted over these markets, for example binance or all. Default: nobody says{orElse}." };

    private static (string Name, IReadOnlyList<string> Files) VenueOf(string token)
    {
        string[] parts = token.Split('=', 2), files = parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries);
        return parts[0].Length > 0 && files.Length > 0 ? (parts[0], files) : throw ToolException.Usage($"--venue takes NAME or NAME=FILE[,FILE], was '{token}'");
    }

    /// <summary>BTC of BTCUSDT: what is traded without what it is paid in.</summary>
    public static string? AssetOf(string? symbol)
    {
        string? upper = symbol?.ToUpperInvariant();
        foreach (string quote in (string[])["USDT", "USDC", "USD"])
        {
            int end = upper?.IndexOf(quote, StringComparison.Ordinal) ?? -1;
            if (end > 0)
            {
                return upper![..end].TrimEnd('-', '_', '/');
            }
        }

        return upper;
    }
}
