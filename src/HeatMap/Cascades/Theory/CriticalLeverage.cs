using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>The leverage from which on a position cannot be unwound: its own sales, at square-root impact, use up its equity.</summary>
/// <remarks>Source: Caccioli, Bouchaud and Farmer 2012. Allocates nothing.</remarks>
public static class CriticalLeverage
{
    /// <summary>The greatest leverage whose equity survives being unwound: <c>3 / (2·I)</c>.</summary>
    /// <param name="fullImpact">By what fraction selling the whole position lowers price, I; finite and &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public static double Of(double fullImpact) => 1.5 / Guard.Positive(fullImpact);

    /// <summary>The leverage at market prices after a part is sold and debt repaid: <c>(1 − x)(1 − I·√x) / (1/L0 − I·√x·(1 − x/3))</c>.</summary>
    /// <remarks>At first it rises while one sells.</remarks>
    /// <param name="initialLeverage">Value over equity before the first sale, L0; finite and &gt;= 1.</param>
    /// <param name="fullImpact">By what fraction selling the whole position lowers price, I; &gt;= 0 and &lt;= 1.</param>
    /// <param name="soldFraction">Which part of it is sold, x; from 0 to 1.</param>
    /// <returns>&gt;= 0; infinity where the equity is used up.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double Marked(double initialLeverage, double fullImpact, double soldFraction)
    {
        if (!(initialLeverage >= 1 && initialLeverage < double.PositiveInfinity))
        {
            Throw.OutOfRange(nameof(initialLeverage), initialLeverage, "finite and >= 1");
        }

        if (!(fullImpact is >= 0 and <= 1))
        {
            Throw.OutOfRange(nameof(fullImpact), fullImpact, "from 0 to 1");
        }

        if (!(soldFraction is >= 0 and <= 1))
        {
            Throw.OutOfRange(nameof(soldFraction), soldFraction, "from 0 to 1");
        }

        double impact = fullImpact * Math.Sqrt(soldFraction);
        double equity = (1 / initialLeverage) - (impact * (1 - (soldFraction / 3)));
        return equity <= 0 ? double.PositiveInfinity : (1 - soldFraction) * (1 - impact) / equity;
    }
}
