using System.Runtime.CompilerServices;

namespace HeatMap.Kernels;

/// <summary>Turns a vector of rows into liquidation prices and into what they are worth there.</summary>
internal interface IPriceOperator<D, L>
    where D : struct
    where L : struct
{
    /// <summary>Whether rows have an entry price, a quantity and a margin; otherwise they have a price and a notional.</summary>
    static abstract bool HasMargin { get; }

    /// <inheritdoc cref="IContractForm{S, D, L}.NotionalTellsPrice"/>
    static abstract bool NotionalTellsPrice { get; }

    /// <summary>The collateral that a leverage asks for.</summary>
    D Margin(D entry, D quantity, D leverage);

    /// <summary>The price. <paramref name="beyond"/> gets its highest bit where a line may be met that was not looked at.</summary>
    D Price(D entry, D quantity, D margin, out L beyond);

    /// <summary>The price by as many lines as it takes.</summary>
    D PriceOfAll(D entry, D quantity, D margin, out int lines);

    /// <inheritdoc cref="IContractForm{S, D, L}.Notional"/>
    D Notional(D size, D price);
}

/// <summary>Prices by lines of requirement: of the first two, or of all where many rows meet the later ones.</summary>
internal readonly unsafe struct LinePrice<S, D, L, TForm, TAllLines>(LineTable* table) : IPriceOperator<D, L>
    where S : struct, ISimd<D, L>
    where D : struct
    where L : struct
    where TForm : struct, IContractForm<S, D, L>
    where TAllLines : struct, IFlag
{
    private readonly LineSearch<S, D, L> _lines = new(table);

    public static bool HasMargin => true;

    public static bool NotionalTellsPrice => TForm.NotionalTellsPrice;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Margin(D entry, D quantity, D leverage) => S.Divide(TForm.EntryValue(S.Abs(quantity), entry), leverage);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Price(D entry, D quantity, D margin, out L beyond)
    {
        D free = TForm.Free(entry, quantity, margin), rate, constant;
        if (TAllLines.On)
        {
            beyond = S.Set(0L);
            _lines.Find(free, quantity, out rate, out constant);
        }
        else
        {
            _lines.FindOfTwo(free, quantity, out rate, out constant, out beyond);
        }

        return TForm.Solve(free, quantity, rate, constant);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D PriceOfAll(D entry, D quantity, D margin, out int lines)
    {
        D free = TForm.Free(entry, quantity, margin);
        lines = _lines.Find(free, quantity, out D rate, out D constant);
        return TForm.Solve(free, quantity, rate, constant);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Notional(D size, D price) => TForm.Notional(size, price);
}

/// <summary>Rows whose price and notional are known: the first column is the price, the second the notional.</summary>
internal readonly struct GivenPrice<S, D, L> : IPriceOperator<D, L>
    where S : struct, ISimd<D, L>
    where D : struct
    where L : struct
{
    public static bool HasMargin => false;

    /// <summary>The price is a column, and checked as such.</summary>
    public static bool NotionalTellsPrice => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Margin(D entry, D quantity, D leverage) => leverage;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Price(D entry, D quantity, D margin, out L beyond)
    {
        beyond = S.Set(0L);
        return entry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D PriceOfAll(D entry, D quantity, D margin, out int lines)
    {
        lines = 0;
        return entry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Notional(D size, D price) => size;
}
