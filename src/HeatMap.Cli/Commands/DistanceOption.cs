using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;

namespace HeatMap.Cli.Commands;

/// <summary><c>--within PERCENT</c>: distances from the mark.</summary>
internal sealed class DistanceOption(string description)
{
    private readonly Option<double[]?> _within = new("--within")
    {
        HelpName = "PERCENT",
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = static result => [.. result.Tokens.Select(token => Parse(result, token.Value))],
    };

    public Option Option => _within;

    /// <summary>As fractions, the nearest first; null where none is given.</summary>
    public ImmutableArray<double>? Read(ParseResult parsed) => parsed.GetValue(_within) is { Length: > 0 } given ? [.. given.Distinct().Order()] : null;

    private static double Parse(ArgumentResult result, string token)
    {
        if (double.TryParse(token.EndsWith('%') ? token[..^1] : token, NumberStyles.Float, CultureInfo.InvariantCulture, out double percent) && percent / 100 is > 0 and < double.PositiveInfinity)
        {
            return percent / 100;
        }

        result.AddError($"--within takes a percentage > 0, was '{token}'");
        return double.NaN;
    }
}
