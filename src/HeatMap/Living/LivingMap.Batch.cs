using System.Globalization;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <content>Many changes at once: the same as one after the other, but all or none, and faster, because rows are fetched ahead.</content>
public sealed partial class LivingMap
{
    /// <summary>How many rows ahead memory is asked for (LivingUpdateBench).</summary>
    private const int Ahead = 16;

    /// <summary>Rows that are priced together.</summary>
    private const int Chunk = 256;

    /// <summary>Opens positions and prices them by the map's rules.</summary>
    /// <param name="positions">Columns or a <see cref="PositionBatch"/>.</param>
    /// <param name="handles">Receives the name of each; at least as long.</param>
    /// <param name="layerOfRow">The layer of each row; empty for the first layer.</param>
    /// <exception cref="ArgumentException">A row is outside its domain, and the message names it; or a span is too short.</exception>
    /// <exception cref="InvalidOperationException">There is not room for all.</exception>
    /// <exception cref="OverflowException">A notional, or that of a side, is 2^63 units or more; the message names the row.</exception>
    /// <remarks>All or none; after a refusal <paramref name="handles"/> is meaningless, and the report of the last mark has ended. O(n × tiers). Allocates nothing.</remarks>
    public void Open(PositionColumns positions, Span<PositionHandle> handles, ReadOnlySpan<byte> layerOfRow = default)
    {
        CheckOpening(positions.Count, handles, layerOfRow);
        Liquidation.CheckRows(positions, KernelInfo.VectorBits);
        CheckLeverages(positions);
        _changes++;
        Span<RowState> states = stackalloc RowState[Chunk];
        Span<double> prices = stackalloc double[Chunk];
        for (int row = 0; row < positions.Count; row += Chunk)
        {
            int count = Math.Min(Chunk, positions.Count - row);
            PositionColumns part = positions.Slice(row, count);
            Liquidation.CheckedPrices(part, Rules, prices, MarkPrice);
            for (int i = 0; i < count; i++)
            {
                double signed = part.SignedQuantity[i], entry = part.EntryPrice[i], leverage = part.Leverage.IsEmpty ? double.NaN : part.Leverage[i];
                states[i] = new(signed, entry, _trigger.MarginOf(Math.Abs(signed), entry, part.Margin[i], leverage), prices[i]);
            }

            OpenRows(states[..count], handles, row, layerOfRow);
        }
    }

    /// <summary>Opens positions whose liquidation prices are known.</summary>
    /// <param name="liquidationPrice">Quote per base, finite and &gt; 0; NaN where nothing liquidates the position.</param>
    /// <param name="signedQuantity">In the contract's unit, with the sign of the side; finite and not zero.</param>
    /// <param name="handles">Receives the name of each; at least as long.</param>
    /// <param name="layerOfRow">The layer of each row; empty for the first layer.</param>
    /// <exception cref="ArgumentException">A row is outside its domain, and the message names it; or columns differ in length.</exception>
    /// <exception cref="InvalidOperationException">There is not room for all.</exception>
    /// <exception cref="OverflowException">A notional, or that of a side, is 2^63 units or more; the message names the row.</exception>
    /// <remarks>All or none; after a refusal <paramref name="handles"/> is meaningless, and the report of the last mark has ended. O(n). Allocates nothing.</remarks>
    public void OpenAt(ReadOnlySpan<double> liquidationPrice, ReadOnlySpan<double> signedQuantity, Span<PositionHandle> handles, ReadOnlySpan<byte> layerOfRow = default)
    {
        CheckLength(nameof(signedQuantity), signedQuantity.Length, liquidationPrice.Length);
        CheckOpening(liquidationPrice.Length, handles, layerOfRow);
        for (int row = 0; row < liquidationPrice.Length; row++)
        {
            CheckPrice(liquidationPrice[row], row);
            if (!Guard.IsPositive(Math.Abs(signedQuantity[row])))
            {
                Throw.Row(nameof(signedQuantity), row, signedQuantity[row], "finite and not zero");
            }
        }

        _changes++;
        Span<RowState> states = stackalloc RowState[Chunk];
        for (int row = 0; row < liquidationPrice.Length; row += Chunk)
        {
            int count = Math.Min(Chunk, liquidationPrice.Length - row);
            for (int i = 0; i < count; i++)
            {
                states[i] = new(signedQuantity[row + i], double.NaN, double.NaN, liquidationPrice[row + i]);
            }

            OpenRows(states[..count], handles, row, layerOfRow);
        }
    }

