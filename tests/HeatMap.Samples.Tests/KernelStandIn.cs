namespace HeatMap.Samples.Tests;

/// <summary>What cells call of .NET Interactive beside the language: the kernel has it under the same name.</summary>
public static class KernelStandIn
{
    private static readonly AsyncLocal<List<(string Mime, string Text)>?> Displayed = new();

    /// <summary>Shows a text as what a mime type says it is.</summary>
    /// <param name="value">The text.</param>
    /// <param name="mimeType">For example <c>image/svg+xml</c>.</param>
    public static void DisplayAs(this string value, string mimeType) =>
        (Displayed.Value ?? throw new InvalidOperationException("no cell is running")).Add((mimeType, value));

    /// <summary>Begins a cell; gives the list that collects what it displays.</summary>
    internal static List<(string Mime, string Text)> Begin() => Displayed.Value = [];
}
