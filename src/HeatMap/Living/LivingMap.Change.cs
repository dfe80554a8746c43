using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <content>Changes of open positions, one at a time.</content>
public sealed partial class LivingMap
{
    /// <summary>Changes the size of a position.</summary>
    /// <param name="handle">A live handle.</param>
    /// <param name="quantity">The new unsigned size in the contract's unit; finite and &gt; 0. To turn a position round, close it and open another.</param>
    /// <param name="entryPrice">The new average entry, quote per base; NaN keeps the old one.</param>
    /// <param name="margin">The new margin in the settlement asset; NaN scales the old one with the size, so that the leverage at the entry stays.</param>
    /// <exception cref="ArgumentException">The handle is stale, a value is outside its domain, or a position that is priced elsewhere is given an entry or margin.</exception>
    /// <exception cref="OverflowException">The notional of the side would be 2^63 units or more.</exception>
    /// <remarks>A position that is priced elsewhere keeps its price. O(tiers). Allocates nothing.</remarks>
    public void Resize(PositionHandle handle, double quantity, double entryPrice = double.NaN, double margin = double.NaN) =>
        Change(handle, new SizeChange(new(in quantity), new(in entryPrice), new(in margin)));

    /// <summary>Adds margin to a position, or takes some out.</summary>
    /// <param name="handle">A live handle.</param>
    /// <param name="amount">In the settlement asset; finite, negative to take out. The margin stays at least zero.</param>
    /// <exception cref="ArgumentException">The handle is stale, the amount is outside its domain, or the position has no margin of its own.</exception>
    /// <exception cref="OverflowException">The notional of the side would be 2^63 units or more.</exception>
    /// <remarks>The whole amount becomes margin: apply <see cref="MarginRules.SecuredBy"/> first where the venue keeps a part. O(tiers). Allocates nothing.</remarks>
    public void AddMargin(PositionHandle handle, double amount) => Change(handle, new MarginChange(new(in amount)));

    /// <summary>Gives a position the margin that a leverage asks for at its entry.</summary>
    /// <param name="handle">A live handle.</param>
    /// <param name="leverage">Entry value over margin; finite and &gt; 0.</param>
    /// <exception cref="ArgumentException">The handle is stale, the leverage is outside its domain, or the position is priced elsewhere.</exception>
    /// <exception cref="OverflowException">The notional of the side would be 2^63 units or more.</exception>
    /// <remarks>O(tiers). Allocates nothing.</remarks>
    public void ChangeLeverage(PositionHandle handle, double leverage) => Change(handle, new LeverageChange(new(in leverage)));

    /// <summary>Gives a position that is priced elsewhere its new liquidation price.</summary>
    /// <param name="handle">A live handle of <see cref="OpenAt(double, Side, double, int)"/>.</param>
    /// <param name="liquidationPrice">Quote per base, finite and &gt; 0; NaN where nothing liquidates it.</param>
    /// <exception cref="ArgumentException">The handle is stale, the price is outside its domain, or the position is priced by the map's rules.</exception>
    /// <exception cref="OverflowException">The notional of the side would be 2^63 units or more.</exception>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public void Reprice(PositionHandle handle, double liquidationPrice) => Change(handle, new PriceChange(new(in liquidationPrice)));

    /// <summary>Moves a position to another layer.</summary>
    /// <param name="handle">A live handle.</param>
    /// <param name="layer">The new layer's place in <see cref="Layers"/>.</param>
    /// <exception cref="ArgumentException">The handle is stale, or there is no such layer.</exception>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public void Transfer(PositionHandle handle, int layer)
    {
        CheckLive(handle, NoRow);
        CheckLayer(layer);
        _changes++;
        TransferRow(handle.Index, layer);
    }

    /// <summary>Lets every position with margin of its own pay funding, or receive it.</summary>
    /// <param name="rate">A fraction of the value at the mark; finite. Positive: longs pay and shorts receive.</param>
    /// <returns>What margins could not cover, in the settlement asset: a margin stops at zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is not finite.</exception>
    /// <exception cref="OverflowException">The notional of a side would be 2^63 units or more; nothing is changed.</exception>
    /// <remarks>
    /// Positions without margin of their own, and those priced elsewhere, are left as they are: their accounts pay. O(positions × tiers). Allocates nothing.
    /// </remarks>
    public double ApplyFunding(double rate) => ApplyFunding(rate, 0, 0);

