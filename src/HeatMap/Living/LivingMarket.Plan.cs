using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HeatMap;

/// <content>
/// New prices of accounts. They are planned first, in full, so that a refused call changes nothing, and then committed, which cannot fail.
/// </content>
public sealed partial class LivingMarket
{
    private readonly AccountLegs _legs = new();
    private readonly AccountPath _path = new();

    /// <summary>Of the account that is being planned, by contract: its price before rounding, and the sides that have it in the map.</summary>
    private readonly double[] _found;
    private readonly ReachedSides[] _sides;

    /// <summary>By how much planned changes make sides of maps grow, in units; what shrinks is not counted. Longs, then shorts, of each contract.</summary>
    private readonly double[] _growth;

    private Holding HoldingOf(int contract, double signedQuantity, double entryPrice) =>
        new(_maps[contract].Rules, Position.Cross(signedQuantity > 0 ? Side.Long : Side.Short, entryPrice, Math.Abs(signedQuantity)), _at[contract]);

    private double Profit(int holding, double price)
    {
        ref HoldingRow row = ref _holdings[holding];
        return ProfitOf(row.Contract, row.SignedQuantity, row.EntryPrice, price);
    }

    private double ProfitOf(int contract, double signedQuantity, double entryPrice, double price) => _maps[contract].Rules.Contract.Kind == ContractKind.Inverse
        ? signedQuantity * ((1 / entryPrice) - (1 / price))
        : signedQuantity * (price - entryPrice);

    /// <summary>Refuses an account one of whose rows is not as it was left.</summary>
    private void Verify(int account)
    {
        for (int h = _accounts[account].First; h != None; h = _holdings[h].Next)
        {
            ref HoldingRow row = ref _holdings[h];
            LivingMap map = _maps[row.Contract];
            if (map.MarkPrice != _marks[row.Contract] || !map.Holds(row.Row, row.SignedQuantity, row.RowPrice, row.Layer))
            {
                ThrowChanged(h);
            }
        }
    }

    /// <summary>Makes the legs of an account at the marks.</summary>
    /// <param name="account">The account.</param>
    /// <param name="changed">A holding that is to be another one, or is new.</param>
    /// <param name="signedQuantity">What it is to be; zero when it is to end.</param>
    /// <param name="entryPrice">Its entry then.</param>
    private void Load(int account, int changed = None, double signedQuantity = 0, double entryPrice = 0)
    {
        _legs.Clear();
        int count = 0;
        for (int h = _accounts[account].First; h != None; h = _holdings[h].Next)
        {
            ref HoldingRow row = ref _holdings[h];
            if (h != changed)
            {
                _legs.Add(HoldingOf(row.Contract, row.SignedQuantity, row.EntryPrice), row.Contract, count++);
            }
            else if (signedQuantity != 0)
            {
                _legs.Add(HoldingOf(row.Contract, signedQuantity, entryPrice), row.Contract, count++);
            }
        }

        if (IsNew(changed))
        {
            _legs.Add(HoldingOf(_holdings[changed].Contract, signedQuantity, entryPrice), _holdings[changed].Contract, count);
        }

        _legs.Finish();
    }

    private bool IsNew(int holding) => holding != None && !_holdingNames.IsLive(holding);

    private void BeginPlan() => _growth.AsSpan().Clear();

    /// <summary>Plans what an account's prices become with another wallet, and perhaps with one holding changed.</summary>
    private void Plan(int account, double wallet, int changed = None, double signedQuantity = 0, double entryPrice = 0)
    {
        Load(account, changed, signedQuantity, entryPrice);
        PlanLoaded(account, wallet, changed, signedQuantity, entryPrice);
    }

