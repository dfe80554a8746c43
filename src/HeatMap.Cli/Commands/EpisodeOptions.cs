using System.CommandLine;
using HeatMap.Cascades;
using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Commands;

/// <summary>The options of a cascade in time.</summary>
internal sealed class EpisodeOptions
{
    /// <summary>Steps that may follow the path, and how many of them a mean life has.</summary>
    private const int SettlingSteps = 10_000, StepsInMeanLife = 10;

    private readonly Option<string?> _path = new("--path") { HelpName = "BARS", Description = "In time: the price from outside, as CSV or gzip'd CSV: time_unix_ms, low, high. In place of a shock." };

    private readonly Option<long?> _after = MomentOption.Create("--after", "Leave out bars of --path that begin before. Default: none.");

    private readonly Option<TimeSpan?> _decay = DurationOption.Create("--decay", "In time: after which 1/e of impact is left, as a book fills up again. Default: nothing fades.");

    private readonly Option<double?> _permanent = InputOptions.Number("--permanent-share", "FRACTION", "In time: the part of impact that never fades. Default: 0.");

    private readonly Option<double?> _weight = InputOptions.Number("--mark-weight", "W", "In time: how much the mark that triggers follows the book rather than the price from outside. Default: 1.");

    private readonly Option<double?> _most = InputOptions.Number("--max-volume-per-step", "BASE", "In time: the most that forced orders trade in a step; the rest waits. Default: no limit.");

    private readonly Option<TimeSpan?> _step = DurationOption.Create("--step", "In time: how long a step after a shock is. Default: a tenth of --decay, or 1s.");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_path, _after, _decay, _permanent, _weight, _most, _step])
        {
            command.Add(option);
        }
    }

    /// <summary>The file of the path; null without one.</summary>
    public string? ReadPath(ParseResult parsed) => parsed.GetValue(_path);

    /// <summary>Null where none of them is given.</summary>
    public EpisodeSettings? Read(ParseResult parsed)
    {
        string? path = parsed.GetValue(_path);
        long? after = parsed.GetValue(_after);
        TimeSpan? decay = parsed.GetValue(_decay), step = parsed.GetValue(_step);
        double? permanent = Share("--permanent-share", parsed.GetValue(_permanent)), weight = Share("--mark-weight", parsed.GetValue(_weight)), most = InputOptions.Positive("--max-volume-per-step", parsed.GetValue(_most));
        if (after is not null && path is null)
        {
            throw ToolException.Usage("--after goes with --path");
        }

        if (path is null && decay is null && permanent is null && weight is null && most is null)
        {
            return step is null ? null : throw ToolException.Usage("--step goes with --decay, --permanent-share, --mark-weight or --max-volume-per-step");
        }

        TimeSpan length = step ?? (decay is { } life ? TimeSpan.FromTicks(Math.Max(1, life.Ticks / StepsInMeanLife)) : TimeSpan.FromSeconds(1));
        var options = new CascadeEngineOptions
        {
            Decay = decay is { } mean ? ImpactDecay.Exponential(mean) : ImpactDecay.None,
            PermanentShare = permanent ?? 0,
            MarkWeight = weight ?? 1,
            MaxVolumePerStep = most ?? double.PositiveInfinity,
            SettlingSteps = SettlingSteps,
        };
        return new(options, path, after, length, decay);
    }

    private static double? Share(string option, double? value) => value is null or (>= 0 and <= 1)
        ? value
        : throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"{option} takes a fraction from 0 to 1, was {value}"));
}
