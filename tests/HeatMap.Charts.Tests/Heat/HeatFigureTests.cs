using System.Text.Json;
using HeatMap.Charts.Tests.Scenes;

namespace HeatMap.Charts.Tests;

public sealed class HeatFigureTests
{
    [Fact]
    public void TheFigureOfASmallMapIsTheApprovedOne() => Repository.AssertApproved("heat-small.plotly.json", HeatScenes.Small().ToChart(new() { Executed = HeatScenes.Executed() }).ToPlotly() + "\n");

    [Fact]
    public void CellsOfTheFigureAreTheMapsAndUnknownColumnsAreNull()
    {
        LiquidationHeatMap map = HeatScenes.Missing();
        JsonElement cells = Trace(map.ToChart().ToPlotly(), "heatmap"), z = cells.GetProperty("z");
        Assert.Equal(map.Grid.Count, z.GetArrayLength());
        Assert.Equal(map.Grid.Edges.ToArray(), cells.GetProperty("y").EnumerateArray().Select(static v => v.GetDouble()));
        for (int band = 0; band < map.Grid.Count; band++)
        {
            for (int column = 0; column < map.ColumnCount; column++)
            {
                if (map.StateOf(column) == HeatMapColumnState.Missing)
                {
                    Assert.Equal(JsonValueKind.Null, z[band][column].ValueKind);
                }
                else
                {
                    double notional = map.At(column, band).Notional;
                    Assert.Equal(notional, z[band][column].GetDouble(), notional * 1e-6);
                }
            }
        }
    }

    [Fact]
    public void ALargeMapIsPooledAndTheTitleSaysSo()
    {
        BandGrid grid = BandGrid.Uniform(1, new(100, 700));
        var builder = new LiquidationHeatMapBuilder(grid, TimeSpan.FromMinutes(1), new() { Columns = 500, Kind = HeatMapKind.Executed });
        builder.Add(new ExecutedColumns([0, 60_000, 60_000L * 499], [101, 350, 699.5], [1e6, -2e6, 3e6]));
        string figure = builder.ToHeatMap().ToChart().ToPlotly();
        double[] cells = [.. Trace(figure, "heatmap").GetProperty("z").EnumerateArray().SelectMany(static r => r.EnumerateArray()).Where(static v => v.ValueKind == JsonValueKind.Number).Select(static v => v.GetDouble())];
        Assert.InRange(cells.Length, 50_000, 200_000);
        Assert.Equal(6e6, cells.Sum());
        string title = JsonDocument.Parse(figure).RootElement.GetProperty("layout").GetProperty("title").GetProperty("text").GetString()!;
        Assert.Contains("500 × 600 cells as", title, StringComparison.Ordinal);
    }

    [Fact]
    public void TextOfDataIsNoMarkupInTheFigure()
    {
        string figure = HeatScenes.All().Single(static s => s.Name == "heat-hostile").Chart.ToPlotly();
        Assert.All(Texts(JsonDocument.Parse(figure).RootElement), static text => Assert.DoesNotContain("<img", text, StringComparison.Ordinal));
    }

    private static JsonElement Trace(string figure, string type) => JsonDocument.Parse(figure).RootElement.GetProperty("data").EnumerateArray().Single(t => t.GetProperty("type").GetString() == type);

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static p => Texts(p.Value)),
        _ => [],
    };
}
