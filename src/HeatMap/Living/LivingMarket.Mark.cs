using System.Diagnostics;
using HeatMap.Internal;

namespace HeatMap;

/// <content>Marks: what they cross, whom they break, and who is worth something else afterwards.</content>
public sealed partial class LivingMarket
{
    /// <summary>Accounts of the walk: those that live on from the front, those that are due from the back.</summary>
    private int[] _touched;

    /// <summary>The last report: rows that the mark crossed, accounts that it broke, and their other holdings, which went with them.</summary>
    private uint[] _slots;
    private int[] _reported, _followers;
    private int _crossed, _broken, _followed;

    /// <summary>Moves the mark of one contract to a price: liquidates what it crosses and whom it breaks, and re-prices every account that holds the contract.</summary>
    /// <param name="symbol">One of the market's contracts.</param>
    /// <param name="price">Quote per base; finite and &gt; 0.</param>
    /// <inheritdoc cref="SetMark(string, double, double, double)"/>
    public MarketReport SetMark(string symbol, double price) => SetMark(symbol, Guard.Positive(price), price, price);

    /// <summary>Moves the mark of one contract along a path: liquidates what it crosses and whom it breaks, and re-prices every account that holds the contract.</summary>
    /// <param name="symbol">One of the market's contracts.</param>
    /// <param name="low">The lowest price of the path, quote per base; finite and &gt; 0.</param>
    /// <param name="high">The highest price; finite and not below <paramref name="low"/>.</param>
    /// <param name="last">Where the mark is at the end, within the path; NaN leaves it where it was, or at the end of the path that is nearest to that.</param>
    /// <returns>What was liquidated, valid until the next change of the market or of the contract's map.</returns>
    /// <exception cref="ArgumentException">No contract has that symbol, a price is outside its domain, the path is crossed, or <paramref name="last"/> lies beyond it.</exception>
    /// <exception cref="InvalidOperationException">A row of an account that holds the contract was changed behind the market's back: see <see cref="Restore"/>.</exception>
    /// <exception cref="OverflowException">The notional of a side of a map, at the new prices, would be 2^63 units or more.</exception>
    /// <remarks>
    /// <para>Isolated positions are liquidated as by <see cref="LivingMap.Mark(double, double, double)"/>. An account is liquidated whole when the path crosses the price of one of its rows in
    /// this contract, or when its equity does not exceed what is asked for with this contract at the path's end, its low or its high: after a jump, or because it was due before.
    /// All its positions end. Those that were crossed are closed at their liquidation prices, its others of this contract at the first of these, or where it was found due, and those of other
    /// contracts at their marks. Wallet and profit are handed over as <see cref="AccountLiquidation.Residual"/>; the account stays, with an empty wallet and its other assets as they were.</para>
    /// <para>O(positions crossed + holdings × bends of the accounts that hold the contract), found without looking at the others. Allocates nothing, unless a window moves.</para>
    /// </remarks>
    public MarketReport SetMark(string symbol, double low, double high, double last = double.NaN)
    {
        int contract = ContractOf(symbol);
        LivingMap map = _maps[contract];
        Follow(contract);
        double mark = map.CheckedMark(low, high, last);
        int living, due;
        _at[contract] = mark;
        try
        {
            (living, due) = PlanMark(contract, low, high, mark);
            CheckRoom();
        }
        catch
        {
            _at[contract] = _marks[contract];
            throw;
        }

        _changes++;
        if (_slots.Length < map.Count)
        {
            // Only after the map was asked to grow.
            _slots = new uint[map.Capacity];
        }

        // Who is due leaves first: the mark must not cross rows that have the price of a recovery.
        Span<int> dueAccounts = _touched.AsSpan(_touched.Length - due);
        dueAccounts.Sort();
        foreach (int account in dueAccounts)
        {
            for (int h = _accounts[account].First; h != None; h = _holdings[h].Next)
            {
                _maps[_holdings[h].Contract].LiquidateHeld(_holdings[h].Row);
                _holdings[h].IsGone = true;
            }
        }

        _crossed = map.Move(low, high, mark, _slots);
        _marks[contract] = mark;
        ListBroken(contract, dueAccounts);
        _followed = 0;
        for (int i = 0; i < _broken; i++)
        {
            Settle(_reported[i], contract);
        }

        foreach (int account in _touched.AsSpan(0, living))
        {
            Commit(account);
        }

        return new(this, contract, _crossed, _followed, _broken, _changes, map.Changes);
    }