    /// <summary>The same, which leaves room for what else is to grow, in units.</summary>
    internal double ApplyFunding(double rate, Int128 longsGrow, Int128 shortsGrow)
    {
        SettleFallen();
        Guard.Finite(rate);
        var change = new FundingChange(rate);
        (Int128 longs, Int128 shorts) = (longsGrow, shortsGrow);
        for (uint slot = NextLive(0); !IsEnd(slot); slot = NextLive(slot + 1))
        {
            Weigh(slot, change.Of(this, slot, NoRow), NoRow, ref longs, ref shorts);
        }

        CheckRoom(isLong: true, longs, NoRow);
        CheckRoom(isLong: false, shorts, NoRow);
        _changes++;
        double unpaid = 0;
        for (uint slot = NextLive(0); !IsEnd(slot); slot = NextLive(slot + 1))
        {
            unpaid += change.Unpaid(this, slot);
            ChangeRow(slot, change.Of(this, slot, NoRow));
        }

        return unpaid;
    }

    private void Change<TChange>(PositionHandle handle, TChange change)
        where TChange : IRowChange, allows ref struct
    {
        CheckLive(handle, NoRow);
        RowState state = change.Of(this, handle.Index, NoRow);
        Int128 longs = 0, shorts = 0;
        Weigh(handle.Index, state, NoRow, ref longs, ref shorts);
        CheckRoom(isLong: true, longs, NoRow);
        CheckRoom(isLong: false, shorts, NoRow);
        _changes++;
        ChangeRow(handle.Index, state);
    }

    /// <summary>By how much a change makes its side grow.</summary>
    private void Weigh(uint slot, in RowState state, int row, ref Int128 longs, ref Int128 shorts)
    {
        Int128 grows = (Int128)Units(state, row) - UnitsOf(_rows.Table[slot], MarkPrice);
        if (state.SignedQuantity > 0)
        {
            longs += grows;
        }
        else
        {
            shorts += grows;
        }
    }

    /// <summary>Makes a live row what a checked change says. The side never changes.</summary>
    private void ChangeRow(uint slot, in RowState state)
    {
        ref LiveRow row = ref _rows.Table[slot];
        bool isLong = state.SignedQuantity > 0;
        int layer = RowPlace.LayerOf(row.Place), oldCell = _rows.CellOf(row.Place), side = LivingCells.SideOf(layer, isLong);
        long units = Held(state, Units(state, NoRow)), oldUnits = UnitsOf(row, _valuedAt);
        int cell = CellOf(state, isLong);

        // In a front a row's place depends on its price, so it is taken out even where its cell stays.
        _rows.Unlink(slot, isLong, oldCell);
        row.Price = state.Price;
        row.SignedQuantity = state.SignedQuantity;
        row.Place = _rows.PlaceOf(layer, cell);
        ref RowTerms terms = ref _rows.Table.Terms(slot);
        (terms.Entry, terms.Margin) = (state.Entry, state.Margin);
        _rows.Link(slot, isLong, cell);

        _cells.Add(side, oldCell, -oldUnits, -1);
        _cells.Add(side, cell, units, 1);
        ref SideTotals totals = ref isLong ? ref _longs : ref _shorts;
        totals.Revalued += units - (Int128)oldUnits;
        totals.Live += units - oldUnits;
    }

    private void TransferRow(uint slot, int layer)
    {
        ref LiveRow row = ref _rows.Table[slot];
        bool isLong = row.SignedQuantity > 0;
        int cell = _rows.CellOf(row.Place);
        long units = UnitsOf(row, _valuedAt);
        _cells.Add(LivingCells.SideOf(RowPlace.LayerOf(row.Place), isLong), cell, -units, -1);
        _cells.Add(LivingCells.SideOf(layer, isLong), cell, units, 1);
        row.Place = _rows.PlaceOf(layer, cell);
    }

    /// <summary>The price by the map's rules, of checked terms.</summary>
    private RowState Priced(double signedQuantity, double entry, double margin) => new(signedQuantity, entry, margin, _trigger.Price(signedQuantity, entry, margin, MarkPrice));

    /// <summary>A kind of change: what it makes of a row. Refuses a value outside its domain, by the row it is for.</summary>
    private interface IRowChange
    {
        RowState Of(LivingMap map, uint slot, int row);
    }

