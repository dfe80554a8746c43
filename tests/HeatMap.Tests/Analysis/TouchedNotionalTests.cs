using FsCheck.Fluent;
using HeatMap.Tests.Maps;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

public sealed class TouchedNotionalTests
{
    private static readonly PriceReach Day = new GeometricBrownian(0.6).Within(TimeSpan.FromDays(1));

    /// <summary>Longs at 91.5, 95.5 and in the band of the mark at 100.2, shorts there and at 104.5.</summary>
    private static readonly LiquidationMap Map = ZoneTests.Map([0, 8, 0, 0, 0, 4, 0, 0, 0, 0, 2], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 6], 100.5);

    [Fact]
    public void Expected_IsEachBandTimesTheTouchOfItsNearEdge()
    {
        TouchedNotional touched = Map.ExpectedTouched(Day);
        Expect.NearRelative((8 * Day.Touch(100.5, 92)) + (4 * Day.Touch(100.5, 96)) + 2, touched.Long);
        Expect.NearRelative(1 + (6 * Day.Touch(100.5, 104)), touched.Short);
        Assert.Equal((14.0, 7.0, TimeSpan.FromDays(1), Day.Deviation), (touched.AllLong, touched.AllShort, touched.Horizon, touched.Deviation));
        Expect.NearRelative((touched.Short - touched.Long) / (touched.Short + touched.Long), touched.Magnet);
        Assert.StartsWith("within 1 d: long ", touched.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bands_AddUpToTheSides()
    {
        double[] longs = new double[20], shorts = new double[20];
        TouchedNotional touched = Map.View.ExpectedTouched(Day, longs, shorts);
        Expect.NearRelative(longs.Sum(), touched.Long);
        Expect.NearRelative(shorts.Sum(), touched.Short);
        Assert.Equal((0, 2.0, 1.0), (longs[0], longs[10], shorts[10]));
        Expect.Throws<ArgumentException>(() => Map.View.ExpectedTouched(Day, new double[19], []), "longNotional must hold 20 readings, had room for 19");
    }

    [Fact]
    public void WithoutTimeOrVolatility_OnlyTheBandOfTheMarkIsTouched()
    {
        foreach (PriceReach still in (PriceReach[])[new GeometricBrownian(0.6).Within(TimeSpan.Zero), new GeometricBrownian(0).Within(TimeSpan.FromDays(7))])
        {
            TouchedNotional touched = Map.ExpectedTouched(still);
            Assert.Equal((2.0, 1.0, 0.0), (touched.Long, touched.Short, touched.Deviation));
        }
    }

    [Fact]
    public void AnEmptyMap_HasNoMagnet()
    {
        TouchedNotional none = LiquidationMap.Empty(Map.Grid, 100).ExpectedTouched(Day);
        Assert.Equal((0.0, 0.0, double.NaN), (none.Long, none.Short, none.Magnet));
        Assert.Equal(0, default(MapView).ExpectedTouched(Day).AllLong);
    }

    /// <summary>Nine hundred million of longs against six of shorts, and still the shorts pull, because they are nearer.</summary>
    [Fact]
    public void TheMagnet_CanDisagreeWithTheImbalance()
    {
        double[] prices = [54_000, 57_000, 59_000, 61_000, 63_000, 66_000], longs = [5e8, 3e8, 1e8, 0, 0, 0], shorts = [0, 0, 0, 2e8, 2e8, 2e8];
        Assert.Equal(-0.2, Asymmetry.Of(60_000, prices, longs, shorts, 1).Imbalance, 1e-15);
        Assert.Equal(0.27512249799886357, TouchedNotional.Of(new GeometricBrownian(0.5).Within(TimeSpan.FromDays(1)), 60_000, prices, longs, shorts).Magnet, 1e-12);
    }

    [Fact]
    public void BadRows_AreNamed()
    {
        Expect.Throws<ArgumentNullException>(() => Map.ExpectedTouched(null!), "reach");
        Expect.Throws<ArgumentOutOfRangeException>(() => TouchedNotional.Of(Day, 0, [1], [1], [1]), "markPrice");
        Expect.Throws<ArgumentOutOfRangeException>(() => TouchedNotional.Of(Day, 1, [1, -1], [1, 1], [1, 1]), "row 1", "prices");
        Expect.Throws<ArgumentOutOfRangeException>(() => TouchedNotional.Of(Day, 1, [1, 1], [1, 1], [1, double.NaN]), "row 1", "shortNotional");
        Expect.Throws<ArgumentException>(() => TouchedNotional.Of(Day, 1, [1, 1], [1], [1, 1]), "longNotional must have a row for each of 2 prices, had 1");
    }

    [Fact]
    public void MoreTimeOrVolatility_TouchesMore_AndNeverMoreThanThereIs() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        LiquidationMap map = AnyMap.Make(draw.Dice, 60);
        map = map.WithMark(draw.Dice.Between(map.Grid.Lower + 1e-9, map.Grid.Upper));
        double volatility = draw.Dice.Between(0.1, 2);
        TouchedNotional day = map.ExpectedTouched(new GeometricBrownian(volatility).Within(TimeSpan.FromDays(1)));
        TouchedNotional week = map.ExpectedTouched(new GeometricBrownian(volatility).Within(TimeSpan.FromDays(7)));
        TouchedNotional wild = map.ExpectedTouched(new GeometricBrownian(volatility * 2).Within(TimeSpan.FromDays(1)));
        return day.Long <= week.Long && day.Short <= week.Short && day.Long <= wild.Long && day.Short <= wild.Short && week.Long <= week.AllLong * (1 + 1e-12) && week.Short <= week.AllShort * (1 + 1e-12);
    }));
}
