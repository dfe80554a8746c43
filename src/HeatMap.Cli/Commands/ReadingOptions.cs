using System.CommandLine;

namespace HeatMap.Cli.Commands;

/// <summary>The options that say what to read from a map.</summary>
internal sealed class ReadingOptions
{
    private static readonly ReadingStyle[] Styles = [ReadingStyle.Intraday, ReadingStyle.Swing, ReadingStyle.Weekly];

    private readonly Option<double?> _volatility = VolatilityOption.Create("How much price moves: the standard deviation of a year, 0.6 or 60%. Default: none, and nothing is said of what price may touch.");

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
}
