using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>The one order that brings a position back to a target part of its value.</summary>
/// <remarks>
/// <para>With equity E, target rate μ and fee rate τ, <c>dq = (μ·p·q − E) / (p·(μ − τ))</c>, from zero to all. Where the order moves price by α for each unit, so that it executes at <c>p ∓ (α/2)·dq</c>, it is the smaller
/// root of <c>(α/2)·dq² − (μ − τ)·p·dq + (μ·p·q − E) = 0</c>; without a real root no order suffices, and everything is closed. What remains is valued at p, and the fee is of value at p.</para>
/// <para>A short is the mirror image: bought back above p, and the same equation. Allocates nothing.</para>
/// </remarks>
public static class DeleveragingSlice
{
    /// <summary>How much is closed.</summary>
    /// <param name="side">The side of the position.</param>
    /// <param name="quantity">Base; finite and &gt;= 0.</param>
    /// <param name="entryPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="margin">Collateral without gains, quote; finite.</param>
    /// <param name="price">Where it is valued, quote per base; finite and &gt; 0.</param>
    /// <param name="targetRate">The equity to be restored, a fraction of value; over the fee rate and &lt; 1.</param>
    /// <param name="feeRate">What closing costs, a fraction of value; &gt;= 0.</param>
    /// <param name="impact">By how much each unit moves price, quote per base for each base unit; finite and &gt;= 0.</param>
    /// <returns>Base, from zero, where equity suffices, to all of the position.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double Quantity(Side side, double quantity, double entryPrice, double margin, double price, double targetRate, double feeRate = 0, double impact = 0)
    {
        Guard.Defined(side);
        Guard.NonNegative(quantity);
        Guard.Positive(entryPrice);
        Guard.Finite(margin);
        Guard.Positive(price);
        ContinuousDeleveraging.RequireRates(targetRate, feeRate);
        Guard.NonNegative(impact);
        double equity = margin + ((int)side * quantity * (price - entryPrice));
        double missing = (targetRate * price * quantity) - equity;
        if (!(missing > 0))
        {
            return 0;
        }

        // The smaller root in the form that loses no digits, and that without impact is the linear answer.
        double gain = (targetRate - feeRate) * price, root = (gain * gain) - (2 * impact * missing);
        return root < 0 ? quantity : Math.Min(quantity, 2 * missing / (gain + Math.Sqrt(root)));
    }
}
