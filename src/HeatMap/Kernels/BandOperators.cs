using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace HeatMap.Kernels;

/// <summary>Turns prices into places on a grid, counted in bands from its lower edge.</summary>
/// <remarks>A place is a guess; where it lies so near to an edge that the guess could be wrong, the edge itself decides.</remarks>
internal interface IBandOperator<D>
    where D : struct
{
    /// <summary>The place of a price in bands, not rounded.</summary>
    D Place(D price);

    /// <summary>The lower edges of bands from −1 to the number of bands.</summary>
    D Edge(D band);
}

/// <summary>Edges at <c>k × numerator ÷ denominator</c>.</summary>
internal readonly unsafe struct UniformBands<S, D, L>(MapJob* job) : IBandOperator<D>
    where S : struct, ISimd<D, L>
    where D : struct
    where L : struct
{
    private readonly MapJob* _job = job;
    private readonly D _lower = S.Set(job->Lower), _bandsPerPrice = S.Set(job->Bands.BandsPerUnit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Place(D price) => S.Multiply(S.Subtract(price, _lower), _bandsPerPrice);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Edge(D band) => S.Divide(S.Multiply(S.Add(band, S.Set(_job->Bands.FirstIndex)), S.Set(_job->Bands.Numerator)), S.Set(_job->Bands.Denominator));
}

/// <summary>Edges in a table, each a fixed multiple of the one below.</summary>
internal readonly unsafe struct GeometricBands<S, D, L>(MapJob* job) : IBandOperator<D>
    where S : struct, ISimd<D, L>
    where D : struct
    where L : struct
{
    private readonly MapJob* _job = job;
    private readonly D _bandsPerOctave = S.Set(job->Bands.BandsPerUnit), _first = S.Set(job->Bands.FirstIndex);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Place(D price) => S.Subtract(S.Multiply(Log2(price), _bandsPerOctave), _first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public D Edge(D band)
    {
        D inside = S.Max(S.Min(band, S.Set((double)_job->Layout.Bands)), S.Set(0.0));
        double* lanes = _job->Lanes;
        S.Store(inside, lanes);
        for (int i = 0; i < S.Lanes; i++)
        {
            Debug.Assert((int)lanes[i] >= 0 && (int)lanes[i] <= _job->Layout.Bands, "there is one edge more than bands");
            lanes[i] = _job->Edges[(int)lanes[i]];
        }

        return S.Load(lanes);
    }

    /// <summary>log2 to about 5e-8: exponent by its bits, mantissa by a polynomial.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static D Log2(D x)
    {
        L bits = S.AsInteger(x);

        // The exponent as a double: its bits under those of 2^52.
        D exponent = S.Subtract(S.AsDouble(S.Or(S.ShiftRight(bits, 52), S.Set(0x4330_0000_0000_0000))), S.Set(4503599627370496.0 + 1023));
        D m = S.Subtract(S.AsDouble(S.Or(S.And(bits, S.Set(0x000F_FFFF_FFFF_FFFF)), S.Set(0x3FF0_0000_0000_0000))), S.Set(1.5));
        D m2 = S.Multiply(m, m), m4 = S.Multiply(m2, m2);
        D low = S.MultiplyAddEstimate(m2, S.MultiplyAddEstimate(m, S.Set(Log2Polynomial.C3), S.Set(Log2Polynomial.C2)), S.MultiplyAddEstimate(m, S.Set(Log2Polynomial.C1), S.Set(Log2Polynomial.C0)));
        D high = S.MultiplyAddEstimate(m2, S.MultiplyAddEstimate(m, S.Set(Log2Polynomial.C7), S.Set(Log2Polynomial.C6)), S.MultiplyAddEstimate(m, S.Set(Log2Polynomial.C5), S.Set(Log2Polynomial.C4)));
        high = S.MultiplyAddEstimate(m4, S.Set(Log2Polynomial.C8), high);
        return S.Add(exponent, S.MultiplyAddEstimate(m4, high, low));
    }
}
