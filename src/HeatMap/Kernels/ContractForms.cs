using System.Runtime.CompilerServices;

namespace HeatMap.Kernels;

/// <summary>How the value of a contract moves with its price: what linear and inverse contracts do not share.</summary>
internal interface IContractForm<S, D, L>
    where S : struct, ISimd<D, L>
    where D : struct
    where L : struct
{
    /// <summary>Whether a row without a price shows in its notional, which then is not positive either.</summary>
    static abstract bool NotionalTellsPrice { get; }

    /// <summary>The value of an unsigned quantity at the entry, in the settlement asset.</summary>
    static abstract D EntryValue(D size, D entry);

    /// <summary>What decides a row's line: entry value less what secures it, in the settlement asset, negative for a short.</summary>
    static abstract D Free(D entry, D quantity, D margin);

    /// <summary>The price at which a line is met.</summary>
    static abstract D Solve(D free, D quantity, D rate, D constant);

    /// <summary>Quote value of an unsigned quantity at a price.</summary>
    static abstract D Notional(D size, D price);
}

/// <summary>Value = quantity × price.</summary>
internal readonly struct LinearForm<S, D, L> : IContractForm<S, D, L>
    where S : struct, ISimd<D, L>
    where D : struct
    where L : struct
{
    public static bool NotionalTellsPrice => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D EntryValue(D size, D entry) => S.Multiply(size, entry);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D Free(D entry, D quantity, D margin) => S.Subtract(S.Multiply(quantity, entry), margin);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D Solve(D free, D quantity, D rate, D constant) =>
        S.Divide(S.Add(free, constant), S.Subtract(quantity, S.Multiply(S.Abs(quantity), rate)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D Notional(D size, D price) => S.Multiply(size, price);
}

/// <summary>Value = face value ÷ price.</summary>
internal readonly struct InverseForm<S, D, L> : IContractForm<S, D, L>
    where S : struct, ISimd<D, L>
    where D : struct
    where L : struct
{
    public static bool NotionalTellsPrice => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D EntryValue(D size, D entry) => S.Divide(size, entry);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D Free(D entry, D quantity, D margin) => S.Add(S.Divide(quantity, entry), margin);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D Solve(D free, D quantity, D rate, D constant) =>
        S.Divide(S.Add(quantity, S.Multiply(S.Abs(quantity), rate)), S.Subtract(free, constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D Notional(D size, D price) => size;
}
