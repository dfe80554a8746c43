namespace HeatMap.Tests.Living;

/// <summary>What a market refuses, that it leaves no trace, and what it allocates.</summary>
public sealed class LivingMarketLimitsTests
{
    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(50, 150));

    [Fact]
    public void Contracts_OutsideTheirDomain_AreRefused()
    {
        LivingMap a = Map("A"), coin = new(new(ContractSpec.Inverse("I", "USD", "BTC"), MaintenanceSchedule.SingleRate(0.01)), Grid, 100, 4);
        Assert.Throws<ArgumentException>(() => New("USDT", 1, 1));
        Expect.Throws<ArgumentException>(() => New("USDT", 1, 1, a, Map("A")), "contracts 0 and 1", "A");
        Expect.Throws<ArgumentException>(() => New("USDT", 1, 1, a, coin), "I settles in BTC, the market in USDT");
        Assert.Throws<ArgumentNullException>(() => New("USDT", 1, 1, a, null!));
        Assert.Throws<ArgumentException>(() => New(" ", 1, 1, a));
        Assert.Equal("accountCapacity", Assert.Throws<ArgumentOutOfRangeException>(() => New("USDT", 0, 1, a)).ParamName);
        Assert.Equal("holdingCapacity", Assert.Throws<ArgumentOutOfRangeException>(() => New("USDT", 1, -1, a)).ParamName);
        LivingMarket market = New("USDT", 1, 1, a);
        Expect.Throws<ArgumentException>(() => New("USDT", 1, 1, Map("B"), a), "A is in another market");
        Expect.Throws<ArgumentException>(() => _ = market["B"], "no contract", "B", "A");
        Assert.Throws<ArgumentNullException>(() => _ = market[null!]);
        Assert.Equal([a], market.Contracts.ToArray());

        static LivingMarket New(string asset, int accounts, int holdings, params LivingMap[] maps) => new(asset, accounts, holdings, maps);
    }

    [Fact]
    public void Capacity_IsAskedFor()
    {
        LivingMarket market = new("USDT", 1, 1, Map("A"), Map("B"));
        long bytes = market.MemoryBytes;
        AccountHandle first = market.OpenAccount(100);
        Expect.Throws<InvalidOperationException>(() => market.OpenAccount(1), "1 accounts", "EnsureCapacity");
        HoldingHandle holding = market.Open(first, "A", Side.Long, 1, 100);
        Expect.Throws<InvalidOperationException>(() => market.Open(first, "A", Side.Long, 1, 100), "1 holdings");
        market.EnsureCapacity(3, 9);
        Assert.Equal((3, 9), (market.AccountCapacity, market.HoldingCapacity));
        Assert.True(market.IsLive(first) && market.IsLive(holding) && market.MemoryBytes > bytes);
        for (int i = 0; i < 3; i++)
        {
            market.Open(first, "A", Side.Long, 1, 100);
        }

        Expect.Throws<InvalidOperationException>(() => market.Open(first, "A", Side.Long, 1, 100), "positions", "EnsureCapacity");
        Assert.Equal(4, market.HoldingCount);
        market["A"].EnsureCapacity(10);
        for (int i = 0; i < 5; i++)
        {
            market.Open(market.AccountCount < 3 ? market.OpenAccount(50) : first, "A", Side.Long, 1, 100);
        }

        Assert.Equal(9, market.SetMark("A", 5).Count);
        Assert.Equal(0, market["A"].Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => market.EnsureCapacity(0, 1));
    }

    [Fact]
    public void AMarkThatWouldOverflowAnotherContractsSums_LeavesNoTrace()
    {
        // 2^63 units of 2^-40 are 8.4 million: a short's price grows with what the other contract earns.
        MapOptions fine = new() { Quantum = Math.Pow(2, -40) };
        LivingMarket market = new("USDT", 2, 4, Map("A"), new LivingMap(Rules("B"), Grid, 100, 4, fine));
        AccountHandle account = market.OpenAccount(2e6), broken = market.OpenAccount(1000);
        market.Open(broken, "A", Side.Short, 100, 100);
        market.Open(account, "A", Side.Long, 1e6, 100);
        HoldingHandle b = market.Open(account, "B", Side.Short, 1, 100);
        PositionHandle isolated = market["A"].Open(Position.Isolated(Side.Short, 100, 1, 1));
        Assert.True(market.TryGet(b, out LiveHolding before));
        Assert.True(market.TryGet(account, out LiveAccount stood));
        LiquidationMap map = market["B"].ToMap(), other = market["A"].ToMap();

        Expect.Throws<OverflowException>(() => market.SetMark("A", 120), "2^63 units");
        Expect.Throws<OverflowException>(() => market.Deposit(account, 1e7), "2^63 units");
        Expect.Throws<OverflowException>(() => market.SetCollateral(account, new Collateral("X", 1e7, 1)), "2^63 units");
        Expect.Throws<OverflowException>(() => market.ApplyFunding("A", -0.2), "2^63 units");
        Expect.Throws<OverflowException>(() => market.Open(account, "B", Side.Short, 1e5, 100), "2^63 units");
        Assert.True(market.TryGet(b, out LiveHolding after) && market["A"].IsLive(isolated));
        Assert.Equal(before, after);
        Assert.True(market.TryGet(account, out LiveAccount stands));
        Assert.Equal(stood, stands);
        Assert.Equal(100, market.ToCrossAccount(account).Holdings[0].MarkPrice);
        Assert.Equal((3, 1, 0), (market["A"].Count, market["B"].Count, market.DueCount));
        Assert.Equal((map, other), (market["B"].ToMap(), market["A"].ToMap()));
        Assert.Equal(2_001_000, market.Ledger.Wallets);

        // And a mark that has room for all goes through.
        Assert.Equal(1, market.SetMark("A", 101.5).Count);
    }

    [Fact]
    public void Updates_AllocateNothing()
    {
        const int Accounts = 40;
        MarginRules tiers = Venues.BinanceUsdm("BTCUSDT");
        LivingMarket market = new(
            "USDT",
            Accounts,
            4 * Accounts,
            new LivingMap(tiers, BandGrid.Uniform(50, new(20_000, 150_000)), 60_000, 200),
            new LivingMap(new(ContractSpec.Linear("F", "USDT"), MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(105, 0.2))), Grid, 100, 200),
            new LivingMap(Rules("C"), Grid, 100, 200));
        int orders = 0, broken = 0;
        var accounts = new AccountHandle[Accounts];
        for (int i = 0; i < Accounts; i++)
        {
            accounts[i] = market.OpenAccount(0);
        }

        void Round()
        {
            for (int i = 0; i < Accounts; i++)
            {
                market.Deposit(accounts[i], 2000 + (100 * i));
                market.Open(accounts[i], "BTCUSDT", Side.Long, 0.4, 60_000);
                HoldingHandle hedge = market.Open(accounts[i], "BTCUSDT", Side.Short, 0.1, 60_000);
                market.Open(accounts[i], "F", Side.Long, 1, 100);
                HoldingHandle c = market.Open(accounts[i], "C", Side.Short, 3, 100);
                market.Reduce(hedge, 0.05);
                market.Resize(c, 2);
                market.Close(c);
            }

            market.ApplyFunding("BTCUSDT", 1e-4);
            market.SetMark("F", 99.5);
            for (double price = 60_000; price > 20_500; price -= 500)
            {
                MarketReport report = market.SetMark("BTCUSDT", price);
                orders += report.Count;
                for (int i = 0; i < report.AccountCount; i++)
                {
                    broken += report.Account(i).Cause == LiquidationCause.Crossed ? 1 : 0;
                }
            }

            foreach (LiveAccount account in market.Accounts)
            {
                foreach (LiveHolding held in market.Holdings(account.Handle))
                {
                    orders += (int)held.Side;
                }
            }

            market.SetMark("BTCUSDT", 60_000);
        }

        long least = long.MaxValue;
        for (int round = 0; round < 12; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.True(broken >= 12 * Accounts / 2 && orders > 0, $"{broken} broken");
    }

    private static MarginRules Rules(string symbol) => new(ContractSpec.Linear(symbol, "USDT"), MaintenanceSchedule.SingleRate(0.01));

    private static LivingMap Map(string symbol) => new(Rules(symbol), Grid, 100, 4);
}
