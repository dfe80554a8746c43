using System.Globalization;

namespace HeatMap;

/// <summary>Where forced orders of one side cluster: a peak of the band histogram, with how far it stands out and how far it reaches.</summary>
/// <remarks>
/// <para>Prominence is topological (see <see cref="Persistence"/>); the zone is the stretch of bands around the peak that hold at least the peak less half the prominence. Zones of one side are
/// apart or nested, never crossed. Sides never mix.</para>
/// <para>Notional is the map's: the quote value of the forced orders at their own liquidation prices. <c>default</c> is no zone.</para>
/// </remarks>
public readonly record struct Zone
{
    /// <summary>Whose positions: longs are sold, shorts are bought back.</summary>
    public Side Side { get; init; }

    /// <summary>The band of the peak, in the map's grid; of a plateau the lowest.</summary>
    public int PeakBand { get; init; }

    /// <summary>The middle of that band, quote per base.</summary>
    public double PeakPrice { get; init; }

    /// <summary>The notional of that band.</summary>
    public double PeakNotional { get; init; }

    /// <summary>How far the notional per band must fall from the peak before the way leads to a higher one, in the map's unit.</summary>
    public double Prominence { get; init; }

    /// <summary>The prices of the zone, whole bands, quote per base.</summary>
    public PriceRange Range { get; init; }

    /// <summary>The notional of all bands of the zone.</summary>
    public double Notional { get; init; }

    /// <summary>The number of positions in the zone; zero in a map without counts.</summary>
    public long Count { get; init; }

    /// <summary>The mark of the map, quote per base.</summary>
    public double MarkPrice { get; init; }

    /// <summary>Notional per price in the zone over the median of the bands that hold anything on this side; above one is denser than usual.</summary>
    public double RelativeDensity { get; init; }

    /// <summary>The width of the zone, quote per base.</summary>
    public double Width => Range.High - Range.Low;

    /// <summary>The width as a fraction of the mark.</summary>
    public double WidthFraction => Width / MarkPrice;

    /// <summary>The price at which the zone is touched first, quote per base: its upper end for longs, its lower end for shorts; the mark where that has come as far already.</summary>
    public double NearEdge => Side == Side.Short ? Math.Max(Range.Low, MarkPrice) : Math.Min(Range.High, MarkPrice);

    /// <summary>How far price must move to touch the zone, as a fraction of the mark; zero where the mark has come as far already.</summary>
    public double Distance => Math.Abs(NearEdge - MarkPrice) / MarkPrice;

    /// <summary>Whether the mark is past the whole zone, as only a map can have it that was built without a mark test or is seen from another mark. Such zones are touched for sure, and nobody follows them.</summary>
    public bool IsPast => Side == Side.Short ? Range.High <= MarkPrice : Range.Low >= MarkPrice;

    /// <summary>How far price must move to touch the zone, in standard deviations of the return.</summary>
    /// <param name="deviation">The standard deviation over the horizon that matters, as <see cref="PriceReach.Deviation"/> tells; &gt; 0.</param>
    public double DistanceInDeviations(double deviation) => Distance / deviation;

    /// <summary>Notional per price, in units of what price usually moves over a horizon: what a move of one standard deviation through such a zone would force.</summary>
    /// <param name="deviation">The standard deviation over the horizon that matters, as <see cref="PriceReach.Deviation"/> tells; &gt; 0.</param>
    public double NotionalPerDeviation(double deviation) => Notional / WidthFraction * deviation;

    /// <summary>For example <c>long 58,900 to 59,300 (0.64 % wide, 4.97 % away): 12.4M, peak 59,050, prominence 3.1M, 8.2 x the median density</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{ReadingWords.Of(Side)} {CompactNumber.Price(Range.Low)} to {CompactNumber.Price(Range.High)} ({CompactNumber.Fraction(WidthFraction)} wide, {CompactNumber.Fraction(Distance)} away): {CompactNumber.Notional(Notional)}, peak {CompactNumber.Price(PeakPrice)}, prominence {CompactNumber.Notional(Prominence)}, {RelativeDensity:0.0} x the median density");
}
