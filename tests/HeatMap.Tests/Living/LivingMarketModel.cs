using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Living;

/// <summary>A living market beside the plainest thing that does the same: lists of accounts and positions, of which every account and map is made anew for each comparison.</summary>
public sealed partial class LivingMarketModel
{
    private const int MostAccounts = 14, MostHoldings = 40;

    private readonly Dice _dice;
    private readonly MarginRules[] _rules;
    private readonly double[] _marks, _starts;
    private readonly List<Account> _accounts = [];
    private readonly List<Isolated> _isolated = [];
    private readonly List<AccountHandle> _staleAccounts = [default];
    private readonly List<HoldingHandle> _staleHoldings = [default];
    private double _deposited, _realised, _funding, _paidOut, _residuals;

    public LivingMarketModel(Dice dice, string asset, double[] marks, params MarginRules[] rules)
    {
        (_dice, _rules, _starts, _marks) = (dice, rules, marks, [.. marks]);
        LivingMap[] maps = [.. rules.Select((r, i) => new LivingMap(r, BandGrid.WithCount(60, new(0.8 * marks[i], 1.25 * marks[i])), marks[i], 70, null, "a", "b"))];
        Market = new(asset, MostAccounts, MostHoldings, maps);
    }

    public LivingMarket Market { get; }

    public int Crossed { get; private set; }

    public int Due { get; private set; }

    public int Hedged { get; private set; }

    public int Survivors { get; private set; }

    private string SymbolOf(int contract) => _rules[contract].Contract.Symbol;

    private LivingMap MapOf(int contract) => Market[SymbolOf(contract)];

    /// <summary>One random operation.</summary>
    public void Step()
    {
        Account? account = _accounts.Count == 0 ? null : _accounts[_dice.Whole(0, _accounts.Count - 1)];
        Held? held = account is null || account.Holdings.Count == 0 ? null : account.Holdings[_dice.Whole(0, account.Holdings.Count - 1)];
        switch (_dice.Whole(0, 15))
        {
            case 0 when _accounts.Count < MostAccounts:
                double wallet = _dice.Chance(0.1) ? -_dice.Unit() : Worth() * _dice.Magnitude(0.02, 0.6);
                _accounts.Add(new() { Handle = Market.OpenAccount(wallet), Wallet = wallet });
                _deposited += wallet;
                break;
            case 1 or 2 when account is not null && _accounts.Sum(a => a.Holdings.Count) < MostHoldings:
                Open(account);
                break;
            case 3 when account is not null:
                double amount = _dice.Chance(0.3) ? -Math.Abs(account.Wallet) * _dice.Unit() : Worth() * _dice.Magnitude(0.01, 0.1);
                Market.Deposit(account.Handle, amount);
                account.Wallet += amount;
                _deposited += amount;
                break;
            case 4 when held is not null:
                Change(account!, held);
                break;
            case 5 when held is not null && _dice.Chance(0.5):
                double at = _dice.Chance(0.5) ? double.NaN : _marks[held.Contract] * _dice.Between(0.97, 1.03);
                double realised = Market.Close(held.Handle, at);
                Realise(account!, held.Contract, held.Signed, held.Entry, at, realised);
                account!.Holdings.Remove(held);
                _staleHoldings.Add(held.Handle);
                break;
            case 14 when account is not null && _dice.Chance(0.3):
                account.Collateral = _dice.Chance(0.3) ? [] : [new("EUR", Worth() * _dice.Between(-0.01, 0.1), 1.1, 0.07), new("X", _dice.Unit(), 2)];
                Market.SetCollateral(account.Handle, account.Collateral);
                break;
            case 6 when account is not null && _dice.Chance(0.1):
                CloseAccount(account);
                break;
            case 7 when _isolated.Count < 60:
                OpenIsolated();
                break;
            case 8 when _isolated.Count > 0 && _dice.Chance(0.3):
                Isolated gone = _isolated[_dice.Whole(0, _isolated.Count - 1)];
                MapOf(gone.Contract).Close(gone.Handle);
                _isolated.Remove(gone);
                break;
            case 9 when _dice.Chance(0.2):
                Fund(_dice.Whole(0, _rules.Length - 1), _dice.Between(-0.003, 0.003));
                break;
            case 10:
                Refuse();
                break;
            case 11 when held is not null && _dice.Chance(0.3):
                Disturb(held);
                break;
            default:
                MoveMark(_dice.Whole(0, _rules.Length - 1));
                break;
        }
    }

    private double Worth() => _rules[0].Contract.Kind == ContractKind.Inverse ? 10 : 300_000;

