namespace HeatMap.Cli.Output;

/// <summary>Texts in a CSV.</summary>
internal static class CsvText
{
    /// <summary>A text from the user's file, quoted where it must be.</summary>
    public static string Cell(string? text) => text is null ? ""
        : text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
