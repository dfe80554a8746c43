using HeatMap.Cascades;
using HeatMap.Cli.Cascading;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>A cascade in time, for people.</summary>
internal static class EpisodeTable
{
    /// <summary>Steps that are shown: all in which somebody trades, or the first and the last of them.</summary>
    private const int MostSteps = 16, FirstSteps = 11, LastSteps = 4;

    public static void Write(CascadeStudy study, IAnsiConsole console)
    {
        if (study.Episode is not { } episode)
        {
            return;
        }

        CascadeEpisode result = episode.Result;
        double mark = result.MarkPrice;
        console.WriteHeading("In time");
        console.WriteWrapped(Conditions(episode));
        string settled = result.IsSettled ? "" : " It has not settled: orders wait, or impact still fades.";
        console.WriteWrapped($"Price goes down to {Price(result.LowestPrice, mark)} and up to {Price(result.HighestPrice, mark)}, and ends at {Price(result.FinalPrice, mark)}, {LadderText.Away(result.FinalPrice, mark)}. Forced to be sold: {Quantity(result.Down.LiquidatedQuantity)} base; to be bought: {Quantity(result.Up.LiquidatedQuantity)}.{settled}");
        int[] active = [.. Enumerable.Range(0, result.Steps.Length).Where(i => result.Steps[i] is { SoldQuantity: > 0 } or { BoughtQuantity: > 0 })];
        if (active.Length == 0)
        {
            return;
        }

        var table = new TextTable("step", "from outside", "price", "mark", "sold", "bought", "waits");
        for (int k = 0; k < active.Length; k++)
        {
            if (active.Length > MostSteps && k == FirstSteps)
            {
                k = active.Length - LastSteps;
                table.Add("...", $"{k - FirstSteps} more", "", "", "", "", "");
            }

            CascadeStep step = result.Steps[active[k]];
            table.Add(
                (active[k] + 1).ToString(CultureInfo.InvariantCulture),
                Price(step.ExogenousPrice, mark),
                Price(step.Price, mark),
                Price(step.MarkPrice, mark),
                Quantity(step.SoldQuantity),
                Quantity(step.BoughtQuantity),
                Quantity(step.QueuedSales + step.QueuedPurchases));
        }

        table.Write(console);
        console.WriteWrapped(string.Create(CultureInfo.InvariantCulture, $"  {active.Length:N0} of {result.Steps.Length:N0} {(result.Steps.Length == 1 ? "step" : "steps")}: those in which forced orders trade"));
    }

    private static string Conditions(Episode episode)
    {
        CascadeEngineOptions options = episode.Settings.Options;
        string fades = episode.Settings.MeanLife is { } life ? $"1/e of impact is left after {CompactNumber.Duration(life)}" : "impact does not fade";
        string stays = options.PermanentShare > 0 ? $", {Numbers.Share(options.PermanentShare)} of it stays" : "";
        string weight = options.MarkWeight < 1 ? $", the mark follows the book by {Numbers.Share(options.MarkWeight)}" : "";
        string most = double.IsFinite(options.MaxVolumePerStep) ? $", at most {Quantity(options.MaxVolumePerStep)} base a step" : "";
        string path = episode.Bars is { } bars ? string.Create(CultureInfo.InvariantCulture, $"Along {bars:N0} {(bars == 1 ? "bar" : "bars")}") : $"After the shock, in steps of {CompactNumber.Duration(episode.Settings.Step)}";
        return $"{path}: {fades}{stays}{weight}{most}.";
    }

    private static string Price(double price, double mark) => Numbers.PriceLike(price, mark);

    private static string Quantity(double quantity) => CompactNumber.Notional(quantity);
}
