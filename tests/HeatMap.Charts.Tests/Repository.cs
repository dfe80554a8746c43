namespace HeatMap.Charts.Tests;

/// <summary>The checked-out tree, and texts that somebody looked at: <c>HEATMAP_ACCEPT=1</c> writes them anew.</summary>
internal static class Repository
{
    private static readonly bool Accepts = Environment.GetEnvironmentVariable("HEATMAP_ACCEPT") == "1";

    /// <summary>The folder that holds HeatMap.sln.</summary>
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Compares with a file in <c>Approved</c>.</summary>
    public static void AssertApproved(string name, string now)
    {
        string file = PathOf("tests", "HeatMap.Charts.Tests", "Approved", name);
        if (Accepts)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, now);
        }

        Assert.Equal(File.ReadAllText(file), now);
    }

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
