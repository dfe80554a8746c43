namespace HeatMap;

/// <summary>For each of many paths, the steps at which it went lower than ever before: all that is needed to say when it first touched a price below.</summary>
/// <remarks>A path of n steps has about √n of them. For prices above, the mirrored path is kept.</remarks>
internal sealed class PathRecords
{
    private readonly List<Record> _records;
    private readonly int[] _starts;
    private int _paths;

    public PathRecords(int paths)
    {
        _records = new(paths * 2);
        _starts = new int[paths + 1];
    }

    /// <summary>The deepest of the path that is being written; zero before its first step.</summary>
    private double Deepest => _records.Count == _starts[_paths] ? 0 : _records[^1].Level;

    /// <summary>Takes a step of the path that is being written.</summary>
    public void Add(int step, double level, double open)
    {
        if (level < Deepest)
        {
            _records.Add(new(step, level, open));
        }
    }

    /// <summary>Ends the path that is being written.</summary>
    /// <returns>Its deepest level, at most zero.</returns>
    public double EndPath()
    {
        double deepest = Deepest;
        _starts[++_paths] = _records.Count;
        return deepest;
    }

    /// <summary>The first step at which a path was at a level or below, and where that step began; <see cref="int.MaxValue"/> where it never was.</summary>
    public (int Step, double Open) First(int path, double level)
    {
        (int low, int high) = (_starts[path], _starts[path + 1]);
        int end = high;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = _records[middle].Level <= level ? (low, middle) : (middle + 1, high);
        }

        return low == end ? (int.MaxValue, 0) : (_records[low].Step, _records[low].Open);
    }

    private readonly record struct Record(int Step, double Level, double Open);
}
