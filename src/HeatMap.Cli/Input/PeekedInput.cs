namespace HeatMap.Cli.Input;

/// <summary>Standard input that is looked at before it is read: there is no way back in a pipe.</summary>
internal static class PeekedInput
{
    private const int StartLength = 4096;

    /// <summary>A console whose standard input is the first bytes only, and one that still reads all of it, once.</summary>
    public static (ToolConsole Start, ToolConsole Whole) Of(ToolConsole console)
    {
        Stream rest = console.OpenInput();
        var start = new byte[StartLength];
        start = start[..rest.ReadAtLeast(start, StartLength, throwOnEndOfStream: false)];
        return (console with { OpenInput = () => new MemoryStream(start) }, console with { OpenInput = () => new JoinedStream(start, rest) });
    }

    /// <summary>What was looked at, and then the rest.</summary>
    private sealed class JoinedStream(byte[] start, Stream rest) : ReadOnlyStream
    {
        private int _given;

        public override int Read(Span<byte> buffer)
        {
            if (_given == start.Length)
            {
                return rest.Read(buffer);
            }

            int count = Math.Min(buffer.Length, start.Length - _given);
            start.AsSpan(_given, count).CopyTo(buffer);
            _given += count;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            rest.Dispose();
            base.Dispose(disposing);
        }
    }
}
