namespace HeatMap.Samples.Tests;

/// <summary>The checked-out tree that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds HeatMap.sln.</summary>
    public static string Root { get; } = Find();

    public static string Samples => Path.Combine(Root, "docs", "samples");

    public static string Approved => Path.Combine(Root, "tests", "HeatMap.Samples.Tests", "Approved");

    /// <summary>Whether what is shown now is stored: <c>HEATMAP_ACCEPT=1</c>.</summary>
    public static bool Accepts { get; } = Environment.GetEnvironmentVariable("HEATMAP_ACCEPT") == "1";

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HeatMap.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no HeatMap.sln above {AppContext.BaseDirectory}");
    }
}
