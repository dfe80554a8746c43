using HeatMap.Estimation;
using HeatMap.Tests.Evaluation;

namespace HeatMap.Tests.Estimation.Forecast;

public sealed class ForcedVolumeModelTests
{
    private static readonly MarketBar[] Bars = TestMarket.Bars(40);

    [Fact]
    public void Fit_OnATrueBook_FindsThatVolumeRisesWithTheSweptShare()
    {
        VolumeRows rows = Rows(out _, out _);
        ForcedVolumeModel model = ForcedVolumeModel.Fit(rows), bare = ForcedVolumeModel.Fit(rows, rows.Count, []);
        Assert.InRange(Assert.Single(model.Elasticities), 0.3, 1.2);
        Assert.True(model.TrainingExplained > bare.TrainingExplained);
        Assert.Empty(bare.Elasticities);
        double sum = 0, volume = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            sum += model.Predict(rows.Features(row), rows.SweptShare(row, 0));
            volume += rows.Targets[row];
        }

        Expect.NearRelative(volume, sum, 1e-9);
        Assert.True(model.Predict(rows.Features(50), 0.01) > model.Predict(rows.Features(50), 0.001));
    }

    [Fact]
    public void Expected_OfAPath_IsThePredictionOfItsRow()
    {
        VolumeRows rows = Rows(out PathFeatures features, out TestBook book);
        ForcedVolumeModel model = ForcedVolumeModel.Fit(rows);
        var path = new IntervalPath(features.EndUnixMs!.Value, features.Price, features.Price * 0.985, features.Price * 1.001, features.Price * 0.99);
        var row = new double[features.Count];
        features.Fill(Side.Long, path, row);
        Expect.SameBits(model.Predict(row, book.SweptShare(Side.Long, path.Reached(Side.Long))), model.Expected(features, Side.Long, path, book));
        PathFeatures read = features;
        TestBook known = book;
        Assert.Equal(0, Allocated.Least(() => model.Expected(read, Side.Long, path, known)));
    }

    [Fact]
    public void Expected_OfAllPaths_LiesBetweenStandingStillAndAFarFall_AndGrowsWithVolatility()
    {
        VolumeRows rows = Rows(out PathFeatures features, out TestBook book);
        ForcedVolumeModel model = ForcedVolumeModel.Fit(rows);
        long start = features.EndUnixMs!.Value;
        double price = features.Price;
        double still = model.Expected(features, Side.Long, new IntervalPath(start, price, price, price, price), book);
        double far = model.Expected(features, Side.Long, new IntervalPath(start, price, price * 0.97, price, price * 0.98), book);
        double calm = model.Expected(features, Side.Long, new GeometricBrownian(0.3).Within(TestMarket.Hour), book);
        double wild = model.Expected(features, Side.Long, new GeometricBrownian(0.8).Within(TestMarket.Hour), book);
        Assert.True(still < calm && calm < wild && wild < far, $"{still} {calm} {wild} {far}");
    }

    [Fact]
    public void WhatIsNotKnown_AddsNothing()
    {
        MarketBar[] bars = [.. Bars.Select(b => b with { OpenInterest = double.NaN })];
        VolumeRows rows = Rows(out _, out _, bars);
        ForcedVolumeModel model = ForcedVolumeModel.Fit(rows);
        Assert.Equal(0, model.Coefficients[rows.Names.IndexOf("log open interest")]);
        Assert.True(model.Predict(rows.Features(7), 0) > 0);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        VolumeRows rows = Rows(out PathFeatures features, out TestBook book);
        ForcedVolumeModel model = ForcedVolumeModel.Fit(rows);
        Expect.Throws<ArgumentException>(() => model.Predict(rows.Features(0)), "1 shares, were");
        Expect.Throws<ArgumentException>(() => model.Expected(features, Side.Long, new GeometricBrownian(0.3).Within(TimeSpan.FromHours(2)), book), "reach is of 02:00:00");
        Expect.Throws<ArgumentException>(() => model.Expected(new PathFeatures(TimeSpan.FromHours(2)), Side.Long, new IntervalPath(0, 1, 1, 1, 1), book), "fitted on");
        Assert.Throws<ArgumentOutOfRangeException>(() => ForcedVolumeModel.Fit(rows, 1, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.SweptShare(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForcedVolumeOptions { Power = 2 });
        Assert.Throws<ArgumentException>(() => new ForcedVolumeOptions { Ridges = [] });
        MarketBar[] quiet = [.. Bars.Select(b => b with { LongLiquidations = 0, ShortLiquidations = 0 })];
        Expect.Throws<ArgumentException>(() => ForcedVolumeModel.Fit(Rows(out _, out _, quiet)), "something must have been liquidated");
    }

    private static VolumeRows Rows(out PathFeatures features, out TestBook book, MarketBar[]? bars = null)
    {
        (features, book) = (new(TestMarket.Hour), new(1));
        var builder = new VolumeRowsBuilder(features, book);
        builder.AddAll(bars ?? Bars);
        return builder.ToRows();
    }
}
