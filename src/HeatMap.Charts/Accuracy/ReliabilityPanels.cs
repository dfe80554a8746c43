using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Charts.Panels;

namespace HeatMap.Charts;

/// <summary>What probabilities meant: the diagram, and how many forecasts each of its blocks holds.</summary>
internal static class ReliabilityPanels
{
    public static ImmutableArray<Panel> Of(ReliabilityDiagram diagram, string name)
    {
        ImmutableArray<ReliabilityBlock> blocks = diagram.Blocks;
        ImmutableArray<ReliabilityBand> band = diagram.Band;
        ImmutableArray<PanelKey> keys = [new("Forecast", name)];
        double highest = Math.Min(1, 1.05 * blocks.Select(b => Math.Max(b.HighForecast, b.Probability)).Concat(band.Select(b => b.High)).DefaultIfEmpty(1).Max());
        highest = highest > 0 ? highest : 1;
        double[] forecasts = [.. blocks.SelectMany(b => (double[])[b.LowForecast, b.HighForecast])], came = [.. blocks.SelectMany(b => (double[])[b.Probability, b.Probability])];
        PanelTrace diagonal = new("reliable", "line", [0, highest], [0, highest], "muted") { IsDashed = true };
        PanelTrace fit = new("came true", "line", forecasts, came, "accent");
        PanelTrace ends = new("reliable by chance", "band", [.. band.Select(b => b.Forecast)], [.. band.Select(_ => double.NaN)], "s2") { Low = [.. band.Select(b => b.Low)], High = [.. band.Select(b => b.High)] };
        return
        [
            new("reliability", $"{name}: what probabilities meant", new("forecast probability", "percent") { Low = 0 }, new("share that came true", "percent") { Low = 0 })
            {
                Keys = keys,
                Traces = band.IsEmpty ? [diagonal, fit] : [ends, diagonal, fit],
            },
            new("forecasts", $"{name}: how many forecasts, by block", new("forecast probability", "percent") { Low = 0 }, new("forecasts", "number") { Low = 0 })
            {
                Keys = keys,
                Traces =
                [
                    Bars("forecasts", "s5", b => b.Count),
                    Bars("came true", "accent", b => b.Events),
                ],
            },
        ];

        // A block of one forecast is drawn a little wide, to be seen.
        PanelTrace Bars(string what, string colour, Func<ReliabilityBlock, double> of)
        {
            double least = 0.004 * highest;
            return new(what, "bars", [.. blocks.Select(b => (b.LowForecast + b.HighForecast) / 2)], [.. blocks.Select(of)], colour)
            {
                Low = [.. blocks.Select(b => Math.Min(b.LowForecast, ((b.LowForecast + b.HighForecast) / 2) - least))],
                High = [.. blocks.Select(b => Math.Max(b.HighForecast, ((b.LowForecast + b.HighForecast) / 2) + least))],
            };
        }
    }

    public static PanelTable Table(ReliabilityDiagram diagram, string name) => new(
        $"Reliability of {name}",
        ["forecast from, %", "to, %", "came true, %", "forecasts", "events"],
        [.. diagram.Blocks.Select(b => (ImmutableArray<string>)[PanelWords.Of(b.LowForecast, "percent"), PanelWords.Of(b.HighForecast, "percent"), PanelWords.Of(b.Probability, "percent"), b.Count.ToString(CultureInfo.InvariantCulture), b.Events.ToString(CultureInfo.InvariantCulture)])]);
}
