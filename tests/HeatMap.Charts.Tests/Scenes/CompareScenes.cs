namespace HeatMap.Charts.Tests.Scenes;

/// <summary>Pairs of maps to look at and to test with.</summary>
internal static class CompareScenes
{
    public static IEnumerable<(string Name, Chart Chart)> All()
    {
        yield return ("compare-normal", MapScenes.Normal(1).ToChart(MapScenes.Normal(2, 600), new() { Title = "Monday and Tuesday", FirstName = "Monday", SecondName = "Tuesday" }));
        yield return ("compare-small", Small());
        yield return ("compare-coarse", MapScenes.Small().ToChart(On(BandGrid.Uniform(5, new(85, 115)))));
        yield return ("compare-apart", MapScenes.Small().ToChart(On(BandGrid.Geometric(0.01, new(86, 114)))));
        yield return ("compare-empty", LiquidationMap.Empty(BandGrid.Uniform(1, new(90, 110)), 100).ToChart(LiquidationMap.Empty(BandGrid.Uniform(1, new(90, 110)), 100)));
        yield return ("compare-one-empty", MapScenes.Small().ToChart(LiquidationMap.Empty(BandGrid.Uniform(1, new(85, 115)), 100, new() { Unit = "USDT" })));
        yield return ("compare-strange", MapScenes.Small().ToChart(MapScenes.Small(), new() { Title = MapScenes.Strange, FirstName = MapScenes.Strange, SecondName = new string('z', 5000) }));
    }

    public static ComparisonChart Small() => MapScenes.Small().ToChart(Later());

    public static LiquidationMap Later() => MapScenes.Of([89, 91, 92.5, 96, 103, 105, 112, 40], [4000, 500, 3000, 500, -1000, -3000, -2500, 2000], BandGrid.Uniform(1, new(84, 116)), 101, "USDT");

    public static LiquidationMap On(BandGrid grid) => MapScenes.Of([90, 91, 96, 104, 110], [4000, 500, 500, -3000, -2500], grid, 100, "USDT");
}
