namespace HeatMap.Cli.Input;

/// <summary>What files of one header hold, in the order of their times.</summary>
internal sealed class BarRows
{
    private readonly List<double>?[] _values = new List<double>?[BarNames.Columns.Count];

    /// <param name="file">Where they were read from.</param>
    /// <param name="header">The columns of the file: files that have the same go together.</param>
    /// <param name="timeName">What the file calls the time.</param>
    /// <param name="origins">What the file calls each column; null where it has none.</param>
    public BarRows(string file, string header, string timeName, string?[] origins)
    {
        (File, Header, TimeName, Origins) = (file, header, timeName, origins);
        for (int c = 0; c < origins.Length; c++)
        {
            _values[c] = origins[c] is null ? null : [];
        }
    }

    public string File { get; }

    public string Header { get; }

    public string TimeName { get; }

    public string?[] Origins { get; }

    /// <summary>Whether times are instants at which something was looked at, not the begins of bars.</summary>
    public bool AreSnapshots { get; init; }

    /// <summary>What the file has that was not taken, for people.</summary>
    public string? Note { get; init; }

    public List<long> Times { get; } = [];

    /// <summary>The lines of the file behind the times.</summary>
    public List<long> Lines { get; } = [];

    /// <summary>The file behind each row, where files were put together.</summary>
    public List<(int FirstRow, string File)> Parts { get; } = [];

    /// <summary>The values of a column; null where the file does not have it.</summary>
    public List<double>? Values(BarColumn column) => _values[(int)column];

    /// <summary>Whether there is at least one value.</summary>
    public bool Has(BarColumn column) => _values[(int)column]?.Exists(static v => !double.IsNaN(v)) == true;

    /// <summary>Puts rows of a later time behind these.</summary>
    /// <exception cref="ToolException">They are not later.</exception>
    public void Append(BarRows later)
    {
        if (Parts.Count == 0)
        {
            Parts.Add((0, File));
        }

        if (Times.Count > 0 && later.Times.Count > 0 && later.Times[0] <= Times[^1])
        {
            throw later.Bad(0, string.Create(
                CultureInfo.InvariantCulture, $"a time after the {Times[^1]} with which {Parts[^1].File} ends, because both have the same columns and are put together"));
        }

        Parts.Add((Times.Count, later.File));
        Times.AddRange(later.Times);
        Lines.AddRange(later.Lines);
        for (int c = 0; c < _values.Length; c++)
        {
            _values[c]?.AddRange(later._values[c]!);
        }
    }

    /// <summary>An error about the time of a row.</summary>
    public ToolException Bad(int row, string expected)
    {
        int part = Parts.FindLastIndex(p => p.FirstRow <= row);
        return ToolException.BadInput(
            part < 0 ? File : Parts[part].File, string.Create(CultureInfo.InvariantCulture, $"line {Lines[row]}: {TimeName}: expected {expected}, was {Times[row]}"));
    }

    /// <summary>The most frequent step between two times, and the shortest of those; 0 for less than two rows. Snapshots are moved to their times.</summary>
    /// <exception cref="ToolException">A time is not whole steps away from the others.</exception>
    public long Align()
    {
        if (Times.Count < 2)
        {
            return 0;
        }

        var steps = new Dictionary<long, int>();
        for (int i = 1; i < Times.Count; i++)
        {
            long step = Times[i] - Times[i - 1];
            steps[step] = steps.GetValueOrDefault(step) + 1;
        }

        long interval = steps.OrderByDescending(static s => s.Value).ThenBy(static s => s.Key).First().Key;
        if (AreSnapshots)
        {
            Snap(interval);
        }

        RequireLattice(interval);
        return interval;
    }

    /// <summary>A snapshot that was taken some seconds late is the one of its time.</summary>
    private void Snap(long interval)
    {
        for (int i = 0; i < Times.Count; i++)
        {
            long nearest = (Times[i] + (interval / 2)) / interval * interval;
            Times[i] = Math.Abs(Times[i] - nearest) * 10 <= interval ? nearest : Times[i];
            if (i > 0 && Times[i] <= Times[i - 1])
            {
                throw Bad(i, string.Create(CultureInfo.InvariantCulture, $"one snapshot for each {interval} ms"));
            }
        }
    }

    private void RequireLattice(long interval)
    {
        // What most rows have in common is the lattice: the culprit may be the first row.
        var phases = new Dictionary<long, int>();
        foreach (long time in Times)
        {
            phases[time % interval] = phases.GetValueOrDefault(time % interval) + 1;
        }

        long phase = phases.OrderByDescending(static p => p.Value).ThenBy(static p => p.Key).First().Key;
        int off = Times.FindIndex(t => t % interval != phase);
        if (off >= 0)
        {
            throw Bad(off, string.Create(CultureInfo.InvariantCulture, $"a time whole steps of {interval} ms from the others"));
        }
    }
}
