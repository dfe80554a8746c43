namespace HeatMap.Cli.Input;

/// <summary>What a file calls its positions, as the numbers that the library takes: 1, 2, … in the order in which they come.</summary>
internal sealed class PositionNames
{
    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    /// <summary>The number of a name, the same each time.</summary>
    public long Of(string name)
    {
        if (!_ids.TryGetValue(name, out long id))
        {
            _names.Add(name);
            id = _names.Count;
            _ids.Add(name, id);
        }

        return id;
    }

    /// <summary>The name behind a number.</summary>
    public string this[long id] => id > 0 && id <= _names.Count ? _names[(int)(id - 1)] : "";
}
