using System.Text;

namespace HeatMap.Cli.Input;

/// <summary>Reads times of bars: numbers since 1970, whose unit their size tells, or dates in UTC.</summary>
internal static class BarTime
{
    /// <summary>What is said of a time that is none.</summary>
    public const string Expected = "a time from 2000 to 2100: seconds, milliseconds, microseconds or nanoseconds since 1970, or yyyy-MM-dd HH:mm:ss in UTC";

    /// <summary>2000 and 2100 in seconds: between them, the units cannot be taken for each other.</summary>
    private const long First = 946_684_800, Last = 4_102_444_800;

    private static readonly string[] Formats = ["yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mmK"];

    /// <summary>Reads a cell.</summary>
    /// <param name="text">Its bytes.</param>
    /// <param name="timeUnixMs">Whole milliseconds since 1970.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out long timeUnixMs)
    {
        timeUnixMs = 0;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return TryScale(number, out timeUnixMs);
        }

        Span<char> characters = stackalloc char[40];
        if (text.Length > characters.Length
            || !DateTimeOffset.TryParseExact(characters[..Encoding.UTF8.GetChars(text, characters)], Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return false;
        }

        timeUnixMs = time.ToUnixTimeMilliseconds();
        return time.Ticks % TimeSpan.TicksPerMillisecond == 0;
    }

    private static bool TryScale(long number, out long timeUnixMs)
    {
        timeUnixMs = number;
        foreach ((long unitsPerSecond, long perMs) in ((long, long)[])[(1, 0), (1_000, 1), (1_000_000, 1_000), (1_000_000_000, 1_000_000)])
        {
            if (number / unitsPerSecond is >= First and < Last)
            {
                timeUnixMs = perMs == 0 ? number * 1000 : number / perMs;
                return perMs == 0 || number % perMs == 0;
            }
        }

        return false;
    }
}
