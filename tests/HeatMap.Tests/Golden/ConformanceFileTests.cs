using System.Text.Json;

namespace HeatMap.Tests.Golden;

/// <summary>The published files are what their schemas say.</summary>
public sealed class ConformanceFileTests
{
    [Theory]
    [InlineData("liquidation-prices")]
    [InlineData("maintenance-margins")]
    public void Rows_AreOfTheirSchema(string name)
    {
        JsonElement file = GoldenFile.Conformance(name + ".json");
        JsonElement schema = GoldenFile.Conformance(name + ".schema.json").GetProperty("properties").GetProperty("cases").GetProperty("items");
        JsonElement properties = schema.GetProperty("properties");
        JsonElement[] rows = [.. file.GetProperty("cases").EnumerateArray()];
        Assert.Equal(name + ".schema.json", file.Text("$schema"));
        Assert.Equal(file.GetProperty("count").GetInt32(), rows.Length);
        Assert.Equal(rows.Length, rows.Select(r => r.Text("id")).Distinct(StringComparer.Ordinal).Count());
        foreach (JsonElement row in rows)
        {
            Assert.All(schema.GetProperty("required").EnumerateArray(), n => Assert.True(row.TryGetProperty(n.GetString()!, out _), $"{row.Text("id")} has no {n}"));
            foreach (JsonProperty property in row.EnumerateObject())
            {
                Assert.True(properties.TryGetProperty(property.Name, out JsonElement rule), $"{row.Text("id")} has {property.Name}");
                JsonElement type = rule.GetProperty("type");
                string[] types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : [type.GetString()!];
                string own = property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "boolean" : property.Value.ValueKind.ToString();
                Assert.Contains(own, types, StringComparer.OrdinalIgnoreCase);
                if (rule.TryGetProperty("enum", out JsonElement values))
                {
                    Assert.Contains(property.Value.GetString(), values.EnumerateArray().Select(v => v.GetString()));
                }
            }
        }
    }
}
