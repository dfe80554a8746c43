using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Price driven down at an even speed through an even zone, while the impact of forced sales decays.</summary>
/// <remarks>
/// With speed v, gain R &lt; 1 and decay rate ρ, impact obeys <c>J' = R·(v + J') − ρ·J</c>: <c>J = (R·v/ρ)·(1 − exp(−ρ·t/(1 − R)))</c>, and <c>R·v·t/(1 − R)</c> without decay. However long it
/// lasts, impact stays below <c>R·v/ρ</c>: a slow market walks through a zone that a fast one turns into a cascade. Time in any unit that the rates share. Allocates nothing.
/// </remarks>
public static class ResilientRamp
{
    /// <summary>By how much forced sales hold price down at a time.</summary>
    /// <param name="speed">How fast price is driven down by others, quote per base and unit of time; finite and &gt;= 0.</param>
    /// <param name="gain">The gain of the zone; &gt;= 0 and &lt; 1.</param>
    /// <param name="decayRate">What part of the impact decays in a unit of time; finite and &gt;= 0.</param>
    /// <param name="time">Since the start; finite and &gt;= 0.</param>
    /// <returns>Quote per base; &gt;= 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double Impact(double speed, double gain, double decayRate, double time)
    {
        Guard.NonNegative(speed);
        Guard.Rate(gain);
        Guard.NonNegative(decayRate);
        Guard.NonNegative(time);
        double age = decayRate * time / (1 - gain);

        // 1 − exp(−age) by the hyperbolic tangent, which loses no digits where little has decayed.
        double half = Math.Tanh(age / 2);
        double lost = 2 * half / (1 + half);
        return age == 0 ? gain * speed * time / (1 - gain) : gain * speed / decayRate * lost;
    }

    /// <summary>By how much price has changed at a time: <c>−v·t − J</c>.</summary>
    /// <param name="speed">As of <see cref="Impact"/>.</param>
    /// <param name="gain">As of <see cref="Impact"/>.</param>
    /// <param name="decayRate">As of <see cref="Impact"/>.</param>
    /// <param name="time">As of <see cref="Impact"/>.</param>
    /// <returns>Quote per base; &lt;= 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double PriceChange(double speed, double gain, double decayRate, double time)
    {
        double impact = Impact(speed, gain, decayRate, time);
        return -(speed * time) - impact;
    }
}
