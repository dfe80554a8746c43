using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HeatMap.Charts.Pages;

/// <summary>JSON whose text is safe inside a script element: the writer's default encoder escapes &lt;, &gt;, &amp; and quotes.</summary>
internal static partial class JsonText
{
    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 14);
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        // The writer escapes everything that is not ASCII. A name must not turn the words after it around.
        return Overrides().Replace(Encoding.UTF8.GetString(buffer.WrittenSpan), "\\uFFFD");
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

    [GeneratedRegex(@"\\u20(2[A-E]|6[6-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Overrides();
}
