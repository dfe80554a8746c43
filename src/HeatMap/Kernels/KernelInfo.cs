namespace HeatMap;

/// <summary>Which loops this process would run, for reports of problems and of speed.</summary>
public static class KernelInfo
{
    /// <summary>The kernel that fills maps, by name.</summary>
    /// <remarks>The plain scalar form is so far the only one.</remarks>
    public static string Name => "scalar";

    /// <summary>How many bits of vector the kernel uses; 64 when it uses none.</summary>
    public static int VectorBits => 64;
}
