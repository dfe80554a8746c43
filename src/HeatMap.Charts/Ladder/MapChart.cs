using System.Text.Json;

namespace HeatMap.Charts;

/// <summary>Stub.</summary>
public sealed class MapChart : Chart
{
    internal MapChart(string title, string? unit)
        : base(title, unit)
    {
    }

    internal override string Kind => "map";

    /// <inheritdoc/>
    public override string ToSvg(ChartImageOptions? options = null) => throw new NotSupportedException("not drawn yet");

    /// <inheritdoc/>
    public override string ToPlotly() => throw new NotSupportedException("not drawn yet");

    internal override void WriteDocument(Utf8JsonWriter json)
    {
    }
}
