using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Choices for building a heat map. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record HeatMapOptions
{
    /// <summary>The most columns a heat map may have.</summary>
    public const int MaxColumns = 1 << 20;

    internal static HeatMapOptions Default { get; } = new();

    /// <summary>Whether columns count what waits or what was executed. What waits, by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public HeatMapKind Kind { get; init => field = Guard.Defined(value, nameof(Kind)); } = HeatMapKind.Standing;

    /// <summary>How many columns are kept, from 1 to <see cref="MaxColumns"/>; when one more comes, the oldest goes. 1,440 by default: a day of minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public int Columns
    {
        get;
        init
        {
            if (value is < 1 or > MaxColumns)
            {
                Throw.OutOfRange(nameof(Columns), value, $"from 1 to {MaxColumns}");
            }

            field = value;
        }
    } = 1440;

    /// <summary>How columns lie in memory. Dense by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public HeatMapStorage Storage { get; init => field = Guard.Defined(value, nameof(Storage)); } = HeatMapStorage.Dense;

    /// <summary>With sparse storage, the bytes that all columns together may take; when they run out, the oldest columns go. 16 MiB by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not &gt; 0. A builder refuses less than one full column may need.</exception>
    public int SparseBytes
    {
        get;
        init
        {
            if (value < 1)
            {
                Throw.OutOfRange(nameof(SparseBytes), value, "at least 1");
            }

            field = value;
        }
    } = 1 << 24;

    /// <summary>What skipped intervals hold; <see langword="null"/> for <see cref="HeatMapGaps.Missing"/> where columns stand and <see cref="HeatMapGaps.Empty"/> where they were executed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public HeatMapGaps? Gaps { get; init => field = value is { } gaps ? Guard.Defined(gaps, nameof(Gaps)) : null; }

    /// <summary>From 1 to 256 layers, no name twice; one by default.</summary>
    /// <exception cref="ArgumentException">There are none, too many, or a name comes twice.</exception>
    public ImmutableArray<HeatMapLayer> Layers
    {
        get;
        init
        {
            MapLayers.CheckedNames(value.IsDefault ? [] : [.. value.Select(static l => l?.Name!)]);
            field = value;
        }
    } = [HeatMapLayer.All];

    /// <summary>The worth of one unit of the heat map's integers, in quote: a power of two from 2^-60 to 2^60, 2^-16 by default. Part of the heat map's identity.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no such power.</exception>
    public double Quantum { get; init => field = new MapOptions { Quantum = value }.Quantum; } = MapOptions.DefaultQuantum;

    /// <summary>What notional is counted in, for example USDT; <see langword="null"/> takes it from the first map that states one.</summary>
    /// <exception cref="ArgumentException">The value is empty, longer than 200 characters or no text.</exception>
    public string? Unit { get; init => field = value is null ? null : Guard.Name(value, nameof(Unit)); }

    /// <summary>Where the numbers come from; empty when nobody says.</summary>
    /// <exception cref="ArgumentException">A source is <c>default</c>, or there are too many.</exception>
    public ImmutableArray<MapSource> Sources { get; init => field = MapSources.Of(value.IsDefault ? [] : value.AsSpan(), hasUnstated: false).Stated; } = [];

    internal HeatMapGaps GapsOrDefault => Gaps ?? (Kind == HeatMapKind.Standing ? HeatMapGaps.Missing : HeatMapGaps.Empty);
}
