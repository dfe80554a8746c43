using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace HeatMap.Kernels;

/// <summary>Rows to cells in one pass: price, place, weight, add.</summary>
/// <remarks>
/// Vectors turn rows into cells and whole units, plain code adds them, one group behind, so that loads and adds overlap. A row that the vector
/// form does not take (outside a generous range of numbers, or too heavy for a packed word) is left to the caller, by its number.
/// </remarks>
internal static unsafe class MapKernel
{
    /// <summary>Packed words keep the cell in their low 16 bits.</summary>
    public const int PackedCells = 1 << 16;

    /// <summary>Weights from here on are left to the caller: 2^47 − 1 units, so that a rounded weight is below 2^47.</summary>
    public const double WeightLimit = 140737488355327.0;

    private const double TwoTo52 = 4503599627370496.0;

    /// <summary>2^36: added to a place, it leaves 16 bits of fraction and the whole bands above them.</summary>
    private const double PlaceOne = 68719476736.0;

    private const long PlaceFraction = 0xFFFF, CellBits = (1L << 32) - 1, WholeBits = (1L << 52) - 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static MapProgress Run<S, D, L, TPrice, TBands, TLeverage, TMark, TCounts, TLayers, TPacked>(MapJob* job, TPrice prices, TBands bands, int start, int end)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
        where TPrice : struct, IPriceOperator<D, L>
        where TBands : struct, IBandOperator<D>
        where TLeverage : struct, IFlag
        where TMark : struct, IFlag
        where TCounts : struct, IFlag
        where TLayers : struct, IFlag
        where TPacked : struct, IFlag
    {
        CellLayout layout = job->Layout;
        Debug.Assert(start >= 0 && end - start <= MapKernels.MaxRows && end <= job->Columns.Count, "rows must be there, and so few that no cell can overflow");
        Debug.Assert(!TPacked.On || layout.Layer <= PackedCells, "a packed word has 16 bits for its cell");
        Debug.Assert((job->Counts != null) == TCounts.On && (job->Columns.Layer != null) == TLayers.On, "what there is must be filled");
        int last = end - S.Lanes;
        if (start > last)
        {
            return new(start, 0, 0);
        }

        RowPointers columns = job->Columns;
        byte* layers = columns.Layer;
        long* units = job->Units, counts = job->Counts;
        int* rareRows = job->RareRows;
        int rareCount = 0, rareRoom = job->RareCapacity;
        nint* layerStarts = job->LayerStarts;
        D least = S.Set(-0.5), most = S.Set(layout.Bands + 0.5), mark = S.Set(job->MarkPrice), scale = S.Set(job->UnitsPerQuote);
        D longCell = S.Set(PlaceOne + 1), shortCell = S.Set(PlaceOne + 1 + layout.Side), wholes = S.Set(TwoTo52);
        L near = S.Set(job->Bands.Near), nearTwice = S.Set((2 * job->Bands.Near) + 1), waste = S.Set((long)layout.Waste), anyWeight = S.Set(0L);

        // The words of one group wait here: cells and weights, packed in one or apart.
        long* memory = stackalloc long[24], cells = (long*)(((nuint)memory + 63) & ~(nuint)63), weights = cells + 8;
        for (int i = 0; i < 8; i++)
        {
            (cells[i], weights[i]) = (layout.Waste, 0);
        }

        // Three groups are under way at once, because a division takes longer than everything else: one is priced, the one before is placed, and
        // the one before that is added. The last round prices its own group again, for nobody.
        D price = RowKernel.Priced<S, D, L, TPrice, TLeverage>(columns, prices, start, out D quantity, out L outside, out L signs);
        int row = start, behind = start;
        while (row <= last)
        {
            int next = Math.Min(row + S.Lanes, last);
            D nextPrice = RowKernel.Priced<S, D, L, TPrice, TLeverage>(columns, prices, next, out D nextQuantity, out L nextOutside, out L nextSigns);

            D place = S.Min(S.Max(bands.Place(price), least), most);
            if (TMark.On)
            {
                place = S.Select(Reached<S, D, L>(price, mark, quantity), S.Set(layout.Liquidated - 0.5), place);
            }

            if (!TPrice.HasMargin)
            {
                // Columns of given prices often have rows without one.
                place = S.Select(S.Equal(price, price), place, S.Set(layout.NoPrice - 0.5));
            }

            D weight = S.Multiply(prices.Notional(S.Abs(quantity), price), scale);
            L cell = S.AsInteger(S.Add(place, S.SelectNegative(quantity, shortCell, longCell)));
            L whole = S.AsInteger(S.Add(weight, wholes));

            // Whatever is rare shows in the high bits of two words, so that one branch asks for all of it.
            outside = S.Or(outside, Domain<S, D, L>.OutsideWeight(weight));
            signs = S.Or(signs, S.Subtract(S.And(S.Add(cell, near), S.Set(PlaceFraction)), nearTwice));
            L rare = S.Or(S.And(outside, S.Set(Domain<S, D, L>.OutsideBits)), S.And(signs, S.Set(long.MinValue)));
            cell = S.And(S.ShiftRight(cell, 16), S.Set(TPacked.On ? 0xFFFF : CellBits));
            if (S.Bits(S.Any(rare)) != 0)
            {
                (cell, whole) = (waste, S.Set(0L));
                rareRows[rareCount++] = row;
            }

            AddGroup<S, D, L, TCounts, TLayers, TPacked>(cells, weights, units, counts, layers + behind, layerStarts);
            if (TPacked.On)
            {
                L word = S.Or(S.ShiftLeft(whole, 16), cell);
                anyWeight = S.Or(anyWeight, word);
                S.Store(word, cells);
            }
            else
            {
                whole = S.And(whole, S.Set(WholeBits));
                anyWeight = S.Or(anyWeight, S.ShiftLeft(whole, 16));
                S.Store(cell, cells);
                S.Store(whole, weights);
            }

            behind = row;
            row += S.Lanes;
            if (rareCount == rareRoom)
            {
                break;
            }

            (price, quantity, outside, signs) = (nextPrice, nextQuantity, nextOutside, nextSigns);
        }

        AddGroup<S, D, L, TCounts, TLayers, TPacked>(cells, weights, units, counts, layers + behind, layerStarts);
        S.Store(anyWeight, cells);
        long bits = 0;
        for (int i = 0; i < S.Lanes; i++)
        {
            bits |= (long)((ulong)cells[i] >> 16);
        }

        return new(row, rareCount, bits);
    }

