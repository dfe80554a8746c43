using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace HeatMap.Kernels;

/// <summary>A group of rows to prices: what the loops over rows begin with.</summary>
internal static unsafe class RowKernel
{
    /// <summary>How many rows ahead columns are asked for.</summary>
    private const int Ahead = 1536;

    /// <summary>The prices of a group by its first two lines, and in the high bits of two words what speaks against them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D Priced<S, D, L, TPrice, TLeverage>(RowPointers columns, TPrice prices, int row, out D quantity, out L outside, out L signs)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
        where TPrice : struct, IPriceOperator<D, L>
        where TLeverage : struct, IFlag
    {
        // Lines of memory are asked for well ahead: adding to cells keeps the hardware from seeing that columns are read in order (measured in the prototypes at 10 million rows; decision 10).
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(columns.Entry + row + Ahead);
            Sse.Prefetch1(columns.Quantity + row + Ahead);
            if (TPrice.HasMargin)
            {
                Sse.Prefetch1(columns.Margin + row + Ahead);
            }

            if (TLeverage.On)
            {
                Sse.Prefetch1(columns.Leverage + row + Ahead);
            }
        }

        D entry = S.Load(columns.Entry + row), margin = Margin<S, D, L, TPrice, TLeverage>(columns, prices, row);
        quantity = S.Load(columns.Quantity + row);
        D price = prices.Price(entry, quantity, margin, out signs);
        outside = Domain<S, D, L>.Outside(S.Abs(quantity));
        if (!TPrice.HasMargin)
        {
            // A given price may be missing, which is no price outside.
            outside = S.Or(outside, S.AsInteger(S.And(S.AsDouble(Domain<S, D, L>.Outside(entry)), S.Equal(entry, entry))));
            return price;
        }

        outside = S.Or(outside, Domain<S, D, L>.Outside(entry));
        if (!TPrice.NotionalTellsPrice)
        {
            outside = S.Or(outside, Domain<S, D, L>.Outside(price));
        }

        signs = S.Or(signs, S.AsInteger(margin));
        return price;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D Margin<S, D, L, TPrice, TLeverage>(RowPointers columns, TPrice prices, int row)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
        where TPrice : struct, IPriceOperator<D, L>
        where TLeverage : struct, IFlag
    {
        if (!TPrice.HasMargin)
        {
            return default;
        }

        D margin = S.Load(columns.Margin + row);
        if (!TLeverage.On)
        {
            return margin;
        }

        D asked = prices.Margin(S.Load(columns.Entry + row), S.Load(columns.Quantity + row), S.Load(columns.Leverage + row));

        // A leverage that is no number above zero asks for none either.
        return S.Select(S.Equal(margin, margin), margin, PositiveOrOutside<S, D, L>(asked));
    }

    /// <summary>The mask of rows whose collateral lies in an account: neither margin nor leverage is a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D InAccount<S, D, L, TPrice, TLeverage>(RowPointers columns, int row)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
        where TPrice : struct, IPriceOperator<D, L>
        where TLeverage : struct, IFlag
    {
        D none = S.Set(0.0);
        if (!TPrice.HasMargin)
        {
            return none;
        }

        D margin = S.Load(columns.Margin + row), known = S.Equal(margin, margin);
        if (TLeverage.On)
        {
            D leverage = S.Load(columns.Leverage + row);
            known = S.Or(known, S.Equal(leverage, leverage));
        }

        return S.AndNot(S.Equal(none, none), known);
    }

    /// <summary>A number above zero as it is, every other as one that no margin may be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D PositiveOrOutside<S, D, L>(D x)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct => S.Select(S.Less(S.Set(0.0), x), x, S.Set(-1.0));

    /// <summary>The mask of prices that are numbers above zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D IsPrice<S, D, L>(D price)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct => S.And(S.Less(S.Set(0.0), price), S.Less(price, S.Set(double.PositiveInfinity)));
}
