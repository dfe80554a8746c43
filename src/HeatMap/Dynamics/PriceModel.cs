namespace HeatMap;

/// <summary>A law of how price may move from here on. It knows ratios only: the same law holds at every price.</summary>
/// <remarks>
/// <para>Immutable and safe to share between threads. Volatility is per year of 365 days, of the logarithm of the price. A law of one's own derives from this
/// type and from <see cref="PriceReach"/>.</para>
/// <para>Probabilities come from <see cref="Math.Log(double)"/>, <see cref="Math.Exp(double)"/> and their like, whose last bit may differ between platforms: on one platform they are
/// the same in every run.</para>
/// </remarks>
public abstract class PriceModel
{
    /// <summary>The standard deviation of the log return per square root of a year of 365 days, as a fraction: 0.6 for 60 %. Jumps are part of it.</summary>
    public abstract double Volatility { get; }

    /// <summary>What price may reach within a horizon.</summary>
    /// <param name="horizon">&gt;= 0.</param>
    /// <returns>A law that answers questions about any price. What does not depend on the price is worked out here, once.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is negative.</exception>
    public abstract PriceReach Within(TimeSpan horizon);
}
