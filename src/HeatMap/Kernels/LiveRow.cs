namespace HeatMap.Kernels;

/// <summary>What every change of a live row touches: half a cache line.</summary>
internal struct LiveRow
{
    /// <summary>The liquidation price; NaN where there is none. Stays when the row is given back, until the row is used again.</summary>
    public double Price;

    /// <summary>Size in the contract's unit, with the sign of the side.</summary>
    public double SignedQuantity;

    /// <summary>The next row of the same cell; of a row in a front its place there; of a free row the next free one.</summary>
    public uint Next;

    /// <summary>The row before it in the same cell.</summary>
    public uint Previous;

    /// <summary>Odd while the row is live; grows by one with each opening and each closing.</summary>
    public uint Generation;

    /// <summary>Layer and place: see <see cref="RowPlace"/>.</summary>
    public uint Place;
}

/// <summary>What only a change of terms needs: a quarter of a cache line.</summary>
internal struct RowTerms
{
    /// <summary>The entry price; NaN for a row that is priced elsewhere.</summary>
    public double Entry;

    /// <summary>The row's own margin; NaN where it has none.</summary>
    public double Margin;
}

/// <summary>Packs layer and place of a row into 32 bits: 8 of layer, one that a batch marks its rows with, one for places outside the bands, 22 of place.</summary>
/// <remarks>
/// A band is kept as its index on the lattice, modulo 2^22. A window has at most that many bands, so the index is told apart within any window, and need not
/// change when the window moves.
/// </remarks>
internal static class RowPlace
{
    public const uint PlaceMask = (1u << 22) - 1, SpecialBit = 1u << 22, SeenBit = 1u << 23;

    public static uint Band(int layer, long latticeIndex) => ((uint)layer << 24) | ((uint)latticeIndex & PlaceMask);

    public static uint Special(int layer, uint code) => ((uint)layer << 24) | SpecialBit | code;

    public static int LayerOf(uint place) => (int)(place >> 24);

    public static bool IsBand(uint place) => (place & SpecialBit) == 0;

    /// <summary>The band in a window that starts at a lattice index.</summary>
    public static int BandOf(uint place, uint first) => (int)((place - first) & PlaceMask);
}
