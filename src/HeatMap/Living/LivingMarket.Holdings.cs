using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <content>Positions of accounts.</content>
public sealed partial class LivingMarket
{
    /// <summary>Opens a position that an account secures, and gives all its positions their new prices.</summary>
    /// <param name="account">A live handle.</param>
    /// <param name="symbol">One of the market's contracts.</param>
    /// <param name="side">Long or short. Both sides of one contract are the legs of a hedge.</param>
    /// <param name="quantity">In the contract's unit; finite and &gt; 0.</param>
    /// <param name="entryPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="layer">Its layer's place in the map's layers.</param>
    /// <returns>Its name, until it is closed or liquidated.</returns>
    /// <exception cref="ArgumentException">The handle is stale, no contract has that symbol, or another argument is outside its domain.</exception>
    /// <exception cref="InvalidOperationException">There is no room, in the market or in the map; or a row of the account was changed behind the market's back.</exception>
    /// <exception cref="OverflowException">The notional of a side of a map, at the new prices, would be 2^63 units or more.</exception>
    /// <remarks>An account that it leaves due is liquidated by the next mark of one of its contracts, unless that saves it. O(holdings × bends). Allocates nothing.</remarks>
    public HoldingHandle Open(AccountHandle account, string symbol, Side side, double quantity, double entryPrice, int layer = 0)
    {
        int place = Live(account), contract = ContractOf(symbol);
        LivingMap map = _maps[contract];
        Liquidation.Check(Position.Cross(side, entryPrice, quantity), map.Rules, map.MarkPrice);
        if (_holdingNames.IsFull)
        {
            ThrowFull("holdings", _holdingNames.Capacity);
        }

        Verify(place);
        Follow(contract);

        // A free place may still be read by a report.
        _changes++;
        int holding = _holdingNames.Next;
        double signed = (int)side * quantity;
        _holdings[holding] = new() { Account = place, Contract = contract, Layer = layer, SignedQuantity = signed, EntryPrice = entryPrice };
        BeginPlan();
        Plan(place, _accounts[place].Wallet, holding, signed, entryPrice);
        CheckRoom();
        PositionHandle row = map.OpenAt(_holdings[holding].PlannedRowPrice, side, quantity, layer);
        _holdingNames.Take();
        _holdings[holding].Row = row;
        Own(contract, row, holding);
        Link(holding);
        Commit(place);
        return new((uint)holding, _holdingNames[holding]);
    }

    /// <summary>States what a position is now; the wallet is left as it is.</summary>
    /// <param name="holding">A live handle.</param>
    /// <param name="quantity">The new unsigned size; finite and &gt; 0. To turn a position round, close it and open another.</param>
    /// <param name="entryPrice">The new average entry, quote per base, finite and &gt; 0; NaN keeps the old one.</param>
    /// <exception cref="ArgumentException">The handle is stale, or a value is outside its domain.</exception>
    /// <exception cref="InvalidOperationException">A row of the account was changed behind the market's back: see <see cref="Restore"/>.</exception>
    /// <exception cref="OverflowException">The notional of a side of a map, at the new prices, would be 2^63 units or more.</exception>
    /// <remarks>To take profit with what is taken off, use <see cref="Reduce"/>. O(holdings × bends). Allocates nothing.</remarks>
    public void Resize(HoldingHandle holding, double quantity, double entryPrice = double.NaN)
    {
        int place = Live(holding);
        ref HoldingRow row = ref _holdings[place];
        Guard.Positive(quantity);
        double entry = double.IsNaN(entryPrice) ? row.EntryPrice : Guard.Positive(entryPrice);
        Liquidation.Check(Position.Cross(row.Side, entry, quantity), _maps[row.Contract].Rules, _maps[row.Contract].MarkPrice);
        Change(place, Math.CopySign(quantity, row.SignedQuantity), entry, 0);
    }

    /// <summary>Closes a part of a position, and takes its profit into the wallet.</summary>
    /// <param name="holding">A live handle.</param>
    /// <param name="quantity">How much of it; finite, &gt; 0 and less than what is held.</param>
    /// <param name="price">At which it is closed, quote per base, finite and &gt; 0; NaN for the mark.</param>
    /// <returns>The profit in the settlement asset, below zero for a loss.</returns>
    /// <exception cref="ArgumentException">The handle is stale, or a value is outside its domain.</exception>
    /// <exception cref="InvalidOperationException">A row of the account was changed behind the market's back: see <see cref="Restore"/>.</exception>
    /// <exception cref="OverflowException">The notional of a side of a map, at the new prices, would be 2^63 units or more.</exception>
    /// <remarks>The entry of the rest stays. O(holdings × bends). Allocates nothing.</remarks>
    public double Reduce(HoldingHandle holding, double quantity, double price = double.NaN)
    {
        int place = Live(holding);
        ref HoldingRow row = ref _holdings[place];
        double held = Math.Abs(row.SignedQuantity);
        if (!(quantity > 0 && held - quantity > 0))
        {
            Throw.OutOfRange(nameof(quantity), quantity, string.Create(CultureInfo.InvariantCulture, $"> 0 and less than the {held} that are held; Close ends a position"));
        }

        double closedAt = PriceOrMark(row.Contract, price), realised = ProfitOf(row.Contract, Math.CopySign(quantity, row.SignedQuantity), row.EntryPrice, closedAt);
        Change(place, Math.CopySign(held - quantity, row.SignedQuantity), row.EntryPrice, realised);
        return realised;
    }

