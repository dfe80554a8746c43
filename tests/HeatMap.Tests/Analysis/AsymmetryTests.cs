using FsCheck.Fluent;
using HeatMap.Tests.Maps;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

public sealed class AsymmetryTests
{
    /// <summary>Bands of one from 90 to 110, mark 100: longs at 91.5, 95.5 and 99.5, shorts at 100.5, 104.5.</summary>
    private static readonly LiquidationMap Map = ZoneTests.Map([0, 8, 0, 0, 0, 4, 0, 0, 0, 2], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 6]);

    [Fact]
    public void Asymmetry_CountsBandsByTheirMiddle()
    {
        Assert.Equal(new(0.01, 2, 1), Map.Asymmetry(0.01));
        Assert.Equal(new(0.0449, 2, 1), Map.Asymmetry(0.0449));
        Assert.Equal(new(0.045, 6, 7), Map.Asymmetry(0.045));
        Assert.Equal(new(5, 14, 7), Map.Asymmetry(5));
        Assert.Equal(-7.0 / 21, Map.Asymmetry(0.1).Imbalance, 1e-15);
        Assert.Equal(Math.Log(0.5), Map.Asymmetry(0.1).LogRatio, 1e-15);
    }

    [Fact]
    public void Asymmetry_FormatsAsItsImbalance()
    {
        Asymmetry within = Map.Asymmetry(0.1);
        Assert.Equal("-0.33", $"{within:+0.00;-0.00}");
        Assert.Equal("within 10 %: long 14, short 7, imbalance -0.33", within.ToString());
        Assert.Equal(within.ToString(), $"{within}");
    }

    /// <summary>A weight times a distance, divided by the weight, is not always that distance.</summary>
    [Fact]
    public void Shape_OfOneBand_HasNoSpreadAndNoSkew()
    {
        for (long units = 1; units < 2000; units++)
        {
            SideShape one = SideShape.Of(97.3, [80.9], [units]);
            Assert.Equal((0, double.NaN), (one.LogSpread, one.Skewness));
            Assert.Equal(80.9, one.CentrePrice, 1e-12);
        }

        LiquidationMap both = ZoneTests.Map([0, 377], [0, 49]);
        Assert.Equal((0, double.NaN), (both.Shape().Both.LogSpread, both.Shape().Both.Skewness));
    }

    [Fact]
    public void Curve_IsTheReadingAtEachDistance()
    {
        Assert.Equal([Map.Asymmetry(0.01), Map.Asymmetry(0.05), Map.Asymmetry(0.02)], Map.AsymmetryCurve(0.01, 0.05, 0.02));
        Expect.Throws<ArgumentException>(() => Map.View.AsymmetryCurve([0.1, 0.2], new Asymmetry[1]), "destination must hold 2 readings");
        Expect.Throws<ArgumentOutOfRangeException>(() => Map.AsymmetryCurve(0.1, double.NaN), "row 1", "within");
    }

    [Fact]
    public void AnEmptyMap_HasNoImbalance()
    {
        Asymmetry none = LiquidationMap.Empty(Map.Grid, 100).Asymmetry(0.1);
        Assert.Equal((0, 0, double.NaN, double.NaN), (none.Long, none.Short, none.Imbalance, none.LogRatio));
        Assert.Equal("within 10 %: long 0, short 0, imbalance n/a", none.ToString());
        Assert.Equal(new(0.1, 0, 0), default(MapView).Asymmetry(0.1));
        MapShape shape = LiquidationMap.Empty(Map.Grid, 100).Shape();
        Assert.Equal((0, double.NaN, double.NaN, double.NaN), (shape.Long.Notional, shape.Both.MeanLogDistance, shape.Both.LogSpread, shape.Both.Skewness));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void BadDistance_IsNamed(double within) => Expect.Throws<ArgumentOutOfRangeException>(() => Map.Asymmetry(within), "within must be finite and > 0");

    [Fact]
    public void AMarkOutsideTheWindow_SeesOneSide()
    {
        Assert.Equal(new(0.2, 14, 7), Map.WithMark(85).Asymmetry(0.2) with { Short = 7 });
        Assert.Equal(0, Map.WithMark(120).Asymmetry(0.01).Long);
        Assert.Equal(7, Map.WithMark(120).Asymmetry(0.01).Short);
    }

    [Fact]
    public void Shape_IsThatOfTheMiddles()
    {
        MapShape shape = Map.Shape();
        var longs = SideShape.Of(100, [91.5, 95.5, 99.5], [8, 4, 2]);
        Assert.Equal(longs, shape.Long);
        Assert.Equal(SideShape.Of(100, [100.5, 104.5], [1, 6]), shape.Short);
        Assert.Equal(21, shape.Both.Notional);
        double mean = ((8 * Math.Log(0.915)) + (4 * Math.Log(0.955)) + (2 * Math.Log(0.995))) / 14;
        Expect.NearRelative(mean, longs.MeanLogDistance);
        Expect.NearRelative(100 * Math.Exp(mean), longs.CentrePrice);
        Assert.True(longs.Skewness > 0, "the tail of the longs reaches up to the mark");
    }

    [Fact]
    public void Shape_OfAMirror_IsMirrored() => Check.That(Prop.ForAll(Draw.Rows(30), draw =>
    {
        double[] distance = draw.Make(d => d.Between(0.001, 0.5)), notional = draw.Make(d => d.Between(0, 9));
        SideShape below = SideShape.Of(1, [.. distance.Select(d => Math.Exp(-d))], notional), above = SideShape.Of(1, [.. distance.Select(Math.Exp)], notional);
        return Math.Abs(below.MeanLogDistance + above.MeanLogDistance) < 1e-12 && Math.Abs(below.LogSpread - above.LogSpread) < 1e-12
            && (double.IsNaN(below.Skewness) || Math.Abs(below.Skewness + above.Skewness) < 1e-6 * (1 + Math.Abs(above.Skewness)) || above.LogSpread < 1e-9);
    }));

    /// <summary>A far and narrow map: one pass of raw moments would have no digits left.</summary>
    [Fact]
    public void Shape_OfANarrowMapFarAway_KeepsItsDigits()
    {
        SideShape shape = SideShape.Of(1, [Math.Exp(3 - 1e-6), Math.Exp(3), Math.Exp(3 + 2e-6)], [1, 1, 1]);
        Expect.NearRelative(Math.Sqrt(14) / 3 * 1e-6, shape.LogSpread, 1e-8);
        Expect.NearRelative(20.0 / (14 * Math.Sqrt(14)), shape.Skewness, 1e-6);
    }

    [Fact]
    public void Readings_DoNotChangeWithTheScaleOfNotional() => Check.That(Prop.ForAll(Draw.Rows(20), draw =>
    {
        double[] notional = draw.Make(d => (double)d.Whole(0, 9));
        double[] shorts = [.. notional.Reverse()];
        LiquidationMap one = ZoneTests.Map(notional, shorts), eight = ZoneTests.Map([.. notional.Select(n => 8 * n)], [.. shorts.Select(n => 8 * n)]);
        return one.Asymmetry(0.05).Imbalance.Equals(eight.Asymmetry(0.05).Imbalance)
            && (one.Shape().Long with { Notional = 0 }).Equals(eight.Shape().Long with { Notional = 0 })
            && (one.Concentration() with { Notional = 0 }).Equals(eight.Concentration() with { Notional = 0 })
            && one.Zones().Select(z => (z.Range, z.RelativeDensity)).SequenceEqual(eight.Zones().Select(z => (z.Range, z.RelativeDensity)))
            && one.Gaps(Side.Long).Select(g => g.Range).SequenceEqual(eight.Gaps(Side.Long).Select(g => g.Range));
    }));

    /// <summary>Of any map the plain form: every band asked.</summary>
    [Fact]
    public void Asymmetry_IsTheSumOfItsBands() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        LiquidationMap map = AnyMap.Make(draw.Dice, 60).WithMark(draw.Dice.Magnitude(1e-3, 1e3));
        double within = draw.Dice.Pick(0.01, 0.3, 2);
        Int128 longs = 0, shorts = 0;
        for (int band = 0; band < map.Grid.Count; band++)
        {
            double middle = map.Grid[band].Middle;
            longs += middle >= map.MarkPrice * (1 - within) ? map.View.LongUnits[band] : 0;
            shorts += middle <= map.MarkPrice * (1 + within) ? map.View.ShortUnits[band] : 0;
        }

        return map.Asymmetry(within) == new Asymmetry(within, (double)longs * map.Quantum, (double)shorts * map.Quantum);
    }));
}
