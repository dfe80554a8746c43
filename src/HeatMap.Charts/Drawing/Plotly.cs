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

    /// <summary>A straight line across a plot: a shape of the layout.</summary>
    public static void Line(this Utf8JsonWriter json, double x0, double x1, string xref, double y0, double y1, string yref, string colour, string dash = "solid")
    {
        json.WriteStartObject();
        json.WriteString("type", "line");
        json.WriteString("xref", xref);
        json.WriteString("yref", yref);
        json.WriteNumber("x0", x0);
        json.WriteNumber("x1", x1);
        json.WriteNumber("y0", y0);
        json.WriteNumber("y1", y1);
        json.WriteStartObject("line");
        json.WriteString("color", colour);
        json.WriteString("dash", dash);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
