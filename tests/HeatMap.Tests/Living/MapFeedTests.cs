using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Living;

public sealed class MapFeedTests
{
    private static readonly MarginRules Rules = Venues.BinanceUsdm("BTCUSDT");
    private static readonly BandGrid Grid = BandGrid.Uniform(10, new(50, 150));

    [Fact]
    public void Changes_SayWhatOpenedAndWhatWent()
    {
        var map = new LivingMap(Rules, Grid, 100, 10);
        PositionHandle handle = map.OpenAt(75, Side.Long, 2);
        var feed = new MapFeed(map.CreateReader(), 100);
        Assert.Equal((1, 1), (feed.Version, feed.OldestVersion));
        map.OpenAt(125, Side.Short, 4);
        map.Close(handle);
        map.OpenAt(40, Side.Long, 1);
        map.Publish();
        Assert.Equal(2, feed.Update());
        Assert.Equal(
            [new(0, Side.Long, -1, 40 << 16, 1), new(0, Side.Long, 2, -150 << 16, -1), new(0, Side.Short, 7, 500 << 16, 1)],
            feed.ChangesSince(1)!.OrderBy(c => c.Side == Side.Long ? 0 : 1).ThenBy(c => c.Band));
        Assert.Empty(feed.ChangesSince(2)!);
    }

    [Fact]
    public void Changes_OfSeveralVersions_AreAddedUp()
    {
        var map = new LivingMap(Rules, Grid, 100, 10);
        var feed = new MapFeed(map.CreateReader(), 100);
        PositionHandle first = map.OpenAt(75, Side.Long, 2);
        map.Publish();
        feed.Update();
        map.OpenAt(76, Side.Long, 1);
        map.Publish();
        feed.Update();
        map.Close(first);
        map.Publish();
        feed.Update();
        Assert.Equal([new BandChange(0, Side.Long, 2, 76 << 16, 1)], feed.ChangesSince(1)!);
        Assert.Equal([new BandChange(0, Side.Long, 2, (76 - 150) << 16, 0)], feed.ChangesSince(2)!);
        Assert.Throws<ArgumentOutOfRangeException>(() => feed.ChangesSince(5));
    }

    [Fact]
    public void AClientThatIsTooFarBehind_IsToldSo()
    {
        var map = new LivingMap(Rules, Grid, 100, 10);
        var feed = new MapFeed(map.CreateReader(), 2);
        for (int i = 0; i < 3; i++)
        {
            map.OpenAt(75 - (10 * i), Side.Long, 2);
            map.Publish();
            feed.Update();
        }

        Assert.Equal(2, feed.OldestVersion);
        Assert.Null(feed.ChangesSince(1));
        Assert.Equal(2, feed.ChangesSince(2)!.Length);
        Expect.Throws<ArgumentException>(() => feed.TryChangesSince(2, new BandChange[1], out _), "room for 1");
    }

    [Fact]
    public void AWindowThatMoves_BeginsAnew()
    {
        var map = new LivingMap(Rules, Grid, 100, 10);
        var feed = new MapFeed(map.CreateReader(), 100);
        map.OpenAt(75, Side.Long, 2);
        map.Recentre(300);
        map.Publish();
        feed.Update();
        Assert.Equal((2, map.Grid), (feed.OldestVersion, feed.Grid));
        Assert.Null(feed.ChangesSince(1));
    }

    [Fact]
    public void OldMapPlusChanges_IsTheNewMap()
    {
        var dice = new Dice(3, 0);
        var model = new LivingModel(dice, Rules, BandGrid.WithCount(300, new(50_000, 70_000)), 60_000, 500, new(), "a", "b");
        MapReader reader = model.Map.CreateReader();
        var feed = new MapFeed(model.Map.CreateReader(), 1000);
        (long version, long[] cells, BandGrid grid) = (reader.Version, Cells(reader), reader.Grid);
        int told = 0, whole = 0;
        for (int step = 0; step < 4000; step++)
        {
            model.Step();
            if (dice.Chance(0.2))
            {
                model.Map.Publish();
            }

            if (dice.Chance(0.1))
            {
                feed.Update();
            }

            if (dice.Chance(0.05))
            {
                feed.Update();
                reader.Refresh();
                BandChange[]? changes = feed.ChangesSince(version);
                if (changes is null)
                {
                    whole++;
                }
                else
                {
                    Assert.Equal(grid, reader.Grid);
                    foreach (BandChange change in changes)
                    {
                        int at = (((change.Layer * 2) + (change.Side == Side.Long ? 0 : 1)) * (reader.Grid.Count + 2)) + change.Band + 1;
                        cells[2 * at] += change.Units;
                        cells[(2 * at) + 1] += change.Count;
                    }

                    Assert.Equal(Cells(reader), cells);
                    told++;
                }

                (version, cells, grid) = (reader.Version, Cells(reader), reader.Grid);
            }
        }

        Assert.True(told > 50 && whole > 3, $"{told} told, {whole} whole");
    }

    private static long[] Cells(MapReader reader)
    {
        var cells = new List<long>();
        for (int layer = 0; layer < 2; layer++)
        {
            MapView view = reader.LayerView(layer);
            Add(cells, (long)view.Below.LongUnits, view.Below.LongCount, view.LongUnits, view.LongCounts, (long)view.Above.LongUnits, view.Above.LongCount);
            Add(cells, (long)view.Below.ShortUnits, view.Below.ShortCount, view.ShortUnits, view.ShortCounts, (long)view.Above.ShortUnits, view.Above.ShortCount);
        }

        return [.. cells];
    }

    private static void Add(List<long> cells, long below, long belowCount, ReadOnlySpan<long> units, ReadOnlySpan<long> counts, long above, long aboveCount)
    {
        cells.AddRange([below, belowCount]);
        for (int i = 0; i < units.Length; i++)
        {
            cells.AddRange([units[i], counts[i]]);
        }

        cells.AddRange([above, aboveCount]);
    }
}
