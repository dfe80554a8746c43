using System.Collections.Immutable;
using HeatMap.Cli.Input;
using HeatMap.Estimation;
using LiquidationPrint = HeatMap.Cli.Input.LiquidationPrint;

namespace HeatMap.Cli.Estimating;

/// <summary>Executed liquidations, summed up bar by bar.</summary>
/// <param name="Prints">By rising time.</param>
/// <param name="Bars">The same bars with what was liquidated in them. Before the first print and after the last nobody knows, and it stays unknown.</param>
internal sealed record PrintedBars(LiquidationPrint[] Prints, MarketBars Bars)
{
    /// <summary>Reads a file of prints and puts them into bars.</summary>
    /// <param name="settings">The file.</param>
    /// <param name="sideOf">Whose side it has.</param>
    /// <param name="bars">The bars.</param>
    /// <param name="console">For standard input and messages.</param>
    /// <exception cref="ToolException">The file cannot be read, or none of its prints falls into a bar.</exception>
    public static PrintedBars Load(CsvSettings settings, SideOf sideOf, MarketBars bars, ToolConsole console)
    {
        LiquidationPrint[] prints = CsvFile.Load(settings, console, file =>
        {
            var reader = new PrintReader(file.Rows, sideOf, needsPrice: false);
            var read = new List<LiquidationPrint>();
            file.ReadAll(() => read.Add(reader.Parse()));
            file.TellSkipped();
            return read.OrderBy(static p => p.TimeUnixMs).ToArray();
        });
        if (prints.Length == 0)
        {
            throw ToolException.BadInput(settings.File, "expected liquidations, had none");
        }

        return new(prints, Summed(settings.File, prints, bars));
    }

    /// <summary>The prints that have a price, for scores of where; empty where they have none.</summary>
    /// <param name="bankruptcyRate">The maintenance rate by which prices of bankruptcy become triggers; null where prices are triggers.</param>
    public ImmutableArray<Evaluation.LiquidationPrint> WithPrices(double? bankruptcyRate) =>
        Array.Exists(Prints, static p => double.IsNaN(p.Price)) ? []
        : [.. Prints.Select(p => new Evaluation.LiquidationPrint(p.TimeUnixMs, p.Side, bankruptcyRate is { } rate ? FeedPrice.ToTrigger(p.Side, p.Price, rate) : p.Price, p.Notional))];

    /// <summary>Whether a file holds prints and not bars: it has a column with sides.</summary>
    public static bool IsPrints(string file, ToolConsole console)
    {
        if (file == "-")
        {
            return false;
        }

        using InputStream input = InputStream.Open(file, console);
        try
        {
            using var reader = new StreamReader(input.Content);
            return reader.ReadLine()?.Split(',').Any(static c => string.Equals(c.Trim().Trim('"'), EventColumns.Side, StringComparison.OrdinalIgnoreCase)) == true;
        }
        catch (InvalidDataException)
        {
            // Whoever reads it to the end says what is wrong.
            return false;
        }
    }

    private static MarketBars Summed(string file, LiquidationPrint[] prints, MarketBars bars)
    {
        long length = (long)bars.Interval.TotalMilliseconds, first = prints[0].TimeUnixMs, last = prints[^1].TimeUnixMs;
        var summed = new MarketBar[bars.Count];
        int next = 0, known = 0;
        for (int i = 0; i < summed.Length; i++)
        {
            long start = bars[i].OpenTimeUnixMs;
            bool isKnown = start + length > first && start <= last;
            double longs = 0, shorts = 0;
            for (; next < prints.Length && prints[next].TimeUnixMs < start + length; next++)
            {
                bool isInside = prints[next].TimeUnixMs >= start;
                longs += isInside && prints[next].Side == Side.Long ? prints[next].Notional : 0;
                shorts += isInside && prints[next].Side == Side.Short ? prints[next].Notional : 0;
                known += isInside ? 1 : 0;
            }

            summed[i] = bars[i] with { LongLiquidations = isKnown ? longs : double.NaN, ShortLiquidations = isKnown ? shorts : double.NaN };
        }

        return known > 0 ? MarketBars.From(summed, bars.Interval, bars.Scopes)
            : throw ToolException.BadInput(file, string.Create(
                CultureInfo.InvariantCulture, $"expected times among those of the bars, {bars[0].OpenTimeUnixMs} to {bars[^1].OpenTimeUnixMs + length}, had none: {first} to {last}"));
    }
}
