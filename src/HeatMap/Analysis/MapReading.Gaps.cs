using System.Buffers;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <content>Where little waits.</content>
public static partial class MapReading
{
    /// <summary>The stretches of prices on one side of the mark where few forced orders of that side wait.</summary>
    /// <param name="map">The map.</param>
    /// <param name="side">Long for below the mark, short for above it.</param>
    /// <param name="options">What counts as a gap; <see langword="null"/> for the defaults.</param>
    /// <returns>Gaps in the wanted order. On a side that holds nothing one gap over all of it. Allocates the result.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is neither.</exception>
    /// <remarks>O(bands + g log g) for g gaps.</remarks>
    public static Gap[] Gaps(this LiquidationMap map, Side side, GapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        var all = new Gap[map.View.Gaps(side, [], options)];
        map.View.Gaps(side, all, options);
        return all;
    }

    /// <summary>The stretches of prices on one side of the mark where few forced orders of that side wait.</summary>
    /// <param name="view">The map.</param>
    /// <param name="side">Long for below the mark, short for above it.</param>
    /// <param name="destination">Receives the first gaps in the wanted order, as many as it holds.</param>
    /// <param name="options">What counts as a gap; <see langword="null"/> for the defaults.</param>
    /// <returns>How many there are, which may be more than <paramref name="destination"/> holds.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is neither.</exception>
    /// <remarks>Allocates nothing. O(bands + g log g) for g gaps.</remarks>
    public static int Gaps(this MapView view, Side side, Span<Gap> destination, GapOptions? options = null)
    {
        Guard.Defined(side);
        if (view.Grid is not { } grid)
        {
            return 0;
        }

        double[] densities = ArrayPool<double>.Shared.Rent(grid.Count);
        RankedGap[] gaps = ArrayPool<RankedGap>.Shared.Rent((grid.Count / 2) + 1);
        try
        {
            options ??= GapOptions.Default;
            int found = new GapSearch(view, side, options, densities).Find(gaps);
            gaps.AsSpan(0, found).Sort();
            for (int i = 0; i < Math.Min(found, destination.Length); i++)
            {
                destination[i] = gaps[i].Gap;
            }

            return found;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(densities);
            ArrayPool<RankedGap>.Shared.Return(gaps);
        }
    }

    /// <summary>A gap with what it ranks by; a comparer beside it would cost <c>Sort</c> an allocation.</summary>
    private readonly record struct RankedGap(Gap Gap, double First, double Second) : IComparable<RankedGap>
    {
        public static RankedGap Of(Gap gap, GapOrder order) => order == GapOrder.Nearest ? new(gap, gap.Distance, -gap.Width) : new(gap, -gap.Width, gap.Distance);

        public int CompareTo(RankedGap other)
        {
            int order = First.CompareTo(other.First);
            return order != 0 ? order : Second.CompareTo(other.Second);
        }
    }

    /// <summary>One walk over the bands of a side.</summary>
    private readonly ref struct GapSearch
    {
        private readonly MapView _view;
        private readonly Side _side;
        private readonly GapOrder _order;
        private readonly ReadOnlySpan<long> _units;
        private readonly ReadOnlySpan<double> _edges;
        private readonly double _thin, _minWidth;
        private readonly PriceRange _where;

        public GapSearch(MapView view, Side side, GapOptions options, Span<double> scratch)
        {
            _view = view;
            _side = side;
            _order = options.Order;
            _units = UnitsOf(view, side);
            _edges = view.Grid.Edges;
            _thin = options.ShareOfMedian * BandDensity.Median(_units, view.Grid, scratch);
            double mark = view.MarkPrice;
            _minWidth = options.MinWidth * mark;
            _where = side == Side.Long
                ? new(Math.Max(_edges[0], mark * (1 - options.Within)), Math.Min(mark, _edges[^1]))
                : new(Math.Max(mark, _edges[0]), Math.Min(_edges[^1], mark * (1 + options.Within)));
        }

        /// <summary>The gaps from low prices to high ones, not yet sorted.</summary>
        public int Find(Span<RankedGap> gaps)
        {
            int found = 0, first = -1;
            for (int band = Math.Max(0, _view.Grid.Find(_where.Low)); band < _units.Length && _edges[band] < _where.High; band++)
            {
                if (IsThin(band))
                {
                    first = first < 0 ? band : first;
                }
                else
                {
                    found += TryEnd(first, band, gaps, found) ? 1 : 0;
                    first = -1;
                }
            }

            return found + (TryEnd(first, Math.Max(0, LastEnd()), gaps, found) ? 1 : 0);
        }

        /// <summary>On a side that holds nothing the median is NaN, and every band is thin.</summary>
        private bool IsThin(int band) => !(_units[band] >= _thin * (_edges[band + 1] - _edges[band]));

        /// <summary>The band behind the last that is looked at.</summary>
        private int LastEnd()
        {
            int band = _view.Grid.Find(_where.High);
            return band < 0 ? 0 : band >= _units.Length ? _units.Length : _edges[band] < _where.High ? band + 1 : band;
        }

        private bool TryEnd(int first, int end, Span<RankedGap> gaps, int place)
        {
            if (first < 0 || end <= first)
            {
                return false;
            }

            var range = new PriceRange(Math.Max(_edges[first], _where.Low), Math.Min(_edges[end], _where.High));
            if (!(range.High > range.Low && range.High - range.Low >= _minWidth))
            {
                return false;
            }

            var gap = new Gap
            {
                Side = _side,
                Range = range,
                MarkPrice = _view.MarkPrice,
                Notional = (double)CellSums.Sum(_units[first..end]) * _view.Quantum,
                IsOpen = _side == Side.Long ? range.Low == _where.Low : range.High == _where.High,
            };
            gaps[place] = RankedGap.Of(gap, _order);
            return true;
        }
    }
}