    private void Open(Account account)
    {
        int contract = _dice.Whole(0, _rules.Length - 1), layer = _dice.Whole(0, 1);
        double entry = _marks[contract] * _dice.Between(0.93, 1.07), value = Worth() * _dice.Magnitude(0.05, 1.5);
        double quantity = _rules[contract].Contract.Kind == ContractKind.Inverse ? value * entry : value / entry;
        Side side = _dice.Pick(Side.Long, Side.Short);
        HoldingHandle handle = Market.Open(account.Handle, SymbolOf(contract), side, quantity, entry, layer);
        account.Holdings.Add(new() { Handle = handle, Contract = contract, Signed = (int)side * quantity, Entry = entry, Layer = layer });
    }

    private void Change(Account account, Held held)
    {
        if (_dice.Chance(0.5))
        {
            double quantity = Math.Abs(held.Signed) * _dice.Between(0.4, 1.6), entry = _dice.Chance(0.5) ? double.NaN : held.Entry * _dice.Between(0.98, 1.02);
            Market.Resize(held.Handle, quantity, entry);
            (held.Signed, held.Entry) = (Math.CopySign(quantity, held.Signed), double.IsNaN(entry) ? held.Entry : entry);
            return;
        }

        double part = Math.Abs(held.Signed) * _dice.Between(0.1, 0.9), at = _dice.Chance(0.5) ? double.NaN : _marks[held.Contract] * _dice.Between(0.97, 1.03);
        double realised = Market.Reduce(held.Handle, part, at);
        Realise(account, held.Contract, Math.CopySign(part, held.Signed), held.Entry, at, realised);
        held.Signed = Math.CopySign(Math.Abs(held.Signed) - part, held.Signed);
    }

    private void Realise(Account account, int contract, double signed, double entry, double price, double told)
    {
        double profit = Profit(contract, signed, entry, double.IsNaN(price) ? _marks[contract] : price);
        Expect.SameBits(profit, told);
        account.Wallet += profit;
        _realised += profit;
    }

    private double Profit(int contract, double signed, double entry, double price) =>
        _rules[contract].Contract.Kind == ContractKind.Inverse ? signed * ((1 / entry) - (1 / price)) : signed * (price - entry);

    private void CloseAccount(Account account)
    {
        double realised = account.Holdings.Sum(h => Profit(h.Contract, h.Signed, h.Entry, _marks[h.Contract])), paid = Market.CloseAccount(account.Handle);
        Expect.NearRelative(account.Wallet + realised, paid, 1e-9);
        _realised += realised;
        _paidOut += paid;
        _accounts.Remove(account);
        _staleAccounts.Add(account.Handle);
        _staleHoldings.AddRange(account.Holdings.Select(h => h.Handle));
    }

    private void OpenIsolated()
    {
        int contract = _dice.Whole(0, _rules.Length - 1);
        double entry = _marks[contract] * _dice.Between(0.97, 1.03), value = Worth() * _dice.Magnitude(0.01, 1);
        double quantity = _rules[contract].Contract.Kind == ContractKind.Inverse ? value * entry : value / entry;
        if (MapOf(contract).Count == MapOf(contract).Capacity)
        {
            return;
        }

        var position = Position.Isolated(_dice.Pick(Side.Long, Side.Short), entry, quantity, _rules[contract].InitialMargin(quantity, entry, _dice.Magnitude(2, 60)));
        _isolated.Add(new() { Handle = MapOf(contract).Open(position, 1), Contract = contract, Position = position, PricedAt = _marks[contract] });
    }

    private void Fund(int contract, double rate)
    {
        foreach (Account account in _accounts)
        {
            double payment = 0;
            foreach (Held held in account.Holdings.Where(h => h.Contract == contract))
            {
                payment += rate * Math.CopySign(_rules[contract].Contract.SettlementValue(Math.Abs(held.Signed), _marks[contract]), held.Signed);
            }

            account.Wallet += -payment;
            _funding += payment;
        }

        Market.ApplyFunding(SymbolOf(contract), rate);
        foreach (Isolated row in _isolated.Where(r => r.Contract == contract))
        {
            Position p = row.Position;
            double margin = Math.Max(0, p.Margin - (rate * (_rules[contract].Contract.Kind == ContractKind.Inverse ? p.SignedQuantity / _marks[contract] : p.SignedQuantity * _marks[contract])));
            (row.Position, row.PricedAt) = (Position.Isolated(p.Side, p.EntryPrice, p.Quantity, margin), _marks[contract]);
        }
    }

