using System.CommandLine;
using System.CommandLine.Parsing;
using HeatMap.Cli.Mapping;
using HeatMap.Cli.Output;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap map FILE</c>: from a file of positions to a liquidation map.</summary>
internal static class MapCommand
{
    public static Command Create(ToolConsole console)
    {
        var input = new InputOptions();
        var mark = InputOptions.Number("--mark", "PRICE", "The current price. Default: the column mark_price.");
        var symbol = new Option<string?>("--symbol") { HelpName = "NAME", Description = "The contract to map, when the file holds several." };
        var band = InputOptions.Number("--band", "WIDTH", "Bands of equal width, in quote per base.");
        var bands = InputOptions.Number("--bands", "N", "N bands of equal width.");
        var geometric = InputOptions.Number("--geometric", "PERCENT", "Bands that grow by a percentage. Default: 0.25.");
        var range = new Option<PriceRange?>("--range") { HelpName = "LOW:HIGH", Description = "Prices to show. Default: half to one and a half times the mark.", CustomParser = ParseRange };
        var recompute = new Option<bool>("--recompute") { Description = "Compute every price from margin or leverage, also where the file has one." };
        var html = new Option<string?>("--html") { HelpName = "FILE", Description = "Also write a page for the browser." };
        var svg = new Option<string?>("--svg") { HelpName = "FILE", Description = "Also write a picture." };

        var command = new Command("map", "Show where forced orders wait: the liquidation map of a file of positions.")
        {
            mark, symbol, band, bands, geometric, range, recompute, html, svg,
        };
        input.AddTo(command);
        command.SetAction(parsed =>
        {
            (BandChoice choice, double value) = OneBandChoice(parsed.GetValue(band), parsed.GetValue(bands), parsed.GetValue(geometric));
            var settings = new MapSettings(input.Read(parsed))
            {
                Mark = InputOptions.Positive("--mark", parsed.GetValue(mark)),
                Symbol = parsed.GetValue(symbol),
                Bands = choice,
                BandValue = value,
                Range = parsed.GetValue(range),
                Recompute = parsed.GetValue(recompute),
                HtmlFile = parsed.GetValue(html),
                SvgFile = parsed.GetValue(svg),
            };
            return Run(settings, console);
        });
        return command;
    }

    private static int Run(MapSettings settings, ToolConsole console)
    {
        Delivery.RequireWritable(settings.OutFile, settings.HtmlFile, settings.SvgFile);
        LoadedMap loaded = MapLoader.Load(settings, console);
        Delivery.Print(
            settings,
            console,
            drawing => MapLadder.Write(loaded, drawing),
            text => MapJson.Write(loaded, text),
            text => MapCsv.Write(loaded, text));

        var display = new DisplayOptions { Title = loaded.Symbol };
        if (settings.HtmlFile is { } page)
        {
            Delivery.WriteFile(page, loaded.Map.ToHtml(display), console);
        }

        if (settings.SvgFile is { } picture)
        {
            Delivery.WriteFile(picture, loaded.Map.ToSvg(display), console);
        }

        return ExitCode.Done;
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

    private static (BandChoice Choice, double Value) OneBandChoice(double? width, double? count, double? percent)
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
