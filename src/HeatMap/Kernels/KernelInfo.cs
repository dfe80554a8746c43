using System.Runtime.Intrinsics;

namespace HeatMap;

/// <summary>Which loops this process runs, for reports of problems and of speed. Every loop gives the same bits.</summary>
public static class KernelInfo
{
    /// <summary>How many bits of vector the kernels use; 64 when they use none.</summary>
    public static int VectorBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;

    /// <summary>The kernel that fills maps, by name: <c>vector512</c>, <c>vector256</c>, <c>vector128</c> or <c>scalar</c>.</summary>
    public static string Name => VectorBits == 64 ? "scalar" : "vector" + VectorBits.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
