using System.Diagnostics;

namespace HeatMap.Samples.Tests;

/// <summary>Every sample that needs no data from elsewhere prints what is approved.</summary>
public class SampleTests
{
    /// <summary>They need data from elsewhere, or their output is compared with a page of a study.</summary>
    private static readonly string[] Others = ["adl-ranking", "cascade-2026-02-05", "honest-reading", "pictures", "hyperliquid-events", "hyperliquid-snapshots", "hyperliquid-study", "zones-followed"];

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Repository.Samples, "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => !Others.Contains(name, StringComparer.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_sample_prints_what_is_approved(string name)
    {
        string file = $"docs/samples/{name}.cs";

        // Continuous integration has just built them all; elsewhere what was built may be older than the file.
        string[] run = Environment.GetEnvironmentVariable("CI") is null ? ["run", "-c", "Release", file] : ["run", "--no-build", "-c", "Release", file];
        (int code, string output, string error) = await DotnetAsync(run);

        Assert.True(code == 0, $"{file} ended with {code}:\n{output}\n{error}");
        string approved = Path.Combine(Repository.Approved, name + ".txt");
        if (Repository.Accepts)
        {
            await File.WriteAllTextAsync(approved, output);
        }

        Assert.True(File.Exists(approved), $"{file} has no approved output; HEATMAP_ACCEPT=1 writes it");
        Assert.Equal(await File.ReadAllTextAsync(approved), output, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Every_sample_and_notebook_is_in_the_index()
    {
        string index = File.ReadAllText(Path.Combine(Repository.Samples, "README.md"));
        string[] files = [.. Directory.GetFiles(Repository.Samples, "*.cs").Select(file => Path.GetFileName(file)), .. NotebookTests.Files().Select(file => "notebooks/" + Path.GetFileName(file))];
        Assert.All(files, file => Assert.Contains($"]({file})", index, StringComparison.Ordinal));
    }

    private static async Task<(int Code, string Output, string Error)> DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