    /// <summary>Decides who lives, and plans new prices for those.</summary>
    private (int Living, int Due) PlanMark(int contract, double low, double high, double mark)
    {
        BeginPlan();
        _stamp++;
        int living = 0, due = 0;
        for (int first = _heads[contract]; first != None; first = _holdings[first].NextOfContract)
        {
            int account = _holdings[first].Account;
            ref AccountRow row = ref _accounts[account];
            if (row.Stamp == _stamp)
            {
                continue;
            }

            row.Stamp = _stamp;
            row.IsListed = false;
            Verify(account);
            bool isCrossed = IsCrossed(account, contract, low, high);
            if (isCrossed && !row.IsDue)
            {
                row.Fate = AccountFate.Crossed;
                continue;
            }

            Load(account);
            double dueAt = DueAt(row.Wallet + row.Collateral, contract, low, high, mark);
            if (isCrossed || !double.IsNaN(dueAt))
            {
                row.Fate = AccountFate.Due;
                row.ClosedAt = double.IsNaN(dueAt) ? mark : dueAt;
                _touched[_touched.Length - ++due] = account;
                continue;
            }

            row.Fate = AccountFate.Lives;
            PlanLoaded(account, row.Wallet);
            _touched[living++] = account;
        }

        return (living, due);
    }

    /// <summary>Whether the map will take a row of the account.</summary>
    private bool IsCrossed(int account, int contract, double low, double high)
    {
        for (int h = _accounts[account].First; h != None; h = _holdings[h].Next)
        {
            ref HoldingRow row = ref _holdings[h];
            if (row.Contract == contract && (row.SignedQuantity > 0 ? row.RowPrice >= low : row.RowPrice <= high))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The price of the path at which the loaded account is due: its end, its low or its high; NaN where it is not.</summary>
    private double DueAt(double secured, int contract, double low, double high, double mark)
    {
        double fees = _legs.BankruptcyFees(secured);
        return _legs.State(secured, fees).FreeMargin <= 0 ? mark
            : low != mark && _legs.State(secured, fees, contract, low).FreeMargin <= 0 ? low
            : high != mark && _legs.State(secured, fees, contract, high).FreeMargin <= 0 ? high
            : double.NaN;
    }

    /// <summary>The accounts that the mark has broken: in the order of their first crossed row, then those that were due.</summary>
    private void ListBroken(int contract, ReadOnlySpan<int> dueAccounts)
    {
        _broken = 0;
        for (int i = 0; i < _crossed; i++)
        {
            ForcedOrder order = _maps[contract].OrderOf(_slots[i]);
            int holding = OwnerOf(contract, order.Handle);
            if (holding == None)
            {
                continue;
            }

            ref HoldingRow row = ref _holdings[holding];
            ref AccountRow account = ref _accounts[row.Account];
            Debug.Assert(account.Fate == AccountFate.Crossed, "the market and the map must agree on what is crossed");
            (row.IsGone, row.PlannedPrice) = (true, order.Price);
            if (!account.IsListed)
            {
                (account.IsListed, account.ClosedAt) = (true, order.Price);
                _reported[_broken++] = row.Account;
            }
        }

        foreach (int account in dueAccounts)
        {
            _reported[_broken++] = account;
        }
    }

    /// <summary>The holding that a row is, or was until this mark; none for an isolated position.</summary>
    private int OwnerOf(int contract, PositionHandle row)
    {
        int[] owners = _owners[contract];
        if (row.Index >= (uint)owners.Length)
        {
            return None;
        }

        int holding = owners[row.Index];
        return _holdings[holding].Row == row && _holdings[holding].Contract == contract ? holding : None;
    }

    /// <summary>Ends the holdings of a broken account, and hands over what it is worth.</summary>
    private void Settle(int account, int contract)
    {
        ref AccountRow row = ref _accounts[account];
        double realised = 0;
        for (int h = row.First, next; h != None; h = next)
        {
            ref HoldingRow holding = ref _holdings[h];
            next = holding.Next;
            bool isReported = row.Fate == AccountFate.Crossed && holding.IsGone;
            if (!isReported)
            {
                holding.PlannedPrice = holding.Contract == contract ? row.ClosedAt : _marks[holding.Contract];
                _followers[_followed++] = h;
            }

            if (!holding.IsGone)
            {
                _maps[holding.Contract].LiquidateHeld(holding.Row);
                holding.IsGone = true;
            }

            realised += Profit(h, holding.PlannedPrice);
            Forget(h);
        }

        (row.PlannedWallet, row.Realised, row.Residual, row.Wallet) = (row.Wallet, realised, row.Wallet + realised, 0);
        _realised += realised;
        _residuals += row.Residual;
        SetDue(ref row, isDue: false);
    }
}
