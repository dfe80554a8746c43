namespace HeatMap.Tests.Living;

/// <content>Marks, and what must hold between the two.</content>
public sealed partial class LivingMarketModel
{
    /// <summary>Everything that must hold.</summary>
    public void Compare()
    {
        Assert.Equal(_accounts.Count, Market.AccountCount);
        Assert.Equal(_accounts.Sum(a => a.Holdings.Count), Market.HoldingCount);
        int due = 0;
        foreach (Account account in _accounts)
        {
            CrossAccount rebuilt = Rebuilt(account);
            Assert.True(Market.TryGet(account.Handle, out LiveAccount live));
            Assert.Equal((account.Wallet, account.Holdings.Count, rebuilt.State()), (live.WalletBalance, live.HoldingCount, live.State));
            due += live.IsDue ? 1 : 0;
            int i = 0;
            foreach (LiveHolding held in Market.Holdings(account.Handle))
            {
                Held expected = account.Holdings[i];
                Assert.Equal((expected.Handle, account.Handle, SymbolOf(expected.Contract), expected.Entry, expected.Layer), (held.Handle, held.Account, held.Symbol, held.EntryPrice, held.Layer));
                Assert.Equal(expected.Signed, (int)held.Side * held.Quantity);
                Expect.SameBits(rebuilt.LiquidationPrice(i) ?? double.NaN, held.LiquidationPrice);
                Assert.True(Market[held.Symbol].TryGet(held.Position, out LivePosition row));
                Assert.Equal((expected.Signed, expected.Layer, RowPrice(rebuilt, i)), (row.SignedQuantity, row.Layer, row.LiquidationPrice));
                i++;
            }

            Assert.Equal(account.Holdings.Count, i);
            Assert.Equal(rebuilt.Holdings.ToArray(), Market.ToCrossAccount(account.Handle).Holdings.ToArray());
        }

        Assert.Equal(due, Market.DueCount);
        var seen = new List<AccountHandle>();
        foreach (LiveAccount account in Market.Accounts)
        {
            seen.Add(account.Handle);
        }

        Assert.Equal(_accounts.Select(a => a.Handle).OrderBy(h => h.Index), seen);
        for (int contract = 0; contract < _rules.Length; contract++)
        {
            CompareMap(contract);
        }

        Assert.All(_staleAccounts.TakeLast(30), h => Assert.False(Market.IsLive(h)));
        Assert.All(_staleHoldings.TakeLast(30), h => Assert.False(Market.IsLive(h)));
        MarketLedger ledger = Market.Ledger;
        double scale = 1e-9 * (Worth() + Math.Abs(_deposited) + Math.Abs(_realised) + Math.Abs(_residuals));
        Expect.Near(0, ledger.Difference, scale, ledger.ToString());
        Expect.Near(_deposited, ledger.Deposited, scale, "deposited");
        Expect.Near(_realised, ledger.Realised, scale, "realised");
        Expect.Near(_funding, ledger.FundingPaid, scale, "funding");
        Expect.Near(_paidOut, ledger.PaidOut, scale, "paid out");
        Expect.Near(_residuals, ledger.Residuals, scale, "residuals");
        Expect.Near(_accounts.Sum(a => a.Wallet), ledger.Wallets, scale, "wallets");
    }

    private void CompareMap(int contract)
    {
        LivingMap map = MapOf(contract);
        for (int layer = 0; layer < 2; layer++)
        {
            Isolated[] own = [.. _isolated.Where(r => r.Contract == contract && layer == 1)];
            var builder = new LiquidationMapBuilder(map.Grid, _marks[contract], new() { Unit = map.Unit });
            builder.Add(new PositionColumns([.. own.Select(r => r.Position.EntryPrice)], [.. own.Select(r => r.Position.SignedQuantity)], [.. own.Select(r => r.Position.Margin)]), _rules[contract]);
            foreach (Account account in _accounts)
            {
                CrossAccount rebuilt = Rebuilt(account);
                for (int i = 0; i < account.Holdings.Count; i++)
                {
                    Held held = account.Holdings[i];
                    if (held.Contract == contract && held.Layer == layer)
                    {
                        double price = RowPrice(rebuilt, i), at = double.IsNaN(price) ? _marks[contract] : price;
                        builder.Add(new PricedColumns([price], [Math.Sign(held.Signed) * _rules[contract].Contract.Notional(Math.Abs(held.Signed), at)]));
                    }
                }
            }

            LivingModel.AssertSame(builder.ToMap().View, map.LayerView(layer));
        }

        Assert.True(map.Ledger.IsBalanced);
    }

