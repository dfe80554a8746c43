namespace HeatMap.Tests.Living;

/// <summary>The rules of a market, by numbers made by hand: contracts A, B and C at 100, one per cent of maintenance.</summary>
public sealed class LivingMarketTests
{
    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(50, 150));

    [Fact]
    public void AMark_MovesThePricesOfItsAccountsInAllContracts()
    {
        LivingMarket market = Make();
        AccountHandle account = market.OpenAccount(20);
        HoldingHandle a = market.Open(account, "A", Side.Long, 1, 100);
        Expect.NearRelative((100 - 20) / 0.99, PriceOf(market, a));
        HoldingHandle b = market.Open(account, "B", Side.Long, 1, 100);
        Expect.NearRelative((100 - 20 + 1) / 0.99, PriceOf(market, a));
        Assert.Equal(0, market.SetMark("B", 110).Count);
        Expect.NearRelative((100 - 30 + 1.1) / 0.99, PriceOf(market, a));
        Expect.NearRelative((100 - 20 + 1) / 0.99, PriceOf(market, b));
        Expect.SameBits(PriceOf(market, a), RowOf(market, a).LiquidationPrice);
        Assert.Equal(1, market["A"].LayerView(0).LongCounts[71 - 50]);
        market.Deposit(account, -10);
        Expect.NearRelative((100 - 20 + 1.1) / 0.99, PriceOf(market, a));
    }

    [Fact]
    public void ACrossedRow_TakesTheWholeAccount()
    {
        LivingMarket market = Make();
        AccountHandle account = market.OpenAccount(20);
        HoldingHandle b = market.Open(account, "B", Side.Long, 1, 100), a = market.Open(account, "A", Side.Long, 1, 100);
        PositionHandle isolated = market["A"].Open(Position.Isolated(Side.Long, 100, 2, 20));
        double price = PriceOf(market, a), own = RowPrice(market["A"], isolated);
        MarketReport report = market.SetMark("A", 80);
        MarketOrder[] orders = report.ToArray();
        Assert.Equal(["A", "A", "B"], orders.Select(o => o.Symbol));
        Assert.Equal([price, own, 100], orders.Select(o => o.Order.Price));
        Assert.Equal([true, false, true], orders.Select(o => o.IsOfAccount));
        AccountLiquidation end = Assert.Single(report.AccountsToArray());
        Assert.Equal((account, LiquidationCause.Crossed, 20), (end.Account, end.Cause, end.WalletBalance));
        Expect.NearRelative(price - 100, end.Realised);
        Expect.NearRelative((0.01 * price) + 1, end.Residual, 1e-9);
        Assert.Equal((0, 0), (market.HoldingCount, market["B"].Count));
        Assert.Equal(1, market["B"].Ledger.Liquidated.Count);
        Assert.True(market.TryGet(account, out LiveAccount left));
        Assert.Equal((0, 0, false), (left.WalletBalance, left.HoldingCount, left.IsDue));
        Assert.Throws<ArgumentException>(() => market.Close(b));
        Expect.Near(0, market.Ledger.Difference, 1e-12);
    }

    [Fact]
    public void AHedge_BreaksAgainstTheSideThatLoses()
    {
        LivingMarket market = Make();
        AccountHandle account = market.OpenAccount(20);
        HoldingHandle longs = market.Open(account, "A", Side.Long, 1, 100), shorts = market.Open(account, "A", Side.Short, 2, 100);
        double price = 120 / 1.03;
        Expect.NearRelative(price, PriceOf(market, longs));
        Expect.NearRelative(price, PriceOf(market, shorts));

        // A long above the mark would be due at once.
        Assert.Equal(double.NaN, RowOf(market, longs).LiquidationPrice);
        Expect.NearRelative(price, RowOf(market, shorts).LiquidationPrice);
        Assert.Equal(0, market.SetMark("A", 90, 116, 100).Count);
        MarketReport report = market.SetMark("A", 118);
        Assert.Equal([Side.Short, Side.Long], report.ToArray().Select(o => o.Order.Side));
        Assert.All(report.ToArray(), o => Expect.NearRelative(price, o.Order.Price));
        Expect.NearRelative(0.03 * price, report.Account(0).Residual, 1e-9);
    }

    [Fact]
    public void AnAccountThatAWithdrawalMakesDue_IsLiquidatedByTheNextMarkOfAContractOfIts()
    {
        foreach (string symbol in (string[])["A", "B"])
        {
            LivingMarket market = MakeDue(out AccountHandle account);
            Assert.Equal(0, market.SetMark("C", 101).AccountCount);
            Assert.Equal(1, market.DueCount);
            MarketReport report = market.SetMark(symbol, 100.5);
            Assert.Equal((account, LiquidationCause.Due), (report.Account(0).Account, report.Account(0).Cause));
            Assert.Equal([symbol == "A" ? 100.5 : 100, symbol == "B" ? 100.5 : 100], report.ToArray().OrderBy(o => o.Symbol, StringComparer.Ordinal).Select(o => o.Order.Price));
            Assert.Equal((0, 0), (market.DueCount, market.HoldingCount));
            Expect.NearRelative(1.5 + 0.5, report.Account(0).Residual);
        }
    }

    [Fact]
    public void AnAccountThatIsDue_IsSavedByAMarkThatMakesItHealthy()
    {
        LivingMarket market = MakeDue(out _);
        Assert.Equal(0, market.SetMark("A", 110).Count);
        Assert.Equal(0, market.DueCount);
        market = MakeDue(out AccountHandle account);
        market.Deposit(account, 5);
        Assert.Equal(0, market.DueCount);
        Assert.Equal(0, market.SetMark("A", 100).Count);
        market = MakeDue(out account);
        Assert.Equal(1.5, market.CloseAccount(account));
        Assert.Equal(0, market.DueCount);

        // Not by one that ends there but goes deeper before.
        market = MakeDue(out _);
        Assert.Equal(LiquidationCause.Due, market.SetMark("A", 99, 110, 110).Account(0).Cause);
    }

    [Fact]
    public void AJumpOfOneContract_BreaksWhoHoldsAnotherToo()
    {
        LivingMarket market = Make();
        AccountHandle account = market.OpenAccount(20);
        market.Open(account, "A", Side.Long, 1, 100);
        market.Open(account, "B", Side.Short, 1, 100);
        MarketReport report = market.SetMark("A", 10);
        Assert.Equal(2, report.Count);
        Assert.Equal(LiquidationCause.Crossed, report.Account(0).Cause);
        Assert.Equal(0, market["B"].Count);
    }

    [Fact]
    public void APath_LiquidatesWhatItCrossesOnItsWay()
    {
        LivingMarket market = Make();
        AccountHandle account = market.OpenAccount(20);
        market.Open(account, "A", Side.Long, 1, 100);
        Assert.Equal(0, market.SetMark("A", 81, 105, 100).Count);
        Assert.Equal(1, market.SetMark("A", 80, 105, 100).Count);
        Assert.Equal(100, market["A"].MarkPrice);
    }

    [Fact]
    public void ATierThatARiseReaches_MakesALongDueWithoutACrossing()
    {
        MarginRules flat = new(ContractSpec.Linear("F", "USDT"), MaintenanceSchedule.Flat(TierBasis.Quote, new(0, 0.01), new(105, 0.2)));
        foreach (bool onTheWay in (bool[])[false, true])
        {
            LivingMarket market = new("USDT", 1, 1, new LivingMap(flat, Grid, 100, 1));
            market.Open(market.OpenAccount(10), "F", Side.Long, 1, 100);
            MarketReport report = onTheWay ? market.SetMark("F", 100, 106, 100) : market.SetMark("F", 106);
            Assert.Equal((LiquidationCause.Due, 106), (report.Account(0).Cause, report[0].Order.Price));
            Assert.Equal(16, report.Account(0).Residual);
        }
    }

    [Fact]
    public void ATierThatAFallReaches_MakesAnInverseShortDueWithoutACrossing()
    {
        // 100 of face value are one coin at 100 and more than 1.05 below 95.24.
        MarginRules flat = new(ContractSpec.Inverse("I", "USD", "BTC"), MaintenanceSchedule.Flat(TierBasis.Base, new(0, 0.01), new(1.05, 0.2)));
        foreach (bool onTheWay in (bool[])[false, true])
        {
            LivingMarket market = new("BTC", 1, 1, new LivingMap(flat, Grid, 100, 1));
            market.Open(market.OpenAccount(0.1), "I", Side.Short, 100, 100);
            Assert.Equal(0, market.SetMark("I", 96).Count);
            MarketReport report = onTheWay ? market.SetMark("I", 95, 100, 100) : market.SetMark("I", 95);
            Assert.Equal((LiquidationCause.Due, 95), (report.Account(0).Cause, report[0].Order.Price));
            Expect.NearRelative(0.1 + (100 / 95.0) - 1, report.Account(0).Residual);
        }
    }

    [Fact]
    public void SeveralBreakAtOnce_InOrderOfPriceThenOfHandle()
    {
        LivingMarket market = Make();
        AccountHandle[] accounts = [.. ((double[])[10, 30, 20, 20]).Select(market.OpenAccount)];
        foreach (AccountHandle account in accounts)
        {
            market.Open(account, "B", Side.Short, 0.5, 100);
            market.Open(account, "A", Side.Long, 1, 100);
        }

        MarketReport report = market.SetMark("A", 75, 90, 85);
        Assert.Equal([accounts[2], accounts[3], accounts[0]], report.AccountsToArray().Select(a => a.Account));
        Assert.Equal(["A", "A", "A", "B", "B", "B"], report.ToArray().Select(o => o.Symbol));
        Assert.Equal([accounts[2], accounts[3], accounts[0], accounts[2], accounts[3], accounts[0]], report.ToArray().Select(o => o.Account));
        Assert.Equal(2, market.HoldingCount);
        int seen = 0;
        foreach (MarketOrder order in report)
        {
            seen += order.Symbol == "A" ? 1 : 0;
        }

        Assert.Equal(3, seen);
    }

    [Fact]
    public void Funding_IsPaidByWalletsAndMargins()
    {
        LivingMarket market = Make();
        AccountHandle pays = market.OpenAccount(20), receives = market.OpenAccount(20), other = market.OpenAccount(20);
        HoldingHandle a = market.Open(pays, "A", Side.Long, 2, 100);
        market.Open(receives, "A", Side.Short, 1, 100);
        market.Open(other, "B", Side.Short, 1, 100);
        PositionHandle isolated = market["A"].Open(Position.Isolated(Side.Long, 100, 1, 0.5));
        Expect.NearRelative(0.5, market.ApplyFunding("A", 0.01));
        Assert.Equal([18, 21, 20], ((AccountHandle[])[pays, receives, other]).Select(h => WalletOf(market, h)));
        Expect.NearRelative((200 - 18) / (2 * 0.99), PriceOf(market, a));
        Assert.True(market["A"].TryGet(isolated, out LivePosition row));
        Assert.Equal(0, row.Margin);
        Assert.Equal(1, market.Ledger.FundingPaid);
        market.ApplyFunding("A", 0.09);
        Assert.Equal(1, market.DueCount);
    }

    [Fact]
    public void Closing_TakesProfitAtAPriceOrAtTheMark()
    {
        LivingMarket market = Make();
        AccountHandle account = market.OpenAccount(20);
        HoldingHandle a = market.Open(account, "A", Side.Short, 2, 100);
        Assert.Equal(5, market.Reduce(a, 0.5, 90));
        market.SetMark("A", 98);
        Assert.Equal(1, market.Reduce(a, 0.5));
        market.Resize(a, 4, 99);
        Assert.Equal(26, WalletOf(market, account));
        Assert.Equal(-4, market.Close(a, 100));
        a = market.Open(account, "A", Side.Long, 1, 100);
        Assert.Equal(-2, market.Close(a));
        HoldingHandle last = market.Open(account, "A", Side.Long, 1, 90);
        Assert.Equal(28, market.CloseAccount(account));
        Assert.False(market.IsLive(last) || market.IsLive(account) || market.TryGet(last, out _) || market.TryGet(account, out _));
        Assert.Equal(new(20, 8, 0, 28, 0, 0), market.Ledger);
        Assert.ThrowsAny<ArgumentException>(() => market.Holdings(account));
        Assert.ThrowsAny<ArgumentException>(() => market.ToCrossAccount(account));
    }

    [Fact]
    public void OtherAssets_SecureAnAccountAndStayAfterALiquidation()
    {
        LivingMarket market = Make();
        AccountHandle account = market.OpenAccount(10);
        HoldingHandle a = market.Open(account, "A", Side.Long, 1, 100);
        market.SetCollateral(account, new Collateral("EUR", 10, 1.25, 0.2));
        Expect.NearRelative((100 - 20) / 0.99, PriceOf(market, a));
        Assert.Equal(20, market.ToCrossAccount(account).State().Equity);
        AccountLiquidation end = market.SetMark("A", 80).Account(0);
        Expect.NearRelative((0.01 * 80 / 0.99) - 10, end.Residual, 1e-9);
        Assert.True(market.TryGet(account, out LiveAccount left));
        Assert.Equal((0, 10), (left.WalletBalance, left.CollateralValue));
    }

    [Fact]
    public void WhatIsDoneBehindTheMarketsBack_IsRefusedUntilItIsSetRight()
    {
        LivingMarket market = Make();
        AccountHandle account = market.OpenAccount(20), other = market.OpenAccount(20);
        HoldingHandle a = market.Open(account, "A", Side.Long, 1, 100);
        market.Open(account, "B", Side.Long, 1, 100);
        market.Open(other, "C", Side.Long, 1, 100);
        double price = PriceOf(market, a);
        market["A"].Close(RowOf(market, a).Handle);
        PositionHandle stranger = market["A"].Open(Position.Isolated(Side.Short, 100, 1, 10));
        Expect.Throws<InvalidOperationException>(() => market.SetMark("B", 101), "position 0/1 of A", "closed or liquidated", "account 0/1", "Restore");
        Expect.Throws<InvalidOperationException>(() => market.SetMark("A", 50), "Restore");
        Assert.Equal((100, 100, 1), (market["A"].MarkPrice, market["B"].MarkPrice, market["A"].Count));
        Assert.Equal(0, market.SetMark("C", 101).Count);
        market.Restore();
        Assert.Equal(price, RowOf(market, a).LiquidationPrice);
        Assert.True(market["A"].IsLive(stranger));
        Assert.Equal(2, market["A"].Count);

        market["A"].Mark(99);
        Expect.Throws<InvalidOperationException>(() => market.Deposit(account, 1), "mark of A", "from 100 to 99");
        market.Restore();
        Assert.Equal(market.ToCrossAccount(account).LiquidationPrice(0), PriceOf(market, a));

        // A direct mark takes the row of an account; the account comes back, and is due.
        market["A"].Mark(50);
        market.Restore();
        Assert.Equal((1, 2), (market.DueCount, market["A"].Count));
        Assert.Equal(LiquidationCause.Due, market.SetMark("A", 50).Account(0).Cause);

        // A contract that no account holds may be marked on its own map.
        market["B"].Mark(90);
        Assert.Equal(0, market.SetMark("B", 91).Count);
        market["B"].Mark(90);
        market.Deposit(other, 100);
        Assert.Equal(90, market.ToCrossAccount(Opened(market, other, "B")).Holdings[1].MarkPrice);

        static AccountHandle Opened(LivingMarket market, AccountHandle account, string symbol)
        {
            market.Open(account, symbol, Side.Long, 1, 100);
            return account;
        }
    }

    [Fact]
    public void Restore_NeedsRoomForWhatIsMissing()
    {
        LivingMarket market = new("USDT", 1, 1, Map("A", 1));
        HoldingHandle a = market.Open(market.OpenAccount(20), "A", Side.Long, 1, 100);
        market["A"].Close(RowOf(market, a).Handle);
        PositionHandle other = market["A"].Open(Position.Isolated(Side.Short, 100, 1, 10));
        Expect.Throws<InvalidOperationException>(market.Restore, "A has room for 1", "EnsureCapacity");
        market["A"].Close(other);
        market.Restore();
        Assert.Equal(1, market["A"].Count);
    }

    [Fact]
    public void AReport_IsValidUntilTheNextChange()
    {
        LivingMarket market = Make();
        AccountHandle account = market.OpenAccount(20);
        market.Open(account, "A", Side.Long, 1, 100);
        MarketReport report = market.SetMark("A", 80);
        MarketOrder[] kept = report.ToArray();
        Assert.Equal(kept[0], report[0]);
        bool isRefused = false;
        market["A"].OpenAt(50, Side.Long, 1);
        try
        {
            _ = report[0];
        }
        catch (InvalidOperationException)
        {
            isRefused = true;
        }

        Assert.True(isRefused);
        report = market.SetMark("A", 49);
        market.OpenAccount(1);
        try
        {
            _ = report[0];
            Assert.Fail("the market has changed");
        }
        catch (InvalidOperationException)
        {
        }

        Assert.Equal(0, default(MarketReport).Count + default(MarketReport).AccountCount);
    }

    private static LivingMarket Make() => new("USDT", 8, 16, Map("A", 16), Map("B", 16), Map("C", 16));

    private static LivingMap Map(string symbol, int capacity) =>
        new(new(ContractSpec.Linear(symbol, "USDT"), MaintenanceSchedule.SingleRate(0.01)), Grid, 100, capacity);

    /// <summary>Long one A and one B at 100, with 1.5 left where 2 are asked for.</summary>
    private static LivingMarket MakeDue(out AccountHandle account)
    {
        LivingMarket market = Make();
        account = market.OpenAccount(20);
        market.Open(account, "A", Side.Long, 1, 100);
        market.Open(account, "B", Side.Long, 1, 100);
        market.Deposit(account, -18.5);
        Assert.Equal(1, market.DueCount);
        Assert.True(market.TryGet(account, out LiveAccount due) && due.IsDue);
        return market;
    }

    private static double PriceOf(LivingMarket market, HoldingHandle holding)
    {
        Assert.True(market.TryGet(holding, out LiveHolding live));
        return live.LiquidationPrice;
    }

    private static double WalletOf(LivingMarket market, AccountHandle account)
    {
        Assert.True(market.TryGet(account, out LiveAccount live));
        return live.WalletBalance;
    }

    private static LivePosition RowOf(LivingMarket market, HoldingHandle holding)
    {
        Assert.True(market.TryGet(holding, out LiveHolding live));
        Assert.True(market[live.Symbol].TryGet(live.Position, out LivePosition row));
        return row;
    }

    private static double RowPrice(LivingMap map, PositionHandle handle)
    {
        Assert.True(map.TryGet(handle, out LivePosition row));
        return row.LiquidationPrice;
    }
}
