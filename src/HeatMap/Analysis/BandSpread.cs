using System.Globalization;

namespace HeatMap;

/// <summary>How much several maps disagree about one band's share.</summary>
/// <param name="Band">The band, counted in <see cref="ShareDispersion.Grid"/>.</param>
/// <param name="Mean">The mean share, a fraction.</param>
/// <param name="Deviation">The sample standard deviation of shares, a fraction; NaN of fewer than two maps.</param>
/// <param name="Lowest">The least share.</param>
/// <param name="Highest">The greatest share.</param>
public readonly record struct BandSpread(PriceBand Band, double Mean, double Deviation, double Lowest, double Highest)
{
    /// <summary>For example <c>50 to 60: 20 % ± 14.1 %, from 10 % to 30 %</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Band.Lower} to {Band.Upper}: {Mean * 100:0.##} % ± {Deviation * 100:0.##} %, from {Lowest * 100:0.##} % to {Highest * 100:0.##} %");
}
