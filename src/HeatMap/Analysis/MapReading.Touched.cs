namespace HeatMap;

/// <content>What price may be expected to force.</content>
public static partial class MapReading
{
    /// <summary>How much of each side price may be expected to force within a horizon.</summary>
    /// <param name="map">The map.</param>
    /// <param name="reach">What price may reach from the mark, for example <c>new GeometricBrownian(0.6).Within(TimeSpan.FromDays(1))</c>.</param>
    /// <returns>Sums over all bands of notional times the probability that price touches the near edge of the band.</returns>
    /// <remarks>Allocates nothing. A question to <paramref name="reach"/> for each band that holds anything.</remarks>
    public static TouchedNotional ExpectedTouched(this LiquidationMap map, PriceReach reach)
    {
        ArgumentNullException.ThrowIfNull(map);
        return map.View.ExpectedTouched(reach, [], []);
    }

    /// <inheritdoc cref="ExpectedTouched(LiquidationMap, PriceReach)"/>
    /// <param name="view">The map.</param>
    /// <param name="reach">What price may reach from the mark.</param>
    public static TouchedNotional ExpectedTouched(this MapView view, PriceReach reach) => view.ExpectedTouched(reach, [], []);

    /// <summary>How much of each side price may be expected to force within a horizon, and how much of it in each band.</summary>
    /// <param name="view">The map.</param>
    /// <param name="reach">What price may reach from the mark.</param>
    /// <param name="longNotional">Receives the expected notional of longs of each band; empty where it is not wanted.</param>
    /// <param name="shortNotional">The same of shorts.</param>
    /// <exception cref="ArgumentException">A span that is not empty is too short.</exception>
    /// <remarks>Allocates nothing. A question to <paramref name="reach"/> for each band that holds anything.</remarks>
    public static TouchedNotional ExpectedTouched(this MapView view, PriceReach reach, Span<double> longNotional, Span<double> shortNotional)
    {
        ArgumentNullException.ThrowIfNull(reach);
        RequireRoomOrNone(view.LongUnits.Length, longNotional.Length, nameof(longNotional));
        RequireRoomOrNone(view.LongUnits.Length, shortNotional.Length, nameof(shortNotional));
        (double longs, double allLongs) = Touched(view, Side.Long, reach, longNotional);
        (double shorts, double allShorts) = Touched(view, Side.Short, reach, shortNotional);
        return new() { Horizon = reach.Horizon, Deviation = reach.Deviation, Long = longs, Short = shorts, AllLong = allLongs, AllShort = allShorts };
    }

    private static (double Expected, double All) Touched(MapView view, Side side, PriceReach reach, Span<double> ofBands)
    {
        ReadOnlySpan<long> units = UnitsOf(view, side);
        ReadOnlySpan<double> edges = units.IsEmpty ? default : view.Grid.Edges;
        double mark = view.MarkPrice, expected = 0, all = 0;
        for (int band = 0; band < units.Length; band++)
        {
            double touched = 0;
            if (units[band] > 0)
            {
                double near = side == Side.Long ? Math.Min(edges[band + 1], mark) : Math.Max(edges[band], mark);
                touched = units[band] * reach.Touch(mark, near);
                expected += touched;
                all += units[band];
            }

            if (!ofBands.IsEmpty)
            {
                ofBands[band] = touched * view.Quantum;
            }
        }

        return (expected * view.Quantum, all * view.Quantum);
    }

    private static void RequireRoomOrNone(int needed, int room, string name)
    {
        if (room > 0)
        {
            RequireRoom(needed, room, name);
        }
    }
}
