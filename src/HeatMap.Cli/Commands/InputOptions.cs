using System.CommandLine;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Commands;

/// <summary>The argument and options of every command that reads a positions file.</summary>
internal sealed class InputOptions
{
    /// <summary>No token has more; the smallest unit is still a number.</summary>
    private const int MostDecimals = 36;

    private readonly Argument<string> _file = new("FILE") { Description = "Positions as CSV, or as JSON of Hyperliquid or DefiLlama, also gzip'd; - reads standard input." };

    private readonly Option<string?> _venue = new("--venue")
    {
        HelpName = "NAME",
        Description = $"Whose rules price a position: {string.Join(", ", Venues.Names)}. Default: the column venue.",
    };

    private readonly Option<string?> _tiers = new("--tiers") { HelpName = "FILE", Description = "Maintenance tiers as JSON, in place of the venue's shipped table." };

    private readonly Option<double?> _decimals = Number("--decimals", "N", "The decimals of the collateral token, for positions of DefiLlama that count its smallest units; 0 where they count tokens.");

    private readonly CsvOptions _lines = new();

    public void AddTo(Command command)
    {
        command.Add(_file);
        AddOptionsTo(command);
    }

    /// <summary>For commands whose files are an argument of their own.</summary>
    public void AddOptionsTo(Command command)
    {
        foreach (Option option in (Option[])[_venue, _tiers, _decimals])
        {
            command.Add(option);
        }

        _lines.AddTo(command);
    }

    public InputSettings Read(ParseResult parsed) => Read(parsed, parsed.GetRequiredValue(_file));

    public InputSettings Read(ParseResult parsed, string file) => new()
    {
        Lines = _lines.Read(parsed, file, ColumnNames.All),
        Venue = KnownVenue(parsed.GetValue(_venue)),
        TiersFile = parsed.GetValue(_tiers),
        Decimals = DecimalsOf(Count("--decimals", parsed.GetValue(_decimals))),
    };

    /// <summary>An option that takes a number, whatever the user's language.</summary>
    public static Option<double?> Number(string name, string helpName, string description) => new(name)
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

    public static double? Positive(string option, double? value) => value is null or (> 0 and < double.PositiveInfinity)
        ? value
        : throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"{option} takes a number > 0, was {value}"));

    /// <summary>A whole number of things.</summary>
    public static int? Count(string option, double? value) => value switch
    {
        null => null,
        >= 0 and <= BandGrid.MaxCount and var n when n == Math.Floor(n) => (int)n,
        _ => throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"{option} takes a whole number from 0 to {BandGrid.MaxCount}, was {value}")),
    };

    public static double? NonNegative(string option, double? value) => value is null or (>= 0 and < double.PositiveInfinity)
        ? value
        : throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"{option} takes a number >= 0, was {value}"));

    private static int? DecimalsOf(int? decimals) => decimals is null or <= MostDecimals ? decimals
        : throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"--decimals takes a whole number from 0 to {MostDecimals}, was {decimals}"));

    private static string? KnownVenue(string? venue) => venue is null || Venues.Names.Contains(venue)
        ? venue
        : throw ToolException.Usage($"--venue must be one of {string.Join(", ", Venues.Names)}, was '{venue}'");
}
