using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>The sources of a map as a set: sorted, each once, with a mark for parts whose source nobody stated.</summary>
/// <param name="Stated">Sorted by name, kind and moment.</param>
/// <param name="HasUnstated">Whether some of the positions have no stated source.</param>
internal readonly record struct MapSources(ImmutableArray<MapSource> Stated, bool HasUnstated)
{
    public const int MaxCount = 1000;

    public static MapSources None { get; } = new([], false);

    public MapOrigin Origin
    {
        get
        {
            bool measured = false, modelled = false;
            foreach (MapSource source in Stated)
            {
                measured |= !source.IsModelled;
                modelled |= source.IsModelled;
            }

            return measured && modelled ? MapOrigin.Mixed
                : HasUnstated || Stated.IsEmpty ? MapOrigin.Unstated
                : measured ? MapOrigin.Measured : MapOrigin.Modelled;
        }
    }

    public static MapSources Of(ReadOnlySpan<MapSource> sources, bool hasUnstated)
    {
        foreach (MapSource source in sources)
        {
            if (source.Name is null)
            {
                Throw.Argument(nameof(sources), "a source is default; make it with its constructor");
            }
        }

        ImmutableArray<MapSource> sorted =
        [
            .. sources.ToArray().Distinct().OrderBy(static s => s.Name, StringComparer.Ordinal).ThenBy(static s => s.IsModelled).ThenBy(static s => s.AsOf),
        ];
        if (sorted.Length > MaxCount)
        {
            Throw.Argument(nameof(sources), $"a map may name at most {MaxCount} sources, had {sorted.Length}");
        }

        return new(sorted, hasUnstated);
    }

    public MapSources With(MapSources other) => Of([.. Stated, .. other.Stated], HasUnstated || other.HasUnstated);

    public bool Equals(MapSources other) => HasUnstated == other.HasUnstated && Stated.AsSpan().SequenceEqual(other.Stated.AsSpan());

    public override int GetHashCode() => HashCode.Combine(HasUnstated, Stated.Length);
}
