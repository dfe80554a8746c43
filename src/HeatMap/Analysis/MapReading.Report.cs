using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace HeatMap;

/// <content>The whole report.</content>
public static partial class MapReading
{
    /// <summary>Reads a map: hottest zones, asymmetry, concentration, gaps, and what price may touch.</summary>
    /// <param name="map">The map.</param>
    /// <param name="options">What to say; <see langword="null"/> for the defaults, which say nothing of what price may touch.</param>
    /// <returns>The report. Of an empty map it has no zones and its ratios are NaN.</returns>
    /// <remarks>Allocates the result.</remarks>
    public static MapReport Report(this LiquidationMap map, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        return map.View.Report(options);
    }

    /// <inheritdoc cref="Report(LiquidationMap, ReportOptions?)"/>
    /// <param name="view">The map; not <c>default</c>, which has no mark.</param>
    /// <param name="options">What to say; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="view"/> is <c>default</c>.</exception>
    public static MapReport Report(this MapView view, ReportOptions? options = null)
    {
        if (view.Grid is null)
        {
            Internal.Throw.Argument(nameof(view), "view must be of a map; a default view has neither grid nor mark");
        }

        options ??= ReportOptions.Default;
        Zone[] longs = Top(view, Side.Long, options), shorts = Top(view, Side.Short, options);
        Zone? nearestLong = NearestZone(view, Side.Long, options), nearestShort = NearestZone(view, Side.Short, options);
        var asymmetries = new Asymmetry[options.Distances.Length];
        view.AsymmetryCurve(options.Distances.AsSpan(), asymmetries);
        return new(view)
        {
            LongZones = ImmutableCollectionsMarshal.AsImmutableArray(longs),
            ShortZones = ImmutableCollectionsMarshal.AsImmutableArray(shorts),
            NearestLongZone = nearestLong,
            NearestShortZone = nearestShort,
            Volatility = options.Model?.Volatility,
            Asymmetries = ImmutableCollectionsMarshal.AsImmutableArray(asymmetries),
            Shape = view.Shape(),
            LongConcentration = view.Concentration(Side.Long),
            ShortConcentration = view.Concentration(Side.Short),
            Concentration = view.Concentration(),
            GapsBelow = TopGaps(view, Side.Long, options),
            GapsAbove = TopGaps(view, Side.Short, options),
            NearestGapBelow = NearestGap(view, Side.Long, options),
            NearestGapAbove = NearestGap(view, Side.Short, options),
            Horizons = ReadHorizons(view, longs, shorts, nearestLong, nearestShort, options),
        };
    }

    private static Zone[] Top(MapView view, Side side, ReportOptions options)
    {
        var zones = new Zone[Math.Min(options.MostZones, view.Grid.Count)];
        int found = view.Zones(side, options.MinProminence, zones);
        return found < zones.Length ? zones[..found] : zones;
    }

    private static Zone? NearestZone(MapView view, Side side, ReportOptions options)
    {
        var zones = new List<Zone>();
        (options.Nearest ?? ZoneSelection.Default).AddTo(zones, view, side, options.MinProminence);
        return zones.Count == 0 ? null : zones.MinBy(static z => z.Distance);
    }

    private static ImmutableArray<Gap> TopGaps(MapView view, Side side, ReportOptions options)
    {
        Span<Gap> gaps = new Gap[Math.Min(options.MostGaps, view.Grid.Count)];
        int found = view.Gaps(side, gaps, options.Gaps);
        return [.. gaps[..Math.Min(found, gaps.Length)]];
    }

    private static Gap? NearestGap(MapView view, Side side, ReportOptions options)
    {
        Span<Gap> nearest = new Gap[1];
        return view.Gaps(side, nearest, (options.Gaps ?? GapOptions.Default) with { Order = GapOrder.Nearest }) > 0 ? nearest[0] : null;
    }

    private static ImmutableArray<HorizonReading> ReadHorizons(MapView view, Zone[] longs, Zone[] shorts, Zone? nearestLong, Zone? nearestShort, ReportOptions options)
    {
        if (options.Model is not { } model)
        {
            return [];
        }

        var readings = new HorizonReading[options.Horizons.Length];
        for (int i = 0; i < readings.Length; i++)
        {
            PriceReach reach = model.Within(options.Horizons[i]);
            readings[i] = new(view.ExpectedTouched(reach), Moves(view.MarkPrice, reach, options), Touches(reach, longs), Touches(reach, shorts))
            {
                NearestLongZoneProbability = Touch(reach, nearestLong),
                NearestShortZoneProbability = Touch(reach, nearestShort),
            };
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(readings);
    }

    private static ImmutableArray<MoveReach> Moves(double mark, PriceReach reach, ReportOptions options)
    {
        var moves = new MoveReach[options.Distances.Length];
        for (int i = 0; i < moves.Length; i++)
        {
            double move = options.Distances[i], low = Math.Max(0, mark * (1 - move)), high = mark * (1 + move);
            moves[i] = new(move, reach.Touch(mark, low), reach.Touch(mark, high), low < high ? reach.FirstOf(mark, low, high).Either : 1);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(moves);
    }

    private static double? Touch(PriceReach reach, Zone? zone) => zone is { } there ? reach.Touch(there.MarkPrice, there.NearEdge) : null;

    private static ImmutableArray<double> Touches(PriceReach reach, Zone[] zones)
    {
        var touches = new double[zones.Length];
        for (int i = 0; i < touches.Length; i++)
        {
            touches[i] = reach.Touch(zones[i].MarkPrice, zones[i].NearEdge);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(touches);
    }
}
