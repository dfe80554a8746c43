using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Cascades;
using HeatMap.Charts.Panels;

namespace HeatMap.Charts;

/// <summary>What a cascade looks like: its panels, and the same in words.</summary>
internal static class CascadeSheet
{
    public static PanelSheet Of(CascadeResult cascade, CascadeThresholds? thresholds, SimulatedCascades? simulation, string? unit)
    {
        string quote = unit ?? "quote";
        LiquidatedSum sum = cascade.Liquidated;
        string words = $"From {Price(cascade.MarkPrice)} {(cascade.Direction == Direction.Down ? "down" : "up")} to {Price(cascade.ShockedPrice)} by the shock, to rest at {Price(cascade.FinalPrice)}: "
            + $"{cascade.Levels} levels, {CompactNumber.Notional(sum.Notional)} {quote} in {cascade.Waves.Length} waves; "
            + (cascade.Amplification is { } times ? $"{PanelWords.Digits(times)} times the move of the shock." : "the shock moves nothing by itself, so there is no amplification.");
        var panels = ImmutableArray.CreateBuilder<Panel>();
        panels.Add(Depth(cascade));
        panels.AddRange(Waves(cascade, quote));
        var tables = ImmutableArray.CreateBuilder<PanelTable>();
        tables.Add(WaveTable(cascade, quote));
        if (thresholds is not null)
        {
            panels.Add(ShockPanels.Curve(thresholds, cascade));
            tables.Add(ShockPanels.Jumps(thresholds, quote));
        }

        if (simulation is not null)
        {
            panels.AddRange(SimulationPanels.Of(simulation, quote, cascade.Direction));
            tables.Add(SimulationPanels.Table(simulation, quote));
        }

        return new() { Subtitle = words, Summary = words, Notes = Notes(cascade, thresholds, simulation), Panels = panels.ToImmutable(), Tables = tables.ToImmutable() };
    }

    public static string Price(double price) => PanelWords.Of(price, "price");

    private static ImmutableArray<string> Notes(CascadeResult cascade, CascadeThresholds? thresholds, SimulatedCascades? simulation)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (cascade.Exhausted is { } end)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"The depth came to its end at {Price(end.Price)}: {PanelWords.Digits(end.Remainder)} base found no other side."));
        }

        if (cascade.LeavesWindow)
        {
            notes.Add("The cascade leaves the window of the map, beyond which more of this side waits: it may go on.");
        }

        if (cascade.Waves.IsEmpty)
        {
            notes.Add("Nobody is liquidated: there are no waves.");
        }

        if (cascade.Worst.FinalPrice != cascade.FinalPrice)
        {
            notes.Add($"It could rest at {Price(cascade.Worst.FinalPrice)} as well, if everybody were closed to begin with: the risk of a run.");
        }

        if (cascade.Shock.Quantity > 0 && thresholds is not null)
        {
            notes.Add($"The shock trades {PanelWords.Digits(cascade.Shock.Quantity)} base from outside, which the curve over all shocks does not hold.");
        }

        if (simulation is not null)
        {
            notes.AddRange(SimulationPanels.Notes(simulation));
        }

        return notes.ToImmutable();
    }

    private static Panel Depth(CascadeResult cascade)
    {
        double from = cascade.ShockedPrice, sign = cascade.Direction == Direction.Down ? -1 : 1;
        double ran = double.IsFinite(cascade.FinalPrice) && cascade.FinalPrice > 0 ? Math.Abs(cascade.FinalPrice - from) : 0.5 * from;
        double to = Math.Max(from + (sign * Math.Max(1.5 * ran, 0.01 * from)), 0.01 * from);
        var marks = ImmutableArray.CreateBuilder<PanelMark>();
        marks.Add(new(cascade.MarkPrice, true, "mark", "mark"));
        marks.Add(new(from, true, "shocked", "muted"));
        marks.Add(new(cascade.FinalPrice, true, "rests", "accent"));
        marks.Add(new(0, false, "", "muted"));
        ImmutableArray<PanelTrace> traces = [];
        if (double.IsFinite(to) && to != from)
        {
            NetDepthPoint[] curve = cascade.NetDepth(to);
            double[] prices = [.. curve.Select(p => p.Price)];
            traces =
            [
                new("depth", "line", prices, [.. curve.Select(p => p.Depth)], "s2"),
                new("traded", "step", prices, [.. curve.Select(p => p.Traded)], "s4"),
                new("net", "line", prices, [.. curve.Select(p => p.Net)], "accent"),
            ];
        }

        return new("depth", "Net depth: it rests where net first comes back to zero", new("price, quote per base", "price"), new("base", "number")) { Traces = traces, Marks = marks.ToImmutable() };
    }

    private static ImmutableArray<Panel> Waves(CascadeResult cascade, string quote)
    {
        string colour = cascade.Direction == Direction.Down ? "long" : "short";
        double[] numbers = [.. Enumerable.Range(1, cascade.Waves.Length).Select(i => (double)i)];
        PanelAxis wave = new("wave", "number") { Low = 0, High = Math.Max(1, cascade.Waves.Length + 0.5) };
        Panel Bars(string what, string unit, Func<CascadeWave, double> value) => new("waves", $"Waves: {what} of each", wave, new(unit, "number"))
        {
            Keys = [new("Waves", what)],
            Traces = [new(what, "bars", numbers, [.. cascade.Waves.Select(value)], colour) { Low = [.. numbers.Select(n => n - 0.4)], High = [.. numbers.Select(n => n + 0.4)] }],
        };
        double[] prices = [cascade.ShockedPrice, .. cascade.Waves.Select(w => w.Price)];
        return
        [
            new("waves", "Waves: price after each", wave, new("quote per base", "price"))
            {
                Keys = [new("Waves", "price")],
                Traces = [new("price", "step", [0, .. numbers], prices, "accent"), new("after a wave", "points", [0, .. numbers], prices, colour)],
            },
            Bars("notional", quote, w => w.Notional),
            Bars("quantity", "base", w => w.Quantity),
        ];
    }

    private static PanelTable WaveTable(CascadeResult cascade, string quote) => new(
        "Waves",
        ["wave", "set off at", "leaves price at", "quantity, base", $"notional, {quote}", "positions"],
        [.. cascade.Waves.Select((w, i) => (ImmutableArray<string>)[(i + 1).ToString(CultureInfo.InvariantCulture), Price(w.TriggerPrice), Price(w.Price), PanelWords.Digits(w.Quantity), CompactNumber.Notional(w.Notional), w.Count?.ToString(CultureInfo.InvariantCulture) ?? "–"])]);
}
