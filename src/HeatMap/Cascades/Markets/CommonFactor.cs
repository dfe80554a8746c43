using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>One number that moves all prices: <c>p = max(0, P·(1 + β·move + residual))</c>.</summary>
/// <remarks>Immutable; the columns are copied.</remarks>
public sealed class CommonFactor
{
    private readonly double[] _levels, _slopes;

    /// <summary>Makes a factor.</summary>
    /// <param name="prices">Where prices are at a move of zero and without residuals; one per asset, quote per base, finite and &gt; 0; not empty.</param>
    /// <param name="betas">By what part of its price an asset moves for a move of one; one per asset, finite. Below zero for what rises when the others fall.</param>
    /// <param name="residuals">What each asset does apart from the factor, as a fraction of its price; one per asset, finite. Empty: nothing.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a number is outside its domain; the message names the asset.</exception>
    public CommonFactor(ReadOnlySpan<double> prices, ReadOnlySpan<double> betas, ReadOnlySpan<double> residuals = default)
    {
        if (prices.IsEmpty)
        {
            Throw.Argument(nameof(prices), "prices must not be empty");
        }

        Tables.RequirePositive(nameof(prices), prices, "asset");
        Tables.RequireLength(nameof(betas), betas.Length, prices.Length, "asset");
        Tables.RequireFinite(nameof(betas), betas, "asset");
        if (!residuals.IsEmpty)
        {
            Tables.RequireLength(nameof(residuals), residuals.Length, prices.Length, "asset");
            Tables.RequireFinite(nameof(residuals), residuals, "asset");
        }

        (_levels, _slopes) = (new double[prices.Length], new double[prices.Length]);
        for (int a = 0; a < prices.Length; a++)
        {
            _levels[a] = prices[a] * (1 + (residuals.IsEmpty ? 0 : residuals[a]));
            _slopes[a] = prices[a] * betas[a];
        }
    }

    /// <summary>The number of assets.</summary>
    public int Assets => _levels.Length;

    /// <summary>Prices before they are kept from falling below zero, at a move of zero.</summary>
    internal ReadOnlySpan<double> Levels => _levels;

    /// <summary>By how much they change for a move of one.</summary>
    internal ReadOnlySpan<double> Slopes => _slopes;

    /// <summary>The price of an asset after a move of the factor, quote per base.</summary>
    /// <param name="asset">From 0 to <see cref="Assets"/> − 1.</param>
    /// <param name="move">As a fraction, finite; below zero a fall.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such asset, or <paramref name="move"/> is not finite.</exception>
    public double PriceAt(int asset, double move) => Math.Max(0, _levels[Tables.Place(asset, Assets, nameof(asset))] + (_slopes[asset] * Guard.Finite(move)));

    /// <summary>All prices after a move of the factor, quote per base.</summary>
    /// <param name="move">As a fraction, finite; below zero a fall.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="move"/> is not finite.</exception>
    /// <remarks>Allocates the result.</remarks>
    public double[] PricesAt(double move)
    {
        var prices = new double[Assets];
        for (int a = 0; a < prices.Length; a++)
        {
            prices[a] = PriceAt(a, move);
        }

        return prices;
    }
}
