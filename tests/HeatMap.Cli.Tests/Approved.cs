using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>Outputs that somebody looked at, in <c>Golden</c>. <c>HEATMAP_ACCEPT=1</c> writes them anew.</summary>
internal static class Approved
{
    private static readonly bool Accepts = Environment.GetEnvironmentVariable("HEATMAP_ACCEPT") == "1";

    /// <summary>The approved text.</summary>
    public static string Text(string name, string now)
    {
        string file = PathOf(name);
        if (Accepts)
        {
            File.WriteAllText(file, now);
        }

        return File.ReadAllText(file);
    }

    public static void AssertEqual(JsonElement approved, JsonElement now) => AssertEqual(approved, now, "");

    /// <summary>How many lines a page shows of an approved text, in pieces, in its order, and whole lines of it.</summary>
    /// <param name="page">In docs/guide.</param>
    /// <param name="mark">What its blocks are marked with.</param>
    /// <param name="name">The approved text.</param>
    public static int ShownBy(string page, string mark, string name)
    {
        string[] table = File.ReadAllLines(PathOf(name));
        string[] shown = [.. Blocks(File.ReadAllLines(Path.Combine(ToolRun.Root(), "docs", "guide", page)), "```text " + mark).SelectMany(static b => b).Where(static l => l.Length > 0)];
        int next = 0;
        foreach (string line in shown)
        {
            int found = Array.FindIndex(table, next, t => t.TrimEnd() == line);
            Assert.True(found >= 0, $"docs/guide/{page} shows '{line}', which {name} does not");
            next = found + 1;
        }

        return shown.Length;
    }

    private static string PathOf(string name) => Path.Combine(ToolRun.Root(), "tests", "HeatMap.Cli.Tests", "Golden", name);

    /// <summary>Numbers that come from logarithms may differ between platforms in the last bit; everything else is the same.</summary>
    private static void AssertEqual(JsonElement approved, JsonElement now, string place)
    {
        Assert.Equal((place, approved.ValueKind), (place, now.ValueKind));
        switch (approved.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.Equal(approved.EnumerateObject().Select(static p => p.Name), now.EnumerateObject().Select(static p => p.Name));
                Assert.All(approved.EnumerateObject().Zip(now.EnumerateObject()), p => AssertEqual(p.First.Value, p.Second.Value, $"{place}.{p.First.Name}"));
                break;
            case JsonValueKind.Array:
                Assert.Equal((place, approved.GetArrayLength()), (place, now.GetArrayLength()));
                Assert.All(approved.EnumerateArray().Zip(now.EnumerateArray()), p => AssertEqual(p.First, p.Second, place + "[]"));
                break;
            case JsonValueKind.Number:
                double expected = approved.GetDouble();
                Assert.True(Math.Abs(now.GetDouble() - expected) <= 1e-9 * Math.Abs(expected), $"{place}: {now} is not {approved}");
                break;
            default:
                Assert.Equal((place, approved.ToString()), (place, now.ToString()));
                break;
        }
    }

    private static IEnumerable<string[]> Blocks(string[] page, string mark)
    {
        for (int start = Array.IndexOf(page, mark); start >= 0; start = Array.IndexOf(page, mark, start + 1))
        {
            yield return [.. page.Skip(start + 1).TakeWhile(static l => l != "```").Select(static l => l.TrimEnd())];
        }
    }
}
