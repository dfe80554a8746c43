using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <content>Opening and closing, one at a time.</content>
public sealed partial class LivingMap
{
    private const int NoRow = -1;

    /// <summary>Opens a position and prices it by the map's rules.</summary>
    /// <param name="position">Not <c>default</c>.</param>
    /// <param name="layer">Its layer's place in <see cref="Layers"/>.</param>
    /// <returns>Its name, until it is closed or liquidated.</returns>
    /// <exception cref="ArgumentException">The position is <c>default</c>, its value is beyond the range of numbers, or there is no such layer.</exception>
    /// <exception cref="InvalidOperationException">The map is full: see <see cref="EnsureCapacity"/>.</exception>
    /// <exception cref="OverflowException">Its notional, or that of its side with it, is 2^63 units or more.</exception>
    /// <remarks>
    /// A position whose price the mark has reached already is kept as <see cref="UnplacedReason.AlreadyLiquidated"/> and reported by the next mark, unless that
    /// lies on the safe side again. O(tiers). Allocates nothing.
    /// </remarks>
    public PositionHandle Open(in Position position, int layer = 0)
    {
        CheckLayer(layer);
        Liquidation.Check(position, Rules, double.NaN);
        double margin = _trigger.MarginOf(position.Quantity, position.EntryPrice, position.Margin, position.Leverage);
        CheckTerms(position.Quantity, position.EntryPrice, margin, NoRow);
        double signed = position.SignedQuantity, price = _trigger.Price(signed, position.EntryPrice, margin, MarkPrice);
        return OpenChecked(new(signed, position.EntryPrice, margin, price), layer);
    }

    /// <summary>Opens a position whose liquidation price is known: from a venue, or from the account that secures it.</summary>
    /// <param name="liquidationPrice">Quote per base, finite and &gt; 0; NaN where nothing liquidates it.</param>
    /// <param name="side">Long or short.</param>
    /// <param name="quantity">In the contract's unit; finite and &gt; 0.</param>
    /// <param name="layer">Its layer's place in <see cref="Layers"/>.</param>
    /// <returns>Its name. Its price changes with <see cref="Reprice(PositionHandle, double)"/> only.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    /// <exception cref="InvalidOperationException">The map is full.</exception>
    /// <exception cref="OverflowException">Its notional, or that of its side with it, is 2^63 units or more.</exception>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public PositionHandle OpenAt(double liquidationPrice, Side side, double quantity, int layer = 0)
    {
        Guard.Defined(side);
        CheckPrice(liquidationPrice, NoRow);
        CheckLayer(layer);
        Guard.Positive(quantity);
        return OpenChecked(new((int)side * quantity, double.NaN, double.NaN, liquidationPrice), layer);
    }

    /// <summary>Closes a position.</summary>
    /// <param name="handle">A live handle.</param>
    /// <exception cref="ArgumentException">The handle is stale or of no position.</exception>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public void Close(PositionHandle handle)
    {
        // The next position takes this one's place, and with it a line of terms that nothing has asked for yet.
        _rows.Table.FetchTerms(handle.Index);
        CheckLive(handle, NoRow);
        _changes++;
        CloseRow(handle.Index);
    }

    private PositionHandle OpenChecked(in RowState state, int layer)
    {
        if (Count >= Capacity)
        {
            ThrowFull(1);
        }

        bool isLong = state.SignedQuantity > 0;
        long units = Units(state, NoRow);
        CheckRoom(isLong, units, NoRow);
        _changes++;
        int cell = CellOf(state, isLong);
        _rows.Table.Fetch(_rows.HeadOf(isLong, cell));
        return OpenRow(state, units, cell, layer);
    }

    /// <summary>Puts a checked row into the map.</summary>
    private PositionHandle OpenRow(in RowState state, long units, int cell, int layer)
    {
        bool isLong = state.SignedQuantity > 0;
        uint slot = _rows.Take();
        ref LiveRow row = ref _rows.Table[slot];
        row.Price = state.Price;
        row.SignedQuantity = state.SignedQuantity;
        row.Place = _rows.PlaceOf(layer, cell);
        ref RowTerms terms = ref _rows.Table.Terms(slot);
        (terms.Entry, terms.Margin) = (state.Entry, state.Margin);
        _rows.Link(slot, isLong, cell);
        long held = Held(state, units);
        _cells.Add(LivingCells.SideOf(layer, isLong), cell, held, 1);
        ref SideTotals side = ref isLong ? ref _longs : ref _shorts;
        side.Opened += units;
        side.Revalued += held - units;
        side.Live += held;
        side.OpenedCount++;
        side.LiveCount++;
        return new(slot, row.Generation);
    }

    /// <summary>Takes a live row out of the map.</summary>
    private void CloseRow(uint slot)
    {
        ref LiveRow row = ref _rows.Table[slot];
        _rows.Table.Fetch(row.Next);
        _rows.Table.Fetch(row.Previous);
        bool isLong = row.SignedQuantity > 0;
        int cell = _rows.CellOf(row.Place);
        long held = UnitsOf(row, _valuedAt), units = UnitsOf(row, MarkPrice);
        _rows.Unlink(slot, isLong, cell);
        _cells.Add(LivingCells.SideOf(RowPlace.LayerOf(row.Place), isLong), cell, -held, -1);
        ref SideTotals side = ref isLong ? ref _longs : ref _shorts;
        side.Closed += units;
        side.Revalued += units - held;
        side.Live -= held;
        side.ClosedCount++;
        side.LiveCount--;
        row.Place &= ~RowPlace.SeenBit;
        _rows.Free(slot);
    }

