using System.Globalization;

namespace HeatMap;

/// <summary>How far two maps lie apart: where their notional lies, and how much there is.</summary>
/// <remarks>
/// <para>Shapes are compared as shares of what lies in bands; <see cref="NotionalDifference"/> says what that leaves out. What lies beyond a window or has no place on the axis is
/// not part of any distance: <see cref="OutsideNotional"/> and <see cref="OtherOutsideNotional"/> say how much that is.</para>
/// <para>Two maps without notional in bands are alike: zeros, as is <c>default</c>. Where only one has some, distances of shape are NaN.</para>
/// <para>Made by <see cref="MapDistances.DistanceTo(LiquidationMap, LiquidationMap, Side?)"/>. Definitions: <c>docs/method/map-distances.md</c>.</para>
/// </remarks>
public readonly record struct MapDistance
{
    /// <summary>Wasserstein-1, the default distance: how far a unit of notional has to be moved on average to make one shape the other. In quote per base; a metric of shapes.</summary>
    /// <remarks>Notional lies at band middles, so a copy that is shifted by k uniform bands lies k widths away. It does not see differences of amount.</remarks>
    public double WassersteinPrice { get; internal init; }

    /// <summary>The same of the log distance <c>ln(middle / mark)</c>, each map by its own mark: a map that only went with its price has not moved. A number without unit; 0.01 is about one percent.</summary>
    /// <remarks>Logarithms may differ between platforms in the last bit.</remarks>
    public double WassersteinFromMark { get; internal init; }

    /// <summary>Distances that only know whether notional lies in another band: Jensen-Shannon, total variation, Hellinger, Kolmogorov.</summary>
    public ShareDistance Shares { get; internal init; }

    /// <summary>Notional in the bands of the map that was asked, in quote.</summary>
    public double Notional { get; internal init; }

    /// <summary>Notional in the bands of the other map, in quote.</summary>
    public double OtherNotional { get; internal init; }

    /// <summary>The other map's notional less that of the map that was asked, in quote: positive where the other has more. Taken in whole units and rounded once.</summary>
    public double NotionalDifference { get; internal init; }

    /// <summary>Notional of the map that was asked which is in no band, in quote: below and above its window, and unplaced.</summary>
    public double OutsideNotional { get; internal init; }

    /// <summary>Notional of the other map which is in no band, in quote.</summary>
    public double OtherOutsideNotional { get; internal init; }

    /// <summary>One number of the distance.</summary>
    /// <param name="measure">Which one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="measure"/> is not defined.</exception>
    public double this[DistanceMeasure measure] => Internal.Guard.Defined(measure) switch
    {
        DistanceMeasure.WassersteinPrice => WassersteinPrice,
        DistanceMeasure.WassersteinFromMark => WassersteinFromMark,
        DistanceMeasure.JensenShannonDistance => Shares.JensenShannonDistance,
        DistanceMeasure.TotalVariation => Shares.TotalVariation,
        DistanceMeasure.Hellinger => Shares.Hellinger,
        _ => Shares.Kolmogorov,
    };

    /// <summary>For example <c>W1 12.5 in price, 0.00021 from the mark; JS 0.1064 nats, …; notional 1,000,000, other +50,000; outside 0 and 120</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"W1 {WassersteinPrice:G6} in price, {WassersteinFromMark:G4} from the mark; {Shares}; notional {Notional:N0}, other {NotionalDifference:+#,0;-#,0;+0}; outside {OutsideNotional:N0} and {OtherOutsideNotional:N0}");

    /// <summary>The same distance, asked of the other map.</summary>
    internal MapDistance Reversed => this with
    {
        Notional = OtherNotional,
        OtherNotional = Notional,
        NotionalDifference = 0 - NotionalDifference,
        OutsideNotional = OtherOutsideNotional,
        OtherOutsideNotional = OutsideNotional,
    };
}
