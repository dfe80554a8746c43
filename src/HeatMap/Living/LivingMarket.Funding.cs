using HeatMap.Internal;

namespace HeatMap;

/// <content>Funding.</content>
public sealed partial class LivingMarket
{
    /// <summary>Lets holders of one contract pay funding, or receive it, and re-prices their accounts.</summary>
    /// <param name="symbol">One of the market's contracts.</param>
    /// <param name="rate">A fraction of the value at the mark; finite. Positive: longs pay and shorts receive.</param>
    /// <returns>What the margins of isolated positions could not cover, as <see cref="LivingMap.ApplyFunding(double)"/>. Wallets pay in full, also below zero.</returns>
    /// <exception cref="ArgumentException">No contract has that symbol, or <paramref name="rate"/> is not finite.</exception>
    /// <exception cref="InvalidOperationException">A row of an account that holds the contract was changed behind the market's back: see <see cref="Restore"/>.</exception>
    /// <exception cref="OverflowException">The notional of a side of a map, at the new prices, would be 2^63 units or more.</exception>
    /// <remarks>
    /// An account that it leaves due is liquidated by the next mark of one of its contracts, unless that saves it. O(isolated positions × tiers + holdings × bends of the accounts that hold the
    /// contract). Allocates nothing.
    /// </remarks>
    public double ApplyFunding(string symbol, double rate)
    {
        int contract = ContractOf(symbol);
        Guard.Finite(rate);
        Follow(contract);
        BeginPlan();
        _stamp++;
        int count = 0;
        double paid = 0;
        for (int first = _heads[contract]; first != None; first = _holdings[first].NextOfContract)
        {
            int account = _holdings[first].Account;
            if (_accounts[account].Stamp == _stamp)
            {
                continue;
            }

            _accounts[account].Stamp = _stamp;
            Verify(account);
            double payment = 0;
            for (int h = _accounts[account].First; h != None; h = _holdings[h].Next)
            {
                ref HoldingRow row = ref _holdings[h];
                if (row.Contract == contract)
                {
                    payment += rate * Math.CopySign(_maps[contract].Rules.Contract.SettlementValue(Math.Abs(row.SignedQuantity), _marks[contract]), row.SignedQuantity);
                }
            }

            Plan(account, CheckedWallet(_accounts[account].Wallet, -payment, nameof(rate)));
            paid += payment;
            _touched[count++] = account;
        }

        CheckRoom();
        double unpaid = _maps[contract].ApplyFunding(rate, (Int128)_growth[2 * contract], (Int128)_growth[(2 * contract) + 1]);
        _changes++;
        _fundingPaid += paid;
        foreach (int account in _touched.AsSpan(0, count))
        {
            Commit(account);
        }

        return unpaid;
    }
}
