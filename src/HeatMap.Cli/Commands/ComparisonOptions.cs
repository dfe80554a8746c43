using System.CommandLine;
using HeatMap.Cli.Reading;

namespace HeatMap.Cli.Commands;

/// <summary>The arguments and options that say which two maps to compare, and what to tell.</summary>
internal sealed class ComparisonOptions
{
    private const int DefaultBands = 10;

    private readonly Argument<string> _first = new("A") { Description = "The first map, the earlier one: positions as CSV or JSON, a map that --partial wrote, or one of CoinGlass; - reads standard input." };

    private readonly Argument<string> _second = new("B") { Description = "The second map, the later one." };

    private readonly Option<double?> _low = InputOptions.Number("--low", "PRICE", "The lowest price between the two. Default: the lower mark.");

    private readonly Option<double?> _high = InputOptions.Number("--high", "PRICE", "The highest price between the two. Default: the higher mark.");

    private readonly Option<double?> _secondMark = InputOptions.Number("--second-mark", "PRICE", "The mark of the second map, when --mark is not its mark as well.");

    private readonly Option<long?> _secondAt = MomentOption.Create("--second-at", "The column of the second map, where it is a heat map of CoinGlass. Default: the last one.");

    private readonly DistanceOption _within = new("A distance from the mark for asymmetry. May be repeated. Default: 1, 2, 5 and 10.");

    private readonly Option<double?> _zones = InputOptions.Number("--zones", "N", "How many zones that appeared, and that vanished. Default: 5.");

    private readonly Option<double?> _prominence = InputOptions.Number("--prominence", "NOTIONAL", "Leave out zones that stand out by less. Default: 0.");

    private readonly Option<double?> _top = InputOptions.Number("--top", "N", "How many of the bands that differ most. Default: 10.");

    private readonly MappingOptions _mapping = new(orMaps: true);

    public void AddTo(Command command)
    {
        command.Add(_first);
        command.Add(_second);
        foreach (Option option in (Option[])[_low, _high, _secondMark, _secondAt, _within.Option, _zones, _prominence, _top])
        {
            command.Add(option);
        }

        _mapping.AddOptionsTo(command);
    }

    public ComparisonSettings Read(ParseResult parsed)
    {
        string first = parsed.GetRequiredValue(_first);
        var defaults = new ReportOptions();
        return new(first, parsed.GetRequiredValue(_second), _mapping.Read(parsed, first))
        {
            SecondMark = InputOptions.Positive("--second-mark", parsed.GetValue(_secondMark)),
            SecondAt = parsed.GetValue(_secondAt),
            Low = InputOptions.Positive("--low", parsed.GetValue(_low)),
            High = InputOptions.Positive("--high", parsed.GetValue(_high)),
            Report = new()
            {
                Distances = _within.Read(parsed) ?? defaults.Distances,
                MostZones = InputOptions.Count("--zones", parsed.GetValue(_zones)) ?? defaults.MostZones,
                MinProminence = InputOptions.NonNegative("--prominence", parsed.GetValue(_prominence)) ?? defaults.MinProminence,
            },
            MostBands = InputOptions.Count("--top", parsed.GetValue(_top)) ?? DefaultBands,
        };
    }
}
