using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace HeatMap.Kernels;

/// <summary>Rounds columns to whole numbers.</summary>
internal static class WholeUnits
{
    /// <summary>2^51: numbers of so many units or more are left to the caller.</summary>
    public const double Limit = HeatForms.RoundLimit;

    /// <summary>1.5 × 2^52: added to a number below <see cref="Limit"/>, it leaves the nearest whole one in the low bits, ties to even.</summary>
    private const double Wholes = 6755399441055744.0;

    /// <summary>Rounds to the nearest whole numbers, ties to even; each element by itself, so every width of vectors gives the same bits.</summary>
    /// <param name="values">From 0 to below <see cref="Limit"/>; spoilt.</param>
    /// <param name="units">Receives as many whole numbers.</param>
    public static void Round(Span<double> values, Span<long> units)
    {
        TensorPrimitives.Add(values, Wholes, values);
        TensorPrimitives.Subtract(MemoryMarshal.Cast<double, long>(values), BitConverter.DoubleToInt64Bits(Wholes), units);
    }
}
