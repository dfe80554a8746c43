using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>A machine that reads bars and keeps a picture of where hidden positions would be liquidated.</summary>
/// <remarks>
/// <para>The estimator of this library and the simpler ones that it is compared with share this shape, so that one scorer judges them all. It reads one bar after the other and never
/// looks ahead: what it says after a bar does not change when later bars come.</para>
/// <para>For one writer. A refused bar leaves it as it was.</para>
/// </remarks>
public abstract class MapEstimator
{
    /// <summary>Prepares an estimator.</summary>
    /// <param name="grid">The price axis.</param>
    protected MapEstimator(BandGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        Grid = grid;
    }

    /// <summary>The price axis.</summary>
    public BandGrid Grid { get; private protected set; }

    /// <summary>The last close; NaN before the first bar.</summary>
    public double MarkPrice { get; protected set; } = double.NaN;

    /// <summary>When the newest bar began, in milliseconds since 1970; null before the first.</summary>
    public long? LastOpenTimeUnixMs { get; protected set; }

    /// <summary>Reads one bar.</summary>
    /// <param name="bar">A bar after the last one, with prices inside the grid.</param>
    /// <exception cref="ArgumentException">The bar is outside its domain, goes back in time or leaves the grid.</exception>
    public abstract void Add(in MarketBar bar);

    /// <summary>What stands in each band, in base.</summary>
    /// <param name="side">Long or short.</param>
    /// <returns>One number a band; valid until the next bar. Longs are below the mark, shorts above.</returns>
    public abstract ReadOnlySpan<double> Quantities(Side side);

    /// <summary>All that stands of a side, in base: in bands, beyond the window, and what nothing liquidates.</summary>
    /// <param name="side">Long or short.</param>
    public abstract double StandingQuantity(Side side);

    /// <summary>The share of a side's standing quantity that a move between two prices would liquidate: that of all bands it touches.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="range">The prices that the mark passes, low &lt;= high; both finite and &gt; 0.</param>
    /// <returns>From 0 to 1; 0 where nothing stands.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    /// <remarks>O(bands touched). Allocates nothing.</remarks>
    public double SweptShare(Side side, PriceRange range)
    {
        Guard.Defined(side);
        (int first, int last) = TouchedBands.Of(Grid, range);
        double standing = StandingQuantity(side);
        if (!(standing > 0))
        {
            return 0;
        }

        double swept = 0;
        if (last >= first)
        {
            foreach (double quantity in Quantities(side)[first..(last + 1)])
            {
                swept += quantity;
            }
        }

        return Math.Min(swept / standing, 1);
    }

    /// <summary>Freezes what stands into a map of notional, modelled.</summary>
    /// <param name="source">What to call it; null for the estimator's own name and the moment when the newest bar began. The map was known only when that bar ended, and bars do not tell how long they are.</param>
    /// <returns>Each band's quantity at the band's middle price. Empty before the first bar.</returns>
    /// <exception cref="InvalidOperationException">No bar has been read.</exception>
    public virtual LiquidationMap ToLiquidationMap(MapSource? source = null)
    {
        if (LastOpenTimeUnixMs is not { } time)
        {
            throw new InvalidOperationException("no bar has been read, so there is no mark");
        }

        var builder = new LiquidationMapBuilder(Grid, MarkPrice, new MapOptions { MarkTest = false });
        double[] prices = new double[1], notional = new double[1];
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
        {
            ReadOnlySpan<double> quantities = Quantities(side);
            for (int band = 0; band < quantities.Length; band++)
            {
                prices[0] = Grid[band].Middle;
                notional[0] = (int)side * quantities[band] * prices[0];
                if (notional[0] != 0)
                {
                    builder.Add(new PricedColumns(prices, notional));
                }
            }
        }

        return builder.ToMap().From(source ?? new MapSource(GetType().Name, isModelled: true, DateTimeOffset.FromUnixTimeMilliseconds(time)));
    }
}
