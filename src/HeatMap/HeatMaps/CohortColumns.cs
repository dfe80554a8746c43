using HeatMap.Internal;

namespace HeatMap;

/// <summary>Groups of positions that are liquidated in one band, as columns that the caller owns.</summary>
/// <remarks>
/// The view copies nothing and checks only lengths; whoever computes with it checks the values. Weights are either notional, rounded once to the heat map's quantum, or whole units of it.
/// <c>default</c> has no rows.
/// </remarks>
public readonly ref struct CohortColumns
{
    /// <summary>Cohorts with their notional.</summary>
    /// <param name="band">The place of the band in the heat map's grid; −1 below the window, and the number of bands above it.</param>
    /// <param name="signedNotional">Value in quote with the sign of the side, longs positive; finite. Zero adds nothing.</param>
    /// <param name="layer">The layer of each, as a place in the heat map's layers; empty for the first.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public CohortColumns(ReadOnlySpan<int> band, ReadOnlySpan<double> signedNotional, ReadOnlySpan<byte> layer = default)
        : this(band, signedNotional, default, layer, signedNotional.Length, nameof(signedNotional))
    {
    }

    /// <summary>Cohorts with their notional in whole units of the heat map's quantum, which costs no rounding.</summary>
    /// <param name="band">The place of the band in the heat map's grid; −1 below the window, and the number of bands above it.</param>
    /// <param name="signedUnits">Units with the sign of the side, longs positive; not −2^63. Zero adds nothing.</param>
    /// <param name="layer">The layer of each, as a place in the heat map's layers; empty for the first.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public CohortColumns(ReadOnlySpan<int> band, ReadOnlySpan<long> signedUnits, ReadOnlySpan<byte> layer = default)
        : this(band, default, signedUnits, layer, signedUnits.Length, nameof(signedUnits))
    {
    }

    private CohortColumns(ReadOnlySpan<int> band, ReadOnlySpan<double> signedNotional, ReadOnlySpan<long> signedUnits, ReadOnlySpan<byte> layer, int weights, string name)
    {
        if (weights != band.Length)
        {
            Throw.Argument(name, $"{name} must have as many rows as band ({band.Length}), had {weights}");
        }

        if (layer.Length != band.Length && layer.Length != 0)
        {
            Throw.Argument(nameof(layer), $"layer must have as many rows as band ({band.Length}) or none, had {layer.Length}");
        }

        Band = band;
        SignedNotional = signedNotional;
        SignedUnits = signedUnits;
        Layer = layer;
    }

    /// <summary>Places of bands.</summary>
    public ReadOnlySpan<int> Band { get; }

    /// <summary>Value in quote with the sign of the side; empty where units are given.</summary>
    public ReadOnlySpan<double> SignedNotional { get; }

    /// <summary>Whole units with the sign of the side; empty where notional is given.</summary>
    public ReadOnlySpan<long> SignedUnits { get; }

    /// <summary>Places of layers; empty for the first.</summary>
    public ReadOnlySpan<byte> Layer { get; }

    /// <summary>The number of cohorts.</summary>
    public int Count => Band.Length;

    internal bool HasUnits => !SignedUnits.IsEmpty;

    internal CohortColumns Slice(int start, int length) => new(
        Band.Slice(start, length),
        SignedNotional.IsEmpty ? default : SignedNotional.Slice(start, length),
        SignedUnits.IsEmpty ? default : SignedUnits.Slice(start, length),
        Layer.IsEmpty ? default : Layer.Slice(start, length),
        length,
        nameof(start));
}
