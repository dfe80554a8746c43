using System.Runtime.CompilerServices;

namespace HeatMap.Kernels;

/// <summary>Turns a vector of rows into liquidation prices and into what they are worth there.</summary>
internal interface IPriceOperator<D, L>
    where D : struct
    where L : struct
{
    /// <summary>Whether rows have an entry price, a quantity and a margin; otherwise they have a price and a notional.</summary>
    static abstract bool HasMargin { get; }

    /// <summary>Whether a row without a price shows in its notional, which then is not positive either.</summary>
    static abstract bool NotionalTellsPrice { get; }

    /// <summary>The collateral that a leverage asks for.</summary>
    D Margin(D entry, D quantity, D leverage);

    /// <summary>What decides a row's line: entry value less margin, in the settlement asset, negative for a short.</summary>
    D Free(D entry, D quantity, D margin);

    /// <summary>The price. <paramref name="beyond"/> gets its highest bit where a line may be met that was not looked at.</summary>
    D Price(D free, D entry, D quantity, out L beyond);

    /// <summary>The price by as many lines as it takes.</summary>
    D PriceOfAll(D free, D entry, D quantity, out int lines);

    /// <summary>Quote value of an unsigned quantity at a price.</summary>
    D Notional(D quantity, D price);
}

/// <summary>Lines of requirement of a contract whose value is quantity × price.</summary>
internal readonly unsafe struct LinearPrice<S, D, L, TAllLines>(LineTable* table) : IPriceOperator<D, L>
    where S : struct, ISimd<D, L>
    where D : struct
    where L : struct
    where TAllLines : struct, IFlag
{
    private readonly LineSearch<S, D, L> _lines = new(table);

    public static bool HasMargin => true;

    public static bool NotionalTellsPrice => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Margin(D entry, D quantity, D leverage) => S.Divide(S.Multiply(S.Abs(quantity), entry), leverage);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Free(D entry, D quantity, D margin) => S.Subtract(S.Multiply(quantity, entry), margin);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Price(D free, D entry, D quantity, out L beyond)
    {
        D rate, constant;
        if (TAllLines.On)
        {
            beyond = S.Set(0L);
            _lines.Find(free, quantity, out rate, out constant);
        }
        else
        {
            _lines.FindOfTwo(free, quantity, out rate, out constant, out beyond);
        }

        return Solve(free, quantity, rate, constant);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D PriceOfAll(D free, D entry, D quantity, out int lines)
    {
        lines = _lines.Find(free, quantity, out D rate, out D constant);
        return Solve(free, quantity, rate, constant);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Notional(D quantity, D price) => S.Multiply(quantity, price);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static D Solve(D free, D quantity, D rate, D constant) =>
        S.Divide(S.Add(free, constant), S.Subtract(quantity, S.Multiply(S.Abs(quantity), rate)));
}

/// <summary>Lines of requirement of a contract whose value is face value ÷ price.</summary>
internal readonly unsafe struct InversePrice<S, D, L, TAllLines>(LineTable* table) : IPriceOperator<D, L>
    where S : struct, ISimd<D, L>
    where D : struct
    where L : struct
    where TAllLines : struct, IFlag
{
    private readonly LineSearch<S, D, L> _lines = new(table);

    public static bool HasMargin => true;

    public static bool NotionalTellsPrice => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Margin(D entry, D quantity, D leverage) => S.Divide(S.Divide(S.Abs(quantity), entry), leverage);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Free(D entry, D quantity, D margin) => S.Add(S.Divide(quantity, entry), margin);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Price(D free, D entry, D quantity, out L beyond)
    {
        D rate, constant;
        if (TAllLines.On)
        {
            beyond = S.Set(0L);
            _lines.Find(free, quantity, out rate, out constant);
        }
        else
        {
            _lines.FindOfTwo(free, quantity, out rate, out constant, out beyond);
        }

        return Solve(free, quantity, rate, constant);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D PriceOfAll(D free, D entry, D quantity, out int lines)
    {
        lines = _lines.Find(free, quantity, out D rate, out D constant);
        return Solve(free, quantity, rate, constant);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Notional(D quantity, D price) => quantity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static D Solve(D free, D quantity, D rate, D constant) =>
        S.Divide(S.Add(quantity, S.Multiply(S.Abs(quantity), rate)), S.Subtract(free, constant));
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
    public D Free(D entry, D quantity, D margin) => entry;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Price(D free, D entry, D quantity, out L beyond)
    {
        beyond = S.Set(0L);
        return entry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D PriceOfAll(D free, D entry, D quantity, out int lines)
    {
        lines = 0;
        return entry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Notional(D quantity, D price) => quantity;
}
