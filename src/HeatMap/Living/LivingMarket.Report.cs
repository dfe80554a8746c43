using System.Globalization;

namespace HeatMap;

/// <content>What reports read, and how rows are written anew.</content>
public sealed partial class LivingMarket
{
    /// <summary>How many rows of accounts a map lacks.</summary>
    private readonly int[] _missing;

    /// <summary>Writes the rows of all accounts anew, at the marks that the maps have: after a row was closed or changed, or a mark moved, on a map itself.</summary>
    /// <exception cref="InvalidOperationException">A map has no room for the rows that it lacks: see <see cref="LivingMap.EnsureCapacity"/>.</exception>
    /// <exception cref="OverflowException">The notional of a side of a map, at the new prices, would be 2^63 units or more.</exception>
    /// <remarks>
    /// The accounts are right and the maps follow them: rows that are gone are opened again, sizes, layers and prices are what they should be. Who is due then is liquidated by the next mark of
    /// one of its contracts, unless that saves it. O(holdings × bends). Allocates nothing, unless a map was made to grow.
    /// </remarks>
    public void Restore()
    {
        _missing.AsSpan().Clear();
        BeginPlan();
        try
        {
            for (int i = 0; i < _maps.Length; i++)
            {
                _at[i] = _maps[i].MarkPrice;
            }

            PlanRestore();
            CheckRoom();
        }
        catch
        {
            _marks.CopyTo(_at, 0);
            throw;
        }

        _changes++;
        _at.CopyTo(_marks, 0);
        for (int account = 0; account < _accountNames.Used; account++)
        {
            if (_accountNames.IsLive(account))
            {
                RestoreRows(account);
                Commit(account);
            }
        }
    }

    internal MarketOrder Order(int contract, int crossed, int place)
    {
        if (place < crossed)
        {
            ForcedOrder order = _maps[contract].OrderOf(_slots[place]);
            int holding = OwnerOf(contract, order.Handle);
            return new(_maps[contract].Rules.Contract.Symbol, holding == None ? default : NameOf(_holdings[holding].Account), order);
        }

        ref HoldingRow row = ref _holdings[_followers[place - crossed]];
        ContractSpec spec = _maps[row.Contract].Rules.Contract;
        double quantity = Math.Abs(row.SignedQuantity), price = row.PlannedPrice;
        return new(spec.Symbol, NameOf(row.Account), new(row.Row, row.Side, price, quantity, spec.Notional(quantity, price), row.Layer));
    }

    internal AccountLiquidation BrokenAt(int place)
    {
        int account = _reported[place];
        ref AccountRow row = ref _accounts[account];
        LiquidationCause cause = row.Fate == AccountFate.Crossed ? LiquidationCause.Crossed : LiquidationCause.Due;
        return new(NameOf(account), cause, row.PlannedWallet, row.Realised, row.Residual);
    }

    internal void CheckReport(int contract, long changes, long mapChanges)
    {
        if (changes != _changes || mapChanges != _maps[contract].Changes)
        {
            throw new InvalidOperationException("the report of a mark is valid until the next change of the market or of the contract's map; copy it with ToArray to keep it");
        }
    }

    private AccountHandle NameOf(int account) => new((uint)account, _accountNames[account]);

    private void PlanRestore()
    {
        for (int account = 0; account < _accountNames.Used; account++)
        {
            if (!_accountNames.IsLive(account))
            {
                continue;
            }

            for (int h = _accounts[account].First; h != None; h = _holdings[h].Next)
            {
                ref HoldingRow row = ref _holdings[h];
                LivingMap map = _maps[row.Contract];
                _missing[row.Contract] += map.IsLive(row.Row) ? 0 : 1;
                if (_missing[row.Contract] > map.Capacity - map.Count)
                {
                    throw new InvalidOperationException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{map.Rules.Contract.Symbol} has room for {map.Capacity:N0} positions, and {map.Count:N0} are open; the rows of accounts that it lacks need EnsureCapacity"));
                }

                // Where a row was changed, its old worth is not known here: it counts as if it came on top.
                if (!map.Holds(row.Row, row.SignedQuantity, row.RowPrice, row.Layer))
                {
                    _growth[(2 * row.Contract) + (row.SignedQuantity > 0 ? 0 : 1)] += map.WorthOf(row.SignedQuantity, row.RowPrice, _at[row.Contract]);
                }
            }

            Plan(account, _accounts[account].Wallet);
        }
    }

    private void RestoreRows(int account)
    {
        for (int h = _accounts[account].First; h != None; h = _holdings[h].Next)
        {
            ref HoldingRow row = ref _holdings[h];
            LivingMap map = _maps[row.Contract];
            if (!map.IsLive(row.Row))
            {
                row.Row = map.OpenAt(row.PlannedRowPrice, row.Side, Math.Abs(row.SignedQuantity), row.Layer);
                Own(row.Contract, row.Row, h);
            }
            else if (map.TryGet(row.Row, out LivePosition live) && live.Layer != row.Layer)
            {
                map.Transfer(row.Row, row.Layer);
            }
        }
    }
}
