using System.Text.Json;

namespace HeatMap.Tests.Golden;

/// <summary>Facts beside the tests. Numbers are decimal literals: read as decimal, then turned into the nearest double.</summary>
internal static class GoldenFile
{
    public static JsonElement Read(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("tests", "HeatMap.Tests", "Golden", name))).RootElement;

    public static double Number(this JsonElement row, string name) => (double)row.GetProperty(name).GetDecimal();

    public static double? NumberOrNull(this JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? (double)value.GetDecimal() : null;

    public static string Text(this JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
