using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>How much each band of forced orders feeds on itself: what would be liquidated in it over what the book can take in it.</summary>
/// <remarks>
/// Below one, generations shrink and a cascade dies out; from one on, price falls through. Depth must be that of the stressed book: on 10 October 2025 it fell to a quarter within hours, which makes the gain
/// of an unchanged map four times as large.
/// </remarks>
public static class CascadeGain
{
    /// <summary>The gain of each band.</summary>
    /// <param name="liquidationNotional">What would be liquidated in each band, quote; finite and &gt;= 0.</param>
    /// <param name="depth">What the book takes in the same band, quote; as many, finite and &gt;= 0.</param>
    /// <param name="destination">Receives one number per band, &gt;= 0: infinity where something meets no depth, zero where nothing meets any or none. May be one of the inputs.</param>
    /// <exception cref="ArgumentException">Lengths differ, or <paramref name="destination"/> is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain; the message names the band.</exception>
    /// <remarks>O(bands). Allocates nothing.</remarks>
    public static void Of(ReadOnlySpan<double> liquidationNotional, ReadOnlySpan<double> depth, Span<double> destination)
    {
        Tables.RequireLength(nameof(depth), depth.Length, liquidationNotional.Length, "band");
        if (destination.Length < depth.Length)
        {
            Throw.Argument(nameof(destination), string.Create(CultureInfo.InvariantCulture, $"destination must hold {depth.Length} numbers, held {destination.Length}"));
        }

        if ((liquidationNotional.Overlaps(destination, out int shift) && shift != 0) || (depth.Overlaps(destination, out shift) && shift != 0))
        {
            Throw.Argument(nameof(destination), "destination must be one of the inputs or apart from both, overlaps one shifted");
        }

        Tables.RequireNonNegative(nameof(liquidationNotional), liquidationNotional, "band");
        Tables.RequireNonNegative(nameof(depth), depth, "band");
        for (int i = 0; i < depth.Length; i++)
        {
            destination[i] = Ratio(liquidationNotional[i], depth[i]);
        }
    }

    /// <summary>The gain of each band.</summary>
    /// <param name="liquidationNotional">What would be liquidated in each band, quote; finite and &gt;= 0.</param>
    /// <param name="depth">What the book takes in the same band, quote; as many, finite and &gt;= 0.</param>
    /// <returns>One number per band: infinity where something meets no depth, zero where nothing meets any or none.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a number is outside its domain; the message names the band.</exception>
    /// <remarks>O(bands). Allocates the result.</remarks>
    public static double[] Of(ReadOnlySpan<double> liquidationNotional, ReadOnlySpan<double> depth)
    {
        var gains = new double[liquidationNotional.Length];
        Of(liquidationNotional, depth, gains);
        return gains;
    }

    /// <summary>Whether a gain makes a cascade feed itself: at least one.</summary>
    /// <param name="gain">&gt;= 0 and not NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public static bool IsCritical(double gain) => Require(gain) >= 1;

    /// <summary>How much is liquidated in all for each unit of the first generation: <c>1 / (1 − R)</c>, the sum of all generations.</summary>
    /// <param name="gain">&gt;= 0 and not NaN.</param>
    /// <returns>At least one; infinity from a gain of one on.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public static double Amplification(double gain) => Require(gain) >= 1 ? double.PositiveInfinity : 1 / (1 - gain);

    /// <summary>Nothing over nothing is nothing.</summary>
    internal static double Ratio(double notional, double depth) => notional == 0 ? 0 : notional / depth;

    private static double Require(double gain)
    {
        if (!(gain >= 0))
        {
            Throw.OutOfRange(nameof(gain), gain, ">= 0");
        }

        return gain;
    }
}
