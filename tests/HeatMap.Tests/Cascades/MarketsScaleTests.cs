using HeatMap.Cascades;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Cascades;

public sealed class MarketsScaleTests
{
    [Fact]
    public void ManyAccounts_AllocateLittleMoreThanTheirNumbers()
    {
        const int Accounts = 100_000, Assets = 20;
        var dice = new Dice(1, 2);
        double[] cash = new double[Accounts], quantities = new double[Accounts * Assets], entries = new double[Accounts * Assets];
        for (int i = 0; i < Accounts; i++)
        {
            for (int at = i * Assets; at < (i + 1) * Assets; at++)
            {
                (quantities[at], entries[at]) = (dice.Chance(0.3) ? dice.Unit() : 0, 100 * dice.Between(0.95, 1.05));
                cash[i] += 100 * quantities[at];
            }

            cash[i] = 5 + (cash[i] * dice.Between(0.05, 1));
        }

        double[] ones = [.. Enumerable.Repeat(1.0, Assets)], prices = [.. ones.Select(_ => 100.0)];
        var market = new MultiAssetMarket(AccountBook.Of(Assets, cash, quantities, entries), [.. ones.Select(_ => 0.01)], ImpactMatrix.Diagonal([.. ones.Select(_ => 0.001)]));
        CommonFactor factor = new(prices, ones);
        double[] shocked = factor.PricesAt(-0.1);
        market.Cascade(prices);
        long before = GC.GetAllocatedBytesForCurrentThread();
        MarketCascade cascade = market.Cascade(shocked);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 12L * Accounts);
        Assert.InRange(cascade.Liquidated.Length, 1000, Accounts / 2);
        Assert.True(cascade.Rounds.Length > 2);

        double first = market.FirstCascade(factor, Direction.Down);
        Assert.True(market.Cascade(factor.PricesAt(first * (1 + 1e-9))).GoesBeyondStatic);
        Assert.False(market.Cascade(factor.PricesAt(first * (1 - 1e-9))).GoesBeyondStatic);
    }
}
