using System.Text.Json;
using HeatMap.Cascades;
using HeatMap.Charts.Pages;
using HeatMap.Charts.Panels;

namespace HeatMap.Charts;

/// <summary>What a shock sets off, all shocks, or what simulated paths come to, as a picture. Immutable; make one with <c>ToChart</c>.</summary>
/// <remarks>Static outputs show falls or rises as the cascade went, and the first of each choice; the page has all.</remarks>
[TypeFormatterSource(typeof(NotebookFormatterSource))]
public sealed class CascadeChart : Chart
{
    private readonly PanelSheet _sheet;
    private readonly CascadeResult? _cascade;

    internal CascadeChart(string title, string? unit, PanelSheet sheet, CascadeResult? cascade = null)
        : base(title, unit) => (_sheet, _cascade) = (sheet, cascade);

    internal override string Kind => "cascade";

    /// <inheritdoc/>
    public override string ToSvg(ChartImageOptions? options = null) => PanelSvg.Of(Title, _sheet, options);

    /// <inheritdoc/>
    public override string ToPlotly() => PanelPlotly.Of(Title, _sheet);

    internal override void WriteDocument(Utf8JsonWriter json)
    {
        _sheet.Write(json);
        if (_cascade is not { } cascade)
        {
            return;
        }

        json.WriteStartObject("cascade");
        json.WriteString("direction", cascade.Direction == Direction.Down ? "down" : "up");
        json.NumberOrNull("mark", cascade.MarkPrice);
        json.NumberOrNull("shocked", cascade.ShockedPrice);
        json.NumberOrNull("final", cascade.FinalPrice);
        json.NumberOrNull("worst", cascade.Worst.FinalPrice);
        json.NumberOrNull("amplification", cascade.Amplification ?? double.NaN);
        json.WriteNumber("levels", cascade.Levels);
        json.WriteNumber("staticLevels", cascade.StaticLevels);
        json.NumberOrNull("quantity", cascade.Liquidated.Quantity);
        json.NumberOrNull("notional", cascade.Liquidated.Notional);
        json.WriteBoolean("leavesWindow", cascade.LeavesWindow);
        json.NumberOrNull("exhausted", cascade.Exhausted?.Remainder ?? double.NaN);
        json.WriteEndObject();
    }
}
