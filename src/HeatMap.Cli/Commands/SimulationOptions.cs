using System.CommandLine;
using HeatMap.Cascades;
using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Commands;

/// <summary>The options of random paths.</summary>
internal sealed class SimulationOptions
{
    private const int MostPaths = 10_000_000, MostThreads = 1024;

    private readonly Option<double?> _paths = InputOptions.Number("--paths", "N", "Also draw so many random paths of the price, and say what they set off. Goes with --volatility.");

    private readonly Option<double?> _volatility = VolatilityOption.Create("How much price moves, with --paths: the standard deviation of a year, 0.6 or 60%.");

    private readonly Option<TimeSpan?> _horizon = DurationOption.Create("--horizon", "How long a path lasts. Default: 1d.");

    private readonly Option<long?> _seed = new("--seed")
    {
        HelpName = "K",
        Description = "Where the random numbers come from: same seed, same paths. Default: 0.",
        CustomParser = static result =>
        {
            if (long.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seed))
            {
                return seed;
            }

            result.AddError($"--seed takes a whole number, was '{result.Tokens[0].Value}'");
            return null;
        },
    };

    private readonly Option<double?> _threads = InputOptions.Number("--threads", "N", "On how many threads; the result is the same. Default: as many as there are processors.");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_paths, _volatility, _horizon, _seed, _threads])
        {
            command.Add(option);
        }
    }

    /// <summary>Null where no paths are asked for.</summary>
    public SimulationSettings? Read(ParseResult parsed)
    {
        int? paths = Whole("--paths", parsed.GetValue(_paths), MostPaths), threads = Whole("--threads", parsed.GetValue(_threads), MostThreads);
        double? volatility = parsed.GetValue(_volatility);
        TimeSpan? horizon = parsed.GetValue(_horizon);
        long? seed = parsed.GetValue(_seed);
        if (paths is null)
        {
            string? option = volatility is not null ? "--volatility" : horizon is not null ? "--horizon" : seed is not null ? "--seed" : threads is not null ? "--threads" : null;
            return option is null ? null : throw ToolException.Usage($"{option} goes with --paths N");
        }

        TimeSpan length = horizon ?? TimeSpan.FromDays(1);
        return volatility is not { } each
            ? throw ToolException.Usage("--paths goes with --volatility: what paths set off depends on how much price moves")
            : new(each, new CascadeSimulationOptions
            {
                Paths = paths.Value,
                Horizon = length,
                Step = length,
                Seed = seed ?? 0,
                MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount,
            });
    }

    private static int? Whole(string option, double? value, int most) => value switch
    {
        null => null,
        >= 1 and var n when n <= most && n == Math.Floor(n) => (int)n,
        _ => throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"{option} takes a whole number from 1 to {most}, was {value}")),
    };
}
