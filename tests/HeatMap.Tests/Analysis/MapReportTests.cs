namespace HeatMap.Tests.Analysis;

public sealed class MapReportTests
{
    private static readonly LiquidationMap Map = ZoneTests.Map([0, 8, 6, 0, 0, 4, 0, 0, 0, 2], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 6, 0, 0, 3]);

    [Fact]
    public void Report_HoldsTheReadings()
    {
        MapReport report = Map.Report(new() { MostZones = 2, MostGaps = 1, Distances = [0.05] });
        Assert.Equal(Map.Zones().Where(z => z.Side == Side.Long).Take(2), report.LongZones);
        Assert.Equal(Map.Zones().Where(z => z.Side == Side.Short).Take(2), report.ShortZones);
        Assert.Equal(Map.Asymmetry(0.05), Assert.Single(report.Asymmetries));
        Assert.Equal(Map.Shape(), report.Shape);
        Assert.Equal((Map.Concentration(Side.Long), Map.Concentration(Side.Short), Map.Concentration()), (report.LongConcentration, report.ShortConcentration, report.Concentration));
        Assert.Equal(Map.Gaps(Side.Long).Take(1), report.GapsBelow);
        Assert.Equal(Map.Gaps(Side.Short).Take(1), report.GapsAbove);
        Assert.Equal(Map.Gaps(Side.Long, new() { Order = GapOrder.Nearest })[0], report.NearestGapBelow);
        Assert.Equal((Map.MarkPrice, Map.Unit, Map.InBands, Map.Below, Map.Above), (report.MarkPrice, report.Unit, report.InBands, report.Below, report.Above));
        Assert.Empty(report.Horizons);
    }

    [Fact]
    public void WithALawOfPrices_ItSaysWhatMayBeTouched()
    {
        var model = new GeometricBrownian(0.8);
        MapReport report = Map.Report(new() { Model = model, Horizons = [TimeSpan.FromDays(7)], Distances = [0.1] });
        PriceReach week = model.Within(TimeSpan.FromDays(7));
        HorizonReading reading = Assert.Single(report.Horizons);
        Assert.Equal(Map.ExpectedTouched(week), reading.Touched);
        Assert.Equal(report.LongZones.Select(z => week.Touch(100, z.NearEdge)), reading.LongZoneProbabilities);
        Assert.Equal(report.ShortZones.Select(z => week.Touch(100, z.NearEdge)), reading.ShortZoneProbabilities);
        MoveReach move = Assert.Single(reading.Moves);
        Assert.Equal((0.1, week.Touch(100, 90), week.Touch(100, 110.00000000000001)), (move.Move, move.Down, move.Up));
        Assert.InRange(move.Either, Math.Max(move.Down, move.Up), move.Down + move.Up);
        Assert.Contains("touched with", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OfAnEmptyMap_HasDefinedAnswers()
    {
        MapReport report = LiquidationMap.Empty(Map.Grid, 100).Report(new() { Model = new GeometricBrownian(0.8) });
        Assert.Empty(report.LongZones);
        Assert.Equal(double.NaN, report.Asymmetries[0].Imbalance);
        Assert.Equal(0, report.Horizons[0].Touched.Long);
        Assert.True(report.NearestGapBelow!.Value.IsOpen);
        Assert.Contains("long zones: none", report.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", report.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A smooth hill of many positions: its fullest band holds little, but the hill does not.</summary>
    [Fact]
    public void NearestZone_GoesByWhatItHolds()
    {
        double[] hill = [.. Enumerable.Range(0, 400).Select(i => 1000 * Math.Exp(-0.5 * Math.Pow((i - 200) / 80.0, 2)))];
        hill[380] = 1.5;
        MapReport report = ZoneTests.Map(hill, [], 480).Report(new() { MostZones = 0 });
        Zone nearest = report.NearestLongZone!.Value;
        Assert.Equal(200, nearest.PeakBand);
        Assert.InRange(nearest.Notional / report.InBands.Long, 0.6, 0.9);
        Assert.True(nearest.PeakNotional < 0.02 * report.InBands.Long, "no band holds a fiftieth");
        Assert.Null(report.NearestShortZone);
        Assert.Contains("nearest long", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void NearestZone_IsToldWithItsProbability()
    {
        MapReport report = Map.Report(new() { MostZones = 0, Model = new GeometricBrownian(0.8), Horizons = [TimeSpan.FromDays(1)] });
        PriceReach day = new GeometricBrownian(0.8).Within(TimeSpan.FromDays(1));
        Assert.Equal(day.Touch(100, report.NearestLongZone!.Value.NearEdge), report.Horizons[0].NearestLongZoneProbability);
        Assert.Contains("nearest long", report.ToString(), StringComparison.Ordinal);
        Assert.Matches("nearest short .*; touched with .* in 1 d", report.ToString());
    }

    [Fact]
    public void ADistanceThatIsLostInTheMark_IsTouched()
    {
        MoveReach move = Map.Report(new() { Distances = [1e-17], Model = new GeometricBrownian(0.8) }).Horizons[0].Moves[0];
        Assert.Equal((1, 1, 1), (move.Down, move.Up, move.Either));
    }

    [Fact]
    public void BadOptions_AreNamed()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new ReportOptions { MostZones = -1 }, "MostZones");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new ReportOptions { MostGaps = -1 }, "MostGaps");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new ReportOptions { MinProminence = double.NaN }, "MinProminence");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new ReportOptions { Distances = [0.1, 0] }, "Distances", "row 1");
        Expect.Throws<ArgumentException>(() => _ = new ReportOptions { Distances = default }, "Distances must be an array");
        Expect.Throws<ArgumentException>(() => _ = new ReportOptions { Horizons = [TimeSpan.FromDays(-1)] }, "Horizons must be >= 0");
        Expect.Throws<ArgumentException>(() => default(MapView).Report(), "view must be of a map");
    }
}
