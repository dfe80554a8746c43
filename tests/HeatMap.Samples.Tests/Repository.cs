using System.Runtime.CompilerServices;

namespace HeatMap.Samples.Tests;

/// <summary>Where things lie, and whether what is shown now is to be stored.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    public static string Samples => Path.Combine(Root, "docs", "samples");

    public static string Approved => Path.Combine(Root, "tests", "HeatMap.Samples.Tests", "Approved");

    public static bool Accepts => Environment.GetEnvironmentVariable("HEATMAP_ACCEPT") == "1";

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
