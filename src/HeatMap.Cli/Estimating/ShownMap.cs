namespace HeatMap.Cli.Estimating;

/// <summary>A state of fine bands as the map that people look at: what waits in a fine band lies at its middle.</summary>
internal static class ShownMap
{
    /// <summary>Puts a state into other bands.</summary>
    /// <param name="state">The state; valid until its owner changes.</param>
    /// <param name="grid">The bands to show.</param>
    /// <returns>The same notional, to the last unit; its sources are for the caller to state.</returns>
    public static LiquidationMap Of(MapView state, BandGrid grid)
    {
        var builder = new LiquidationMapBuilder(grid, state.MarkPrice, new() { MarkTest = false, Unit = state.Unit, Quantum = state.Quantum, Counts = false });
        var prices = new List<double>();
        var notionals = new List<double>();
        foreach ((Side side, double sign) in ((Side, double)[])[(Side.Long, 1), (Side.Short, -1)])
        {
            ReadOnlySpan<long> units = side == Side.Long ? state.LongUnits : state.ShortUnits;
            for (int band = 0; band < units.Length; band++)
            {
                if (units[band] != 0)
                {
                    prices.Add(state.Grid[band].Middle);
                    notionals.Add(sign * units[band] * state.Quantum);
                }
            }

            Rest(side == Side.Long ? state.Below.Long : state.Below.Short, state.Grid.Lower * 0.999);
            Rest(side == Side.Long ? state.Above.Long : state.Above.Short, state.Grid.Upper * 1.001);
            Rest(side == Side.Long ? state.Unplaced.Total.Long : state.Unplaced.Total.Short, double.NaN);

            void Rest(double notional, double price)
            {
                if (notional > 0)
                {
                    prices.Add(price);
                    notionals.Add(sign * notional);
                }
            }
        }

        builder.Add(new PricedColumns([.. prices], [.. notionals]));
        return builder.ToMap();
    }
}
