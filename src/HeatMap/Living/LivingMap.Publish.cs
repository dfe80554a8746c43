namespace HeatMap;

/// <content>What readers see.</content>
public sealed partial class LivingMap
{
    private MapPublisher? _publisher;

    /// <summary>How many times the map was published; the version that readers see.</summary>
    public long Version => _publisher?.Version ?? 0;

    /// <summary>Makes the map as it is now visible to readers.</summary>
    /// <returns>The version that readers see from now on: one more than before.</returns>
    /// <remarks>
    /// O(bands whose numbers changed since the publishing before the last), and O(positions without a price) after a move of the mark. Never waits for a reader. The first one,
    /// or the first <see cref="CreateReader"/>, allocates two copies of the cells; later ones allocate nothing.
    /// </remarks>
    public long Publish()
    {
        _publisher ??= NewPublisher();
        SettleValue();
        long version = _publisher.Publish(_cells, MarkPrice, PathLow, PathHigh);
        (PathLow, PathHigh) = (MarkPrice, MarkPrice);
        return version;
    }

    /// <summary>A reader for another thread, or for this one. Publishes, if nothing was published yet.</summary>
    /// <remarks>Call it on the writer's thread. O(layers × bands). Allocates the reader's copy of the cells.</remarks>
    public MapReader CreateReader()
    {
        if (Version == 0)
        {
            Publish();
        }

        return new(_publisher!, this);
    }

    private MapPublisher NewPublisher()
    {
        // Both copies are empty: everything that is not zero has changed for them.
        _cells.Changed.AsSpan().Fill(ulong.MaxValue);
        return new(_cells, _cells.Sides / 2);
    }
}
