using System.CommandLine;
using System.CommandLine.Parsing;

namespace HeatMap.Cli.Commands;

/// <summary><c>--volatility</c>: how much price moves in a year, as a fraction or in percent.</summary>
internal static class VolatilityOption
{
    /// <summary>What a fraction a year can be; more was meant as percent.</summary>
    private const double MostVolatility = 10;

    public static Option<double?> Create(string description) => new("--volatility") { HelpName = "FRACTION", Description = description, CustomParser = Parse };

    private static double? Parse(ArgumentResult result)
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
