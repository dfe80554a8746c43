using System.Text;
using System.Text.Json;

namespace HeatMap.Cli.Input;

/// <summary>Numbers and texts of a JSON document, which writes either as the other.</summary>
internal static class JsonCells
{
    /// <summary>Parses a document.</summary>
    /// <exception cref="ToolException">It is none.</exception>
    public static JsonDocument Parse(Stream json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException error)
        {
            throw ToolException.BadInput($"expected well-formed JSON, was not: {error.Message}");
        }
    }

    /// <summary>A property; undefined where the object has none or the value is no object.</summary>
    public static JsonElement Of(this JsonElement value, string name) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement found) ? found : default;

    /// <summary>Whether an object has a property.</summary>
    public static bool Has(this JsonElement value, string name) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out _);

    /// <summary>A number or a text as it is written; empty for null and for nothing.</summary>
    /// <exception cref="ToolException">It is something else.</exception>
    public static string Text(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => throw ToolException.BadInput($"{path}: expected a number or a text, was {Kind(value)}"),
    };

    /// <summary>A finite number, written as one or as a text.</summary>
    /// <exception cref="ToolException">It is none.</exception>
    public static double Number(JsonElement value, string path, string expected = "a number") => Optional(value, path, expected) is var number && !double.IsNaN(number)
        ? number : throw ToolException.BadInput($"{path}: expected {expected}, was {Kind(value)}");

    /// <summary>The same; NaN for null, for nothing and for an empty text.</summary>
    public static double Optional(JsonElement value, string path, string expected = "a number")
    {
        string text = Text(value, path);
        return text.Length == 0 ? double.NaN
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number
            : throw ToolException.BadInput($"{path}: expected {expected}, was '{Message.Printable(text.Length > 60 ? text[..60] + "…" : text)}'");
    }

    /// <summary>What a value is, for a message.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "missing",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => value.GetString() is { Length: > 0 and <= 60 } text ? $"'{Message.Printable(text)}'" : "a text",
        _ => value.GetRawText(),
    };

    /// <summary>Puts cells down as a line.</summary>
    public static void AppendLine(StringBuilder csv, params ReadOnlySpan<string> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            string cell = Message.Printable(cells[i]);
            csv.Append(i > 0 ? "," : "").Append(cell.AsSpan().IndexOfAny(",;\"") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }

        csv.Append('\n');
    }
}
