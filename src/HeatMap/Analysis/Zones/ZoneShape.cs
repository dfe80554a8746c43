using HeatMap.Kernels;

namespace HeatMap;

/// <summary>One side of a map, from which peaks become zones.</summary>
internal readonly ref struct ZoneShape
{
    private readonly MapView _view;
    private readonly Side _side;
    private readonly ReadOnlySpan<long> _units, _counts;
    private readonly double _medianDensity;

    /// <summary>Looks at a side.</summary>
    /// <param name="view">The map.</param>
    /// <param name="side">Long or short.</param>
    /// <param name="scratch">A number for each band; not needed afterwards.</param>
    public ZoneShape(MapView view, Side side, Span<double> scratch)
    {
        _view = view;
        _side = side;
        _units = side == Side.Long ? view.LongUnits : view.ShortUnits;
        _counts = side == Side.Long ? view.LongCounts : view.ShortCounts;
        _medianDensity = BandDensity.Median(_units, view.Grid, scratch);
    }

    /// <summary>Reaches from the peak to both sides as long as bands hold the peak less half its prominence.</summary>
    /// <remarks>A zone within another has at most half of its prominence, so all zones together look at each band a few dozen times at most.</remarks>
    public Zone Zone(Persistence.Peak<long> peak)
    {
        int first = peak.Index, last = peak.Index;
        while (first > 0 && _units[first - 1] >= peak.HalfWay)
        {
            first--;
        }

        while (last + 1 < _units.Length && _units[last + 1] >= peak.HalfWay)
        {
            last++;
        }

        ReadOnlySpan<double> edges = _view.Grid.Edges;
        var range = new PriceRange(edges[first], edges[last + 1]);
        double units = (double)CellSums.Sum(_units[first..(last + 1)]);
        return new()
        {
            Side = _side,
            PeakBand = peak.Index,
            PeakPrice = _view.Grid[peak.Index].Middle,
            PeakNotional = peak.Height * _view.Quantum,
            Prominence = peak.Prominence * _view.Quantum,
            Range = range,
            Notional = units * _view.Quantum,
            Count = _counts.IsEmpty ? 0 : (long)CellSums.Sum(_counts[first..(last + 1)]),
            MarkPrice = _view.MarkPrice,
            RelativeDensity = units / (range.High - range.Low) / _medianDensity,
        };
    }
}
