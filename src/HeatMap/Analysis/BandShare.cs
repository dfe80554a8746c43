using System.Globalization;

namespace HeatMap;

/// <summary>What one band adds to the disagreement of two maps.</summary>
/// <param name="Band">The band, counted in <see cref="BandDisagreement.Grid"/>.</param>
/// <param name="Share">The band's share of the notional in bands of the map that was asked.</param>
/// <param name="OtherShare">Its share of the other map's.</param>
/// <param name="Nats">What it adds to the Jensen-Shannon divergence; &gt;= 0.</param>
public readonly record struct BandShare(PriceBand Band, double Share, double OtherShare, double Nats)
{
    /// <summary>For example <c>55 to 65: 40 % against 10 %, 0.0482 nats</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Band.Lower} to {Band.Upper}: {Share * 100:0.##} % against {OtherShare * 100:0.##} %, {Nats:G3} nats");
}