    private CrossAccount Rebuilt(Account account) => new(
        Market.SettlementAsset,
        account.Wallet,
        account.Collateral,
        [.. account.Holdings.Select(h => new Holding(_rules[h.Contract], Position.FromSigned(h.Signed, h.Entry), _marks[h.Contract]))]);

    /// <summary>The account's price on the side that loses on the way there; for one that is due, on the side that gains.</summary>
    private static double RowPrice(CrossAccount account, int holding)
    {
        // Before rounding: that is what decides on which side of the mark the price lies.
        Holding held = account.Holdings[holding];
        Holding[] exact = [.. account.Holdings.Select(h => h with { Rules = h.Rules with { Rounding = PriceRounding.None, Cross = h.Rules.Cross is { } c ? c with { Rounding = PriceRounding.None } : null } })];
        double? price = account.LiquidationPrice(holding), before = new CrossAccount(account.SettlementAsset, account.WalletBalance, account.Collateral.AsSpan(), exact).LiquidationPrice(holding);
        bool isHealthy = account.State().FreeMargin > 0, isLong = held.Position.Side == Side.Long;
        return price is { } p && (before == held.MarkPrice || (before < held.MarkPrice) == (isLong == isHealthy)) ? p : double.NaN;
    }

    private void MoveMark(int contract)
    {
        double mark = _dice.Chance(0.2) ? _starts[contract] * _dice.Between(0.8, 1.25) : _marks[contract] * _dice.Between(0.99, 1.01) * Math.Pow(_starts[contract] / _marks[contract], 0.05);
        double low = mark * (1 - (_dice.Chance(0.3) ? _dice.Unit() * 0.03 : 0)), high = mark * (1 + (_dice.Chance(0.3) ? _dice.Unit() * 0.03 : 0));
        if (_dice.Chance(0.1) && _accounts.SelectMany(a => a.Holdings).FirstOrDefault(h => h.Contract == contract) is { } held)
        {
            // Exactly on a price.
            Market.TryGet(held.Handle, out LiveHolding at);
            (low, high, mark) = at.LiquidationPrice > 0.7 * _starts[contract] && at.LiquidationPrice < 1.4 * _starts[contract] ? (at.LiquidationPrice, at.LiquidationPrice, at.LiquidationPrice) : (low, high, mark);
        }

        var reached = new List<(double Price, uint Place, ForcedOrder Order, Account? Account, Held? Held)>();
        foreach (Isolated row in _isolated.Where(r => r.Contract == contract))
        {
            double price = Liquidation.Price(row.Position, _rules[contract], row.PricedAt);
            if (row.Position.Side == Side.Long ? price >= low : price <= high)
            {
                reached.Add((price, row.Handle.Index, OrderOf(contract, row.Handle, row.Position.SignedQuantity, price, 1), null, null));
            }
        }

        Account[] touched = [.. _accounts.Where(a => a.Holdings.Any(h => h.Contract == contract))];
        var dueAt = new Dictionary<Account, double>();
        foreach (Account account in touched)
        {
            CrossAccount now = Rebuilt(account);
            Held[] crossed = [.. account.Holdings.Where((h, i) => h.Contract == contract && (h.Signed > 0 ? RowPrice(now, i) >= low : RowPrice(now, i) <= high))];
            bool wasDue = now.State().FreeMargin <= 0;
            if (crossed.Length > 0 && !wasDue)
            {
                foreach (Held row in crossed)
                {
                    double price = RowPrice(now, account.Holdings.IndexOf(row));
                    reached.Add((price, RowOf(row).Index, OrderOf(contract, RowOf(row), row.Signed, price, row.Layer), account, row));
                }

                continue;
            }

            double[] ends = [.. ((double[])[mark, low, high]).Where(end => StateAt(account, contract, mark, end).FreeMargin <= 0)];
            if (ends.Length > 0 || crossed.Length > 0)
            {
                dueAt.Add(account, ends.Length > 0 ? ends[0] : mark);
            }
        }

        reached = [.. reached.OrderBy(r => r.Price).ThenBy(r => r.Place)];
        var expected = reached.Select(r => new MarketOrder(SymbolOf(contract), r.Account?.Handle ?? default, r.Order)).ToList();
        var expectedAccounts = new List<AccountLiquidation>();
        Account[] broken = [.. reached.Where(r => r.Account is not null).Select(r => r.Account!).Distinct(), .. dueAt.Keys.OrderBy(a => a.Handle.Index)];
        double before = _marks[contract];
        _marks[contract] = mark;
        foreach (Account account in broken)
        {
            double realised = 0;
            bool isDue = dueAt.TryGetValue(account, out double own);
            own = isDue ? own : reached.First(r => r.Account == account).Price;
            foreach (Held held2 in account.Holdings)
            {
                int at = reached.FindIndex(r => r.Held == held2);
                double price = at >= 0 ? reached[at].Price : held2.Contract == contract ? own : _marks[held2.Contract];
                realised += Profit(held2.Contract, held2.Signed, held2.Entry, price);
                if (at < 0)
                {
                    expected.Add(new(SymbolOf(held2.Contract), account.Handle, OrderOf(held2.Contract, RowOf(held2), held2.Signed, price, held2.Layer)));
                }
            }

            expectedAccounts.Add(new(account.Handle, isDue ? LiquidationCause.Due : LiquidationCause.Crossed, account.Wallet, realised, account.Wallet + realised));
            (Crossed, Due) = (Crossed + (isDue ? 0 : 1), Due + (isDue ? 1 : 0));
            _realised += realised;
            _residuals += account.Wallet + realised;
            Hedged += account.Holdings.Select(h => (h.Contract, Math.Sign(h.Signed))).Distinct().Count() > account.Holdings.Select(h => h.Contract).Distinct().Count() ? 1 : 0;
        }

        Survivors += touched.Length - broken.Length;
        bool plain = low == high && _dice.Chance(0.5);
        MarketReport report = plain ? Market.SetMark(SymbolOf(contract), mark) : Market.SetMark(SymbolOf(contract), low, high, mark);
        Assert.Equal(expected, report.ToArray());
        Assert.Equal(expectedAccounts, report.AccountsToArray());
        Assert.NotEqual(0, before);
        _isolated.RemoveAll(i => expected.Any(e => !e.IsOfAccount && e.Order.Handle == i.Handle && i.Contract == contract));
        foreach (Account account in broken)
        {
            _staleHoldings.AddRange(account.Holdings.Select(h => h.Handle));
            account.Holdings.Clear();
            account.Wallet = 0;
        }
    }

    private AccountState StateAt(Account account, int contract, double mark, double price)
    {
        double before = _marks[contract];
        _marks[contract] = mark;
        AccountState state = Rebuilt(account).State([.. account.Holdings.Select(h => h.Contract == contract ? price : _marks[h.Contract])]);
        _marks[contract] = before;
        return state;
    }

    private PositionHandle RowOf(Held held)
    {
        Assert.True(Market.TryGet(held.Handle, out LiveHolding live));
        return live.Position;
    }

    private ForcedOrder OrderOf(int contract, PositionHandle handle, double signed, double price, int layer) =>
        new(handle, signed > 0 ? Side.Long : Side.Short, price, Math.Abs(signed), _rules[contract].Contract.Notional(Math.Abs(signed), price), layer);
}
