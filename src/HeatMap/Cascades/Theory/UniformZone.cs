using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>The cascade through a zone in which positions lie evenly: by how much price falls in all when something else makes it fall.</summary>
/// <remarks>Drops and prices may be absolute or relative, as long as all are alike; drops are positive. The least fall that is consistent with itself. Allocates nothing.</remarks>
public static class UniformZone
{
    /// <summary>With linear impact: the least <c>y &gt;= x</c> with <c>y = x + R·min(max(y − start, 0), end − start)</c>.</summary>
    /// <remarks>A gain below one stretches the zone by 1/(1 − R); from one on, price falls through it as soon as the shock exceeds its start.</remarks>
    /// <param name="shock">The fall from elsewhere, x; finite and &gt;= 0.</param>
    /// <param name="start">The drop at which the zone begins; finite and &gt;= 0.</param>
    /// <param name="end">The drop at which it ends; finite and &gt;= <paramref name="start"/>.</param>
    /// <param name="gain">By how much the positions in a stretch of the zone lower price, over the length of that stretch (<see cref="CascadeGain"/>); finite and &gt;= 0.</param>
    /// <returns>The whole fall, y; at least the shock.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double LinearDrop(double shock, double start, double end, double gain)
    {
        Guard.NonNegative(shock);
        Guard.NonNegative(start);
        if (!(end >= start && end < double.PositiveInfinity))
        {
            Throw.OutOfRange(nameof(end), end, string.Create(CultureInfo.InvariantCulture, $"finite and >= start, {start}"));
        }

        Guard.NonNegative(gain);
        double through = shock + (gain * (end - start));
        return shock <= start ? shock
            : gain >= 1 ? through
            : Math.Min(through, start + ((shock - start) / (1 - gain)));
    }

    /// <summary>With square-root impact <c>κ·√Q</c> and a zone without end: <c>y = start + u²</c>, <c>u = (c + √(c² + 4·(x − start))) / 2</c>, <c>c = κ·√density</c>.</summary>
    /// <remarks>However small the step into the zone, price falls by at least <c>κ²·density</c>: the square root is infinitely steep at zero.</remarks>
    /// <param name="shock">The fall from elsewhere, x; finite and &gt;= 0.</param>
    /// <param name="start">The drop at which the zone begins; finite and &gt;= 0.</param>
    /// <param name="density">How much lies in the zone for each unit of fall, base; finite and &gt;= 0.</param>
    /// <param name="kappa">By how much the first base unit lowers price, κ; finite and &gt;= 0.</param>
    /// <returns>The whole fall, y; at least the shock.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double SquareRootDrop(double shock, double start, double density, double kappa)
    {
        Guard.NonNegative(shock);
        Guard.NonNegative(start);
        Guard.NonNegative(density);
        Guard.NonNegative(kappa);
        double c = kappa * Math.Sqrt(density);
        if (shock <= start || c == 0)
        {
            return shock;
        }

        double root = (c + Math.Sqrt((c * c) + (4 * (shock - start)))) / 2;
        return start + (root * root);
    }
}
