using System.Globalization;

namespace HeatMap;

/// <summary>One side's build-up at a moment, against its own history.</summary>
/// <param name="Net">Built less removed in the last change, in quote.</param>
/// <param name="Score">
/// How many sample deviations <paramref name="Net"/> lies above the mean of the changes before it, itself not counted; NaN with too little history or where those were all the same.
/// </param>
/// <param name="Standing">Notional in bands after the last change, in quote.</param>
/// <param name="SlopePerHour">By how much standing notional grows, in quote per hour: least squares over the window; NaN with too little history.</param>
/// <param name="SlopeStatistic">The slope over its standard error; 0 where notional never changed, infinite where it lies on a line; NaN with too little history.</param>
public readonly record struct SideBuildUp(double Net, double Score, double Standing, double SlopePerHour, double SlopeStatistic)
{
    /// <summary>For example <c>net +1,200 (z 2.4), standing 50,000 at +300 an hour (t 4.1)</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"net {Net:+#,0;-#,0;0} (z {Score:0.0}), standing {Standing:N0} at {SlopePerHour:+#,0;-#,0;0} an hour (t {SlopeStatistic:0.0})");
}
