using System.Buffers;
using System.Text;
using System.Text.Json;

namespace HeatMap.Charts.Pages;

/// <summary>JSON whose text is safe inside a script element: the writer's default encoder escapes &lt;, &gt;, &amp; and quotes.</summary>
internal static class JsonText
{
    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 14);
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A number, or null where it is none: JSON knows no NaN and no infinity.</summary>
    public static void NumberOrNull(this Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <inheritdoc cref="NumberOrNull(Utf8JsonWriter, double)"/>
    public static void NumberOrNull(this Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        json.NumberOrNull(value);
    }

    public static void Numbers(this Utf8JsonWriter json, string name, ReadOnlySpan<double> values)
    {
        json.WritePropertyName(name);
        json.Numbers(values);
    }

    public static void Numbers(this Utf8JsonWriter json, ReadOnlySpan<double> values)
    {
        json.WriteStartArray();
        foreach (double value in values)
        {
            json.NumberOrNull(value);
        }

        json.WriteEndArray();
    }

    public static void Texts(this Utf8JsonWriter json, string name, ReadOnlySpan<string> values)
    {
        json.WritePropertyName(name);
        json.Texts(values);
    }

    public static void Texts(this Utf8JsonWriter json, ReadOnlySpan<string> values)
    {
        json.WriteStartArray();
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
