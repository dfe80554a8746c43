using System.Text.RegularExpressions;

namespace HeatMap.Cli.Watching;

/// <summary>When the files of a folder were taken: as their names tell, or as they were written.</summary>
internal static partial class SnapshotTimes
{
    /// <summary>The files in the order of their times.</summary>
    /// <param name="files">Names, and when they were written, in milliseconds since 1970.</param>
    public static SnapshotOrder Of(IReadOnlyList<(string Name, long WrittenUnixMs)> files)
    {
        long?[] named = [.. files.Select(static f => OfName(f.Name))];
        if (named.All(static n => n is not null) && named.Distinct().Count() == files.Count)
        {
            return new([.. Order(files, i => named[i]!.Value)], "by the times in their names", Fault: null);
        }

        // Files that were copied together differ by less; that is no time of theirs.
        bool isUsable = files.Select(static f => f.WrittenUnixMs / 1000).Distinct().Count() == files.Count;
        return new(
            [.. Order(files, i => files[i].WrittenUnixMs)],
            "by when they were written",
            isUsable ? null : "no heat map, because names of the files tell no times, or the same ones, and some were written in the same second");
    }

    /// <summary>The moment in a name, in UTC: seconds or milliseconds since 1970, or a date with or without a time; null where there is none.</summary>
    public static long? OfName(string name)
    {
        if (UnixTime().Match(name) is { Success: true } unix)
        {
            long number = long.Parse(unix.ValueSpan, CultureInfo.InvariantCulture);
            return unix.Length == 13 ? number : 1000 * number;
        }

        if (Date().Match(name) is not { Success: true } date)
        {
            return null;
        }

        int Part(string group) => date.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : 0;
        string text = string.Create(CultureInfo.InvariantCulture, $"{Part("y"):0000}-{Part("mo"):00}-{Part("d"):00} {Part("h"):00}:{Part("mi"):00}:{Part("s"):00}");
        return DateTimeOffset.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? moment.ToUnixTimeMilliseconds() : null;
    }

    private static IEnumerable<(int Index, long TimeUnixMs)> Order(IReadOnlyList<(string Name, long WrittenUnixMs)> files, Func<int, long> time) =>
        Enumerable.Range(0, files.Count).Select(i => (i, time(i))).OrderBy(static f => f.Item2).ThenBy(f => files[f.i].Name, StringComparer.Ordinal);

    [GeneratedRegex(@"(?<!\d)1\d{9}(\d{3})?(?!\d)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnixTime();

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})-?(?<mo>\d\d)-?(?<d>\d\d)([T _-]?(?<h>\d\d)[:._-]?(?<mi>\d\d)([:._-]?(?<s>\d\d))?)?(?!\d)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Date();
}

/// <summary>Files in the order of their times.</summary>
/// <param name="Files">Which file, and when.</param>
/// <param name="How">Where the times come from.</param>
/// <param name="Fault">Why they are good for an order only; null where they can be drawn.</param>
internal sealed record SnapshotOrder(IReadOnlyList<(int Index, long TimeUnixMs)> Files, string How, string? Fault);