    /// <summary>Changes the sizes of positions; see <see cref="Resize(PositionHandle, double, double, double)"/>.</summary>
    /// <param name="handles">Live handles, each once.</param>
    /// <param name="quantities">The new unsigned sizes.</param>
    /// <param name="entryPrices">The new entries, NaN for the old one; empty for all old ones.</param>
    /// <param name="margins">The new margins, NaN to scale the old one; empty to scale all.</param>
    /// <exception cref="ArgumentException">A row is refused as a single change would be, and the message names it; a handle comes twice, or columns differ in length.</exception>
    /// <exception cref="OverflowException">The notional of a side would be 2^63 units or more.</exception>
    /// <remarks>All or none. O(n × tiers). Allocates nothing.</remarks>
    public void Resize(ReadOnlySpan<PositionHandle> handles, ReadOnlySpan<double> quantities, ReadOnlySpan<double> entryPrices = default, ReadOnlySpan<double> margins = default)
    {
        CheckLength(nameof(quantities), quantities.Length, handles.Length);
        CheckLength(nameof(entryPrices), entryPrices.IsEmpty ? handles.Length : entryPrices.Length, handles.Length);
        CheckLength(nameof(margins), margins.IsEmpty ? handles.Length : margins.Length, handles.Length);
        Change(handles, new SizeChange(quantities, entryPrices, margins));
    }

    /// <summary>Adds margin to positions; see <see cref="AddMargin(PositionHandle, double)"/>.</summary>
    /// <param name="handles">Live handles, each once.</param>
    /// <param name="amounts">In the settlement asset; negative to take out.</param>
    /// <inheritdoc cref="Resize(ReadOnlySpan{PositionHandle}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public void AddMargin(ReadOnlySpan<PositionHandle> handles, ReadOnlySpan<double> amounts)
    {
        CheckLength(nameof(amounts), amounts.Length, handles.Length);
        Change(handles, new MarginChange(amounts));
    }

    /// <summary>Gives positions the margin that a leverage asks for; see <see cref="ChangeLeverage(PositionHandle, double)"/>.</summary>
    /// <param name="handles">Live handles, each once.</param>
    /// <param name="leverages">Entry value over margin.</param>
    /// <inheritdoc cref="Resize(ReadOnlySpan{PositionHandle}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public void ChangeLeverage(ReadOnlySpan<PositionHandle> handles, ReadOnlySpan<double> leverages)
    {
        CheckLength(nameof(leverages), leverages.Length, handles.Length);
        Change(handles, new LeverageChange(leverages));
    }

    /// <summary>Gives positions that are priced elsewhere their new prices; see <see cref="Reprice(PositionHandle, double)"/>.</summary>
    /// <param name="handles">Live handles, each once.</param>
    /// <param name="liquidationPrices">Quote per base; NaN where nothing liquidates the position.</param>
    /// <inheritdoc cref="Resize(ReadOnlySpan{PositionHandle}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public void Reprice(ReadOnlySpan<PositionHandle> handles, ReadOnlySpan<double> liquidationPrices)
    {
        CheckLength(nameof(liquidationPrices), liquidationPrices.Length, handles.Length);
        Change(handles, new PriceChange(liquidationPrices));
    }

    /// <summary>Moves positions to other layers; see <see cref="Transfer(PositionHandle, int)"/>.</summary>
    /// <param name="handles">Live handles, each once.</param>
    /// <param name="layers">The new layers' places in <see cref="Layers"/>.</param>
    /// <inheritdoc cref="Resize(ReadOnlySpan{PositionHandle}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public void Transfer(ReadOnlySpan<PositionHandle> handles, ReadOnlySpan<byte> layers)
    {
        CheckLength(nameof(layers), layers.Length, handles.Length);
        for (int row = 0; row < layers.Length; row++)
        {
            CheckLayer(layers[row], row);
        }

        Claim(handles);
        _changes++;
        for (int row = 0; row < handles.Length; row++)
        {
            TransferRow(handles[row].Index, layers[row]);
        }
    }

    /// <summary>Closes positions.</summary>
    /// <param name="handles">Live handles, each once.</param>
    /// <exception cref="ArgumentException">A handle is stale or comes twice; the message names its row.</exception>
    /// <remarks>All or none. O(n). Allocates nothing.</remarks>
    public void Close(ReadOnlySpan<PositionHandle> handles)
    {
        Claim(handles);
        _changes++;
        RowTable table = _rows.Table;
        for (int row = 0; row < handles.Length; row++)
        {
            if (row + (Ahead / 2) < handles.Length)
            {
                // The row is near by now; its neighbours in the list may not be.
                ref LiveRow later = ref table[handles[row + (Ahead / 2)].Index];
                table.Fetch(later.Next);
                table.Fetch(later.Previous);
            }

            CloseRow(handles[row].Index);
        }
    }

    /// <summary>Puts checked rows into the map, or, where one does not fit, takes all rows of the batch out again.</summary>
    private void OpenRows(ReadOnlySpan<RowState> states, Span<PositionHandle> handles, int firstRow, ReadOnlySpan<byte> layerOfRow)
    {
        RowTable table = _rows.Table;
        Span<int> cells = stackalloc int[Chunk];
        for (int i = 0; i < states.Length; i++)
        {
            bool isLong = states[i].SignedQuantity > 0;
            cells[i] = CellOf(states[i], isLong);
            table.Fetch(_rows.HeadOf(isLong, cells[i]));
        }

        int opened = 0;
        try
        {
            for (; opened < states.Length; opened++)
            {
                int row = firstRow + opened;
                long units = Units(states[opened], row);
                CheckRoom(states[opened].SignedQuantity > 0, units, row);
                handles[row] = OpenRow(states[opened], units, cells[opened], layerOfRow.IsEmpty ? 0 : layerOfRow[row]);
            }
        }
        catch (OverflowException)
        {
            for (int row = firstRow + opened - 1; row >= 0; row--)
            {
                Undo(handles[row].Index);
            }

            throw;
        }
    }

