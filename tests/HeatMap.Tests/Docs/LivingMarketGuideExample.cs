// <guide>
using HeatMap;

// </guide>
namespace Guide;

/// <summary>The code of docs/guide/living-market.md. <c>GuideTests</c> compares it line by line with what the page shows, and runs it.</summary>
internal static class LivingMarketGuideExample
{
    public static (LivingMarket Market, double Before, double After, List<MarketOrder> Orders, List<AccountLiquidation> Broken) Run()
    {
        var orders = new List<MarketOrder>();
        var broken = new List<AccountLiquidation>();

        // <guide>
        MarginRules btc = Venues.BinanceUsdm("BTCUSDT"), eth = Venues.BinanceUsdm("ETHUSDT");
        var market = new LivingMarket(
            "USDT",
            accountCapacity: 10_000,
            holdingCapacity: 50_000,
            new LivingMap(btc, BandGrid.Uniform(25, new(30_000, 90_000)), markPrice: 60_000, capacity: 100_000),
            new LivingMap(eth, BandGrid.Uniform(1, new(1_000, 5_000)), markPrice: 2_500, capacity: 100_000));

        AccountHandle account = market.OpenAccount(walletBalance: 3_000);
        HoldingHandle longs = market.Open(account, "BTCUSDT", Side.Long, quantity: 0.5, entryPrice: 60_000);
        HoldingHandle shorts = market.Open(account, "ETHUSDT", Side.Short, quantity: 5, entryPrice: 2_500);
        market["BTCUSDT"].Open(Position.Long(entryPrice: 60_000, quantity: 0.2, leverage: 25));
        // </guide>
        market.TryGet(longs, out LiveHolding first);

        // <guide>
        market.SetMark("ETHUSDT", 2_450);
        if (market.TryGet(longs, out LiveHolding held))
        {
            Console.WriteLine($"{held.Quantity} {held.Symbol} would be liquidated at {held.LiquidationPrice:N0}");
        }

        market.Deposit(account, 200);
        market.ApplyFunding("BTCUSDT", rate: 0.0001);
        market.Reduce(shorts, quantity: 2, price: 2_440);
        // </guide>

        // <guide>
        MarketReport report = market.SetMark("BTCUSDT", low: 52_800, high: 60_000, last: 53_000);
        foreach (MarketOrder order in report)
        {
            Console.WriteLine($"{order.Symbol} {order.Order.Side} {order.Order.Quantity} at {order.Order.Price:N0}{(order.IsOfAccount ? " with its account" : "")}");
            // </guide>
            orders.Add(order);

            // <guide>
        }

        for (int i = 0; i < report.AccountCount; i++)
        {
            AccountLiquidation end = report.Account(i);
            Console.WriteLine($"{end.Cause}: {end.WalletBalance:N2} {end.Realised:+0.00;-0.00} leaves {end.Residual:N2}");
            // </guide>
            broken.Add(end);

            // <guide>
        }

        Console.WriteLine($"unaccounted for: {market.Ledger.Difference:0.00}");
        // </guide>
        return (market, first.LiquidationPrice, held.LiquidationPrice, orders, broken);
    }
}
