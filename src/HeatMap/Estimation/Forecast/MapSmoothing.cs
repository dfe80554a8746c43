using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Makes of a map the density that may be published: smoothed by a Gaussian of the log price and tempered by a power.</summary>
/// <remarks>The mass of each side is kept, but for rounding. Longs never get above the mark and shorts never below: what would cross it is spread over the rest of its own reach.</remarks>
public static class MapSmoothing
{
    /// <summary>Beyond so many deviations nothing is spread.</summary>
    private const double Reach = 6;

    /// <summary>Smooths and tempers what stands in bands.</summary>
    /// <param name="grid">The price axis.</param>
    /// <param name="markPrice">The price that divides longs from shorts, quote per base; finite and &gt; 0.</param>
    /// <param name="side">Long or short.</param>
    /// <param name="masses">One number a band, finite and &gt;= 0.</param>
    /// <param name="destination">Receives one number a band; not the same memory as <paramref name="masses"/>.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    /// <remarks>O(bands × bands within six widths). Allocates nothing.</remarks>
    public static void Smooth(BandGrid grid, double markPrice, Side side, ReadOnlySpan<double> masses, Span<double> destination, MapSmoothingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        Guard.Positive(markPrice);
        Guard.Defined(side);
        if (masses.Length != grid.Count || destination.Length < grid.Count || masses.Overlaps(destination))
        {
            Throw.Argument(nameof(destination), $"masses and destination must be different spans of {grid.Count} bands, had {masses.Length} and {destination.Length}");
        }

        double total = 0;
        for (int band = 0; band < masses.Length; band++)
        {
            if (!(masses[band] >= 0 && masses[band] < double.PositiveInfinity))
            {
                Throw.Row(nameof(masses), band, masses[band], "finite and >= 0");
            }

            total += masses[band];
        }

        options ??= MapSmoothingOptions.Default;
        destination = destination[..grid.Count];
        destination.Clear();
        int first = side == Side.Long ? 0 : FirstShort(grid, markPrice), last = side == Side.Long ? LastLong(grid, markPrice) : grid.Count - 1;
        if (!(total > 0) || last < first)
        {
            // Nothing to spread, or the whole window is on the other side of the mark.
            masses.CopyTo(destination);
            return;
        }

        var bands = new OwnBands(grid, markPrice, side, first, last);
        for (int band = 0; band < masses.Length; band++)
        {
            if (masses[band] > 0)
            {
                Spread(bands, Math.Clamp(band, first, last), masses[band], options.Width, destination);
            }
        }

        Temper(bands, options.Exponent, total, destination);
    }

    /// <summary>A map as it may be published: both sides smoothed and tempered, modelled.</summary>
    /// <param name="map">The raw map.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <returns>A map on the same grid. Tails stay; what has no place on the axis, and counts, are left out.</returns>
    public static LiquidationMap Smoothed(this LiquidationMap map, MapSmoothingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        BandGrid grid = map.Grid;
        var builder = new LiquidationMapBuilder(grid, map.MarkPrice, new MapOptions { MarkTest = false, Counts = false, Quantum = map.Quantum, Unit = map.Unit });
        double[] prices = new double[grid.Count], masses = new double[grid.Count], smooth = new double[grid.Count];
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
        {
            ReadOnlySpan<long> units = side == Side.Long ? map.View.LongUnits : map.View.ShortUnits;
            for (int band = 0; band < masses.Length; band++)
            {
                masses[band] = units[band] * map.Quantum;
            }

            Smooth(grid, map.MarkPrice, side, masses, smooth, options);
            int rows = 0;
            for (int band = 0; band < masses.Length; band++)
            {
                if (smooth[band] > 0)
                {
                    (prices[rows], masses[rows++]) = (grid[band].Middle, (int)side * smooth[band]);
                }
            }

            builder.Add(new PricedColumns(prices.AsSpan(0, rows), masses.AsSpan(0, rows)));
            AddTail(builder, side, grid.Lower / 2, map.Below);
            AddTail(builder, side, grid.Upper, map.Above);
        }

        return builder.ToMap().From(new MapSource("smoothed", isModelled: true));
    }

    private static void AddTail(LiquidationMapBuilder builder, Side side, double price, SideTally tail)
    {
        double notional = side == Side.Long ? tail.Long : tail.Short;
        if (notional > 0 && price > 0)
        {
            builder.Add(new PricedColumns([price], [(int)side * notional]));
        }
    }

    /// <summary>The last band with room below the mark; −1 where there is none.</summary>
    private static int LastLong(BandGrid grid, double markPrice)
    {
        int band = Math.Min(grid.IndexOf(markPrice), grid.Count - 1);
        return band >= 0 && grid.LowerEdge(band) == markPrice ? band - 1 : band;
    }

    /// <summary>The first band with room above the mark; the number of bands where there is none.</summary>
    private static int FirstShort(BandGrid grid, double markPrice) => Math.Max(grid.IndexOf(markPrice), 0);

    private static void Spread(in OwnBands bands, int source, double mass, double width, Span<double> destination)
    {
        double centre = bands.MiddleOf(source), sum = 0;
        int first = source, last = source;
        while (first > bands.First && bands.Upper(first - 1) > centre - (Reach * width))
        {
            first--;
        }

        while (last < bands.Last && bands.Lower(last + 1) < centre + (Reach * width))
        {
            last++;
        }

        if (first == last || width == 0)
        {
            destination[source] += mass;
            return;
        }

        double from = NormalLaw.Below((bands.Lower(first) - centre) / width), start = from;
        sum = NormalLaw.Below((bands.Upper(last) - centre) / width) - start;
        for (int band = first; band <= last; band++)
        {
            double to = NormalLaw.Below((bands.Upper(band) - centre) / width);
            destination[band] += mass * ((to - from) / sum);
            from = to;
        }
    }

    /// <summary>Raises the density, mass by width of the log price, to a power, and brings the mass back to what it was.</summary>
    private static void Temper(in OwnBands bands, double exponent, double total, Span<double> destination)
    {
        if (exponent == 1)
        {
            return;
        }

        double sum = 0;
        for (int band = bands.First; band <= bands.Last; band++)
        {
            double width = bands.Upper(band) - bands.Lower(band), density = destination[band] / total / width;
            destination[band] = density > 0 ? width * Math.Pow(density, exponent) : 0;
            sum += destination[band];
        }

        for (int band = bands.First; band <= bands.Last; band++)
        {
            destination[band] *= total / sum;
        }
    }

    /// <summary>The bands of a side in log prices; the mark's own band ends at the mark.</summary>
    private readonly ref struct OwnBands(BandGrid grid, double markPrice, Side side, int first, int last)
    {
        private readonly ReadOnlySpan<double> _edges = grid.Edges;

        public int First { get; } = first;

        public int Last { get; } = last;

        // The lowest edge of a uniform grid may be zero; half its band stands for it.
        public double Lower(int band) => Math.Log(Math.Max(side == Side.Short && band == First ? Math.Max(_edges[band], markPrice) : _edges[band], _edges[1] / 2));

        public double Upper(int band) => Math.Log(side == Side.Long && band == Last ? Math.Min(_edges[band + 1], markPrice) : _edges[band + 1]);

        public double MiddleOf(int band) => (Lower(band) + Upper(band)) / 2;
    }
}
