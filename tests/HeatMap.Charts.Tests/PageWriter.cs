using HeatMap.Charts.Tests.Scenes;

namespace HeatMap.Charts.Tests;

/// <summary>Writes every scene as page, image and figure into the folder that HEATMAP_PAGES names, for people to look at. Without it only the writing itself is tried.</summary>
public sealed class PageWriter
{
    private static readonly Lazy<IReadOnlyList<(string Name, Chart Chart)>> Made = new(static () => [.. typeof(PageWriter).Assembly.GetTypes()
        .Where(static t => t.Namespace == typeof(HeatScenes).Namespace && t.Name.EndsWith("Scenes", StringComparison.Ordinal) && t.GetMethod("All") is not null).OrderBy(static t => t.Name, StringComparer.Ordinal)
        .SelectMany(static t => (IEnumerable<(string, Chart)>)t.GetMethod("All")!.Invoke(null, null)!)]);

    public static TheoryData<string> Names => [.. All().Select(static s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EverySceneIsWritten(string name)
    {
        Chart chart = All().Single(s => s.Name == name).Chart;
        string page = chart.ToHtml(), svg = chart.ToSvg(), figure = chart.ToPlotly();
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
        System.Xml.Linq.XDocument.Parse(svg);
        System.Text.Json.JsonDocument.Parse(figure);
        if (Environment.GetEnvironmentVariable("HEATMAP_PAGES") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, name + ".html"), page);
            File.WriteAllText(Path.Combine(folder, name + ".svg"), svg);
            File.WriteAllText(Path.Combine(folder, name + ".plotly.json"), figure);
        }
    }

    private static IReadOnlyList<(string Name, Chart Chart)> All() => Made.Value;
}
