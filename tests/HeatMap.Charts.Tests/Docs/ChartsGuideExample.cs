// <guide>
using HeatMap;
using HeatMap.Cascades;
using HeatMap.Charts;
using HeatMap.Evaluation;

// </guide>
namespace Guide;

/// <summary>The code of docs/guide/charts.md. <c>ChartsGuideTests</c> compares it line by line with what the page shows, and runs it.</summary>
internal static class ChartsGuideExample
{
    public static (string Page, string Live, string Event, string Picture, string Figure) Run(
        LiquidationMap map, LiquidationMap before, LiquidationHeatMap heatMap, CascadeResult fall, CascadeThresholds falls, ScoreReport report)
    {
        // <guide>
        string page = map.ToChart(new() { Title = "BTC" }).ToHtml();
        // </guide>

        // <guide>
        MapChart ladder = map.ToChart(new() { Title = "BTC", Fall = falls });
        HeatMapChart film = heatMap.ToChart();
        CascadeChart cascade = fall.ToChart(new() { Thresholds = falls });
        AccuracyChart accuracy = report.ToChart();
        ComparisonChart change = before.ToChart(map, new() { FirstName = "yesterday", SecondName = "today" });
        // </guide>

        // <guide>
        page = ChartPage.ToHtml([ladder, film, cascade, accuracy, change], new() { Title = "BTC this morning", Theme = ChartTheme.Dark, Palette = HeatPalette.Safe });
        string picture = ladder.ToSvg(new() { Width = 900, Height = 500 });
        string figure = film.ToPlotly();
        string document = film.ToJson();
        // </guide>

        // <guide>
        string live = ChartPage.ToHtml([ladder, film], new() { Updates = "/events" });
        string update = $"event: charts\ndata: [{ladder.ToJson()},{film.ToJson()}]\n\n";
        // </guide>
        return (page, live, update, picture, figure + document);
    }
}
