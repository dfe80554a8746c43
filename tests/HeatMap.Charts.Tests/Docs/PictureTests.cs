using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HeatMap.Charts.Tests.Docs;

/// <summary>Every picture of the documentation is what the code makes, is used by a page, and stays small.</summary>
public sealed partial class PictureTests
{
    private const int MostLetters = 120_000;
    private static readonly string Images = Repository.PathOf("docs", "images");

    [Fact]
    public void Pictures_AreWhatTheSampleDraws()
    {
        IReadOnlyList<(string Name, string Svg)> drawn = Pictures.Of(Repository.PathOf("docs", "samples", "data"));
        if (Environment.GetEnvironmentVariable("HEATMAP_ACCEPT") == "1")
        {
            foreach ((string name, string svg) in drawn)
            {
                File.WriteAllText(Path.Combine(Images, name), svg);
            }
        }

        Assert.Equal(Directory.EnumerateFiles(Images, "*.svg").Select(Path.GetFileName).Order(StringComparer.Ordinal), drawn.Select(static d => d.Name).Order(StringComparer.Ordinal));
        Assert.All(drawn, static d =>
        {
            Assert.True(File.ReadAllText(Path.Combine(Images, d.Name)) == d.Svg, $"docs/images/{d.Name} is out of date: dotnet run -c Release docs/samples/pictures.cs");
            Assert.Equal("svg", XDocument.Parse(d.Svg).Root!.Name.LocalName);
            Assert.InRange(d.Svg.Length, 1, MostLetters);
        });
    }

    [Fact]
    public void Pictures_AreThoseThatPagesShow()
    {
        string[] pages = [Repository.PathOf("README.md"), .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)];
        IEnumerable<string> shown = pages.SelectMany(static page => Picture().Matches(File.ReadAllText(page)).Select(m => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, m.Groups["path"].Value))));
        Assert.Equal(Directory.EnumerateFiles(Images).Order(StringComparer.Ordinal), shown.Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"!\[[^\]]+\]\((?<path>[^)\s]+)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Picture();
}
