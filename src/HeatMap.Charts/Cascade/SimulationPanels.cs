using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Cascades;
using HeatMap.Charts.Panels;

namespace HeatMap.Charts;

/// <summary>What simulated paths came to: how often, and how often at least.</summary>
internal static class SimulationPanels
{
    private const int Bins = 40;

    public static ImmutableArray<Panel> Of(SimulatedCascades simulation, string quote, Direction first)
    {
        var panels = ImmutableArray.CreateBuilder<Panel>();
        SimulatedSide[] sides = first == Direction.Down ? [simulation.Down, simulation.Up] : [simulation.Up, simulation.Down];
        foreach ((string measure, string axis, string format, Func<SimulatedSide, SimulatedDistribution> of) in Measures(quote))
        {
            foreach (SimulatedSide side in sides)
            {
                Add(panels, side, measure, new(axis, format), of(side));
            }
        }

        return panels.ToImmutable();
    }

    public static ImmutableArray<string> Notes(SimulatedCascades simulation) =>
        [string.Create(CultureInfo.InvariantCulture, $"{simulation.Paths:N0} simulated paths of {simulation.Steps:N0} {(simulation.Steps == 1 ? "step" : "steps")}: falls liquidate somebody on {Share(simulation.Down.Liquidated)} and cascade on {Share(simulation.Down.Cascaded)} of them, rises on {Share(simulation.Up.Liquidated)} and {Share(simulation.Up.Cascaded)}. Histograms leave out paths without any of the measure; bands are 1.96 standard errors.")];

    public static PanelTable Table(SimulatedCascades simulation, string quote)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        foreach (SimulatedSide side in (SimulatedSide[])[simulation.Down, simulation.Up])
        {
            foreach ((string measure, string axis, string format, Func<SimulatedSide, SimulatedDistribution> of) in Measures(quote))
            {
                SimulatedDistribution values = of(side);
                rows.Add([$"{Name(side)}, {axis}", $"{PanelWords.Of(values.Mean.Value, format)} ± {PanelWords.Of(values.Mean.StandardError, format)}", PanelWords.Of(values.Quantile(0.5), format), PanelWords.Of(values.Quantile(0.95), format), PanelWords.Of(values.Quantile(0.99), format), PanelWords.Of(values.Greatest, format)]);
            }
        }

        return new("Simulated paths", ["measure", "mean ± standard error", "median", "95 %", "99 %", "greatest"], rows.ToImmutable());
    }

    private static (string Measure, string Axis, string Format, Func<SimulatedSide, SimulatedDistribution> Of)[] Measures(string quote) =>
    [
        ("depth", "depth, % of the mark", "percent", s => s.Depth),
        ("notional", $"notional, {quote}", "number", s => s.Notional),
        ("overshoot", "overshoot, % of the mark", "percent", s => s.Overshoot),
    ];

    private static string Name(SimulatedSide side) => side.Direction == Direction.Down ? "falls" : "rises";

    private static string Share(SimulatedValue value) => string.Create(CultureInfo.InvariantCulture, $"{PanelWords.Of(value.Value, "percent")} ± {100 * value.StandardError:G2} %");

    private static void Add(ImmutableArray<Panel>.Builder panels, SimulatedSide side, string measure, PanelAxis axis, SimulatedDistribution values)
    {
        string colour = side.Direction == Direction.Down ? "long" : "short";
        ImmutableArray<PanelKey> keys = [new("Direction", Name(side)), new("Measure", measure)];
        double greatest = double.IsFinite(values.Greatest) ? values.Greatest : 0;
        int bins = greatest > 0 && greatest / Bins > double.Epsilon ? Bins : 0;
        double[] edges = [.. Enumerable.Range(0, bins == 0 ? 0 : bins + 1).Select(i => i == 0 ? double.Epsilon : i == bins ? Math.BitIncrement(greatest) : greatest * i / bins)];
        int[] counts = new int[edges.Length + 1];
        values.Histogram(edges, counts);
        double[] low = [.. Enumerable.Range(0, bins).Select(i => greatest * i / bins)], high = [.. Enumerable.Range(1, bins).Select(i => greatest * i / bins)];
        SimulatedValue[] tail = [.. edges.Select(e => values.AtLeast(e == edges[^1] ? greatest : e))];
        double[] places = [.. low, .. bins > 0 ? (double[])[greatest] : []];
        double none = 1 - values.AtLeast(double.Epsilon).Value;
        panels.Add(new("histogram", $"{Name(side)}: {measure}, where there is any; none on {PanelWords.Of(none, "percent")}", axis with { Low = 0 }, new("paths", "number") { Low = 0 })
        {
            Keys = keys,
            Traces = [new("paths", "bars", [.. low.Select((l, i) => (l + high[i]) / 2)], [.. counts.Skip(1).Take(bins).Select(c => (double)c)], colour) { Low = low, High = high }],
        });
        panels.Add(new("exceedance", $"{Name(side)}: {measure} at least", axis with { Low = 0 }, new("share of paths", "percent") { Low = 0 })
        {
            Keys = keys,
            Traces =
            [
                new("± 1.96 standard errors", "band", places, [.. tail.Select(_ => double.NaN)], colour)
                {
                    Low = [.. tail.Select(t => Math.Max(0, t.Value - (1.96 * Error(t))))],
                    High = [.. tail.Select(t => Math.Min(1, t.Value + (1.96 * Error(t))))],
                },
                new("share of paths", "line", places, [.. tail.Select(t => t.Value)], colour),
            ],
        });
    }

    private static double Error(SimulatedValue value) => double.IsFinite(value.StandardError) ? value.StandardError : 0;
}
