using System.Text.Json;
using HeatMap.Charts.Pages;
using HeatMap.Charts.Panels;

namespace HeatMap.Charts;

/// <summary>How right maps were, as a picture: intervals always shown, nothing called better when its interval holds zero. Immutable; make one with <c>ToChart</c>.</summary>
/// <remarks>Static outputs show the first forecast and model; the page has all.</remarks>
[TypeFormatterSource(typeof(NotebookFormatterSource))]
public sealed class AccuracyChart : Chart
{
    private readonly PanelSheet _sheet;

    internal AccuracyChart(string title, PanelSheet sheet)
        : base(title, null) => _sheet = sheet;

    internal override string Kind => "accuracy";

    /// <inheritdoc/>
    public override string ToSvg(ChartImageOptions? options = null) => PanelSvg.Of(Title, _sheet, options);

    /// <inheritdoc/>
    public override string ToPlotly() => PanelPlotly.Of(Title, _sheet);

    internal override void WriteDocument(Utf8JsonWriter json) => _sheet.Write(json);
}
