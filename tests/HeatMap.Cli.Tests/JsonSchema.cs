using System.Globalization;
using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>As much of JSON Schema as the published schemas use; a word that it does not know is an error, not ignored.</summary>
internal sealed class JsonSchema
{
    private static readonly HashSet<string> Words =
    [
        "$schema", "title", "$defs", "$ref", "anyOf", "type", "const", "enum", "required", "additionalProperties", "properties", "items", "minimum", "maximum", "exclusiveMinimum", "format",
    ];

    private readonly JsonElement _root;

    private JsonSchema(JsonElement root) => _root = root;

    /// <summary>Reads <c>docs/schemas/NAME.schema.json</c>.</summary>
    public static JsonSchema Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(ToolRun.Root(), "docs", "schemas", name + ".schema.json")));
        return new(document.RootElement.Clone());
    }

    /// <summary>What is wrong with a value, a line each.</summary>
    public IReadOnlyList<string> Errors(JsonElement value)
    {
        var errors = new List<string>();
        Check(value, _root, "", errors);
        return errors;
    }

    /// <summary>Every field that there may be: <c>a.b</c>, and <c>a[].b</c> in an array.</summary>
    public SortedSet<string> Paths()
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        Walk(_root, "", paths);
        return paths;
    }

    private void Walk(JsonElement schema, string place, SortedSet<string> paths)
    {
        schema = Resolved(schema);
        if (schema.TryGetProperty("anyOf", out JsonElement choices))
        {
            foreach (JsonElement choice in choices.EnumerateArray())
            {
                Walk(choice, place, paths);
            }
        }

        if (schema.TryGetProperty("items", out JsonElement items))
        {
            Walk(items, place + "[]", paths);
        }

        if (schema.TryGetProperty("properties", out JsonElement properties))
        {
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                string path = place.Length == 0 ? property.Name : $"{place}.{property.Name}";
                paths.Add(path);
                Walk(property.Value, path, paths);
            }
        }
    }

    private void Check(JsonElement value, JsonElement schema, string place, List<string> errors)
    {
        schema = Resolved(schema);
        errors.AddRange(schema.EnumerateObject().Where(static p => !Words.Contains(p.Name)).Select(p => $"{place}: the schema says '{p.Name}', which this reader does not know"));
        if (schema.TryGetProperty("anyOf", out JsonElement choices))
        {
            // The published choices differ in type: a thing or null.
            JsonElement? choice = choices.EnumerateArray().Select(Resolved).Where(c => TypesOf(c.GetProperty("type")).Any(t => IsOf(value, t))).Cast<JsonElement?>().FirstOrDefault();
            Check(value, choice ?? choices[0], place, errors);
            return;
        }

        if (schema.TryGetProperty("type", out JsonElement type) && !TypesOf(type).Any(t => IsOf(value, t)))
        {
            errors.Add($"{place}: {value.ValueKind} is not {type}");
            return;
        }

        if (schema.TryGetProperty("const", out JsonElement constant) && !JsonElement.DeepEquals(constant, value))
        {
            errors.Add($"{place}: {value} is not {constant}");
        }

        if (schema.TryGetProperty("enum", out JsonElement values) && !values.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value)))
        {
            errors.Add($"{place}: {value} is none of {values}");
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                CheckNumber(value.GetDouble(), schema, place, errors);
                break;
            case JsonValueKind.Object:
                CheckObject(value, schema, place, errors);
                break;
            case JsonValueKind.Array:
                int i = 0;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Check(item, schema.GetProperty("items"), $"{place}[{i++}]", errors);
                }

                break;
        }
    }

    private void CheckObject(JsonElement value, JsonElement schema, string place, List<string> errors)
    {
        JsonElement? properties = schema.TryGetProperty("properties", out JsonElement all) ? all : null;
        if (schema.TryGetProperty("required", out JsonElement required))
        {
            errors.AddRange(required.EnumerateArray().Where(n => !value.TryGetProperty(n.GetString()!, out _)).Select(n => $"{place}: has no {n}"));
        }

        foreach (JsonProperty property in value.EnumerateObject())
        {
            string path = $"{place}.{property.Name}";
            if (properties is { } known && known.TryGetProperty(property.Name, out JsonElement rule))
            {
                Check(property.Value, rule, path, errors);
            }
            else if (schema.GetProperty("additionalProperties") is { ValueKind: JsonValueKind.Object } other)
            {
                Check(property.Value, other, path, errors);
            }
            else
            {
                errors.Add($"{path}: is not in the schema");
            }
        }
    }

    private static void CheckNumber(double number, JsonElement schema, string place, List<string> errors)
    {
        if ((schema.TryGetProperty("minimum", out JsonElement least) && number < least.GetDouble())
            || (schema.TryGetProperty("exclusiveMinimum", out JsonElement below) && number <= below.GetDouble())
            || (schema.TryGetProperty("maximum", out JsonElement most) && number > most.GetDouble()))
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{place}: {number} is out of range"));
        }
    }

    private JsonElement Resolved(JsonElement schema) => schema.TryGetProperty("$ref", out JsonElement reference)
        ? _root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..])
        : schema;

    private static IEnumerable<string> TypesOf(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(static t => t.GetString()!) : [type.GetString()!];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => string.Equals(value.ValueKind.ToString(), type, StringComparison.OrdinalIgnoreCase),
    };
}
