using System.Globalization;

namespace HeatMap;

/// <summary>Words of readings, beside <see cref="CompactNumber"/>.</summary>
internal static class ReadingWords
{
    public static string Of(Side side) => side == Side.Long ? "long" : side == Side.Short ? "short" : "none";

    /// <summary>A signed number of two decimals.</summary>
    public static string Signed(double number) => double.IsFinite(number) ? number.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) : "n/a";
}
