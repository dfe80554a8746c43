using HeatMap.Internal;

namespace HeatMap;

/// <summary>Checks of maps that come as columns of prices and notional.</summary>
internal static class PriceNotional
{
    public static void Check(double markPrice, ReadOnlySpan<double> prices, ReadOnlySpan<double> notional, string name)
    {
        Guard.Positive(markPrice);
        if (prices.Length != notional.Length)
        {
            Throw.Argument(name, $"{name} must have a row for each of {prices.Length} prices, had {notional.Length}");
        }

        for (int i = 0; i < prices.Length; i++)
        {
            if (!Guard.IsPositive(prices[i]))
            {
                Throw.Row(nameof(prices), i, prices[i], "finite and > 0");
            }

            if (!(notional[i] >= 0 && notional[i] < double.PositiveInfinity))
            {
                Throw.Row(name, i, notional[i], "finite and >= 0");
            }
        }
    }
}
