using System.Globalization;

namespace HeatMap;

/// <summary>What became of one side's notional in one band between two maps, in quote; each is &gt;= 0.</summary>
/// <param name="Side">Long or short.</param>
/// <param name="Band">The band, counted in <see cref="MapChange.Grid"/>.</param>
/// <param name="Built">What is new.</param>
/// <param name="Removed">What was closed.</param>
/// <param name="Liquidated">What is gone while price crossed the band.</param>
/// <param name="MovedIn">What came from a band nearby.</param>
/// <param name="MovedOut">What went to a band nearby.</param>
public readonly record struct BandFlow(Side Side, PriceBand Band, double Built, double Removed, double Liquidated, double MovedIn, double MovedOut)
{
    /// <summary>What the band has more after than before.</summary>
    public double Change => Built - Removed - Liquidated + MovedIn - MovedOut;

    /// <summary>For example <c>Long, 50 to 60: built 5, removed 0, liquidated 0, moved +3 -0</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Side}, {Band.Lower} to {Band.Upper}: built {Built:N0}, removed {Removed:N0}, liquidated {Liquidated:N0}, moved +{MovedIn:N0} -{MovedOut:N0}");
}
