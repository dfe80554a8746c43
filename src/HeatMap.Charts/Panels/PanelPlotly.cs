using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HeatMap.Charts.Drawing;
using HeatMap.Charts.Pages;

namespace HeatMap.Charts.Panels;

/// <summary>Writes panels as one Plotly figure: a pair of axes for each, two beside each other.</summary>
internal static class PanelPlotly
{
    private static readonly string[] Series = ["#2f6fde", "#e08a00", "#8e44c9", "#57616c", "#d6569a", "#8a6a3a", "#3fa3d9", "#8f9a1c"];

    public static string Of(string title, PanelSheet sheet) => JsonText.Of(json =>
    {
        ImmutableArray<Panel> shown = sheet.Shown;
        json.WriteStartObject();
        json.WriteStartArray("data");
        for (int i = 0; i < shown.Length; i++)
        {
            foreach (PanelTrace trace in shown[i].Traces)
            {
                Write(json, shown[i], trace, Number(i));
            }
        }

        json.WriteEndArray();
        WriteLayout(json, title, sheet, shown);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, Panel panel, PanelTrace trace, string axes)
    {
        string colour = Colour(trace.Colour);
        json.WriteStartObject();
        json.WriteString("type", trace.Shape == "bars" ? "bar" : "scatter");
        json.WriteString("name", Plotly.Text(trace.Name));
        json.WriteString("xaxis", "x" + axes);
        json.WriteString("yaxis", "y" + axes);
        json.WriteString("legend", "legend" + axes);
        json.WriteString("hovertemplate", $"{Plotly.Text(panel.X.Name)}: %{{x}}<br>{Plotly.Text(panel.Y.Name)}: %{{y}}");
        if (trace.Shape == "band")
        {
            json.Numbers("x", [.. trace.X, .. trace.X.Reverse()]);
            json.Numbers("y", [.. trace.Low, .. trace.High.Reverse()]);
            json.WriteString("mode", "none");
            json.WriteString("fill", "toself");
            json.WriteString("fillcolor", colour + "33");
        }
        else
        {
            json.Numbers("x", trace.X);
            json.Numbers("y", trace.Y);
            json.WriteStartObject("marker");
            json.WriteString("color", colour);
            json.WriteEndObject();
        }

        if (trace.Shape == "bars")
        {
            json.Numbers("width", [.. trace.High.Select((h, i) => h - trace.Low[i])]);
        }
        else if (trace.Shape == "spans")
        {
            json.WriteString("mode", "markers");
            json.WriteStartObject("error_x");
            json.WriteString("type", "data");
            json.WriteBoolean("symmetric", false);
            json.Numbers("array", [.. trace.High.Select((h, i) => h - trace.X[i])]);
            json.Numbers("arrayminus", [.. trace.Low.Select((l, i) => trace.X[i] - l)]);
            json.WriteEndObject();
        }
        else if (trace.Shape != "band")
        {
            json.WriteString("mode", trace.Shape == "points" ? "markers" : "lines");
            json.WriteStartObject("line");
            json.WriteString("color", colour);
            json.WriteString("shape", trace.Shape == "step" ? "hv" : "linear");
            json.WriteString("dash", trace.IsDashed ? "dash" : "solid");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteLayout(Utf8JsonWriter json, string title, PanelSheet sheet, ImmutableArray<Panel> shown)
    {
        json.WriteStartObject("layout");
        json.WriteStartObject("title");
        json.WriteString("text", Plotly.Text(title));
        json.WriteEndObject();
        int columns = shown.Length > 1 ? 2 : 1, rows = Math.Max(1, (shown.Length + columns - 1) / columns);
        json.WriteNumber("height", 160 + (340 * rows));
        json.WriteBoolean("showlegend", true);
        for (int i = 0; i < shown.Length; i++)
        {
            string name = Number(i);
            double wide = 1.0 / columns, high = 1.0 / rows, left = i % columns * wide, top = 1 - (i / columns * high);

            // Names of categories stand left of their axis; in a right column the plot makes room for them.
            double indent = i % columns == 0 ? 0 : shown[i].Y.Labels.Length > 0 ? 0.2 : 0.09;
            Axis(json, "xaxis" + name, "y" + name, shown[i], true, left + indent, left + wide - (columns == 1 ? 0 : 0.02));
            Axis(json, "yaxis" + name, "x" + name, shown[i], false, top - high + (0.28 * high), top - (0.18 * high));
            Plotly.Legend(json, "legend" + name, left + (i % columns == 0 ? 0 : 0.09), top - (0.06 * high), "top");
        }

        json.WriteStartArray("shapes");
        for (int i = 0; i < shown.Length; i++)
        {
            foreach (PanelMark mark in shown[i].Marks.Where(static m => double.IsFinite(m.At)))
            {
                Line(json, mark, Number(i));
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("annotations");
        for (int i = 0; i < shown.Length; i++)
        {
            int row = 0;
            foreach (PanelMark mark in shown[i].Marks.Where(static m => m.IsVertical && m.Label.Length > 0 && double.IsFinite(m.At)))
            {
                Label(json, mark, Number(i), row++);
            }

            json.WriteStartObject();
            json.WriteString("text", Plotly.Text(shown[i].Title));
            json.WriteString("xref", "paper");
            json.WriteString("yref", "paper");
            json.WriteNumber("x", (i % columns * 1.0 / columns) + (i % columns == 0 ? 0 : 0.09));
            json.WriteNumber("y", 1 - (i / columns * 1.0 / rows));
            json.WriteString("xanchor", "left");
            json.WriteString("yanchor", "top");
            json.WriteBoolean("showarrow", false);
            json.WriteEndObject();
        }

        string notes = string.Join("<br>", sheet.Notes.Take(6).Select(Plotly.Text));
        if (notes.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("text", notes);
            json.WriteString("xref", "paper");
            json.WriteString("yref", "paper");
            json.WriteNumber("x", 0);
            json.WriteNumber("y", 0);
            json.WriteString("xanchor", "left");
            json.WriteString("yanchor", "top");
            json.WriteString("align", "left");
            json.WriteBoolean("showarrow", false);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Axis(Utf8JsonWriter json, string name, string anchor, Panel panel, bool isX, double from, double to)
    {
        PanelAxis axis = isX ? panel.X : panel.Y;
        (double low, double high) = panel.Range(isX);
        json.WriteStartObject(name);
        json.WriteString("anchor", anchor);
        json.Numbers("domain", [Math.Max(0, from), Math.Min(1, to)]);
        json.Numbers("range", axis.Labels.Length > 0 ? [high, low] : [low, high]);
        json.WriteStartObject("title");
        json.WriteString("text", Plotly.Text(axis.Name));
        json.WriteEndObject();
        if (axis.Format == "percent")
        {
            json.WriteString("tickformat", ".3~p");
        }

        if (axis.Labels.Length > 0)
        {
            json.WriteBoolean("zeroline", false);
            json.Numbers("tickvals", [.. Enumerable.Range(0, axis.Labels.Length).Select(i => (double)i)]);
            json.Texts("ticktext", [.. axis.Labels.Select(Plotly.Text)]);
            json.WriteBoolean("automargin", true);
        }

        json.WriteEndObject();
    }

    /// <summary>Plotly counts axes and legends from one and leaves that number out.</summary>
    private static string Number(int panel) => panel == 0 ? "" : (panel + 1).ToString(CultureInfo.InvariantCulture);

    private static void Line(Utf8JsonWriter json, PanelMark mark, string axes)
    {
        json.WriteStartObject();
        json.WriteString("type", "line");
        json.WriteString("xref", mark.IsVertical ? "x" + axes : "x" + axes + " domain");
        json.WriteString("yref", mark.IsVertical ? "y" + axes + " domain" : "y" + axes);
        json.WriteNumber(mark.IsVertical ? "x0" : "y0", mark.At);
        json.WriteNumber(mark.IsVertical ? "x1" : "y1", mark.At);
        json.WriteNumber(mark.IsVertical ? "y0" : "x0", 0);
        json.WriteNumber(mark.IsVertical ? "y1" : "x1", 1);
        json.WriteStartObject("line");
        json.WriteString("color", Colour(mark.Colour));
        json.WriteString("dash", "dash");
        json.WriteNumber("width", 1);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Label(Utf8JsonWriter json, PanelMark mark, string axes, int row)
    {
        json.WriteStartObject();
        json.WriteString("text", Plotly.Text(mark.Label));
        json.WriteString("xref", "x" + axes);
        json.WriteString("yref", "y" + axes + " domain");
        json.WriteNumber("x", mark.At);
        json.WriteNumber("y", 1);
        json.WriteString("xanchor", "left");
        json.WriteString("yanchor", "top");
        json.WriteNumber("yshift", -13 * row);
        json.WriteBoolean("showarrow", false);
        json.WriteStartObject("font");
        json.WriteString("color", Colour(mark.Colour));
        json.WriteNumber("size", 11);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Colour(string name) => name switch
    {
        "accent" => "#2f6fde",
        "long" => "#0b8f6a",
        "short" => "#d6412e",
        "muted" => "#5b6570",
        ['s', >= '0' and <= '7'] => Series[name[1] - '0'],
        _ => "#57616c",
    };
}
