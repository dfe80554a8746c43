using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>A position that is cut down continuously, so that its equity stays at a target part of its value once price is beyond its liquidation price.</summary>
/// <remarks>
/// With target rate μ and fee rate τ, a long keeps <c>q0·(p / p_liq)^((1 − μ)/(μ − τ))</c> and a short <c>q0·(p_liq / p)^((1 + μ)/(μ − τ))</c>. The limit of ever smaller slices without impact
/// (<see cref="DeleveragingSlice"/>); sells no more than liquidation in full. Allocates nothing.
/// </remarks>
public static class ContinuousDeleveraging
{
    /// <summary>How much of the position is left.</summary>
    /// <param name="side">The side of the position.</param>
    /// <param name="quantity">What it was, base; finite and &gt;= 0.</param>
    /// <param name="liquidationPrice">Where the cutting starts, quote per base; finite and &gt; 0.</param>
    /// <param name="price">The worst price so far, quote per base; finite and &gt;= 0.</param>
    /// <param name="targetRate">The equity that is kept, a fraction of value; over the fee rate and &lt; 1.</param>
    /// <param name="feeRate">What closing costs, a fraction of value; &gt;= 0.</param>
    /// <returns>Base; all of it while price has not passed the liquidation price.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double RemainingQuantity(Side side, double quantity, double liquidationPrice, double price, double targetRate, double feeRate = 0)
    {
        Guard.Defined(side);
        Guard.NonNegative(quantity);
        Guard.Positive(liquidationPrice);
        Guard.NonNegative(price);
        RequireRates(targetRate, feeRate);
        return side == Side.Long
            ? (price >= liquidationPrice ? quantity : quantity * Math.Pow(price / liquidationPrice, (1 - targetRate) / (targetRate - feeRate)))
            : (price <= liquidationPrice ? quantity : quantity * Math.Pow(liquidationPrice / price, (1 + targetRate) / (targetRate - feeRate)));
    }

    /// <summary>How much is sold, or bought back, per unit of price at the liquidation price: the density of supply with which a cascade meets it.</summary>
    /// <param name="side">The side of the position.</param>
    /// <param name="quantity">Base; finite and &gt;= 0.</param>
    /// <param name="liquidationPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="targetRate">The equity that is kept, a fraction of value; over the fee rate and &lt; 1.</param>
    /// <param name="feeRate">What closing costs, a fraction of value; &gt;= 0.</param>
    /// <returns>Base per quote; &gt;= 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double SupplyDensity(Side side, double quantity, double liquidationPrice, double targetRate, double feeRate = 0)
    {
        Guard.Defined(side);
        Guard.NonNegative(quantity);
        Guard.Positive(liquidationPrice);
        RequireRates(targetRate, feeRate);
        return quantity * (1 - ((int)side * targetRate)) / ((targetRate - feeRate) * liquidationPrice);
    }

    internal static void RequireRates(double targetRate, double feeRate)
    {
        Guard.Rate(feeRate);
        if (!(targetRate > feeRate && targetRate < 1))
        {
            Throw.OutOfRange(nameof(targetRate), targetRate, string.Create(CultureInfo.InvariantCulture, $"over the fee rate {feeRate} and < 1"));
        }
    }
}