    /// <summary>Something behind the market's back, which is refused and set right.</summary>
    private void Disturb(Held held)
    {
        LivingMap map = MapOf(held.Contract);
        Assert.True(Market.TryGet(held.Handle, out LiveHolding live));
        switch (_dice.Whole(0, 4))
        {
            case 0:
                map.Close(live.Position);
                break;
            case 1:
                map.Resize(live.Position, live.Quantity * 2);
                break;
            case 2:
                map.Transfer(live.Position, 1 - live.Layer);
                break;
            case 3:
                map.Reprice(live.Position, 1.5 * map.MarkPrice);
                break;
            case 4:
                // Moves the mark of what isolated positions there are, too.
                if (_isolated.Any(r => r.Contract == held.Contract))
                {
                    return;
                }

                map.Mark(_marks[held.Contract] *= _dice.Between(0.9, 1.1));
                break;
        }

        Expect.Throws<InvalidOperationException>(() => Market.SetMark(SymbolOf(held.Contract), _marks[held.Contract] * 1.1), SymbolOf(held.Contract), "Restore");
        Expect.Throws<InvalidOperationException>(() => Market.ApplyFunding(SymbolOf(held.Contract), 0.1), "Restore");
        Expect.Throws<InvalidOperationException>(() => Market.Deposit(live.Account, 1), "Restore");
        Expect.Throws<InvalidOperationException>(() => Market.Close(held.Handle), "Restore");
        Expect.Throws<InvalidOperationException>(() => Market.Resize(held.Handle, 1), "Restore");
        Expect.Throws<InvalidOperationException>(() => Market.CloseAccount(live.Account), "Restore");
        Market.Restore();
    }

    /// <summary>Calls that must be refused, whatever the state; the comparison afterwards shows whether they left a trace.</summary>
    private void Refuse()
    {
        AccountHandle stale = _dice.Pick(_staleAccounts.ToArray()), live = _accounts.Count > 0 ? _accounts[0].Handle : default;
        HoldingHandle gone = _dice.Pick(_staleHoldings.ToArray());
        string symbol = SymbolOf(0);
        Assert.Throws<ArgumentException>(() => Market.Deposit(stale, 1));
        Assert.Throws<ArgumentException>(() => Market.CloseAccount(stale));
        Assert.Throws<ArgumentException>(() => Market.Open(stale, symbol, Side.Long, 1, 1));
        Assert.Throws<ArgumentException>(() => Market.Close(gone));
        Assert.Throws<ArgumentException>(() => Market.Resize(gone, 1));
        Assert.Throws<ArgumentException>(() => Market.Reduce(gone, 1));
        Assert.ThrowsAny<ArgumentException>(() => Market.Deposit(live, double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => Market.Open(live, "NONE", Side.Long, 1, 1));
        Assert.ThrowsAny<ArgumentException>(() => Market.Open(live, symbol, default, 1, 1));
        Assert.ThrowsAny<ArgumentException>(() => Market.Open(live, symbol, Side.Long, 1, double.NaN));
        if (_accounts.Count > 0 && Market.HoldingCount < MostHoldings)
        {
            Assert.ThrowsAny<ArgumentException>(() => Market.Open(live, symbol, Side.Long, 1, _marks[0], 2));
            Assert.Throws<OverflowException>(() => Market.Open(live, SymbolOf(0), Side.Long, 1e30, _marks[0]));
        }

        Assert.ThrowsAny<ArgumentException>(() => Market.SetCollateral(stale, []));
        Assert.ThrowsAny<ArgumentException>(() => Market.SetCollateral(live, new Collateral("X", 1, double.NaN)));
        Assert.ThrowsAny<ArgumentException>(() => Market.OpenAccount(double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => Market.SetMark("NONE", 1));
        Assert.ThrowsAny<ArgumentException>(() => Market.SetMark(symbol, double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => Market.SetMark(symbol, 2, 1));
        Assert.ThrowsAny<ArgumentException>(() => Market.SetMark(symbol, 1, 2, 3));
        Assert.ThrowsAny<ArgumentException>(() => Market.ApplyFunding(symbol, double.NaN));
    }

    private sealed class Account
    {
        public AccountHandle Handle { get; set; }

        public double Wallet { get; set; }

        public Collateral[] Collateral { get; set; } = [];

        public List<Held> Holdings { get; } = [];
    }

    private sealed class Held
    {
        public HoldingHandle Handle { get; set; }

        public int Contract { get; set; }

        public double Signed { get; set; }

        public double Entry { get; set; }

        public int Layer { get; set; }
    }

    private sealed class Isolated
    {
        public PositionHandle Handle { get; set; }

        public int Contract { get; set; }

        public Position Position { get; set; }

        public double PricedAt { get; set; }
    }
}
