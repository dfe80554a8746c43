using System.CommandLine;
using System.CommandLine.Parsing;
using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Commands;

/// <summary>The options that state how the market takes forced orders. There is no default: it must be stated.</summary>
internal sealed class MarketOptions
{
    private readonly Option<string?> _depth = new("--depth") { HelpName = "FILE", Description = "A book as CSV or gzip'd CSV: side (bid or ask), price, quantity in base, each side from its best price on." };

    private readonly Option<double?> _within = InputOptions.Number("--depth-1pct", "NOTIONAL", "What stands within 1 % of the price, on each side, in quote: depth by a power law.");

    private readonly Option<double?> _exponent = InputOptions.Number("--exponent", "E", "How that depth grows with distance. Default: 0.67.");

    private readonly Option<string?> _impact = new("--impact") { HelpName = "NAME:key=value,…", Description = $"A law of impact: {ImpactText.Names}." };

    private readonly Option<double?> _stress = InputOptions.Number("--stress", "FACTOR", "Multiply depth: 0.25 where three quarters of the quotes are gone. Default: 1.");

    private readonly Option<double[]?> _exhausted = new("--exhausted")
    {
        HelpName = "PRICE",
        Description = "Where price stands when the book has come to its end. May be given below and above the mark. Default: at its last level.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = static result => [.. result.Tokens.Select(token => ParsePrice(result, token.Value))],
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_depth, _within, _exponent, _impact, _stress, _exhausted])
        {
            command.Add(option);
        }
    }

    public MarketSettings Read(ParseResult parsed)
    {
        string? depth = parsed.GetValue(_depth), impact = parsed.GetValue(_impact);
        double? within = InputOptions.Positive("--depth-1pct", parsed.GetValue(_within)), exponent = InputOptions.Positive("--exponent", parsed.GetValue(_exponent));
        double? stress = InputOptions.Positive("--stress", parsed.GetValue(_stress));
        double[] exhausted = parsed.GetValue(_exhausted) ?? [];
        string[] ways = [.. Given(("--depth", depth is not null), ("--depth-1pct", within is not null), ("--impact", impact is not null))];
        if (ways.Length == 0)
        {
            throw ToolException.Usage(
                "say how the market takes forced orders, because nothing else decides more: a book with --depth FILE, a depth with --depth-1pct NOTIONAL (and --exponent E), or a law with --impact NAME:key=value,…");
        }

        if (ways.Length > 1)
        {
            throw ToolException.Usage($"{string.Join(" and ", ways)} exclude each other: the market takes an order once");
        }

        if (exponent is not null && within is null)
        {
            throw ToolException.Usage("--exponent goes with --depth-1pct");
        }

        if (stress is not null && impact is not null)
        {
            throw ToolException.Usage("--stress goes with --depth or --depth-1pct: a law of impact is stressed by its own keys");
        }

        if (exhausted.Length > 0 && depth is null)
        {
            throw ToolException.Usage("--exhausted goes with --depth: only a book comes to its end");
        }

        return new()
        {
            DepthFile = depth,
            Within1Percent = within,
            Exponent = exponent ?? new MarketSettings().Exponent,
            Law = impact is null ? null : ImpactText.Parse(impact),
            Stress = stress ?? 1,
            ExhaustedAt = exhausted,
        };
    }

    private static IEnumerable<string> Given(params (string Option, bool IsGiven)[] options) => options.Where(static o => o.IsGiven).Select(static o => o.Option);

    private static double ParsePrice(ArgumentResult result, string token)
    {
        if (double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out double price) && price >= 0 && double.IsFinite(price))
        {
            return price;
        }

        result.AddError($"--exhausted takes a price >= 0, was '{token}'");
        return double.NaN;
    }
}
