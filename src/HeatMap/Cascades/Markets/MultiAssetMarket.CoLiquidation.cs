using HeatMap.Internal;

namespace HeatMap.Cascades;

public sealed partial class MultiAssetMarket
{
    /// <summary>What a shock of each asset alone liquidates of all others beyond those whom the shock itself reaches.</summary>
    /// <param name="prices">Where prices are, one per asset, quote per base; finite and &gt; 0. Quantities are valued here.</param>
    /// <param name="move">How far one asset is moved while the others stay, as a fraction of its price; &gt;= −1, finite and not zero; below zero a fall.</param>
    /// <exception cref="ArgumentException">There are not as many prices as assets, or an argument is outside its domain.</exception>
    /// <remarks>One cascade per asset: O(assets × rounds × accounts × assets).</remarks>
    public CoLiquidation CoLiquidation(ReadOnlySpan<double> prices, double move)
    {
        int assets = Accounts.Assets;
        Tables.RequireLength(nameof(prices), prices.Length, assets, "asset");
        Tables.RequirePositive(nameof(prices), prices, "asset");
        if (!(double.IsFinite(move) && move >= -1 && move != 0))
        {
            Throw.OutOfRange(nameof(move), move, "finite, >= -1 and not zero");
        }

        var notional = new double[assets * assets];
        double[] shocked = prices.ToArray();
        for (int a = 0; a < assets; a++)
        {
            shocked[a] = prices[a] * (1 + move);
            MarketCascade cascade = Run(shocked, [], isLeast: false);
            for (int b = 0; b < assets; b++)
            {
                notional[(a * assets) + b] = prices[b] * (cascade.LiquidatedQuantities[b] - cascade.StaticQuantities[b]);
            }

            shocked[a] = prices[a];
        }

        return new(assets, move, notional);
    }
}
