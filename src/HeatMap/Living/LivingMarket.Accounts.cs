using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <content>Accounts: their wallets, and what they are like now.</content>
public sealed partial class LivingMarket
{
    /// <summary>Opens an account that holds nothing.</summary>
    /// <param name="walletBalance">In the settlement asset; finite, below zero for a debt.</param>
    /// <returns>Its name, until it is closed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="walletBalance"/> is not finite.</exception>
    /// <exception cref="InvalidOperationException">There is no room: see <see cref="EnsureCapacity"/>.</exception>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public AccountHandle OpenAccount(double walletBalance)
    {
        Guard.Finite(walletBalance);
        if (_accountNames.IsFull)
        {
            ThrowFull("accounts", _accountNames.Capacity);
        }

        _changes++;
        int place = _accountNames.Take();
        _accounts[place] = new() { Wallet = walletBalance, First = None, Last = None };
        _deposited += walletBalance;
        return new((uint)place, _accountNames[place]);
    }

    /// <summary>Puts money into a wallet, or takes some out.</summary>
    /// <param name="account">A live handle.</param>
    /// <param name="amount">In the settlement asset; finite, negative to take out. The wallet may fall below zero.</param>
    /// <exception cref="ArgumentException">The handle is stale, or the amount is outside its domain.</exception>
    /// <exception cref="InvalidOperationException">A row of the account was changed behind the market's back: see <see cref="Restore"/>.</exception>
    /// <exception cref="OverflowException">The notional of a side of a map, at the new prices, would be 2^63 units or more.</exception>
    /// <remarks>An account that it leaves due is liquidated by the next mark of one of its contracts, unless that saves it. O(holdings × bends). Allocates nothing.</remarks>
    public void Deposit(AccountHandle account, double amount)
    {
        int place = Live(account);
        double wallet = CheckedWallet(_accounts[place].Wallet, Guard.Finite(amount), nameof(amount));
        Verify(place);
        BeginPlan();
        Plan(place, wallet);
        CheckRoom();
        _changes++;
        _deposited += amount;
        Commit(place);
    }

    /// <summary>States which other assets secure an account.</summary>
    /// <param name="account">A live handle.</param>
    /// <param name="collateral">All of them, with their prices and haircuts; none for an account that its wallet alone secures.</param>
    /// <exception cref="ArgumentException">The handle is stale, or a row is outside its domain; the message names it.</exception>
    /// <exception cref="InvalidOperationException">A row of the account was changed behind the market's back: see <see cref="Restore"/>.</exception>
    /// <exception cref="OverflowException">The notional of a side of a map, at the new prices, would be 2^63 units or more.</exception>
    /// <remarks>
    /// What they count for is kept, and stays until this is called again: call it when their prices move. It is in no wallet and not in the <see cref="Ledger"/>. O(holdings × bends). Allocates nothing.
    /// </remarks>
    public void SetCollateral(AccountHandle account, params ReadOnlySpan<Collateral> collateral)
    {
        int place = Live(account);
        double counted = CrossAccount.Counted(collateral), before = _accounts[place].Collateral;
        _ = CheckedWallet(_accounts[place].Wallet, counted, nameof(collateral));
        Verify(place);
        BeginPlan();
        _accounts[place].Collateral = counted;
        try
        {
            Plan(place, _accounts[place].Wallet);
            CheckRoom();
        }
        catch
        {
            _accounts[place].Collateral = before;
            throw;
        }

        _changes++;
        Commit(place);
    }

    /// <summary>Closes an account: its positions at the contracts' marks, and then itself.</summary>
    /// <param name="account">A live handle.</param>
    /// <returns>What it is paid out in the settlement asset; below zero for a debt.</returns>
    /// <exception cref="ArgumentException">The handle is stale.</exception>
    /// <exception cref="InvalidOperationException">A row of the account was changed behind the market's back: see <see cref="Restore"/>.</exception>
    /// <remarks>O(holdings). Allocates nothing.</remarks>
    public double CloseAccount(AccountHandle account)
    {
        int place = Live(account);
        Verify(place);
        _changes++;
        double realised = 0;
        while (_accounts[place].First is var holding && holding != None)
        {
            realised += Profit(holding, _marks[_holdings[holding].Contract]);
            _maps[_holdings[holding].Contract].Close(_holdings[holding].Row);
            Forget(holding);
        }

        double paid = _accounts[place].Wallet + realised;
        _realised += realised;
        _paidOut += paid;
        DueCount -= _accounts[place].IsDue ? 1 : 0;
        _accountNames.Free(place);
        return paid;
    }

