using System.CommandLine;
using System.CommandLine.Parsing;
using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Commands;

/// <summary>The options that say which bands a map has.</summary>
internal sealed class BandOptions
{
    private readonly Option<double?> _band, _bands, _geometric;
    private readonly Option<PriceRange?> _range;

    /// <param name="defaultBands">What there is without a choice of bands.</param>
    /// <param name="defaultRange">What there is without a range.</param>
    public BandOptions(string defaultBands, string defaultRange)
    {
        _band = InputOptions.Number("--band", "WIDTH", "Bands of equal width, in quote per base.");
        _bands = InputOptions.Number("--bands", "N", "N bands of equal width.");
        _geometric = InputOptions.Number("--geometric", "PERCENT", $"Bands that grow by a percentage. Default: {defaultBands}.");
        _range = new("--range") { HelpName = "LOW:HIGH", Description = $"Prices to show. Default: {defaultRange}.", CustomParser = ParseRange };
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_band, _bands, _geometric, _range])
        {
            command.Add(option);
        }
    }

    public BandSettings Read(ParseResult parsed)
    {
        (BandChoice choice, double value) = OneChoice(parsed.GetValue(_band), parsed.GetValue(_bands), parsed.GetValue(_geometric));
        return new(choice, value, parsed.GetValue(_range));
    }

    private static PriceRange? ParseRange(ArgumentResult result)
    {
        string token = result.Tokens[0].Value;
        string[] ends = token.Split(':');
        if (ends.Length == 2
            && double.TryParse(ends[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double low)
            && double.TryParse(ends[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double high)
            && low >= 0 && high > low && double.IsFinite(high))
        {
            return new(low, high);
        }

        result.AddError($"--range takes LOW:HIGH with 0 <= LOW < HIGH, was '{token}'");
        return null;
    }

    private static (BandChoice Choice, double Value) OneChoice(double? width, double? count, double? percent)
    {
        if ((width is null ? 0 : 1) + (count is null ? 0 : 1) + (percent is null ? 0 : 1) > 1)
        {
            throw ToolException.Usage("--band, --bands and --geometric exclude each other");
        }

        if (count is { } n && !(n >= 1 && n <= BandGrid.MaxCount && n == Math.Floor(n)))
        {
            throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"--bands takes a whole number from 1 to {BandGrid.MaxCount}, was {n}"));
        }

        return (InputOptions.Positive("--band", width), InputOptions.Positive("--bands", count), InputOptions.Positive("--geometric", percent)) switch
        {
            ({ } w, _, _) => (BandChoice.Width, w),
            (_, { } c, _) => (BandChoice.Count, c),
            (_, _, { } p) => (BandChoice.Percent, p),
            _ => (BandChoice.Default, 0),
        };
    }
}
