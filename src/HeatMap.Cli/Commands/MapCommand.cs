using System.CommandLine;
using System.CommandLine.Parsing;
using HeatMap.Cli.Input;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap map FILE</c>: from a file of positions to a liquidation map.</summary>
internal static class MapCommand
{
    private static readonly string[] Formats = ["table", "json", "csv"];

    public static Command Create(ToolConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "Positions as CSV or gzip'd CSV; - reads standard input." };
        var mark = Number("--mark", "PRICE", "The current price. Default: the column mark_price.");
        var symbol = new Option<string?>("--symbol") { HelpName = "NAME", Description = "The contract to map, when the file holds several." };
        var band = Number("--band", "WIDTH", "Bands of equal width, in quote per base.");
        var bands = Number("--bands", "N", "N bands of equal width.");
        var geometric = Number("--geometric", "PERCENT", "Bands that grow by a percentage. Default: 0.25.");
        var range = new Option<PriceRange?>("--range") { HelpName = "LOW:HIGH", Description = "Prices to show. Default: half to one and a half times the mark.", CustomParser = ParseRange };
        var venue = new Option<string?>("--venue") { HelpName = "NAME", Description = $"Whose rules price a position: {string.Join(", ", Venues.Names)}. Default: the column venue." };
        var tiers = new Option<string?>("--tiers") { HelpName = "FILE", Description = "Maintenance tiers as JSON, in place of the venue's preset." };
        var recompute = new Option<bool>("--recompute") { Description = "Compute every price from margin or leverage, also where the file has one." };
        var column = new Option<string[]>("--column") { HelpName = "name=theirs", Description = "What the file calls a column. May be repeated.", Arity = ArgumentArity.OneOrMore };
        var skipBad = new Option<bool>("--skip-bad") { Description = "Leave bad rows out and count them, instead of stopping." };
        var format = new Option<string>("--format") { HelpName = "table|json|csv", Description = "What to print.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong(Formats);
        var html = new Option<string?>("--html") { HelpName = "FILE", Description = "Also write a page for the browser." };
        var svg = new Option<string?>("--svg") { HelpName = "FILE", Description = "Also write a picture." };
        var output = new Option<string?>("--out") { HelpName = "FILE", Description = "Write what would be printed to a file." };

        var command = new Command("map", "Show where forced orders wait: the liquidation map of a file of positions.")
        {
            file, mark, symbol, band, bands, geometric, range, venue, tiers, recompute, column, skipBad, format, html, svg, output,
        };
        command.SetAction(parsed =>
        {
            (BandChoice choice, double value) = OneBandChoice(parsed.GetValue(band), parsed.GetValue(bands), parsed.GetValue(geometric));
            var settings = new MapSettings
            {
                File = parsed.GetRequiredValue(file),
                Mark = Positive("--mark", parsed.GetValue(mark)),
                Symbol = parsed.GetValue(symbol),
                Bands = choice,
                BandValue = value,
                Range = parsed.GetValue(range),
                Venue = KnownVenue(parsed.GetValue(venue)),
                TiersFile = parsed.GetValue(tiers),
                Recompute = parsed.GetValue(recompute),
                SkipBad = parsed.GetValue(skipBad),
                Columns = ColumnNames.ParseRenames(parsed.GetValue(column) ?? []),
                Format = parsed.GetRequiredValue(format),
                HtmlFile = parsed.GetValue(html),
                SvgFile = parsed.GetValue(svg),
                OutFile = parsed.GetValue(output),
            };
            return Run(settings, console);
        });
        return command;
    }

    private static int Run(MapSettings settings, ToolConsole console)
    {
        foreach (string? file in (string?[])[settings.HtmlFile, settings.SvgFile, settings.OutFile])
        {
            RequireWritable(file);
        }

        LoadedMap loaded = MapLoader.Load(settings, console);
        if (settings.Format == "table" && settings.OutFile is null)
        {
            MapLadder.Write(loaded, console.Draw(console.Out, console.OutIsTerminal));
        }
        else
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            switch (settings.Format)
            {
                case "json":
                    MapJson.Write(loaded, text);
                    break;
                case "csv":
                    MapCsv.Write(loaded, text);
                    break;
                default:
                    MapLadder.Write(loaded, console.Draw(text, isTerminal: false));
                    break;
            }

            Deliver(settings.OutFile, text.ToString(), console);
        }

        var display = new DisplayOptions { Title = loaded.Symbol };
        if (settings.HtmlFile is { } page)
        {
            WriteFile(page, loaded.Map.ToHtml(display));
            console.Error.WriteLine($"heatmap: wrote {page}");
        }

        if (settings.SvgFile is { } picture)
        {
            WriteFile(picture, loaded.Map.ToSvg(display));
            console.Error.WriteLine($"heatmap: wrote {picture}");
        }

        return ExitCode.Done;
    }

    private static void Deliver(string? file, string text, ToolConsole console)
    {
        if (file is null)
        {
            console.Out.Write(text);
            return;
        }

        WriteFile(file, text);
        console.Error.WriteLine($"heatmap: wrote {file}");
    }

    /// <summary>Finds out before anything is printed that a file could not be written.</summary>
    private static void RequireWritable(string? file)
    {
        if (file is not null && (file.Length == 0 || Directory.Exists(file) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file)))))
        {
            throw ToolException.Usage($"'{file}' cannot be written: it must name a file in a folder that exists");
        }
    }

    private static void WriteFile(string file, string text)
    {
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw ToolException.Usage($"{file} cannot be written: {error.Message}");
        }
    }

    private static Option<double?> Number(string name, string helpName, string description) => new(name)
    {
        HelpName = helpName,
        Description = description,
        CustomParser = result =>
        {
            string token = result.Tokens[0].Value;
            if (double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                return value;
            }

            result.AddError($"{name} takes a number, was '{token}'");
            return null;
        },
    };

    private static PriceRange? ParseRange(ArgumentResult result)
    {
        string token = result.Tokens[0].Value;
        string[] ends = token.Split(':');
        if (ends.Length == 2
            && double.TryParse(ends[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double low)
            && double.TryParse(ends[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double high)
            && low >= 0 && high > low && double.IsFinite(high))
        {
            return new(low, high);
        }

        result.AddError($"--range takes LOW:HIGH with 0 <= LOW < HIGH, was '{token}'");
        return null;
    }

    private static (BandChoice Choice, double Value) OneBandChoice(double? width, double? count, double? percent)
    {
        if ((width is null ? 0 : 1) + (count is null ? 0 : 1) + (percent is null ? 0 : 1) > 1)
        {
            throw ToolException.Usage("--band, --bands and --geometric exclude each other");
        }

        if (count is { } n && !(n >= 1 && n <= BandGrid.MaxCount && n == Math.Floor(n)))
        {
            throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"--bands takes a whole number from 1 to {BandGrid.MaxCount}, was {n}"));
        }

        return (Positive("--band", width), Positive("--bands", count), Positive("--geometric", percent)) switch
        {
            ({ } w, _, _) => (BandChoice.Width, w),
            (_, { } c, _) => (BandChoice.Count, c),
            (_, _, { } p) => (BandChoice.Percent, p),
            _ => (BandChoice.Default, 0),
        };
    }

    private static double? Positive(string option, double? value) => value is null or (> 0 and < double.PositiveInfinity)
        ? value
        : throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"{option} takes a number > 0, was {value}"));

    private static string? KnownVenue(string? venue) => venue is null || Venues.Names.Contains(venue)
        ? venue
        : throw ToolException.Usage($"--venue must be one of {string.Join(", ", Venues.Names)}, was '{venue}'");
}
