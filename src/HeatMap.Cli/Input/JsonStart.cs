namespace HeatMap.Cli.Input;

/// <summary>Tells JSON from lines by its first character: no name of a column begins with a bracket.</summary>
internal static class JsonStart
{
    /// <summary>More white space than anybody puts before a document.</summary>
    private const int Most = 256;

    /// <summary>Looks at the beginning of a stream.</summary>
    /// <returns>The whole stream again, and whether it is JSON.</returns>
    public static (Stream Content, bool IsJson) Peek(Stream stream)
    {
        var start = new byte[Most];
        start = start[..stream.ReadAtLeast(start, Most, throwOnEndOfStream: false)];
        return (new JoinedStream(start, stream), IsJson(start));
    }

    /// <summary>Whether the first character is the begin of an object or an array.</summary>
    public static bool IsJson(ReadOnlySpan<byte> start) => start.TrimStart("\uFEFF"u8).TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
}
