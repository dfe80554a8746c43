using HeatMap.Charts;
using HeatMap.Cli.Cascading;
using HeatMap.Cli.Estimating;
using HeatMap.Cli.Mapping;
using HeatMap.Cli.Reading;
using HeatMap.Cli.Replaying;

namespace HeatMap.Cli.Output;

/// <summary>The charts of each result, the main one first. Headings begin with the contract.</summary>
internal static class ResultCharts
{
    public static Chart[] Of(LoadedMap loaded)
    {
        MapChart map = loaded.Map.ToChart(new MapChartOptions { Title = Title(loaded.Symbol, "liquidation map") });
        return loaded.Layers is { } layers ? [layers.ToChart(new MapChartOptions { Title = Title(loaded.Symbol, "liquidation map in layers") }), map] : [map];
    }

    public static Chart[] Of(ReplayResult result, PriceRange? view = null)
    {
        MapChart map = result.Map.ToChart(new MapChartOptions { Title = Title(result.Symbol, "waiting at the end") });
        return result.HeatMap is null ? [map] : [Heat(result.HeatMap, result.Symbol, result.Orders, view), map];
    }

    public static Chart[] Of(EstimateResult result, PriceRange? view = null)
    {
        var waiting = new MapChartOptions { Title = Title(result.Asset, "waiting at the end, estimated") };
        Chart[] maps = (result.Single, result.Shown.Layers) switch
        {
            ({ } single, _) => [single.ByDistance.ToChart(waiting with { Title = Title(result.Asset, "waiting at the end, estimated, by distance from entry") }), single.Estimate.ToChart(waiting with { Title = Title(result.Asset, "waiting at the end, and what it rests on") })],
            (null, { } venues) => [venues.ToChart(waiting with { Title = Title(result.Asset, "waiting at the end, estimated, by venue") }), result.Shown.Map.ToChart(waiting)],
            _ => [result.Shown.Map.ToChart(waiting)],
        };
        return result.HeatMap is null ? maps : [result.HeatMap.ToChart(new() { Title = Title(result.Asset, "liquidation heat map, estimated"), View = view, Bars = [.. result.Venues[0].Bars.Bars] }), .. maps];
    }

    public static Chart[] Of(RealizedResult result, PriceRange? view = null)
    {
        HeatMapChart heat = result.HeatMap.ToChart(new() { Title = Title(result.Symbol, "executed liquidations"), View = view });
        MapChart executed = result.Executed.ToChart(new MapChartOptions { Title = Title(result.Symbol, "executed, by price"), Zones = [] });
        return result.Standing is { } standing ? [heat, executed, standing.ToChart(new MapChartOptions { Title = Title(result.Symbol, "waiting, by price") })] : [heat, executed];
    }

    public static Chart[] Of(CascadeStudy study)
    {
        string? symbol = study.Levels.Loaded.Symbol;
        CascadeChart cascade = study.Result.ToChart(new()
        {
            Title = Title(symbol, "cascade"),
            Thresholds = study.Result.Direction == Direction.Down ? study.Down : study.Up,
            Simulation = study.Simulation?.Result,
        });
        return [cascade, study.Map.ToChart(new MapChartOptions { Title = Title(symbol, "liquidation map"), Fall = study.Down, Rise = study.Up })];
    }

    public static Chart[] Of(Comparison comparison)
    {
        string first = Path.GetFileName(comparison.Settings.First), second = Path.GetFileName(comparison.Settings.Second);
        return [comparison.First.Map.ToChart(comparison.Second.Map, new() { Title = Title(comparison.Symbol, "two maps"), FirstName = first, SecondName = second })];
    }

    public static Chart[] Of(ScoreResult result) => [result.Report.ToChart(new() { Title = Title(result.Asset, "accuracy") })];

    /// <summary>Price by time of a living map.</summary>
    public static HeatMapChart Heat(LiquidationHeatMap heatMap, string? symbol, IReadOnlyList<ReplayedOrder>? forced = null, PriceRange? view = null) => heatMap.ToChart(new()
    {
        Title = Title(symbol, "liquidation heat map"),
        View = view,
        Prints = [.. (forced ?? []).Select(static o => new HeatMap.Evaluation.LiquidationPrint(o.TimeUnixMs, o.Order.Side, o.Order.Price, o.Order.Notional))],
    });

    /// <summary>The contract and what is shown.</summary>
    public static string Title(string? symbol, string what) => symbol is null ? string.Concat(char.ToUpperInvariant(what[0]).ToString(), what.AsSpan(1)) : $"{symbol} {what}";
}
