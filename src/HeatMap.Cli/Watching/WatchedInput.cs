using HeatMap.Cli.Input;

namespace HeatMap.Cli.Watching;

/// <summary>A file that may grow or be replaced, or a folder whose newest file counts: finds it, and copies its whole lines aside to be read in peace.</summary>
internal sealed class WatchedInput(string path) : IDisposable
{
    private static readonly string[] Endings = [".csv", ".json", ".gz"];

    private readonly string _folder = Directory.CreateTempSubdirectory("heatmap-watch-").FullName;

    /// <summary>Whether a folder is watched.</summary>
    public bool IsFolder => Directory.Exists(path);

    /// <summary>The file that counts now, and what tells whether it changed.</summary>
    /// <exception cref="WaitingForInput">There is none yet.</exception>
    /// <exception cref="ToolException">There cannot be one.</exception>
    public InputStamp Find()
    {
        try
        {
            if (IsFolder)
            {
                (SnapshotOrder order, FileInfo[] files) = Files();
                if (files.Length == 0)
                {
                    throw new WaitingForInput($"{path} is empty; waiting for a file that ends with .csv, .json or .gz");
                }

                // Another file in the folder is a change as well.
                return Stamp(files[order.Files[^1].Index]) with { Others = files.Aggregate(0, static (hash, f) => HashCode.Combine(hash, Stamp(f))) };
            }

            FileInfo file = new(path);
            return file.Exists ? Stamp(file)
                : file.Directory is { Exists: true } ? throw new WaitingForInput($"{path} is not there; waiting for it")
                : throw ToolException.Usage($"{path} cannot be read: there is no folder {file.DirectoryName}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw ToolException.Usage($"{path} cannot be read: {error.Message}");
        }
    }

    /// <summary>All files of the folder, by rising time.</summary>
    /// <param name="how">Where their times come from, and whether they can be drawn.</param>
    public (InputStamp Stamp, long TimeUnixMs)[] Snapshots(out SnapshotOrder how)
    {
        (SnapshotOrder order, FileInfo[] files) = Files();
        how = order;
        return [.. order.Files.Select(f => (Stamp(files[f.Index]), f.TimeUnixMs))];
    }

    /// <summary>Copies a file as it is now, without a last line that has no end yet.</summary>
    /// <returns>The copy, which has the same name, and whether something was left away.</returns>
    public (string Copy, bool HasHalf) Copy(InputStamp stamp)
    {
        string copy = Path.Combine(_folder, Path.GetFileName(stamp.File));
        try
        {
            using FileStream source = new(stamp.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using FileStream target = new(copy, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
            source.CopyTo(target);
            return (copy, CutHalf(target));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"{stamp.File} cannot be read: {error.Message}");
        }
    }

    /// <summary>Copies a header and what follows a place in a file, without a last line that has no end yet.</summary>
    /// <returns>The copy, which has the same name, and whether something was left away.</returns>
    public (string Copy, bool HasHalf) CopyFrom(FileStream source, ReadOnlySpan<byte> header, long from)
    {
        string copy = Path.Combine(_folder, Path.GetFileName(source.Name));
        using FileStream target = new(copy, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        target.Write(header);
        source.Position = from;
        source.CopyTo(target);
        return (copy, CutHalf(target));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (SnapshotOrder Order, FileInfo[] Files) Files()
    {
        FileInfo[] files = [.. new DirectoryInfo(path).EnumerateFiles().Where(static f => f.Name[0] != '.' && Endings.Contains(f.Extension)).OrderBy(static f => f.Name, StringComparer.Ordinal)];
        return (SnapshotTimes.Of([.. files.Select(static f => (f.Name, new DateTimeOffset(f.LastWriteTimeUtc).ToUnixTimeMilliseconds()))]), files);
    }

    private static InputStamp Stamp(FileInfo file) => new(file.FullName, file.Length, file.LastWriteTimeUtc.Ticks);

    /// <summary>Packed files and JSON tell by themselves whether they are whole.</summary>
    private static bool CutHalf(FileStream copy)
    {
        var start = new byte[256];
        copy.Position = 0;
        start = start[..copy.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start is [0x1f, 0x8b, ..] || JsonStart.IsJson(start) || copy.Length == 0)
        {
            return false;
        }

        long end = copy.Length;
        for (; end > 0; end--)
        {
            copy.Position = end - 1;
            if (copy.ReadByte() == '\n')
            {
                break;
            }
        }

        bool hasHalf = end < copy.Length;
        copy.SetLength(end);
        return hasHalf;
    }
}

/// <summary>What tells whether a file changed.</summary>
internal readonly record struct InputStamp(string File, long Length, long WrittenTicks)
{
    /// <summary>Tells whether anything else in the folder changed.</summary>
    public int Others { get; init; }
}
