using System.Collections.Immutable;
using System.Text.Json;
using HeatMap.Charts.Pages;

namespace HeatMap.Charts.Panels;

/// <summary>A chart of panels with its words, and how it is written for the page.</summary>
internal sealed record PanelSheet
{
    public string Subtitle { get; init; } = "";

    public string Summary { get; init; } = "";

    public ImmutableArray<string> Notes { get; init; } = [];

    public ImmutableArray<Panel> Panels { get; init; } = [];

    public ImmutableArray<PanelTable> Tables { get; init; } = [];

    /// <summary>The first panel of each slot: what a picture without choices shows.</summary>
    public ImmutableArray<Panel> Shown => [.. Panels.GroupBy(p => p.Slot, StringComparer.Ordinal).Select(g => g.First())];

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("subtitle", Subtitle);
        json.WriteString("summary", Summary);
        json.Texts("notes", Notes.AsSpan());
        json.WriteStartArray("panels");
        foreach (Panel panel in Panels)
        {
            WritePanel(json, panel);
        }

        json.WriteEndArray();
        json.WriteStartArray("tables");
        foreach (PanelTable table in Tables)
        {
            json.WriteStartObject();
            json.WriteString("title", table.Title);
            json.WriteBoolean("open", table.IsOpen);
            json.Texts("columns", table.Columns.AsSpan());
            json.WriteStartArray("rows");
            foreach (ImmutableArray<string> row in table.Rows)
            {
                json.WriteStartArray();
                foreach (string cell in row)
                {
                    json.WriteStringValue(cell);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePanel(Utf8JsonWriter json, Panel panel)
    {
        json.WriteStartObject();
        json.WriteString("slot", panel.Slot);
        json.WriteString("title", panel.Title);
        json.WriteStartObject("keys");
        foreach (PanelKey key in panel.Keys)
        {
            json.WriteString(key.Name, key.Choice);
        }

        json.WriteEndObject();
        WriteAxis(json, "x", panel, true);
        WriteAxis(json, "y", panel, false);
        json.WriteStartArray("traces");
        foreach (PanelTrace trace in panel.Traces)
        {
            json.WriteStartObject();
            json.WriteString("name", trace.Name);
            json.WriteString("shape", trace.Shape);
            json.WriteString("colour", trace.Colour);
            json.WriteBoolean("dashed", trace.IsDashed);
            json.Numbers("x", trace.X);
            json.Numbers("y", trace.Y);
            json.Numbers("low", trace.Low);
            json.Numbers("high", trace.High);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("marks");
        foreach (PanelMark mark in panel.Marks)
        {
            json.WriteStartObject();
            json.NumberOrNull("at", mark.At);
            json.WriteBoolean("vertical", mark.IsVertical);
            json.WriteString("label", mark.Label);
            json.WriteString("colour", mark.Colour);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAxis(Utf8JsonWriter json, string name, Panel panel, bool isX)
    {
        PanelAxis axis = isX ? panel.X : panel.Y;
        (double low, double high) = panel.Range(isX);
        json.WriteStartObject(name);
        json.WriteString("name", axis.Name);
        json.WriteString("format", axis.Format);
        json.WriteNumber("low", low);
        json.WriteNumber("high", high);
        json.Texts("labels", axis.Labels.AsSpan());
        json.WriteEndObject();
    }
}