    /// <summary>What a row is worth, in units; without a price at a mark. At <see cref="_valuedAt"/> it is what the cells hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long UnitsOf(in LiveRow row, double mark)
    {
        double quantity = Math.Abs(row.SignedQuantity), price = double.IsNaN(row.Price) ? mark : row.Price;
        bool fits = FixedPoint.TryUnits(_inverse ? quantity : quantity * price, _unitsPerQuote, out long units);
        Debug.Assert(fits, "what was opened fitted");
        return units;
    }

    /// <summary>What the cells hold of a row that is worth some units: all rows without a price wait at the mark at which they were last valued.</summary>
    private long Held(in RowState state, long units)
    {
        if (!double.IsNaN(state.Price) || _valuedAt == MarkPrice || _inverse)
        {
            return units;
        }

        if (FixedPoint.TryUnits(Math.Abs(state.SignedQuantity) * _valuedAt, _unitsPerQuote, out long held) && held <= Roomy)
        {
            _hidden += Math.Max(0, units - held);
            return held;
        }

        SettleValue();
        return units;
    }

    /// <summary>What a row is worth now, in units.</summary>
    private long Units(in RowState state, int row)
    {
        double quantity = Math.Abs(state.SignedQuantity), price = double.IsNaN(state.Price) ? MarkPrice : state.Price;
        double notional = _inverse ? quantity : quantity * price;
        if (!FixedPoint.TryUnits(notional, _unitsPerQuote, out long units))
        {
            ThrowOverflow(row, string.Create(CultureInfo.InvariantCulture, $"notional {notional} is"));
        }

        return units;
    }

    /// <summary>The cell of a side that a row belongs to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int CellOf(in RowState state, bool isLong)
    {
        if (double.IsNaN(state.Price))
        {
            return double.IsNaN(state.Margin) && !double.IsNaN(state.Entry) ? _layout.NeedsAccount : _layout.NoPrice;
        }

        bool isDue = isLong ? state.Price >= MarkPrice : state.Price <= MarkPrice;
        return isDue && _options.MarkTest ? _layout.Liquidated : Grid.Find(state.Price) + 1;
    }

    private void CheckLive(PositionHandle handle, int row)
    {
        if (!_rows.IsLive(handle))
        {
            ThrowStale(handle, row);
        }
    }

    private void CheckRoom(bool isLong, Int128 added, int row)
    {
        ref SideTotals side = ref isLong ? ref _longs : ref _shorts;
        if (side.Live + added + _hidden > Roomy)
        {
            // Close to the end it matters what rows without a price are worth by now.
            SettleValue();
            if (side.Live + added > long.MaxValue)
            {
                ThrowOverflow(row, "the notional of its side with it is");
            }
        }
    }

    private static void CheckTerms(double quantity, double entry, double margin, int row)
    {
        if (!Guard.IsPositive(quantity))
        {
            Refuse(row, nameof(quantity), quantity, "finite and > 0");
        }

        if (!Guard.IsPositive(entry))
        {
            Refuse(row, "entryPrice", entry, "finite and > 0");
        }

        if (!Guard.IsPositive(entry * quantity) || !Guard.IsPositive(quantity / entry))
        {
            Refuse(row, nameof(quantity), quantity, "worth a finite value > 0 at its entry price");
        }

        if (!double.IsNaN(margin) && !(margin >= 0 && margin < double.PositiveInfinity))
        {
            Refuse(row, nameof(margin), margin, "finite and >= 0");
        }
    }

    private static void CheckPrice(double liquidationPrice, int row)
    {
        if (!double.IsNaN(liquidationPrice) && !Guard.IsPositive(liquidationPrice))
        {
            Refuse(row, nameof(liquidationPrice), liquidationPrice, "finite and > 0, or NaN");
        }
    }

    [DoesNotReturn]
    private static void Refuse(int row, string name, double value, string allowed)
    {
        if (row >= 0)
        {
            Throw.Row(name, row, value, allowed);
        }

        Throw.OutOfRange(name, value, allowed);
    }

    [DoesNotReturn]
    private void ThrowStale(PositionHandle handle, int row)
    {
        string why = handle.Generation == 0 ? "it is default"
            : handle.Index >= _rows.Used ? "no position was ever there"
            : "its position was closed or liquidated";
        Throw.Argument(nameof(handle), string.Create(CultureInfo.InvariantCulture, $"{Where(row)}the handle {handle.Index}/{handle.Generation} is not live: {why}"));
    }

    [DoesNotReturn]
    private void ThrowFull(int more) => throw new InvalidOperationException(string.Create(
        CultureInfo.InvariantCulture,
        $"there is room for {Capacity:N0} positions and {Count:N0} are open; {more:N0} more need EnsureCapacity"));

    [DoesNotReturn]
    private void ThrowOverflow(int row, string what) => throw new OverflowException(string.Create(
        CultureInfo.InvariantCulture,
        $"{Where(row)}{what} 2^63 units of {Quantum} or more; choose a larger MapOptions.Quantum"));

    private static string Where(int row) => row < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"row {row}: ");

    /// <summary>What a row is to become.</summary>
    private readonly record struct RowState(double SignedQuantity, double Entry, double Margin, double Price);
}
