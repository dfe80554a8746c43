using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>Reads the documents of charts out of a page.</summary>
internal static class ChartData
{
    private const string Begin = "<script type=\"application/json\" class=\"chart-data\">", End = "</script>";

    public static JsonElement[] Of(string page)
    {
        var documents = new List<JsonElement>();
        for (int at = page.IndexOf(Begin, StringComparison.Ordinal); at >= 0; at = page.IndexOf(Begin, at + 1, StringComparison.Ordinal))
        {
            int from = at + Begin.Length, to = page.IndexOf(End, from, StringComparison.Ordinal);
            using JsonDocument document = JsonDocument.Parse(page[from..to]);
            documents.Add(document.RootElement.Clone());
        }

        return [.. documents];
    }

    /// <summary>Kind and title of each.</summary>
    public static string[] Headings(string page) => [.. Of(page).Select(static d => $"{d.GetProperty("kind").GetString()}: {d.GetProperty("title").GetString()}")];
}
