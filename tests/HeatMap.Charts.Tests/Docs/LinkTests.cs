using System.Text;
using System.Text.RegularExpressions;

namespace HeatMap.Charts.Tests.Docs;

/// <summary>Every relative link of the documentation leads somewhere, and every guide, method and study is in the index.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Pages =
    [
        Repository.PathOf("README.md"), Repository.PathOf("CONTRIBUTING.md"), .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void RelativeLinks_LeadToFilesAndHeadings() => Assert.Empty(Pages.SelectMany(Broken));

    [Fact]
    public void BrokenLinks_AreFound()
    {
        string page = Repository.PathOf("docs", "README.md");
        Assert.Equal(
            ["docs/README.md: nowhere.md", "docs/README.md: accuracy.md#nothing"],
            Targets("[a](nowhere.md) [b](accuracy.md#nothing) [c](accuracy.md#what-may-be-claimed) [d](https://example.org/x) `[e](f.md)`").Where(t => !Leads(page, t)).Select(t => Told(page, t)));
    }

    [Fact]
    public void Index_NamesEveryGuideMethodAndStudy()
    {
        string[] named = [.. Targets(File.ReadAllText(Repository.PathOf("docs", "README.md")))];
        string[] there = [.. ((string[])["guide", "method", "studies"]).SelectMany(static folder => Directory.EnumerateFiles(Repository.PathOf("docs", folder), "*.md").Select(f => $"{folder}/{Path.GetFileName(f)}"))];
        Assert.Empty(there.Except(named));
    }

    private static IEnumerable<string> Broken(string page) => Targets(File.ReadAllText(page)).Where(t => !Leads(page, t)).Select(t => Told(page, t));

    private static string Told(string page, string target) => $"{Path.GetRelativePath(Repository.Root, page).Replace('\\', '/')}: {target}";

    private static IEnumerable<string> Targets(string text) =>
        Link().Matches(Code().Replace(text, "")).Select(static m => m.Groups["target"].Value).Where(static t => !t.Contains("://", StringComparison.Ordinal) && !t.StartsWith("mailto:", StringComparison.Ordinal));

    private static bool Leads(string page, string target)
    {
        string[] parts = target.Split('#', 2);
        string file = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, parts[0]));
        return parts.Length == 1 || !file.EndsWith(".md", StringComparison.Ordinal) ? File.Exists(file) || Directory.Exists(file) : File.Exists(file) && Anchors(file).Contains(parts[1]);
    }

    /// <summary>What headings are called in addresses: small letters, words joined by hyphens, a number after the second of a name.</summary>
    private static HashSet<string> Anchors(string file)
    {
        HashSet<string> anchors = [];
        foreach (string line in Fence().Replace(File.ReadAllText(file), "").Split('\n').Where(static l => l.StartsWith('#')))
        {
            var anchor = new StringBuilder();
            foreach (char c in line.TrimStart('#').Trim())
            {
                _ = char.IsLetterOrDigit(c) || c is '-' or '_' ? anchor.Append(char.ToLowerInvariant(c)) : c == ' ' ? anchor.Append('-') : anchor;
            }

            string name = anchor.ToString();
            for (int i = 1; !anchors.Add(i == 1 ? name : $"{name}-{i - 1}"); i++)
            {
            }
        }

        return anchors;
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.Multiline, 1_000)]
    private static partial Regex Code();

    [GeneratedRegex("^```.*?^```", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.Multiline, 1_000)]
    private static partial Regex Fence();
}
