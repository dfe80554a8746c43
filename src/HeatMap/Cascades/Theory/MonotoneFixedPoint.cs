using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Finds the least and the greatest fixed point of a map that never falls, as Tarski promises them.</summary>
/// <remarks>
/// Rounds from the upper end only come down, and stop at the greatest fixed point; rounds from the lower end only go up, and stop at the least. Where generations shrink they come nearer by a
/// constant factor each; at the edge of a fold, where they hardly shrink, many rounds are needed.
/// </remarks>
public static class MonotoneFixedPoint
{
    /// <summary>Finds both.</summary>
    /// <param name="map">Never falling from <paramref name="lower"/> to <paramref name="upper"/>, and back into that range; without memory.</param>
    /// <param name="lower">Finite.</param>
    /// <param name="upper">Finite and &gt;= <paramref name="lower"/>.</param>
    /// <param name="tolerance">A step no longer than this ends the rounds; finite and &gt;= 0. Zero, the default, goes on until no bit changes.</param>
    /// <param name="maxRounds">The most rounds from each end; &gt; 0.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain, or the map left the range or fell; the message says where.</exception>
    /// <remarks>Calls the map at most 2·<paramref name="maxRounds"/> times. Allocates nothing itself.</remarks>
    public static FixedPointRange Find(Func<double, double> map, double lower, double upper, double tolerance = 0, int maxRounds = 100_000)
    {
        ArgumentNullException.ThrowIfNull(map);
        Guard.Finite(lower);
        Guard.Finite(upper);
        if (upper < lower)
        {
            Throw.OutOfRange(nameof(upper), upper, "at least lower");
        }

        Guard.NonNegative(tolerance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxRounds);
        (double least, bool isLeast) = Climb(map, lower, lower, upper, 1, tolerance, maxRounds);
        (double greatest, bool isGreatest) = Climb(map, upper, lower, upper, -1, tolerance, maxRounds);
        return new(least, greatest, isLeast && isGreatest);
    }

    private static (double Point, bool IsFound) Climb(Func<double, double> map, double from, double lower, double upper, int way, double tolerance, int maxRounds)
    {
        double point = from;
        for (int round = 0; round < maxRounds; round++)
        {
            double next = map(point);

            // The last bit of a map's own rounding is no reason to refuse it.
            double slack = 1e-12 * Math.Max(Math.Abs(lower), Math.Abs(upper));
            if (!(next >= lower - slack && next <= upper + slack))
            {
                Throw.OutOfRange(nameof(map), next, FormattableString.Invariant($"from {lower} to {upper} at {point}"));
            }

            if ((next - point) * way < -slack)
            {
                Throw.OutOfRange(nameof(map), next, FormattableString.Invariant($"no {(way > 0 ? "less" : "more")} than {point} there, because it may not fall"));
            }

            next = Math.Clamp(next, lower, upper);
            if ((next - point) * way <= tolerance)
            {
                // A step back can only be rounding.
                return ((next - point) * way > 0 ? next : point, true);
            }

            point = next;
        }

        return (point, false);
    }
}
