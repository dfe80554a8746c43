namespace HeatMap.Tests;

/// <summary>The checked-out tree that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds HeatMap.sln.</summary>
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

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
