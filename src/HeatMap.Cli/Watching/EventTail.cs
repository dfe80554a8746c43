using HeatMap.Cli.Input;
using HeatMap.Cli.Replaying;

namespace HeatMap.Cli.Watching;

/// <summary>
/// Follows a log of events that is only appended to: what was read stays in memory, and only whole lines after it are read. A log that shrank, that has another beginning, or where other bytes stand before the
/// place that was reached, is read from its beginning.
/// </summary>
internal sealed class EventTail(WatchedInput input)
{
    /// <summary>So many bytes at the beginning and before the end tell whether a log is still the same.</summary>
    private const int ProbeLength = 4096;

    private EventsSoFar? _events;
    private LogPlace? _place;
    private bool _continues;

    /// <summary>Takes what was appended, if the log is the one that was played last.</summary>
    /// <param name="stamp">The log as it is now.</param>
    /// <param name="copy">The header and the new lines, to be played next.</param>
    /// <param name="hasHalf">Whether a line without an end was left away.</param>
    public bool TryTake(InputStamp stamp, out string copy, out bool hasHalf)
    {
        (copy, hasHalf, _continues) = ("", false, false);
        if (_place is not { } place || stamp.File != place.File || stamp.Length <= place.Offset)
        {
            return false;
        }

        try
        {
            using FileStream source = new(stamp.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (Probe(source, 0, place.Start.Length).SequenceEqual(place.Start) && Probe(source, place.Offset - place.End.Length, place.End.Length).SequenceEqual(place.End))
            {
                (copy, hasHalf) = input.CopyFrom(source, place.Header, place.Offset);
                _continues = true;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Reading it from its beginning says why.
        }

        return _continues;
    }

    /// <summary>Plays a log: a whole one, or what was taken together with all before it.</summary>
    /// <param name="settings">How to read the copy.</param>
    /// <param name="stamp">What it is a copy of.</param>
    /// <param name="console">Where left out lines are told.</param>
    /// <param name="screen">Where it is shown.</param>
    public ReplayResult Play(ReplaySettings settings, InputStamp stamp, ToolConsole console, IReplayScreen? screen)
    {
        // What an error leaves behind is of no use.
        (EventsSoFar events, LogPlace? before) = (_continues ? _events! : new(), _continues ? _place : null);
        (_events, _place, _continues) = (null, null, false);
        string copy = settings.Input.File;
        settings = settings with { Input = settings.Input with { LinesLeftOut = before?.LinesBelowHeader ?? 0 } };
        ReplayResult result = EventPlayer.Play(settings, console, screen, events);
        (_events, _place) = (events, LogPlace.After(copy, stamp.File, before));
        return result;
    }

    private static byte[] Probe(FileStream file, long from, int length)
    {
        var bytes = new byte[length];
        file.Position = from;
        return bytes[..file.ReadAtLeast(bytes, length, throwOnEndOfStream: false)];
    }

    /// <summary>How far a log was read.</summary>
    /// <param name="File">The log.</param>
    /// <param name="Header">All up to the end of the line of its columns.</param>
    /// <param name="Offset">Where the next line begins.</param>
    /// <param name="LinesBelowHeader">How many lines were read.</param>
    /// <param name="Start">The first bytes.</param>
    /// <param name="End">The last ones before the offset.</param>
    private sealed record LogPlace(string File, byte[] Header, long Offset, int LinesBelowHeader, byte[] Start, byte[] End)
    {
        /// <summary>The place after a copy; null where there is none to go on from.</summary>
        public static LogPlace? After(string copy, string file, LogPlace? before)
        {
            using FileStream read = new(copy, FileMode.Open, FileAccess.Read);
            byte[] start = before?.Start ?? Probe(read, 0, (int)Math.Min(ProbeLength, read.Length));
            if (start is [0x1f, 0x8b, ..] || (before?.Header ?? HeaderOf(start)) is not { } header)
            {
                return null;
            }

            byte[] end = Probe(read, Math.Max(header.Length, read.Length - ProbeLength), (int)Math.Min(ProbeLength, read.Length - header.Length));
            return new(file, header, (before?.Offset ?? header.Length) + read.Length - header.Length, (before?.LinesBelowHeader ?? 0) + CountLines(read, header.Length), start, end.Length > 0 ? end : before?.End ?? []);
        }

        /// <summary>Blank lines may stand above it.</summary>
        private static byte[]? HeaderOf(byte[] start)
        {
            int first = start.AsSpan().IndexOfAnyExcept("\r\n \t\uFEFF"u8), length = first < 0 ? -1 : start.AsSpan(first).IndexOf((byte)'\n');
            return length < 0 ? null : start[..(first + length + 1)];
        }

        private static int CountLines(FileStream file, long from)
        {
            file.Position = from;
            var buffer = new byte[1 << 16];
            int lines = 0;
            for (int read = file.Read(buffer); read > 0; read = file.Read(buffer))
            {
                lines += buffer.AsSpan(0, read).Count((byte)'\n');
            }

            return lines;
        }
    }
}