    /// <summary>The groups that the fast form left: every line, every edge, every domain, a group after the other.</summary>
    /// <returns>How many rows are left to the caller; their numbers are in <see cref="MapJob.Deferred"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static MapProgress RunRare<S, D, L, TPrice, TBands, TLeverage, TMark, TCounts, TLayers>(MapJob* job, TPrice prices, TBands bands, int count)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
        where TPrice : struct, IPriceOperator<D, L>
        where TBands : struct, IBandOperator<D>
        where TLeverage : struct, IFlag
        where TMark : struct, IFlag
        where TCounts : struct, IFlag
        where TLayers : struct, IFlag
    {
        long* cells = stackalloc long[8], weights = stackalloc long[8];
        long bits = 0;
        int deferred = 0, laterLines = 0;
        for (int i = 0; i < count; i++)
        {
            int row = job->RareRows[i];
            Debug.Assert(row >= 0 && row + S.Lanes <= job->Columns.Count, "a group must be there");
            uint left = Placed<S, D, L, TPrice, TBands, TLeverage, TMark>(job, prices, bands, row, out L cell, out L whole, out int lines);
            laterLines += lines > 2 ? 1 : 0;
            S.Store(cell, cells);
            S.Store(whole, weights);
            AddGroup<S, D, L, TCounts, TLayers, No>(cells, weights, job->Units, job->Counts, job->Columns.Layer + row, job->LayerStarts);
            for (int lane = 0; lane < S.Lanes; lane++)
            {
                bits |= weights[lane];
            }

            for (; left != 0; left &= left - 1)
            {
                job->Deferred[deferred++] = row + BitOperations.TrailingZeroCount(left);
            }
        }

        return new(count, deferred, bits, laterLines);
    }