    /// <summary>Closes a position, takes its profit into the wallet, and gives the account's other positions their new prices.</summary>
    /// <param name="holding">A live handle.</param>
    /// <param name="price">At which it is closed, quote per base, finite and &gt; 0; NaN for the mark.</param>
    /// <returns>The profit in the settlement asset, below zero for a loss.</returns>
    /// <exception cref="ArgumentException">The handle is stale, or <paramref name="price"/> is outside its domain.</exception>
    /// <exception cref="InvalidOperationException">A row of the account was changed behind the market's back: see <see cref="Restore"/>.</exception>
    /// <exception cref="OverflowException">The notional of a side of a map, at the new prices, would be 2^63 units or more.</exception>
    /// <remarks>O(holdings × bends). Allocates nothing.</remarks>
    public double Close(HoldingHandle holding, double price = double.NaN)
    {
        int place = Live(holding);
        (int account, int contract, PositionHandle row) = (_holdings[place].Account, _holdings[place].Contract, _holdings[place].Row);
        double realised = Profit(place, PriceOrMark(contract, price)), wallet = CheckedWallet(_accounts[account].Wallet, realised, nameof(price));
        Verify(account);
        BeginPlan();
        Plan(account, wallet, place);
        CheckRoom();
        _changes++;
        _realised += realised;
        _maps[contract].Close(row);
        Forget(place);
        Commit(account);
        return realised;
    }

    /// <summary>Whether a handle names a position that an account of this market holds.</summary>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public bool IsLive(HoldingHandle holding) => _holdingNames.IsLive(holding.Index, holding.Generation);

    /// <summary>A position of an account as it is now.</summary>
    /// <param name="holding">Its name.</param>
    /// <param name="found">The position; <c>default</c> when the handle is stale.</param>
    /// <returns>Whether the handle is live.</returns>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public bool TryGet(HoldingHandle holding, out LiveHolding found)
    {
        bool isLive = IsLive(holding);
        found = isLive ? At((int)holding.Index) : default;
        return isLive;
    }

    private void Change(int holding, double signedQuantity, double entryPrice, double realised)
    {
        int account = _holdings[holding].Account;
        double wallet = CheckedWallet(_accounts[account].Wallet, realised, "price");
        Verify(account);
        BeginPlan();
        Plan(account, wallet, holding, signedQuantity, entryPrice);
        CheckRoom();
        _changes++;
        _realised += realised;
        (_holdings[holding].SignedQuantity, _holdings[holding].EntryPrice) = (signedQuantity, entryPrice);
        Commit(account);
    }

    private double PriceOrMark(int contract, double price) => double.IsNaN(price) ? _marks[contract] : Guard.Positive(price);

    private int Live(HoldingHandle holding)
    {
        if (!IsLive(holding))
        {
            string why = holding.Generation == 0 ? "it is default" : holding.Index >= (uint)_holdingNames.Used ? "no holding was ever there" : "it was closed or liquidated";
            Throw.Argument(nameof(holding), string.Create(CultureInfo.InvariantCulture, $"the holding {holding.Index}/{holding.Generation} is not live: {why}"));
        }

        return (int)holding.Index;
    }

    /// <summary>A contract that no account holds may have had its mark moved on its map: nothing depends on it.</summary>
    private void Follow(int contract)
    {
        if (_heads[contract] == None)
        {
            _marks[contract] = _at[contract] = _maps[contract].MarkPrice;
        }
    }

    /// <summary>Remembers whose a row is. The map may have grown.</summary>
    private void Own(int contract, PositionHandle row, int holding)
    {
        if (row.Index >= (uint)_owners[contract].Length)
        {
            Array.Resize(ref _owners[contract], Math.Max(_maps[contract].Capacity, (int)row.Index + 1));
        }

        _owners[contract][row.Index] = holding;
    }

    /// <summary>Puts a holding at the end of its account's list and into that of its contract.</summary>
    private void Link(int holding)
    {
        ref HoldingRow row = ref _holdings[holding];
        ref AccountRow account = ref _accounts[row.Account];
        (row.Previous, row.Next) = (account.Last, None);
        if (account.Last == None)
        {
            account.First = holding;
        }
        else
        {
            _holdings[account.Last].Next = holding;
        }

        account.Last = holding;
        account.Holdings++;
        (row.PreviousOfContract, row.NextOfContract) = (None, _heads[row.Contract]);
        if (_heads[row.Contract] != None)
        {
            _holdings[_heads[row.Contract]].PreviousOfContract = holding;
        }

        _heads[row.Contract] = holding;
    }

    /// <summary>Takes a holding, whose row is gone, out of the lists and gives its place back.</summary>
    private void Forget(int holding)
    {
        ref HoldingRow row = ref _holdings[holding];
        ref AccountRow account = ref _accounts[row.Account];
        ref int before = ref row.Previous == None ? ref account.First : ref _holdings[row.Previous].Next;
        before = row.Next;
        ref int after = ref row.Next == None ? ref account.Last : ref _holdings[row.Next].Previous;
        after = row.Previous;
        ref int above = ref row.PreviousOfContract == None ? ref _heads[row.Contract] : ref _holdings[row.PreviousOfContract].NextOfContract;
        above = row.NextOfContract;
        if (row.NextOfContract != None)
        {
            _holdings[row.NextOfContract].PreviousOfContract = row.PreviousOfContract;
        }

        account.Holdings--;
        _holdingNames.Free(holding);
    }
}
