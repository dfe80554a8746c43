using System.Globalization;
using HeatMap.Cascades;

namespace HeatMap.Charts;

/// <summary>Charts of cascades.</summary>
public static class CascadeCharts
{
    /// <summary>The chart of a cascade: its net depth, its waves, and, where options have them, all shocks and simulated paths.</summary>
    /// <param name="cascade">What a shock set off.</param>
    /// <param name="options">Heading and what to show besides; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="cascade"/> is null.</exception>
    /// <exception cref="ArgumentException">Thresholds have another direction or mark than the cascade, or the simulation has another mark.</exception>
    /// <remarks>Allocates the numbers that are drawn.</remarks>
    public static CascadeChart ToChart(this CascadeResult cascade, CascadeChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cascade);
        options ??= CascadeChartOptions.Default;
        if (options.Thresholds is { } thresholds)
        {
            if (thresholds.Direction != cascade.Direction)
            {
                throw new ArgumentException($"thresholds must have the direction of the cascade, {cascade.Direction}, had {thresholds.Direction}", nameof(options));
            }

            SameMark("thresholds", thresholds.MarkPrice, cascade.MarkPrice, nameof(options));
        }

        if (options.Simulation is { } simulation)
        {
            SameMark("simulation", simulation.MarkPrice, cascade.MarkPrice, nameof(options));
        }

        return new(Title(options.Title, "Cascade"), options.Unit, CascadeSheet.Of(cascade, options.Thresholds, options.Simulation, options.Unit), cascade);
    }

    /// <summary>The chart of all shocks of one direction: where each ends, and where it jumps.</summary>
    /// <param name="thresholds">All shocks.</param>
    /// <param name="title">What it is headed with; <see langword="null"/> or blank for <c>All shocks</c>. Any text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="thresholds"/> is null.</exception>
    public static CascadeChart ToChart(this CascadeThresholds thresholds, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        string words = thresholds.FirstCascade is { } first
            ? $"From {CascadeSheet.Price(thresholds.MarkPrice)} the mildest shock that starts a cascade goes to {CascadeSheet.Price(first.TriggerPrice)} and ends at {CascadeSheet.Price(first.EndPrice)}."
            : $"From {CascadeSheet.Price(thresholds.MarkPrice)} no shock starts a cascade.";
        return new(Title(title, "All shocks"), null, new() { Subtitle = words, Summary = words, Panels = [ShockPanels.Curve(thresholds, null)], Tables = [ShockPanels.Jumps(thresholds, "quote")] });
    }

    /// <summary>The chart of simulated cascades: how deep, how much and how far beyond, on how many paths.</summary>
    /// <param name="simulation">What paths came to.</param>
    /// <param name="title">What it is headed with; <see langword="null"/> or blank for <c>Simulated cascades</c>. Any text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="simulation"/> is null.</exception>
    public static CascadeChart ToChart(this SimulatedCascades simulation, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        string words = string.Create(CultureInfo.InvariantCulture, $"{simulation.Paths} paths from {CascadeSheet.Price(simulation.MarkPrice)}.");
        return new(Title(title, "Simulated cascades"), null, new()
        {
            Subtitle = words,
            Summary = words,
            Notes = SimulationPanels.Notes(simulation),
            Panels = SimulationPanels.Of(simulation, "quote", Direction.Down),
            Tables = [SimulationPanels.Table(simulation, "quote")],
        });
    }

    private static string Title(string? given, string usual) => string.IsNullOrWhiteSpace(given) ? usual : given;

    private static void SameMark(string what, double has, double wanted, string parameter)
    {
        if (has != wanted)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{what} must have the mark of the cascade, {wanted}, had {has}"), parameter);
        }
    }
}
