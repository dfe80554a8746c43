namespace HeatMap.Cli.Mapping;

/// <summary>Where the lines of a map come from: their venues, and the file itself for lines whose venue nobody tells.</summary>
internal sealed class SourceNames(string file)
{
    /// <summary>The longest name and the most names that a map takes.</summary>
    private const int MaxLength = 200, MaxCount = 1000;

    private readonly HashSet<string> _venues = new(StringComparer.Ordinal);
    private string? _last;
    private bool _hasUnknown;

    /// <summary>Takes note of a line.</summary>
    public void Take(string? venue)
    {
        _hasUnknown |= venue is null;
        if (venue is not null && !ReferenceEquals(venue, _last) && _venues.Count <= MaxCount)
        {
            _venues.Add(Shorten(venue));
            _last = venue;
        }
    }

    /// <summary>The sources: the file alone where no line names a venue, or where there are more venues than a map can name.</summary>
    public MapSource[] ToSources(bool isModelled)
    {
        string name = Shorten(file == "-" ? "standard input" : Path.GetFileName(file));
        name = string.IsNullOrWhiteSpace(name) ? "file" : name;
        IEnumerable<string> names = _venues.Count == 0 || _venues.Count + (_hasUnknown ? 1 : 0) > MaxCount ? [name]
            : _hasUnknown ? _venues.Append(name)
            : _venues;
        return [.. names.Select(n => new MapSource(n, isModelled))];
    }

    /// <summary>As much as a map takes of a name, without half a character.</summary>
    private static string Shorten(string name) => name.Length <= MaxLength ? name : name[..(char.IsHighSurrogate(name[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
}
