namespace HeatMap;

/// <summary>Two copies of a living map's numbers: one that readers copy from, and one that the writer brings up to date.</summary>
/// <remarks>
/// The writer works on the copy that is not shown and then shows it, so a reader's copy is disturbed only if two publishings begin while it is made; a number
/// on each copy, odd while it is written, tells. A publishing moves only the groups of cells that changed since that copy was last written.
/// </remarks>
internal sealed class MapPublisher
{
    private readonly PublishedState[] _states;

    /// <summary>What changed since each copy was last written.</summary>
    private readonly ulong[][] _pending;
    private double _lastLow, _lastHigh;
    private int _shown;

    public MapPublisher(LivingCells cells, int layers)
    {
        _states = [new(cells, layers), new(cells, layers)];
        _pending = [new ulong[cells.Changed.Length], new ulong[cells.Changed.Length]];
    }

    /// <summary>The state to copy from now.</summary>
    public PublishedState Shown => _states[Volatile.Read(ref _shown)];

    public long Version { get; private set; }

    /// <summary>Bytes of both states.</summary>
    public long Bytes => _states[0].Bytes + _states[1].Bytes;

    /// <summary>Makes numbers visible.</summary>
    public long Publish(LivingCells cells, double mark, double low, double high)
    {
        int back = 1 - _shown;
        PublishedState state = _states[back];
        ulong[] pending = _pending[back], other = _pending[1 - back], changed = cells.Changed;
        for (int i = 0; i < changed.Length; i++)
        {
            pending[i] |= changed[i];
            other[i] |= changed[i];
        }

        Version++;
        state.Begin();
        if (Version > 1)
        {
            state.Remember(Version - 1, _lastLow, _lastHigh);
        }

        state.Write(cells, pending, Version, mark, low, high);
        state.End();
        Volatile.Write(ref _shown, back);
        (_lastLow, _lastHigh) = (low, high);
        Array.Clear(pending);
        Array.Clear(changed);
        return Version;
    }
}
