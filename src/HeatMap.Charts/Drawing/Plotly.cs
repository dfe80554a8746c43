using System.Text.Json;
using HeatMap.Charts.Pages;

namespace HeatMap.Charts.Drawing;

/// <summary>The parts that Plotly figures share. Plotly reads some HTML in its texts, so text from data is escaped.</summary>
internal static class Plotly
{
    /// <summary>Text as Plotly shows it: what would be an element or an entity is text.</summary>
    public static string Text(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("%{", "%\u200B{", StringComparison.Ordinal);

    /// <summary>A figure: traces and layout.</summary>
    public static string Figure(string title, Action<Utf8JsonWriter> traces, Action<Utf8JsonWriter> layout) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        traces(json);
        json.WriteEndArray();
        json.WriteStartObject("layout");
        json.WriteStartObject("title");
        json.WriteString("text", Text(title));
        json.WriteEndObject();
        json.WriteString("hovermode", "closest");
        layout(json);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>An axis with its title, and what else is asked for.</summary>
    public static void Axis(this Utf8JsonWriter json, string name, string title, string? type = null, Action<Utf8JsonWriter>? more = null)
    {
        json.WriteStartObject(name);
        json.WriteStartObject("title");
        json.WriteString("text", Text(title));
        json.WriteEndObject();
        if (type is not null)
        {
            json.WriteString("type", type);
        }

        more?.Invoke(json);
        json.WriteEndObject();
    }

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

    /// <summary>A legend that lies flat: beside the plot it would cover a second axis or a colour bar.</summary>
    public static void Legend(Utf8JsonWriter json, string name, double x, double y, string anchor)
    {
        json.WriteStartObject(name);
        json.WriteString("orientation", "h");
        json.WriteNumber("x", x);
        json.WriteNumber("y", y);
        json.WriteString("yanchor", anchor);
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
