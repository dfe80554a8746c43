namespace HeatMap.Tests.Living;

public sealed class MapReaderTests
{
    private static readonly MarginRules Rules = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0.01));
    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(50, 150));

    [Fact]
    public void AReader_ShowsWhatWasPublished_UntilItRefreshes()
    {
        var map = new LivingMap(Rules, Grid, 100, 20);
        map.OpenAt(90.5, Side.Long, 1);
        MapReader reader = map.CreateReader(), other = map.CreateReader();
        Assert.Equal((1, 1, 1), (map.Version, reader.Version, other.Version));
        Assert.Equal(90.5, reader.View[40].Long);
        map.OpenAt(90.5, Side.Short, 1);
        map.OpenAt(double.NaN, Side.Long, 1);
        map.Mark(101);
        Assert.Equal(1, reader.Refresh());
        Assert.Equal((1, 100), (reader.View.Total.Count, reader.MarkPrice));
        Assert.Equal(2, map.Publish());
        Assert.Equal((1, 1), (reader.Version, reader.View.Total.Count));
        Assert.Equal(2, reader.Refresh());
        Assert.Equal((2, 101, 101), (reader.View.Total.Count, reader.MarkPrice, reader.View.Unplaced.Total.Long));
        Assert.Equal(map.ToMap(), reader.ToMap());
        Assert.Equal((1, 100), (other.Version, other.MarkPrice));
        map.Publish();
        map.Publish();
        Assert.Equal((4, 4), (other.Refresh(), reader.Refresh()));
        Assert.Equal(reader.ToMap(), other.ToMap());
        Assert.Equal("version 4 of X at 101 in 100 uniform bands of 1 from 50 to 150", reader.ToString());
    }

    [Fact]
    public void AMapThatIsPublishedLate_ShowsEverything()
    {
        var map = new LivingMap(Rules, Grid, 100, 200, new() { Counts = false });
        for (int i = 0; i < 200; i++)
        {
            map.OpenAt(i < 100 ? 30 + (0.7 * i) : 100 + (0.7 * (i - 99)), i < 100 ? Side.Long : Side.Short, i + 1);
        }

        Assert.Equal(0, map.Version);
        MapReader reader = map.CreateReader();
        Assert.Equal(map.ToMap(), reader.ToMap());
        Assert.True(reader.View.LongCounts.IsEmpty);
        map.Mark(80, 120, 100);
        map.Publish();
        reader.Refresh();
        Assert.Equal(map.ToMap(), reader.ToMap());
    }

    [Fact]
    public void Path_IsWhereTheMarkWasSinceTheLastLook()
    {
        var map = new LivingMap(Rules, Grid, 100, 20);
        MapReader reader = map.CreateReader();
        Assert.Equal(new PriceRange(100, 100), reader.Path);
        map.Mark(90, 104, 103);
        map.Publish();
        map.Mark(102);
        map.Publish();
        map.Mark(101, 107, 106);
        map.Publish();
        map.Mark(200);
        reader.Refresh();
        Assert.Equal((new PriceRange(90, 107), 106), (reader.Path, reader.MarkPrice));
        reader.Refresh();
        Assert.Equal(new PriceRange(106, 106), reader.Path);
        map.Mark(105);
        map.Publish();
        reader.Refresh();
        Assert.Equal(new PriceRange(105, 200), reader.Path);
    }

    [Theory]
    [InlineData(62, 50)]
    [InlineData(63, 50)]
    [InlineData(64, 97)]
    [InlineData(65, 97)]
    [InlineData(200, 97)]
    public void Path_OfAReaderThatMissedMany_IsThatOfTheLastSixtyFour(int later, double low)
    {
        var map = new LivingMap(Rules, Grid, 100, 20);
        MapReader reader = map.CreateReader();
        map.Mark(50, 100, 99);
        map.Publish();
        for (int i = 0; i < later; i++)
        {
            map.Mark(97 + (i % 3));
            map.Publish();
        }

        reader.Refresh();
        Assert.Equal(low, reader.Path.Low);
        Assert.True(reader.Path.High is >= 99 and <= 100);
    }

    [Fact]
    public void Readers_AfterManyPublishings_CopyWhatChangedInAnyOfThem()
    {
        var map = new LivingMap(Rules, BandGrid.Uniform(1, new(0, 3000)), 1500, 3000, null, "a", "b");
        MapReader[] readers = [.. Enumerable.Range(0, 6).Select(_ => map.CreateReader())];
        for (int i = 1; i <= 400; i++)
        {
            map.OpenAt(i % 2 == 0 ? 1400 - (i * 2.9) : 1600 + (i * 3.3), i % 2 == 0 ? Side.Long : Side.Short, i, i / 2 % 2);
            map.Publish();
            for (int r = 0; r < readers.Length; r++)
            {
                if (i % (r + 1) == 0)
                {
                    Assert.Equal(map.Version, readers[r].Refresh());
                    Assert.Equal(map.ToLayers()[0], readers[r].ToLayers()[0]);
                    Assert.Equal(map.ToLayers()[1], readers[r].ToLayers()[1]);
                }
            }
        }
    }

    [Fact]
    public void Layers_AreShownOneByOneOrTogether()
    {
        var map = new LivingMap(Rules, Grid, 100, 20, null, "a", "b");
        map.OpenAt(90.5, Side.Long, 1, 1);
        MapReader reader = map.CreateReader();
        Expect.Throws<InvalidOperationException>(() => _ = reader.View.Total, "the map has several layers; take LayerView, or ToMap for their sum");
        Assert.Equal((0, 1), (reader.LayerView(0).Total.Count, reader.LayerView(1).Total.Count));
        Assert.Throws<ArgumentOutOfRangeException>("layer", () => reader.LayerView(2).Total);
        Assert.Throws<ArgumentOutOfRangeException>("layer", () => reader.LayerView(-1).Total);
        Assert.Equal(map.ToMap(), reader.ToMap());
        Assert.Equal(["a", "b"], reader.ToLayers().Names.ToArray());
        MapReader plain = new LivingMap(Rules, Grid, 100, 20).CreateReader();
        Expect.Throws<InvalidOperationException>(() => plain.ToLayers(), "the map was made without layers; take ToMap");
    }

    [Fact]
    public void ACopyOfAReader_StaysAsItIs()
    {
        var map = new LivingMap(Rules, Grid, 100, 20);
        MapReader reader = map.CreateReader();
        LiquidationMap before = reader.ToMap();
        map.OpenAt(90.5, Side.Long, 1);
        map.Publish();
        reader.Refresh();
        Assert.Equal((0, 1), (before.Total.Count, reader.ToMap().Total.Count));
    }
}
