using HeatMap.Internal;

namespace HeatMap;

/// <summary>The notional of one side, or of both together, of each band, in whole units.</summary>
internal readonly ref struct BandMass
{
    private readonly ReadOnlySpan<long> _units, _added;

    public BandMass(MapView view, Side? side)
    {
        if (side is { } one)
        {
            Guard.Defined(one, nameof(side));
        }

        _units = side == Side.Short ? view.ShortUnits : view.LongUnits;
        _added = side is null ? view.ShortUnits : default;
    }

    public int Count => _units.Length;

    /// <summary>The sum of all bands: below 2^87, as there are at most 2^22 of them.</summary>
    public Int128 Total
    {
        get
        {
            Int128 total = 0;
            for (int band = 0; band < _units.Length; band++)
            {
                total += this[band];
            }

            return total;
        }
    }

    /// <summary>Two cells of 63 bits fit in 64.</summary>
    public ulong this[int band] => (ulong)_units[band] + (_added.IsEmpty ? 0 : (ulong)_added[band]);

    /// <summary>What lies in the tails or has no place: not part of any band.</summary>
    public static Int128 Outside(MapView view, Side? side)
    {
        SideTally below = view.Below, above = view.Above, unplaced = view.Unplaced.Total;
        Int128 longs = below.LongUnits + above.LongUnits + unplaced.LongUnits, shorts = below.ShortUnits + above.ShortUnits + unplaced.ShortUnits;
        return side switch { Side.Long => longs, Side.Short => shorts, _ => longs + shorts };
    }
}
