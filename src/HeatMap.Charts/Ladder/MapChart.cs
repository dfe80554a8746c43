using System.Text.Json;
using HeatMap.Charts.Ladder;

namespace HeatMap.Charts;

/// <summary>A map as a chart: notional by price, longs and shorts, in layers, with sums, mark, zones and cascade thresholds. Made by <c>ToChart</c>.</summary>
public sealed class MapChart : Chart
{
    private readonly MapScene _scene;

    internal MapChart(MapScene scene)
        : base(scene.Title, scene.Total.Unit)
    {
        _scene = scene;
    }

    internal override string Kind => "map";

    /// <inheritdoc/>
    public override string ToSvg(ChartImageOptions? options = null) => MapSvg.Draw(_scene, options ?? ChartImageOptions.Default);

    /// <inheritdoc/>
    public override string ToPlotly() => MapPlotly.Write(_scene);

    internal override void WriteDocument(Utf8JsonWriter json) => MapDocument.Write(_scene, json);
}