    /// <summary>Whether a handle names an open account of this market.</summary>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public bool IsLive(AccountHandle account) => _accountNames.IsLive(account.Index, account.Generation);

    /// <summary>An account as it is now.</summary>
    /// <param name="account">Its name.</param>
    /// <param name="found">The account; <c>default</c> when the handle is stale.</param>
    /// <returns>Whether the handle is live.</returns>
    /// <remarks>O(holdings × tiers). Allocates nothing.</remarks>
    public bool TryGet(AccountHandle account, out LiveAccount found)
    {
        found = default;
        if (!IsLive(account))
        {
            return false;
        }

        ref AccountRow row = ref _accounts[account.Index];
        Load((int)account.Index);
        double secured = row.Wallet + row.Collateral;
        found = new(account, row.Wallet, row.Collateral, row.Holdings, _legs.State(secured, _legs.BankruptcyFees(secured)));
        return true;
    }

    /// <summary>The open accounts, in the order of their handles' places.</summary>
    /// <remarks>Valid while nothing changes. O(accounts that were ever open at once), and O(holdings × tiers) for each. Allocates nothing.</remarks>
    public LiveAccounts Accounts => new(this);

    /// <summary>The positions of an account, in the order in which they were opened.</summary>
    /// <param name="account">A live handle.</param>
    /// <exception cref="ArgumentException">The handle is stale.</exception>
    /// <remarks>Valid while nothing changes. Allocates nothing.</remarks>
    public LiveHoldings Holdings(AccountHandle account) => new(this, _accounts[Live(account)].First);

    /// <summary>The account as an account of its own, at the contracts' marks, for every other question.</summary>
    /// <param name="account">A live handle.</param>
    /// <exception cref="ArgumentException">The handle is stale.</exception>
    /// <remarks>Its holdings are in the order of <see cref="Holdings"/>; its other assets are one, at what they count for. Allocates the result.</remarks>
    public CrossAccount ToCrossAccount(AccountHandle account)
    {
        int place = Live(account);
        var holdings = new Holding[_accounts[place].Holdings];
        int count = 0;
        for (int h = _accounts[place].First; h != None; h = _holdings[h].Next)
        {
            holdings[count++] = HoldingOf(_holdings[h].Contract, _holdings[h].SignedQuantity, _holdings[h].EntryPrice);
        }

        double other = _accounts[place].Collateral;
        return new(SettlementAsset, _accounts[place].Wallet, other == 0 ? [] : [new(SettlementAsset, other, 1)], holdings);
    }

    /// <summary>The first live account from a place on; none where there is none.</summary>
    internal int NextAccount(int place)
    {
        while (place < _accountNames.Used && !_accountNames.IsLive(place))
        {
            place++;
        }

        return place < _accountNames.Used ? place : None;
    }

    internal LiveAccount AccountAt(int place)
    {
        TryGet(NameOf(place), out LiveAccount found);
        return found;
    }

    internal int NextHolding(int holding) => _holdings[holding].Next;

    internal LiveHolding At(int holding)
    {
        ref HoldingRow row = ref _holdings[holding];
        return new(
            new((uint)holding, _holdingNames[holding]),
            new((uint)row.Account, _accountNames[row.Account]),
            _maps[row.Contract].Rules.Contract.Symbol,
            row.Side,
            Math.Abs(row.SignedQuantity),
            row.EntryPrice,
            row.Price,
            row.Row,
            row.Layer);
    }

    private static double CheckedWallet(double wallet, double amount, string name)
    {
        if (!double.IsFinite(wallet + amount))
        {
            Throw.OutOfRange(name, amount, "an amount that leaves the wallet finite");
        }

        return wallet + amount;
    }

    private int Live(AccountHandle account)
    {
        if (!IsLive(account))
        {
            string why = account.Generation == 0 ? "it is default" : account.Index >= (uint)_accountNames.Used ? "no account was ever there" : "the account was closed";
            Throw.Argument(nameof(account), string.Create(CultureInfo.InvariantCulture, $"the account {account.Index}/{account.Generation} is not live: {why}"));
        }

        return (int)account.Index;
    }

    [DoesNotReturn]
    private static void ThrowFull(string what, int capacity) =>
        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"there is room for {capacity:N0} {what}, and all are open; more need EnsureCapacity"));
}
