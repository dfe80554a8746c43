using System.Text.RegularExpressions;

namespace HeatMap.Cli.Tests;

/// <summary>A page that describes JSON field by field.</summary>
internal static class SchemaPage
{
    private static readonly Regex Code = new("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    /// <summary>The fields that a section names: a heading says where its table's fields are.</summary>
    public static SortedSet<string> Fields(string page, string section)
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        string[] places = [];
        foreach (string line in File.ReadLines(Path.Combine(ToolRun.Root(), "docs", "guide", page)).SkipWhile(l => l != section).Skip(1).TakeWhile(static l => !l.StartsWith("## ", StringComparison.Ordinal)))
        {
            if (line.StartsWith("### ", StringComparison.Ordinal))
            {
                places = [.. Code.Matches(line).Select(static m => m.Groups["name"].Value + ".")];
                places = places.Length == 0 ? [""] : places;
            }
            else if (line.StartsWith("| `", StringComparison.Ordinal))
            {
                string cell = line.Split('|')[1];
                paths.UnionWith(Code.Matches(cell).SelectMany(m => places.Select(place => place + m.Groups["name"].Value)));
            }
        }

        return paths;
    }
}