    private void PlanLoaded(int account, double wallet, int changed = None, double signedQuantity = 0, double entryPrice = 0)
    {
        double secured = wallet + _accounts[account].Collateral, fees = _legs.BankruptcyFees(secured);
        for (int i = 0; i < _legs.Symbols; i++)
        {
            int contract = _legs.SymbolAt(i);
            double price = _path.Symbol(_legs, contract).FirstCrossing(secured - fees, 1, 1), mark = _at[contract];
            _found[contract] = price;

            // A healthy account breaks against the side that loses on the way; one that is due has been broken by it. A price at the mark is against both.
            _sides[contract] = (_path.WasHealthy ? price <= mark : price >= mark) ? ReachedSides.Longs : ReachedSides.None;
            _sides[contract] |= (_path.WasHealthy ? price >= mark : price <= mark) ? ReachedSides.Shorts : ReachedSides.None;
        }

        for (int h = _accounts[account].First; h != None; h = _holdings[h].Next)
        {
            ref HoldingRow row = ref _holdings[h];
            if (h != changed)
            {
                PlanHolding(h, row.SignedQuantity, row.EntryPrice, isNew: false);
            }
            else if (signedQuantity != 0)
            {
                PlanHolding(h, signedQuantity, entryPrice, isNew: false);
            }
        }

        if (IsNew(changed))
        {
            PlanHolding(changed, signedQuantity, entryPrice, isNew: true);
        }

        ref AccountRow planned = ref _accounts[account];
        planned.PlannedWallet = wallet;
        planned.IsPlannedDue = _legs.Count > 0 && _legs.State(secured, fees).FreeMargin <= 0;
    }

    private void PlanHolding(int holding, double signedQuantity, double entryPrice, bool isNew)
    {
        ref HoldingRow row = ref _holdings[holding];
        int contract = row.Contract;
        LivingMap map = _maps[contract];
        double found = _found[contract];
        row.PlannedPrice = double.IsNaN(found) ? found : _triggers[contract].Rounded(found, signedQuantity, entryPrice, _roundings[contract]);
        row.PlannedRowPrice = (_sides[contract] & (signedQuantity > 0 ? ReachedSides.Longs : ReachedSides.Shorts)) != ReachedSides.None ? row.PlannedPrice : double.NaN;
        double mark = _at[contract], worth = map.WorthOf(signedQuantity, row.PlannedRowPrice, mark);
        double grows = worth - (isNew ? 0 : map.WorthOf(row.SignedQuantity, row.RowPrice, mark));
        _growth[(2 * contract) + (signedQuantity > 0 ? 0 : 1)] += Math.Max(0, grows);
    }

    /// <summary>Refuses a plan for which a map's sums have no room.</summary>
    private void CheckRoom()
    {
        for (int contract = 0; contract < _maps.Length; contract++)
        {
            (double longs, double shorts) = (_growth[2 * contract], _growth[(2 * contract) + 1]);
            if (longs > 0 || shorts > 0)
            {
                _ = _maps[contract].CheckedMark(_at[contract], _at[contract], double.NaN, longs, shorts);
            }
        }
    }

    /// <summary>Makes an account what was planned.</summary>
    private void Commit(int account)
    {
        ref AccountRow row = ref _accounts[account];
        for (int h = row.First; h != None; h = _holdings[h].Next)
        {
            ref HoldingRow holding = ref _holdings[h];
            (holding.Price, holding.RowPrice) = (holding.PlannedPrice, holding.PlannedRowPrice);
            _maps[holding.Contract].ChangeHeld(holding.Row, holding.SignedQuantity, holding.RowPrice);
        }

        row.Wallet = row.PlannedWallet;
        SetDue(ref row, row.IsPlannedDue);
    }

    private void SetDue(ref AccountRow row, bool isDue)
    {
        DueCount += (isDue ? 1 : 0) - (row.IsDue ? 1 : 0);
        row.IsDue = isDue;
    }

    [DoesNotReturn]
    private void ThrowChanged(int holding)
    {
        LiveHolding held = At(holding);
        LivingMap map = _maps[_holdings[holding].Contract];
        double mark = _marks[_holdings[holding].Contract];
        string what = map.MarkPrice != mark
            ? string.Create(CultureInfo.InvariantCulture, $"the mark of {held.Symbol} was moved from {mark} to {map.MarkPrice}")
            : string.Create(CultureInfo.InvariantCulture, $"the position {held.Position.Index}/{held.Position.Generation} of {held.Symbol} was {(map.IsLive(held.Position) ? "changed" : "closed or liquidated")}");
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"{what} on its map and not by the market, which holds it for the account {held.Account.Index}/{held.Account.Generation}; call Restore to write the accounts' positions anew"));
    }
}