    /// <summary>The cells and weights of a group in which something is rare. Rows that are not placed are told by their bits, and waste their words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Placed<S, D, L, TPrice, TBands, TLeverage, TMark>(MapJob* job, TPrice prices, TBands bands, int row, out L cell, out L whole, out int lines)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
        where TPrice : struct, IPriceOperator<D, L>
        where TBands : struct, IBandOperator<D>
        where TLeverage : struct, IFlag
        where TMark : struct, IFlag
    {
        CellLayout layout = job->Layout;
        RowPointers columns = job->Columns;
        D entry = S.Load(columns.Entry + row), quantity = S.Load(columns.Quantity + row), margin = RowKernel.Margin<S, D, L, TPrice, TLeverage>(columns, prices, row);
        D size = S.Abs(quantity), price = prices.PriceOfAll(entry, quantity, margin, out lines);
        D hasPrice = RowKernel.IsPrice<S, D, L>(price);

        // The guess, and the edges next to it decide.
        D none = S.Set(-1.0), one = S.Set(1.0), above = S.Set((double)layout.Bands);
        D band = S.Floor(S.Min(S.Max(bands.Place(price), none), above));
        D up = S.And(S.GreaterOrEqual(price, bands.Edge(S.Add(band, one))), one), down = S.And(S.Less(price, bands.Edge(band)), one);
        band = S.Min(S.Max(S.Subtract(S.Add(band, up), down), none), above);
        if (TMark.On)
        {
            band = S.Select(Reached<S, D, L>(price, S.Set(job->MarkPrice), quantity), S.Set(layout.Liquidated - 1.0), band);
        }

        band = S.Select(hasPrice, band, S.Set(layout.NoPrice - 1.0));
        D inAccount = RowKernel.InAccount<S, D, L, TPrice, TLeverage>(columns, row);
        band = S.Select(inAccount, S.Set(layout.NeedsAccount - 1.0), band);
        hasPrice = S.AndNot(hasPrice, inAccount);
        D weight = S.Multiply(prices.Notional(size, S.Select(hasPrice, price, S.Set(job->MarkPrice))), S.Set(job->UnitsPerQuote));
        D sure = S.And(Domain<S, D, L>.Holds(size), S.Less(weight, S.Set(WeightLimit)));
        D entryHolds = Domain<S, D, L>.Holds(entry);
        sure = S.And(sure, TPrice.HasMargin
            ? S.And(entryHolds, S.Or(Domain<S, D, L>.HoldsMargin(margin), inAccount))
            : S.Or(entryHolds, S.AndNot(sure, S.Equal(entry, entry))));

        D first = S.SelectNegative(quantity, S.Set(TwoTo52 + 1 + layout.Side), S.Set(TwoTo52 + 1));
        cell = S.And(S.AsInteger(S.Select(sure, S.Add(band, first), S.Set(TwoTo52 + layout.Waste))), S.Set(CellBits));
        whole = S.And(S.AsInteger(S.Select(sure, S.Add(weight, S.Set(TwoTo52)), S.Set(TwoTo52))), S.Set(WholeBits));
        return ~S.Bits(sure) & ((1u << S.Lanes) - 1);
    }

    /// <summary>Whether the mark is at the price or beyond it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static D Reached<S, D, L>(D price, D mark, D quantity)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
    {
        D side = S.And(quantity, S.Set(-0.0));
        return S.GreaterOrEqual(S.Xor(price, side), S.Xor(mark, side));
    }

    /// <summary>Plain adds win over gather and scatter, and one histogram over several (decision 10). Written out, because the compiler does not unroll.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddGroup<S, D, L, TCounts, TLayers, TPacked>(long* cells, long* weights, long* units, long* counts, byte* layers, nint* layerStarts)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
        where TCounts : struct, IFlag
        where TLayers : struct, IFlag
        where TPacked : struct, IFlag
    {
        AddRow<TCounts, TLayers, TPacked>(cells, weights, units, counts, layers, layerStarts);
        AddRow<TCounts, TLayers, TPacked>(cells + 1, weights + 1, units, counts, layers + 1, layerStarts);
        if (S.Lanes > 2)
        {
            AddRow<TCounts, TLayers, TPacked>(cells + 2, weights + 2, units, counts, layers + 2, layerStarts);
            AddRow<TCounts, TLayers, TPacked>(cells + 3, weights + 3, units, counts, layers + 3, layerStarts);
        }

        if (S.Lanes > 4)
        {
            AddRow<TCounts, TLayers, TPacked>(cells + 4, weights + 4, units, counts, layers + 4, layerStarts);
            AddRow<TCounts, TLayers, TPacked>(cells + 5, weights + 5, units, counts, layers + 5, layerStarts);
            AddRow<TCounts, TLayers, TPacked>(cells + 6, weights + 6, units, counts, layers + 6, layerStarts);
            AddRow<TCounts, TLayers, TPacked>(cells + 7, weights + 7, units, counts, layers + 7, layerStarts);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<TCounts, TLayers, TPacked>(long* word, long* weight, long* units, long* counts, byte* layer, nint* layerStarts)
        where TCounts : struct, IFlag
        where TLayers : struct, IFlag
        where TPacked : struct, IFlag
    {
        long value = *word;
        nint cell = TPacked.On ? (ushort)value : (nint)value;
        if (TLayers.On)
        {
            cell += layerStarts[*layer];
        }

        // Apart, so that the compiler adds to memory in one instruction.
        long added = TPacked.On ? value >> 16 : *weight;
        Debug.Assert(cell >= 0 && added is >= 0 and < 1L << 47, "a word holds a cell and a weight");
        units[cell] += added;
        if (TCounts.On)
        {
            counts[cell]++;
        }
    }
}
