using System.CommandLine;
using System.CommandLine.Parsing;

namespace HeatMap.Cli.Commands;

/// <summary>The options that say what to read from a map.</summary>
internal sealed class ReadingOptions
{
    /// <summary>What a fraction a year can be; more was meant as percent.</summary>
    private const double MostVolatility = 10;

    private static readonly ReadingStyle[] Styles = [ReadingStyle.Intraday, ReadingStyle.Swing, ReadingStyle.Weekly];

    private readonly Option<double?> _volatility = new("--volatility")
    {
        HelpName = "FRACTION",
        Description = "How much price moves: the standard deviation of a year, 0.6 or 60%. Default: none, and nothing is said of what price may touch.",
        CustomParser = ParseVolatility,
    };

    private readonly Option<TimeSpan[]?> _horizon = DurationOption.CreateSeveral("--horizon", "How long price has, with --volatility. May be repeated. Default: 4h, 1d and 7d.");

    private readonly Option<string?> _style = new("--style")
    {
        HelpName = string.Join('|', Styles.Select(static s => s.Name)),
        Description = "Other defaults for bands of positions, --horizon and --within, by how one trades: hours, days or weeks.",
    };

    private readonly Option<double?> _zones = InputOptions.Number("--zones", "N", "How many zones of each side. Default: 5.");

    private readonly Option<double?> _prominence = InputOptions.Number("--prominence", "NOTIONAL", "Leave out zones that stand out by less. Default: 0.");

    private readonly Option<double?> _gaps = InputOptions.Number("--gaps", "N", "How many of the widest gaps of each side. Default: 3.");

    private readonly DistanceOption _within = new("A distance from the mark for asymmetry and moves. May be repeated. Default: 1, 2, 5 and 10.");

    public ReadingOptions() => _style.AcceptOnly([.. Styles.Select(static s => s.Name)]);

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_style, _volatility, _horizon, _within.Option, _zones, _prominence, _gaps])
        {
            command.Add(option);
        }
    }

    /// <summary>How the user trades; null when nobody said.</summary>
    public ReadingStyle? ReadStyle(ParseResult parsed) => Styles.FirstOrDefault(s => s.Name == parsed.GetValue(_style));

    public ReportOptions Read(ParseResult parsed)
    {
        double? volatility = parsed.GetValue(_volatility);
        TimeSpan[] horizons = parsed.GetValue(_horizon) ?? [];
        if (horizons.Length > 0 && volatility is null)
        {
            throw ToolException.Usage("--horizon goes with --volatility: what price may touch depends on how much it moves");
        }

        ReportOptions defaults = ReadStyle(parsed)?.ReportOptions() ?? new();
        return new()
        {
            Model = volatility is { } v ? new GeometricBrownian(v) : null,
            Horizons = horizons.Length == 0 ? defaults.Horizons : [.. horizons.Distinct().Order()],
            Distances = _within.Read(parsed) ?? defaults.Distances,
            MostZones = InputOptions.Count("--zones", parsed.GetValue(_zones)) ?? defaults.MostZones,
            MinProminence = InputOptions.NonNegative("--prominence", parsed.GetValue(_prominence)) ?? defaults.MinProminence,
            MostGaps = InputOptions.Count("--gaps", parsed.GetValue(_gaps)) ?? defaults.MostGaps,
        };
    }

    private static double? ParseVolatility(ArgumentResult result)
    {
        string token = result.Tokens[0].Value;
        bool isPercent = token.EndsWith('%');
        if (!double.TryParse(isPercent ? token[..^1] : token, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !(value >= 0 && double.IsFinite(value)))
        {
            result.AddError($"--volatility takes a number >= 0 a year, such as 0.6 or 60%, was '{token}'");
            return null;
        }

        if (!isPercent && value > MostVolatility)
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"--volatility {token} would be {value * 100} % a year: write {value / 100} or {token}%"));
            return null;
        }

        return isPercent ? value / 100 : value;
    }
}
