using HeatMap.Charts.Tests.Scenes;

namespace HeatMap.Charts.Tests;

/// <summary>Writes every scene for people to look at, into the folder that <c>HEATMAP_PAGES</c> names.</summary>
public sealed class PageWriter
{
    private static readonly string[] Ends = [".html", ".svg", ".json"];

    [Fact]
    public void EverySceneBecomesAPageAPictureAndAFigure()
    {
        string? folder = Environment.GetEnvironmentVariable("HEATMAP_PAGES");
        foreach ((string name, Chart chart) in MapScenes.All().Concat(CompareScenes.All()))
        {
            string[] texts = [chart.ToHtml(), chart.ToSvg(), chart.ToPlotly()];
            Assert.All(texts, static t => Assert.NotEmpty(t));
            for (int i = 0; folder is not null && i < texts.Length; i++)
            {
                File.WriteAllText(Path.Combine(folder, name + Ends[i]), texts[i]);
            }
        }
    }
}
