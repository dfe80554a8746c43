using System.Text.Json;
using HeatMap.Charts.Pages;

namespace HeatMap.Charts;

/// <summary>Something that can be looked at: a map, a heat map, a cascade, a score or a comparison, ready to become a page, a picture or a figure.</summary>
/// <remarks>
/// <para>A chart holds what it draws and is immutable. Make one with <c>ToChart</c> on the thing itself: <c>map.ToChart()</c>, <c>heatMap.ToChart()</c>, <c>cascade.ToChart()</c>, <c>report.ToChart()</c>,
/// <c>map.ToChart(other)</c>.</para>
/// <para>Pure: the same chart and options give the same text. Text that comes from data stays text in every output.</para>
/// </remarks>
public abstract class Chart
{
    private protected Chart(string title, string? unit)
    {
        Title = title;
        Unit = string.IsNullOrWhiteSpace(unit) ? null : unit;
    }

    /// <summary>What the chart is headed with; never empty.</summary>
    public string Title { get; }

    /// <summary>What notional is counted in, for example <c>USDT</c>; <see langword="null"/> when nobody said.</summary>
    public string? Unit { get; }

    /// <summary>What kind of picture it is, as the page's script calls it: <c>map</c>, <c>heat</c>, <c>cascade</c>, <c>accuracy</c> or <c>compare</c>.</summary>
    internal abstract string Kind { get; }

    /// <summary>Writes the chart as an interactive page of one file.</summary>
    /// <param name="options">Heading and colours of the page; <see langword="null"/> for the defaults.</param>
    /// <returns>An HTML document with its chart library, style, script and numbers inline: it needs no server and no network.</returns>
    /// <remarks>Allocates the text, 0.8 MB and the numbers. For several charts on one page see <see cref="ChartPage.ToHtml(ReadOnlySpan{Chart}, ChartPageOptions?)"/>.</remarks>
    public string ToHtml(ChartPageOptions? options = null) => ChartPage.ToHtml([this], options);

    /// <summary>Draws the chart as one static SVG image that stands alone and is legible on dark and on light.</summary>
    /// <param name="options">Size; <see langword="null"/> for the defaults.</param>
    /// <returns>One <c>svg</c> element without scripts, fonts or references, which is well-formed XML.</returns>
    public abstract string ToSvg(ChartImageOptions? options = null);

    /// <summary>Writes the chart as a figure that front ends with Plotly render.</summary>
    /// <returns>JSON of an object with <c>data</c> and <c>layout</c>, as plotly.js takes them (version 2 and later).</returns>
    public abstract string ToPlotly();

    /// <summary>Writes what the page's script draws: the contract between a page and those who feed it, for example a live one.</summary>
    /// <returns>JSON of one object with <c>kind</c>, <c>version</c>, <c>title</c>, <c>unit</c> and what its kind needs; safe inside a script element.</returns>
    public string ToJson() => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("kind", Kind);
        json.WriteNumber("version", 1);
        json.WriteString("title", Title);
        json.WriteString("unit", Unit);
        WriteDocument(json);
        json.WriteEndObject();
    });

    /// <summary>Says what the chart is.</summary>
    public override string ToString() => $"{Kind} chart: {Title}";

    /// <summary>Writes the properties of its kind into the open object of the document.</summary>
    internal abstract void WriteDocument(Utf8JsonWriter json);
}
