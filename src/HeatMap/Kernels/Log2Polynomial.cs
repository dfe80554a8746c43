namespace HeatMap.Kernels;

/// <summary>log2(1.5 + u) for u from −0.5 to 0.5, interpolated at the Chebyshev nodes: off by at most 5e-8.</summary>
internal static class Log2Polynomial
{
    /// <summary>A bound of the error, with room for rounding.</summary>
    public const double Error = 6e-8;

    public const double C0 = 0.5849624944956754;
    public const double C1 = 0.9617959717013148;
    public const double C2 = -0.3205976659204752;
    public const double C3 = 0.14252637016884745;
    public const double C4 = -0.07128301135031877;
    public const double C5 = 0.03746293751291983;
    public const double C6 = -0.020685854960985624;
    public const double C7 = 0.014778720765848952;
    public const double C8 = -0.008874696650299607;
}
