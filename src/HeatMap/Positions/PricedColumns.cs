using HeatMap.Internal;

namespace HeatMap;

/// <summary>Positions whose liquidation prices are known, as columns that the caller owns: from a venue, an account or an earlier run.</summary>
/// <remarks>The view copies nothing and checks only lengths; whoever computes with it checks the values. <c>default</c> has no rows.</remarks>
public readonly ref struct PricedColumns
{
    /// <summary>Makes a view of columns of equal length.</summary>
    /// <param name="liquidationPrice">Quote per base; finite and &gt; 0, or NaN where nothing liquidates the position.</param>
    /// <param name="signedNotional">
    /// Value in quote with the sign of the side, finite and not zero: at the row's liquidation price, or where that is NaN at the mark.
    /// </param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public PricedColumns(ReadOnlySpan<double> liquidationPrice, ReadOnlySpan<double> signedNotional)
    {
        if (signedNotional.Length != liquidationPrice.Length)
        {
            Throw.Argument(
                nameof(signedNotional),
                $"signedNotional must have as many rows as liquidationPrice ({liquidationPrice.Length}), had {signedNotional.Length}");
        }

        LiquidationPrice = liquidationPrice;
        SignedNotional = signedNotional;
    }

    /// <summary>Quote per base; NaN where nothing liquidates the position.</summary>
    public ReadOnlySpan<double> LiquidationPrice { get; }

    /// <summary>Value in quote with the sign of the side.</summary>
    public ReadOnlySpan<double> SignedNotional { get; }

    /// <summary>The number of positions.</summary>
    public int Count => LiquidationPrice.Length;
}
