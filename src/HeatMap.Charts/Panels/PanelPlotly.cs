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
                Write(json, shown[i], trace, i == 0 ? "" : (i + 1).ToString(CultureInfo.InvariantCulture));
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
        json.WriteBoolean("showlegend", false);
        for (int i = 0; i < shown.Length; i++)
        {
            string name = i == 0 ? "" : (i + 1).ToString(CultureInfo.InvariantCulture);
            double wide = 1.0 / columns, high = 1.0 / rows, left = i % columns * wide, top = 1 - (i / columns * high);
            Axis(json, "xaxis" + name, "y" + name, shown[i], true, left + (i % columns == 0 ? 0 : 0.09), left + wide - (columns == 1 ? 0 : 0.02));
            Axis(json, "yaxis" + name, "x" + name, shown[i], false, top - high + (0.28 * high), top - (0.06 * high));
        }

        json.WriteStartArray("annotations");
        for (int i = 0; i < shown.Length; i++)
        {
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
            json.Numbers("tickvals", [.. Enumerable.Range(0, axis.Labels.Length).Select(i => (double)i)]);
            json.Texts("ticktext", [.. axis.Labels.Select(Plotly.Text)]);
            json.WriteBoolean("automargin", true);
        }

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
