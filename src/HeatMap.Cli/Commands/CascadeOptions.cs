using System.CommandLine;
using System.CommandLine.Parsing;
using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Commands;

/// <summary>The argument and options of <c>heatmap cascade</c>.</summary>
internal sealed class CascadeOptions
{
    private const int DefaultPoints = 21, MostPoints = 1_000_000;

    private readonly Argument<string[]> _files = FileArgument.Create("Positions as CSV or JSON, or maps that --partial wrote or CoinGlass answered, which are added up; - reads standard input.");

    private readonly ShockOptions _shock = new();

    private readonly MarketOptions _market = new();

    private readonly PaymentOptions _payment = new();

    private readonly SimulationOptions _simulation = new();

    private readonly EpisodeOptions _episode = new();

    private readonly EdgeOption _edge = new(withBoth: true);

    private readonly Option<int?> _curve = new("--curve")
    {
        HelpName = "POINTS",
        Description = "Also the amplification curve: where moves of every size end. Default: 21 points, and two at each jump.",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = ParsePoints,
    };

    private readonly Option<double?> _top = InputOptions.Number("--top", "N", "How many thresholds of each side. Default: 10, and all of them in JSON.");

    private readonly MappingOptions _mapping = new(orMaps: true);

    public void AddTo(Command command)
    {
        command.Add(_files);
        _shock.AddTo(command);
        _market.AddTo(command);
        _payment.AddTo(command);
        foreach (Option option in (Option[])[_edge.Option, _curve, _top])
        {
            command.Add(option);
        }

        _simulation.AddTo(command);
        _episode.AddTo(command);
        _mapping.AddOptionsTo(command);
    }

    public CascadeSettings Read(ParseResult parsed)
    {
        string[] files = parsed.GetRequiredValue(_files);
        return new(files, _mapping.Read(parsed, files[0]), _market.Read(parsed), _shock.Read(parsed, _episode.ReadPath(parsed) is not null), _payment.Read(parsed))
        {
            CurvePoints = parsed.GetResult(_curve) is null ? null : parsed.GetValue(_curve) ?? DefaultPoints,
            Edge = _edge.Read(parsed),
            ChoseEdge = _edge.IsGiven(parsed),
            Simulation = _simulation.Read(parsed),
            Episode = _episode.Read(parsed),
            Top = InputOptions.Count("--top", parsed.GetValue(_top)),
        };
    }

    private static int? ParsePoints(ArgumentResult result)
    {
        if (result.Tokens.Count == 0)
        {
            return DefaultPoints;
        }

        string token = result.Tokens[0].Value;
        if (int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int points) && points is >= 2 and <= MostPoints)
        {
            return points;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"--curve takes a whole number of points from 2 to {MostPoints}, was '{token}'"));
        return null;
    }
}
