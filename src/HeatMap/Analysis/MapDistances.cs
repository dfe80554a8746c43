namespace HeatMap;

/// <summary>Distances between maps.</summary>
public static partial class MapDistances
{
    /// <summary>How far another map lies from this one.</summary>
    /// <param name="map">The map that is asked.</param>
    /// <param name="other">The map to compare with: one lattice, unit and quantum. Windows, marks and counts may differ; a window holds nothing beyond its ends.</param>
    /// <param name="side">Long or short; <see langword="null"/> for both sides' sum in each band.</param>
    /// <returns>The distance. Zeros where neither map has notional in bands; NaN of shapes where only one has.</returns>
    /// <exception cref="ArgumentException">The maps differ in what they must share, or <paramref name="side"/> is not defined; the message says in what.</exception>
    /// <remarks>O(bands): one logarithm a band that holds something. Allocates nothing.</remarks>
    public static MapDistance DistanceTo(this LiquidationMap map, LiquidationMap other, Side? side = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(other);
        return map.View.DistanceTo(other.View, side);
    }

    /// <inheritdoc cref="DistanceTo(LiquidationMap, LiquidationMap, Side?)"/>
    public static MapDistance DistanceTo(this MapView map, MapView other, Side? side = null)
    {
        MapPair.RequireAlike(map, other, nameof(map), nameof(other));
        BandMass first = new(map, side), second = new(other, side);
        Int128 mass = first.Total, otherMass = second.Total;
        var distance = new MapDistance
        {
            Notional = (double)mass * map.Quantum,
            OtherNotional = (double)otherMass * map.Quantum,
            NotionalDifference = (double)(otherMass - mass) * map.Quantum,
            OutsideNotional = (double)BandMass.Outside(map, side) * map.Quantum,
            OtherOutsideNotional = (double)BandMass.Outside(other, side) * map.Quantum,
        };
        if (mass == 0 || otherMass == 0)
        {
            return mass == otherMass ? distance : distance with { WassersteinPrice = double.NaN, WassersteinFromMark = double.NaN, Shares = ShareDistance.None };
        }

        var gap = new ShareGap(mass, otherMass);
        var fold = default(ShareFold);
        var pairs = new BandPairs(map.Grid, first, other.Grid, second);
        while (pairs.MoveNext())
        {
            gap.Add(pairs.First, pairs.Second);
            fold.Add(gap.Share(pairs.First), gap.OtherShare(pairs.Second), pairs.Position, gap.Value);
        }

        return distance with
        {
            WassersteinPrice = fold.Transport * pairs.PricePerPosition,
            WassersteinFromMark = FromMark(new(map, first), mass, new(other, second), otherMass),
            Shares = fold.Shares,
        };
    }

    /// <summary>Wasserstein-1 of log distances to the marks: the bands of both maps in the order of those.</summary>
    private static double FromMark(LogBands first, Int128 mass, LogBands second, Int128 otherMass)
    {
        var gap = new ShareGap(mass, otherMass);
        var fold = default(ShareFold);
        bool hasFirst = first.MoveNext(), hasSecond = second.MoveNext();
        while (hasFirst || hasSecond)
        {
            bool takesFirst = hasFirst && (!hasSecond || first.Position <= second.Position);
            bool takesSecond = hasSecond && (!hasFirst || second.Position <= first.Position);
            double position = takesFirst ? first.Position : second.Position;
            gap.Add(takesFirst ? first.Units : 0, takesSecond ? second.Units : 0);
            fold.Move(position, gap.Value);
            hasFirst = takesFirst ? first.MoveNext() : hasFirst;
            hasSecond = takesSecond ? second.MoveNext() : hasSecond;
        }

        return fold.Transport;
    }

    /// <summary>Cumulative whole units of two maps, and what their shares differ by.</summary>
    private struct ShareGap(Int128 mass, Int128 otherMass)
    {
        private readonly double _mass = (double)mass, _otherMass = (double)otherMass;
        private readonly bool _areEqual = mass == otherMass;
        private Int128 _sum, _otherSum;

        /// <summary>Exact up to one rounding where the masses are equal.</summary>
        public readonly double Value => _areEqual ? (double)(_sum - _otherSum) / _mass : ((double)_sum / _mass) - ((double)_otherSum / _otherMass);

        public readonly double Share(ulong units) => units / _mass;

        public readonly double OtherShare(ulong units) => units / _otherMass;

        public void Add(ulong units, ulong otherUnits)
        {
            _sum += units;
            _otherSum += otherUnits;
        }
    }

    /// <summary>The bands of a map that hold something, by their log distance from its mark.</summary>
    private ref struct LogBands(MapView view, BandMass mass)
    {
        private readonly BandGrid _grid = view.Grid;
        private readonly double _mark = view.MarkPrice;
        private readonly BandMass _mass = mass;
        private int _next;

        public ulong Units { get; private set; }

        public double Position { get; private set; }

        public bool MoveNext()
        {
            while (_next < _mass.Count)
            {
                int band = _next++;
                Units = _mass[band];
                if (Units != 0)
                {
                    double middle = _grid[band].Middle, ratio = middle / _mark;
                    Position = double.IsNormal(ratio) ? Math.Log(ratio) : Math.Log(middle) - Math.Log(_mark);
                    return true;
                }
            }

            return false;
        }
    }
}
