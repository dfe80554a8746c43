using System.CommandLine;
using HeatMap.Cli.Watching;

namespace HeatMap.Cli.Commands;

/// <summary>The option <c>--rule</c> and its small language.</summary>
internal static class RuleOption
{
    public const string Grammar = "near LOW-HIGH Nsigma VOLATILITY% [TIME], cross LOW-HIGH or beyond long|short LOW-HIGH NOTIONAL";

    private const double YearDays = 365;

    public static Option<WatchedRule[]?> Create() => new("--rule")
    {
        HelpName = "RULE",
        Description = $"Say when something happens: {Grammar}. Volatility is that of a year, TIME (default 1d) how far to look. May be repeated.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = static result =>
        {
            var rules = new List<WatchedRule>();
            foreach (string token in result.Tokens.Select(static t => t.Value))
            {
                if (Parse(token) is { } rule)
                {
                    rules.Add(new(token, rule));
                }
                else
                {
                    result.AddError($"--rule takes {Grammar}, was '{token}'");
                }
            }

            return [.. rules];
        },
    };

    /// <summary>The rule that words tell; null where they tell none.</summary>
    public static WatchRule? Parse(string text)
    {
        try
        {
            return text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
            {
                ["near", var range, var sigmas, var volatility] => Near(range, sigmas, volatility, "1d"),
                ["near", var range, var sigmas, var volatility, var time] => Near(range, sigmas, volatility, time),
                ["cross", var range] when Range(range) is { } band => WatchRule.BandCrossed(band),
                ["beyond", var side, var range, var bound] when side is "long" or "short" && Range(range) is { } prices && Number(bound) is { } notional =>
                    WatchRule.NotionalBeyond(side == "long" ? Side.Long : Side.Short, prices, notional),
                _ => null,
            };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static WatchRule? Near(string range, string sigmas, string volatility, string time) =>
        Range(range) is { } zone && sigmas.EndsWith("sigma", StringComparison.Ordinal) && Number(sigmas[..^"sigma".Length]) is { } near
        && volatility.EndsWith('%') && Number(volatility[..^1]) is { } percent && DurationOption.Of(time) is { } horizon
            ? WatchRule.PriceNear(zone, percent / 100 * Math.Sqrt(horizon.TotalDays / YearDays), near)
            : null;

    private static PriceRange? Range(string text) =>
        text.Split(text.Contains(':', StringComparison.Ordinal) ? ':' : '-') is [var low, var high] && Number(low) is { } from && Number(high) is { } to ? new(from, to) : null;

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
