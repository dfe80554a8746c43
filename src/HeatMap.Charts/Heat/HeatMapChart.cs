using System.Text.Json;
using HeatMap.Charts.Heat;
using HeatMap.Charts.Pages;

namespace HeatMap.Charts;

/// <summary>A heat map as a chart: price by time with the price over it, and executed liquidations as marks. Made by <c>ToChart</c>.</summary>
[TypeFormatterSource(typeof(NotebookFormatterSource))]
public sealed class HeatMapChart : Chart
{
    private readonly HeatScene _scene;

    internal HeatMapChart(HeatScene scene)
        : base(HeatWords.Title(scene.Map, scene.Options), scene.Map.Unit)
    {
        _scene = scene;
    }

    internal override string Kind => "heat";

    /// <inheritdoc/>
    public override string ToSvg(ChartImageOptions? options = null) => HeatSvg.Draw(_scene, Title, options ?? ChartImageOptions.Default);

    /// <inheritdoc/>
    /// <remarks>More than 200,000 cells are resampled, and the title says so.</remarks>
    public override string ToPlotly() => HeatPlotly.Write(_scene, Title);

    internal override void WriteDocument(Utf8JsonWriter json) => HeatDocument.Write(_scene, json);
}
