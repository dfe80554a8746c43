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
}