    /// <summary>Makes the last opening undone.</summary>
    private void Undo(uint slot)
    {
        ref LiveRow row = ref _rows.Table[slot];
        bool isLong = row.SignedQuantity > 0;
        int cell = _rows.CellOf(row.Place);
        long held = UnitsOf(row, _valuedAt), units = UnitsOf(row, MarkPrice);
        _rows.Unlink(slot, isLong, cell);
        _cells.Add(LivingCells.SideOf(RowPlace.LayerOf(row.Place), isLong), cell, -held, -1);
        ref SideTotals side = ref isLong ? ref _longs : ref _shorts;
        side.Opened -= units;
        side.Revalued -= held - units;
        side.Live -= held;
        side.OpenedCount--;
        side.LiveCount--;
        _rows.Forget(slot);
    }

    private void Change<TChange>(ReadOnlySpan<PositionHandle> handles, TChange change)
        where TChange : IRowChange, allows ref struct
    {
        Claim(handles);
        SettleFallen();
        Int128 longs = 0, shorts = 0;
        try
        {
            for (int row = 0; row < handles.Length; row++)
            {
                Weigh(handles[row].Index, change.Of(this, handles[row].Index, row), row, ref longs, ref shorts);
            }

            CheckRoom(isLong: true, longs, NoRow);
            CheckRoom(isLong: false, shorts, NoRow);
        }
        catch
        {
            Disclaim(handles);
            throw;
        }

        _changes++;
        RowTable table = _rows.Table;
        for (int row = 0; row < handles.Length; row++)
        {
            if (row + (Ahead / 2) < handles.Length)
            {
                ref LiveRow later = ref table[handles[row + (Ahead / 2)].Index];
                table.Fetch(later.Next);
                table.Fetch(later.Previous);
            }

            ChangeRow(handles[row].Index, change.Of(this, handles[row].Index, row));
        }
    }

    /// <summary>Checks that all handles are live and none comes twice, and leaves a mark on each row. Whoever changes the row takes the mark off.</summary>
    private void Claim(ReadOnlySpan<PositionHandle> handles)
    {
        RowTable table = _rows.Table;
        for (int row = 0; row < handles.Length; row++)
        {
            if (row + Ahead < handles.Length)
            {
                table.Fetch(handles[row + Ahead].Index);
                table.FetchTerms(handles[row + Ahead].Index);
            }

            PositionHandle handle = handles[row];
            if (!_rows.IsLive(handle))
            {
                Disclaim(handles[..row]);
                ThrowStale(handle, row);
            }

            ref uint place = ref table[handle.Index].Place;
            if ((place & RowPlace.SeenBit) != 0)
            {
                Disclaim(handles[..row]);
                Throw.Argument(nameof(handles), string.Create(CultureInfo.InvariantCulture, $"row {row}: the handle {handle.Index}/{handle.Generation} comes twice in the batch, first in row {handles[..row].IndexOf(handle)}"));
            }

            place |= RowPlace.SeenBit;
        }
    }

    private void Disclaim(ReadOnlySpan<PositionHandle> handles)
    {
        foreach (PositionHandle handle in handles)
        {
            _rows.Table[handle.Index].Place &= ~RowPlace.SeenBit;
        }
    }

    private void CheckOpening(int count, Span<PositionHandle> handles, ReadOnlySpan<byte> layerOfRow)
    {
        if (handles.Length < count)
        {
            Throw.Argument(nameof(handles), $"handles must hold {count} names, has room for {handles.Length}");
        }

        if (!layerOfRow.IsEmpty)
        {
            CheckLength(nameof(layerOfRow), layerOfRow.Length, count);
            for (int row = 0; row < count; row++)
            {
                CheckLayer(layerOfRow[row], row);
            }
        }

        if (count > Capacity - Count)
        {
            ThrowFull(count);
        }
    }

    /// <summary>A leverage can be so low that no number holds the margin it asks for.</summary>
    private void CheckLeverages(PositionColumns positions)
    {
        for (int row = 0; row < positions.Leverage.Length; row++)
        {
            double leverage = positions.Leverage[row];
            if (leverage < 1 && double.IsInfinity(_trigger.MarginOf(Math.Abs(positions.SignedQuantity[row]), positions.EntryPrice[row], positions.Margin[row], leverage)))
            {
                Throw.Row(nameof(leverage), row, leverage, "one that asks for a finite margin");
            }
        }
    }

    private static void CheckLength(string name, int length, int expected)
    {
        if (length != expected)
        {
            Throw.Argument(name, $"{name} must have one value for each of {expected} rows, had {length}");
        }
    }
}
