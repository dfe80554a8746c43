using System.Text.Json;
using HeatMap.Charts.Pages;

namespace HeatMap.Charts.Drawing;

/// <summary>What the figures for Plotly share.</summary>
internal static class Plotly
{
    /// <summary>Plotly takes some texts for markup; entities keep them text.</summary>
    public static string Text(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    public static void Begin(Utf8JsonWriter json, string type, string name, string colour, string? axis = null)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("name", Text(name));
        if (axis is not null)
        {
            json.WriteString("yaxis", axis);
        }

        json.WriteStartObject(type == "bar" ? "marker" : "line");
        json.WriteString("color", colour);
        json.WriteEndObject();
    }

    public static void Axis(Utf8JsonWriter json, string name, string title, params ReadOnlySpan<(string Key, string Value)> more)
    {
        json.WriteStartObject(name);
        json.WriteStartObject("title");
        json.WriteString("text", Text(title));
        json.WriteEndObject();
        foreach ((string key, string value) in more)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    /// <summary>A line or box over the plot.</summary>
    public static void Shape(Utf8JsonWriter json, string type, double from, double to, string colour, string dash)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("yref", "paper");
        json.NumberOrNull("x0", from);
        json.NumberOrNull("x1", to);
        json.WriteNumber("y0", 0);
        json.WriteNumber("y1", 1);
        json.WriteStartObject("line");
        json.WriteString("color", colour);
        json.WriteString("dash", dash);
        json.WriteNumber("width", 1);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Note(Utf8JsonWriter json, double x, string text, string colour, int row)
    {
        json.WriteStartObject();
        json.NumberOrNull("x", x);
        json.WriteNumber("y", 1);
        json.WriteString("yref", "paper");
        json.WriteString("yanchor", "bottom");
        json.WriteNumber("yshift", 14 * row);
        json.WriteString("text", Text(text));
        json.WriteBoolean("showarrow", false);
        json.WriteStartObject("font");
        json.WriteString("color", colour);
        json.WriteNumber("size", 11);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
