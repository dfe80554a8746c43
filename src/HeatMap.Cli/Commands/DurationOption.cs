using System.CommandLine;
using System.CommandLine.Parsing;

namespace HeatMap.Cli.Commands;

/// <summary>An option that takes a time such as 30s, 5m, 4h or 1d.</summary>
internal static class DurationOption
{
    private static readonly (string Suffix, double Milliseconds)[] Units = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("w", 604_800_000)];

    public static Option<TimeSpan?> Create(string name, string description) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        CustomParser = result => Parse(result, name, result.Tokens[0].Value),
    };

    /// <summary>The same, which may be given several times.</summary>
    public static Option<TimeSpan[]?> CreateSeveral(string name, string description) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. result.Tokens.Select(token => Parse(result, name, token.Value) ?? TimeSpan.Zero)],
    };

    /// <summary>The time that a word tells; null where it tells none.</summary>
    public static TimeSpan? Of(string token)
    {
        foreach ((string suffix, double milliseconds) in Units)
        {
            if (token.EndsWith(suffix, StringComparison.Ordinal)
                && double.TryParse(token[..^suffix.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
                && count * milliseconds is >= 1 and <= 3.2e10 and var length && length == Math.Floor(length))
            {
                return TimeSpan.FromMilliseconds(length);
            }
        }

        return null;
    }

    private static TimeSpan? Parse(ArgumentResult result, string name, string token)
    {
        if (Of(token) is { } length)
        {
            return length;
        }

        result.AddError($"{name} takes a time such as 500ms, 30s, 5m, 4h, 1d or 1w, up to a year, was '{token}'");
        return null;
    }
}
