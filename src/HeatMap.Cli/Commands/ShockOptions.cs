using System.CommandLine;
using System.CommandLine.Parsing;
using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Commands;

/// <summary>The options that say what comes from outside.</summary>
internal sealed class ShockOptions
{
    private readonly Option<double?> _shock = new("--shock")
    {
        HelpName = "PERCENT%",
        Description = "Price jumps by a percentage of the mark, -5%, or a fraction, -0.05.",
        CustomParser = ParseShock,
    };

    private readonly Option<double?> _to = InputOptions.Number("--to", "PRICE", "Price jumps to a price.");

    private readonly Option<double?> _volume = InputOptions.Number("--volume", "BASE", "Somebody trades so much, after the move where there is one.");

    private readonly Option<string?> _direction = new("--direction") { HelpName = "down|up", Description = "Which way --volume goes: sold or bought. Default: down, or that of the move." };

    public ShockOptions() => _direction.AcceptOnly("down", "up");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_shock, _to, _volume, _direction])
        {
            command.Add(option);
        }
    }

    /// <summary>Reads the shock.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="hasPath">Whether a path says what comes from outside.</param>
    public ShockSettings? Read(ParseResult parsed, bool hasPath)
    {
        double? shock = parsed.GetValue(_shock), to = InputOptions.Positive("--to", parsed.GetValue(_to)), volume = InputOptions.Positive("--volume", parsed.GetValue(_volume));
        string? direct = parsed.GetValue(_direction);
        if (hasPath)
        {
            string? option = shock is not null ? "--shock" : to is not null ? "--to" : volume is not null ? "--volume" : direct is not null ? "--direction" : null;
            return option is null ? null : throw ToolException.Usage($"{option} and --path exclude each other: both say what comes from outside");
        }

        if (shock is null && to is null && volume is null)
        {
            throw ToolException.Usage("say what comes from outside: a move with --shock -5% or --to PRICE, a trade with --volume BASE, or both; or bars with --path BARS");
        }

        if (shock is not null && to is not null)
        {
            throw ToolException.Usage("--shock and --to exclude each other: price moves once");
        }

        if (shock == 0)
        {
            // Beside a trade it is no move, which a script may well write.
            shock = volume is not null ? null : throw ToolException.Usage("--shock 0 is no move: nothing comes from outside. Give a move such as -5%, or a trade with --volume BASE");
        }

        Direction? direction = direct switch { "down" => Direction.Down, "up" => Direction.Up, _ => null };
        return new(shock, to, volume, direction);
    }

    private static double? ParseShock(ArgumentResult result)
    {
        string token = result.Tokens[0].Value;
        bool isPercent = token.EndsWith('%');
        double fraction = isPercent ? Hundredth(token[..^1]) : Parsed(token);
        if (!isPercent && Math.Abs(fraction) >= 1 && double.IsFinite(fraction))
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"--shock {token} would be {fraction * 100} %: write {fraction / 100} or {token}%"));
            return null;
        }

        if (fraction is > -1 and < double.PositiveInfinity)
        {
            return fraction;
        }

        result.AddError($"--shock takes a percentage such as -5% or a fraction such as -0.05, above -100 %, was '{token}'");
        return null;
    }

    /// <summary>A hundredth by its digits, where they have no exponent: 9.7% is 0.097, which 9.7 / 100 is not.</summary>
    private static double Hundredth(string text) => Parsed(text) / 100 is var value && double.IsFinite(value) && Parsed(text + "e-2") is var exact && double.IsFinite(exact) ? exact : value;

    private static double Parsed(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;
}
