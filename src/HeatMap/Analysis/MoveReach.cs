using System.Globalization;

namespace HeatMap;

/// <summary>How likely price moves by as much within a horizon.</summary>
/// <param name="Move">The size of the move as a fraction of the mark.</param>
/// <param name="Down">The probability that price touches mark × (1 − move).</param>
/// <param name="Up">The probability that price touches mark × (1 + move).</param>
/// <param name="Either">The probability that it touches either.</param>
public readonly record struct MoveReach(double Move, double Down, double Up, double Either)
{
    /// <summary>For example <c>5 %: down 10.5 %, up 11.4 %, either 21.8 %</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{CompactNumber.Fraction(Move)}: down {CompactNumber.Probability(Down)}, up {CompactNumber.Probability(Up)}, either {CompactNumber.Probability(Either)}");
}
