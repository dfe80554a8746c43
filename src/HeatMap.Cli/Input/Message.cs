namespace HeatMap.Cli.Input;

/// <summary>The library's messages, as users should read them.</summary>
internal static class Message
{
    /// <summary>The first line, without the name of the parameter.</summary>
    public static string Of(ArgumentException error)
    {
        string text = error.Message.Split('\n')[0].Trim();
        int end = text.IndexOf(" (Parameter ", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    /// <summary>A text from a file as one line that does nothing to a terminal.</summary>
    public static string Printable(string text) =>
        text.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 && text.AsSpan().IndexOfAnyInRange('\x7f', '\x9f') < 0 ? text
        : string.Concat(text.Select(static c => char.IsControl(c) ? '\ufffd' : c));
}