    private readonly ref struct SizeChange(ReadOnlySpan<double> quantities, ReadOnlySpan<double> entries, ReadOnlySpan<double> margins) : IRowChange
    {
        private readonly ReadOnlySpan<double> _quantities = quantities, _entries = entries, _margins = margins;

        public RowState Of(LivingMap map, uint slot, int row)
        {
            int i = Math.Max(0, row);
            LiveRow live = map._rows.Table[slot];
            RowTerms terms = map._rows.Table.Terms(slot);
            double quantity = _quantities[i], entry = _entries.IsEmpty ? double.NaN : _entries[i], margin = _margins.IsEmpty ? double.NaN : _margins[i];
            double signed = Math.CopySign(quantity, live.SignedQuantity);
            if (double.IsNaN(terms.Entry))
            {
                if (!double.IsNaN(entry) || !double.IsNaN(margin))
                {
                    Refuse(row, double.IsNaN(entry) ? nameof(margin) : "entryPrice", double.IsNaN(entry) ? margin : entry, "NaN for a position that is priced elsewhere");
                }

                if (!Guard.IsPositive(quantity))
                {
                    Refuse(row, nameof(quantity), quantity, "finite and > 0");
                }

                return new(signed, double.NaN, double.NaN, live.Price);
            }

            entry = double.IsNaN(entry) ? terms.Entry : entry;
            if (double.IsNaN(margin))
            {
                margin = terms.Margin * (quantity / Math.Abs(live.SignedQuantity));
            }

            CheckTerms(quantity, entry, margin, row);
            return map.Priced(signed, entry, margin);
        }
    }

    private readonly ref struct MarginChange(ReadOnlySpan<double> amounts) : IRowChange
    {
        private readonly ReadOnlySpan<double> _amounts = amounts;

        public RowState Of(LivingMap map, uint slot, int row)
        {
            double amount = _amounts[Math.Max(0, row)];
            RowTerms terms = map._rows.Table.Terms(slot);
            if (!double.IsFinite(amount))
            {
                Refuse(row, nameof(amount), amount, "finite");
            }

            if (double.IsNaN(terms.Margin))
            {
                Refuse(row, nameof(amount), amount, double.IsNaN(terms.Entry) ? "for a position that is not priced elsewhere" : "for a position with margin of its own");
            }

            double margin = terms.Margin + amount;
            if (!(margin >= 0 && margin < double.PositiveInfinity))
            {
                Refuse(row, nameof(amount), amount, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"at least {-terms.Margin}, what the position has, and finite with it"));
            }

            return map.Priced(map._rows.Table[slot].SignedQuantity, terms.Entry, margin);
        }
    }

    private readonly ref struct LeverageChange(ReadOnlySpan<double> leverages) : IRowChange
    {
        private readonly ReadOnlySpan<double> _leverages = leverages;

        public RowState Of(LivingMap map, uint slot, int row)
        {
            double leverage = _leverages[Math.Max(0, row)], signed = map._rows.Table[slot].SignedQuantity;
            RowTerms terms = map._rows.Table.Terms(slot);
            if (!Guard.IsPositive(leverage))
            {
                Refuse(row, nameof(leverage), leverage, "finite and > 0");
            }

            if (double.IsNaN(terms.Entry))
            {
                Refuse(row, nameof(leverage), leverage, "for a position that is not priced elsewhere");
            }

            double margin = map._trigger.MarginOf(Math.Abs(signed), terms.Entry, double.NaN, leverage);
            CheckTerms(Math.Abs(signed), terms.Entry, margin, row);
            return map.Priced(signed, terms.Entry, margin);
        }
    }

    private readonly ref struct PriceChange(ReadOnlySpan<double> prices) : IRowChange
    {
        private readonly ReadOnlySpan<double> _prices = prices;

        public RowState Of(LivingMap map, uint slot, int row)
        {
            double price = _prices[Math.Max(0, row)];
            CheckPrice(price, row);
            if (!double.IsNaN(map._rows.Table.Terms(slot).Entry))
            {
                Refuse(row, "liquidationPrice", price, "for a position that is priced elsewhere");
            }

            return new(map._rows.Table[slot].SignedQuantity, double.NaN, double.NaN, price);
        }
    }

    private readonly struct FundingChange(double rate) : IRowChange
    {
        public RowState Of(LivingMap map, uint slot, int row)
        {
            LiveRow live = map._rows.Table[slot];
            RowTerms terms = map._rows.Table.Terms(slot);
            if (double.IsNaN(terms.Margin))
            {
                return new(live.SignedQuantity, terms.Entry, terms.Margin, live.Price);
            }

            double margin = Math.Max(0, terms.Margin - Payment(map, live));
            if (!double.IsFinite(margin))
            {
                Refuse(row, nameof(rate), rate, "one that leaves every margin finite");
            }

            return map.Priced(live.SignedQuantity, terms.Entry, margin);
        }

        public double Unpaid(LivingMap map, uint slot)
        {
            double margin = map._rows.Table.Terms(slot).Margin;
            return double.IsNaN(margin) ? 0 : Math.Max(0, Payment(map, map._rows.Table[slot]) - margin);
        }

        private double Payment(LivingMap map, in LiveRow live)
        {
            double value = map._inverse ? live.SignedQuantity / map.MarkPrice : live.SignedQuantity * map.MarkPrice;
            return rate * value;
        }
    }
}
