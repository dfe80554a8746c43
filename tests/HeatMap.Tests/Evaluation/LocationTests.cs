using HeatMap.Estimation;
using HeatMap.Evaluation;

namespace HeatMap.Tests.Evaluation;

public sealed class LocationTests
{
    private static readonly MarketBar[] Bars = TestMarket.Bars(40);

    private static readonly Lazy<ScoreReport> Report = new(() => MapScorer.Score(
        MarketBars.From(Bars, TestMarket.Hour),
        [new("truth", new TestBook(1)), new("other", new TestBook(77)), new("even", new EvenMap())],
        new() { Volume = new() { Ridges = [0.03] }, Location = new() { CellWidth = 0.002 }, Bootstrap = new() { Draws = 200 } },
        new() { Prints = [.. TestMarket.Prints(Bars)], Truth = new TestBook(1) }));

    [Fact]
    public void Location_OfTheTruth_BeatsEveryOther()
    {
        LocationReport where = Report.Value.Location!;
        double truth = where.Maps[0].Raw.Estimate;
        Assert.True(where.Maps[0].Raw.Low > 0.3, $"{truth}");
        Assert.All(where.Maps.Skip(1), m => Assert.True(m.Raw.Estimate < truth && m.WithKernel.Estimate < truth));
        Assert.All(where.Baselines, b => Assert.True(b.NatsPerDollar.Estimate < truth));
        Assert.True(where.Maps[0].GainOverKernel.Low > 0 && where.Maps[0].PValue < 0.01 && where.Maps[0].Weight > 0.5);
        Assert.True(where.Maps[0].Raw.Estimate > where.Maps[0].Smoothed.Estimate);
        Assert.Equal(0, where.BeyondShare);
        Assert.True(where.Prints > 1000 && where.Windows > 300);
    }

    [Fact]
    public void Location_OfAnEvenDensity_IsExactlyZero() => Assert.Equal(0, Report.Value.Location!.Baselines[0].NatsPerDollar.Estimate);

    [Fact]
    public void Intensity_IsByPrice_WherePrintsAre() => Assert.All(Report.Value.Intensity, i => Assert.True(i.IsByPrice));

    [Fact]
    public void Truth_IsNoDistanceFromItself()
    {
        TruthDistance self = Report.Value.Truth[0], other = Report.Value.Truth[1];
        Assert.Equal((0, 0, 0, 0), (self.Wasserstein5, self.Wasserstein10, self.AbsoluteDifference5, self.AbsoluteDifference10));
        Assert.True(other.Wasserstein10 > 1 && other.AbsoluteDifference5 is > 0.1 and <= 2 && other.Pairs > 1000);
    }

    [Fact]
    public void Score_OfOnePrint_IsTheLogOfHowMuchDenserTheMapIsThere()
    {
        // Ten cells are reached below the price; the map has three quarters in one of them and a quarter in another.
        var map = new EvenMap();
        var walk = new LocationWalk([new(5, Side.Long, 100 * Math.Exp(-0.0035), 7)], [map], new() { Smoothing = new() { Width = 0 } });
        walk.Observe(new IntervalPath(0, 100, 100 * Math.Exp(-0.00999), 100, 100), TestMarket.Hour, 0.01, 100);
        LocationWindow window = Assert.Single(walk.Windows);
        Assert.Equal((10, 0), (window.Count, window.First));
        Assert.Equal(7, window.Dollars[3]);
        double[] density = new double[10];
        (density[3], density[8]) = (0.75, 0.25);
        Expect.NearRelative(7 * Math.Log((0.98 * 0.75 * 10) + 0.02), window.Score(density, 0.02));
        Array.Fill(density, 0.1);
        Expect.Near(0, window.Score(density, 0.02), 1e-12);

        // A map that has read nothing says nothing: even.
        Assert.Equal(density, window.Densities[0]);
    }

    [Fact]
    public void Observe_CountsWhatIsBeyondTheReachOrOnTheOtherSide()
    {
        var walk = new LocationWalk([new(5, Side.Long, 99, 1), new(6, Side.Long, 97, 2), new(7, Side.Long, 100.5, 4), new(9, Side.Short, 100.2, 8)], [], new());
        walk.Observe(new IntervalPath(0, 100, 98, 101, 100), TestMarket.Hour, 0.01, 100);
        Assert.Equal((15, 2, 4, 4), (walk.Dollars, walk.BeyondDollars, walk.OtherSideDollars, walk.Prints));
        Assert.Equal(2, walk.Windows.Count);
        LocationWindow longs = walk.Windows[0];
        Assert.Equal(-10, longs.First);
        Assert.Equal(31, longs.Count);
        Assert.Equal(2, longs.Dollars[^1]);
    }

    [Fact]
    public void Cells_ShareABandByItsLogWidth_AndKeepMass()
    {
        var book = new TestBook(3);
        foreach (MarketBar bar in Bars.AsSpan(0, 50))
        {
            book.Add(bar);
        }

        var cells = new double[4000];
        foreach (Side side in (Side[])[Side.Long, Side.Short])
        {
            DistanceCells.Fill(book, side, book.MarkPrice, 0.0007, -1000, cells);
            Expect.NearRelative(book.Quantities(side).ToArray().Sum(), cells.Sum(), 1e-9);
            Assert.Equal(0, cells.AsSpan(0, 996).ToArray().Sum());
            var smooth = new double[cells.Length];
            DistanceCells.Smooth(cells, -1000, 0.0007, 0.005, smooth);
            Expect.NearRelative(cells.Sum(), smooth.Sum(), 1e-9);
        }
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Expect.Throws<ArgumentException>(() => _ = new LocationWalk([default], [], new()), "row 0");
        Expect.Throws<ArgumentException>(() => _ = new LocationWalk([new(5, Side.Long, 1, 1), new(4, Side.Long, 1, 1)], [], new()), "row 1");
        Assert.Throws<ArgumentOutOfRangeException>(() => new LiquidationPrint(0, Side.Long, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocationOptions { EvenShare = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocationOptions { LeastCells = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CascadeEventOptions { Quantile = 1 });
        var book = new TestBook(1);
        book.Add(Bars[0]);
        Expect.Throws<ArgumentException>(() => _ = new ScoreEvidence { Truth = book }, "has read bars");
    }

    /// <summary>As much in every band.</summary>
    private sealed class EvenMap() : MapEstimator(BandGrid.Geometric(0.001, new(20, 500)))
    {
        private readonly double[] _bands = [.. Enumerable.Repeat(1.0, BandGrid.Geometric(0.001, new(20, 500)).Count)];

        public override void Add(in MarketBar bar) => (LastOpenTimeUnixMs, MarkPrice) = (bar.OpenTimeUnixMs, bar.Close);

        public override ReadOnlySpan<double> Quantities(Side side) => _bands;

        public override double StandingQuantity(Side side) => 10_000;
    }
}
