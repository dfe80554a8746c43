namespace HeatMap.Charts.Tests.Scenes;

/// <summary>Files of the checked-out tree.</summary>
internal static class Files
{
    public static string PathOf(params string[] parts)
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HeatMap.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("no HeatMap.sln above " + AppContext.BaseDirectory);
        }

        return Path.Combine([folder.FullName, .. parts]);
    }
}
