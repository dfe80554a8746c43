namespace HeatMap.Cli.Input;

/// <summary>Standard input that is looked at before it is read: there is no way back in a pipe.</summary>
internal static class PeekedInput
{
    private const int StartLength = 1 << 16;

    /// <summary>A console whose standard input is the first bytes only, and one that still reads all of it, once.</summary>
    public static (ToolConsole Start, ToolConsole Whole) Of(ToolConsole console)
    {
        Stream rest = console.OpenInput();
        var start = new byte[StartLength];
        start = start[..rest.ReadAtLeast(start, StartLength, throwOnEndOfStream: false)];
        return (console with { OpenInput = () => new MemoryStream(start) }, console with { OpenInput = () => new JoinedStream(start, rest) });
    }
}
