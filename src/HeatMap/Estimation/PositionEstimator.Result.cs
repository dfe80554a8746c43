namespace HeatMap.Estimation;

/// <content>What is seen of the state.</content>
public sealed partial class PositionEstimator
{
    internal EstimatorDisplay Display { get; private set; }

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Quantities(Side side)
    {
        Internal.Guard.Defined(side);
        return Display.Quantities(side);
    }

    /// <summary>The notional of each band, as a map shows it; valid until the next bar.</summary>
    /// <remarks>
    /// Each band's quantity is valued at the band's middle price. What lies beyond the window is in <see cref="MapView.Below"/> and <see cref="MapView.Above"/>, what nothing liquidates in
    /// <see cref="MapView.Unplaced"/>, valued at the mark. O(bands); allocates nothing. Append it to a <see cref="LiquidationHeatMapBuilder"/> after each bar for a heat map.
    /// </remarks>
    /// <exception cref="InvalidOperationException">No bar has been read.</exception>
    public MapView View
    {
        get
        {
            RequireMark();
            return new(Grid, MarkPrice, _options.Unit, MapOptions.DefaultQuantum, Display.Cells);
        }
    }

    /// <summary>The share of a side's standing quantity that a move between two prices would liquidate, by the classes of the calibration's mix.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="range">The prices that the mark passes, low &lt;= high; both finite and &gt; 0.</param>
    /// <param name="destination">Receives one share a class: together <see cref="MapEstimator.SweptShare"/>, but for rounding.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    /// <remarks>O(classes × bands touched). Allocates nothing.</remarks>
    public void SweptShareByClass(Side side, PriceRange range, Span<double> destination)
    {
        StandingStock stock = StockOf(side);
        (int first, int last) = TouchedBands.Of(Grid, range);
        if (destination.Length != Calibration.Mix.Count)
        {
            Internal.Throw.Argument(nameof(destination), $"destination must have one place a class ({Calibration.Mix.Count}), had {destination.Length}");
        }

        (int from, int to) = side == Side.Long ? (Grid.Count - 1 - last, Grid.Count - 1 - first) : (first, last);
        double total = stock.Total;
        for (int c = 0; c < destination.Length; c++)
        {
            double swept = 0;
            if (c != stock.Inert && to >= from)
            {
                foreach (double cell in stock.CellsOf(c)[from..(to + 1)])
                {
                    swept += cell;
                }
            }

            destination[c] = total > 0 ? swept * stock.Scale / total * Unit : 0;
        }
    }

    /// <inheritdoc/>
    public override LiquidationMap ToLiquidationMap(MapSource? source = null)
    {
        RequireMark();
        return new LiquidationMap(Grid, MarkPrice, _options.Unit, MapOptions.DefaultQuantum, Display.Cells.Copy()).From(source ?? Source);
    }

    /// <summary>Freezes the state into a map with what is known of its parts.</summary>
    /// <exception cref="InvalidOperationException">No bar has been read.</exception>
    /// <remarks>Allocates exactly the result: about 8 × (classes + 3) bytes a band and side.</remarks>
    public EstimatedMap ToMap()
    {
        RequireMark();
        return new(this);
    }

    internal MapSource Source => new(
        $"estimate {Calibration.BaseAsset}{(IsValidated ? "" : " (not validated)")}",
        isModelled: true,
        DateTimeOffset.FromUnixTimeMilliseconds(LastOpenTimeUnixMs!.Value));

    private void RequireMark()
    {
        if (_bars == 0)
        {
            throw new InvalidOperationException("no bar has been read, so there is no mark");
        }
    }
}
