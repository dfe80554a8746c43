using System.Text.Json;

namespace HeatMap.Tests.Golden;

/// <summary>Facts beside the tests. Numbers are decimal literals: read as decimal, then turned into the nearest double.</summary>
internal static class GoldenFile
{
    public static JsonElement Read(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("tests", "HeatMap.Tests", "Golden", name))).RootElement;

    /// <summary>A published file of facts that other implementations read too.</summary>
    public static JsonElement Conformance(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("docs", "conformance", name))).RootElement;

    /// <summary>The rows of a published file, by id.</summary>
    public static Dictionary<string, JsonElement> ConformanceRows(string name) =>
        Conformance(name).GetProperty("cases").EnumerateArray().ToDictionary(r => r.Text("id"), StringComparer.Ordinal);

    public static double Number(this JsonElement row, string name) => (double)row.GetProperty(name).GetDecimal();

    public static double? NumberOrNull(this JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? (double)value.GetDecimal() : null;

    public static string? TextOrNull(this JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static string Text(this JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
