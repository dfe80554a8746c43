namespace HeatMap.Kernels;

/// <summary>A width of vectors: the few operations that the loops are written in, so that one loop serves every width.</summary>
/// <remarks>
/// Every operation is exact or rounds once, the same way at every width; none is an estimate or a fused multiply-add, except
/// <see cref="MultiplyAddEstimate"/>, whose result may only ever guess. So equal inputs give equal bits. Masks are vectors of all or no bits.
/// </remarks>
/// <typeparam name="D">A vector of doubles.</typeparam>
/// <typeparam name="L">A vector of as many 64-bit integers.</typeparam>
internal unsafe interface ISimd<D, L>
    where D : struct
    where L : struct
{
    static abstract int Lanes { get; }

    static abstract D Load(double* source);

    /// <summary>32-bit integers with their signs, as many as there are lanes.</summary>
    static abstract L LoadWidened(int* source);

    static abstract void Store(D value, double* destination);

    static abstract void Store(L value, long* destination);

    /// <summary>The lower halves of the lanes.</summary>
    static abstract void StoreNarrowed(L value, int* destination);

    /// <summary>Stores past the caches, to a place that is a multiple of the width.</summary>
    static abstract void StoreAround(L value, long* destination);

    static abstract D Set(double value);

    static abstract L Set(long value);

    static abstract D Add(D x, D y);

    static abstract D Subtract(D x, D y);

    static abstract D Multiply(D x, D y);

    static abstract D Divide(D x, D y);

    static abstract D MultiplyAddEstimate(D x, D y, D z);

    /// <summary>The lesser; one of the two where they are not ordered.</summary>
    static abstract D Min(D x, D y);

    /// <summary>The greater; one of the two where they are not ordered.</summary>
    static abstract D Max(D x, D y);

    static abstract D Floor(D x);

    static abstract D Abs(D x);

    static abstract D Less(D x, D y);

    static abstract D GreaterOrEqual(D x, D y);

    static abstract D Equal(D x, D y);

    /// <summary>Lanes of <paramref name="x"/> where the mask is set, of <paramref name="y"/> elsewhere.</summary>
    static abstract D Select(D mask, D x, D y);

    /// <summary>Lanes of <paramref name="x"/> where <paramref name="sign"/> has its sign bit set, of <paramref name="y"/> elsewhere.</summary>
    static abstract D SelectNegative(D sign, D x, D y);

    static abstract D And(D x, D y);

    static abstract D Or(D x, D y);

    static abstract D Xor(D x, D y);

    /// <summary><c>x &amp; ~y</c>.</summary>
    static abstract D AndNot(D x, D y);

    static abstract L And(L x, L y);

    static abstract L Or(L x, L y);

    static abstract L Min(L x, L y);

    static abstract L Max(L x, L y);

    static abstract L Add(L x, L y);

    static abstract L Subtract(L x, L y);

    static abstract L ShiftLeft(L x, int bits);

    static abstract L ShiftRight(L x, int bits);

    /// <summary>The product of the lower halves, 32 by 32 bits without a sign, in full.</summary>
    static abstract L MultiplyHalves(L x, L y);

    /// <summary>The mask of lanes that have any bit.</summary>
    static abstract D Any(L x);

    static abstract L AsInteger(D x);

    static abstract D AsDouble(L x);

    /// <summary>One bit a lane of a mask, the first lane lowest.</summary>
    static abstract uint Bits(D mask);
}
