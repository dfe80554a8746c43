using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

public sealed class MapHalfLifeTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    [Fact]
    public void Overlap_IsByDefinition() => Check.That(Prop.ForAll(Draw.Rows(12), draw =>
    {
        Dice dice = draw.Dice;
        LiquidationMap[] maps = [.. draw.Make(d => Shapes.Random(d, Shapes.Grid, 100 + d.Whole(-20, 20)))];
        Side? side = dice.Pick<Side?>(null, Side.Long, Side.Short);
        var options = new HalfLifeOptions { Edges = [0.1, 0.3], LongestLag = dice.Whole(1, 15), Side = side };
        MapHalfLife life = MapHalfLife.Of(maps, Quarter, options);
        Assert.Equal(3, life.Classes.Length);
        for (int which = 0; which < 4; which++)
        {
            HalfLifeCurve curve = which == 3 ? life.All : life.Classes[which];
            Assert.Equal(Math.Min(options.LongestLag, maps.Length - 1) + 1, curve.Overlap.Length);
            for (int lag = 0; lag < curve.Overlap.Length; lag++)
            {
                double kept = 0, stood = 0;
                for (int t = 0; t + lag < maps.Length; t++)
                {
                    foreach (Side one in new[] { Side.Long, Side.Short }.Where(s => side is null || s == side))
                    {
                        double[] now = Shapes.Of(maps[t], one), then = Shapes.Of(maps[t + lag], one);
                        for (int band = 0; band < now.Length; band++)
                        {
                            double distance = Math.Abs((Shapes.Grid[band].Middle / maps[t].MarkPrice) - 1);
                            if (which == 3 || (distance < 0.1 ? 0 : distance < 0.3 ? 1 : 2) == which)
                            {
                                kept += Math.Min(now[band], then[band]);
                                stood += now[band];
                            }
                        }
                    }
                }

                Assert.Equal(kept / stood, curve.Overlap[lag]);
            }
        }
    }), 100);

    [Fact]
    public void WhatHalvesEveryTwoSnapshots_HasThatHalfLife()
    {
        LiquidationMap[] maps = [.. Enumerable.Range(0, 9).Select(static i => Shapes.Rows((95, 1e9 * Math.Pow(0.5, i / 2.0)), (55, 1000)))];
        MapHalfLife life = MapHalfLife.Of(maps, Quarter, new() { Edges = [0.1] });
        Expect.NearRelative(0.5, life.Classes[0].HalfLifeHours!.Value, 1e-9);
        Expect.NearRelative(0.5, life.Classes[0].FittedHalfLifeHours!.Value, 1e-9);
        Assert.Equal((null, null), (life.Classes[1].HalfLifeHours, life.Classes[1].FittedHalfLifeHours));
        Assert.Equal((1000, 0.1, double.PositiveInfinity), (life.Classes[1].MeanNotional, life.Classes[1].From, life.Classes[1].To));
        Assert.Equal("0 % to 10 %: half-life 0.5 h, fitted 0.5 h; from 10 %: half-life none, fitted none; all from 0 %: half-life 0.5 h, fitted 0.5 h", life.ToString());
        Assert.Equal(Quarter, life.Interval);
    }

    [Fact]
    public void ACurveThatFallsToNothing_IsCutInALine()
    {
        LiquidationMap some = Shapes.Rows((95, 100)), less = Shapes.Rows((95, 80)), none = LiquidationMap.Empty(Shapes.Grid, 100);
        HalfLifeCurve curve = MapHalfLife.Of([some, less, none], TimeSpan.FromHours(1)).All;
        Assert.Equal([1, 80.0 / 180, 0], curve.Overlap.ToArray());
        Expect.NearRelative(Math.Log(2) / Math.Log(180.0 / 80), curve.HalfLifeHours!.Value);
        Expect.NearRelative(Math.Log(2) / Math.Log(180.0 / 80), curve.FittedHalfLifeHours!.Value);

        curve = MapHalfLife.Of([some, none], TimeSpan.FromHours(1)).All;
        Assert.Equal((0.5, null), (curve.HalfLifeHours, curve.FittedHalfLifeHours));
        curve = MapHalfLife.Of([none, none], TimeSpan.FromHours(1)).All;
        Assert.Equal((null, null, 0), (curve.HalfLifeHours, curve.FittedHalfLifeHours, curve.MeanNotional));
        Assert.Equal([double.NaN, double.NaN], curve.Overlap.ToArray());
        Assert.Equal([1.0], MapHalfLife.Of([some], TimeSpan.FromHours(1)).All.Overlap.ToArray());
    }

    [Fact]
    public void AShort_DoesNotStandForALong()
    {
        HalfLifeCurve curve = MapHalfLife.Of([Shapes.Rows((95, 100)), Shapes.Rows((95, -100))], Quarter).All;
        Assert.Equal(0, curve.Overlap[1]);
    }

    [Fact]
    public void AHeatMap_IsReadAsItsColumns()
    {
        LiquidationMap[] maps = [.. Enumerable.Range(0, 7).Select(i => Shapes.Random(new Dice(5, i), Shapes.Grid, 95 + i))];
        foreach (HeatMapStorage storage in Enum.GetValues<HeatMapStorage>())
        {
            var builder = new LiquidationHeatMapBuilder(Shapes.Grid, Quarter, new() { Quantum = 1, Storage = storage });
            for (int i = 0; i < maps.Length; i++)
            {
                builder.Append(i * 900_000L, maps[i].View);
            }

            MapHalfLife expected = MapHalfLife.Of(maps, Quarter), actual = MapHalfLife.Of(builder.ToHeatMap());
            Assert.Equal(expected.ToString(), actual.ToString());
            Assert.True(expected.All.Overlap.SequenceEqual(actual.All.Overlap));
            Assert.Equal(expected.All.MeanNotional, actual.All.MeanNotional);
        }
    }

    [Fact]
    public void GapsOfAHeatMap_AreLeftOut()
    {
        LiquidationMap map = Shapes.Rows((95, 100)), less = Shapes.Rows((95, 60));
        foreach (HeatMapGaps gaps in new[] { HeatMapGaps.Missing, HeatMapGaps.Carry })
        {
            var builder = new LiquidationHeatMapBuilder(Shapes.Grid, Quarter, new() { Gaps = gaps });
            builder.Append(0, map.View);
            builder.Append(2 * 900_000L, less.View);
            HalfLifeCurve curve = MapHalfLife.Of(builder.ToHeatMap()).All;
            Assert.Equal([1, double.NaN, 0.6], curve.Overlap.ToArray());
            Assert.Equal((null, 80), (curve.HalfLifeHours, curve.MeanNotional));
        }

        var none = new LiquidationHeatMapBuilder(Shapes.Grid, Quarter).ToHeatMap();
        Assert.Equal(double.NaN, MapHalfLife.Of(none).All.MeanNotional);
        var executed = new LiquidationHeatMapBuilder(Shapes.Grid, Quarter, new() { Kind = HeatMapKind.Executed }).ToHeatMap();
        Expect.Throws<ArgumentException>(() => MapHalfLife.Of(executed), "heatMap must be of what stands");
        Assert.Throws<ArgumentNullException>("heatMap", static () => MapHalfLife.Of(null!));
    }

    [Fact]
    public void Misuse_IsNamed()
    {
        LiquidationMap map = Shapes.Rows((95, 100));
        Assert.Throws<ArgumentOutOfRangeException>("interval", () => MapHalfLife.Of([map], TimeSpan.Zero));
        Expect.Throws<ArgumentException>(static () => MapHalfLife.Of([], Quarter), "there must be at least one snapshot");
        Expect.Throws<ArgumentException>(() => MapHalfLife.Of([map, Shapes.Rows(BandGrid.Uniform(10, new(60, 150)), 100)], Quarter), "the windows differ");
        Assert.Throws<ArgumentNullException>("snapshots", () => MapHalfLife.Of([map, null!], Quarter));
        Assert.Throws<ArgumentOutOfRangeException>("LongestLag", static () => new HalfLifeOptions { LongestLag = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Side", static () => new HalfLifeOptions { Side = default(Side) });
        Expect.Throws<ArgumentException>(static () => _ = new HalfLifeOptions { Edges = [0.1, 0.1] }, "Edges must rise, was 0.1 after 0.1");
        Assert.Throws<ArgumentOutOfRangeException>("Edges", static () => new HalfLifeOptions { Edges = [double.NaN] });
        Expect.Throws<ArgumentException>(static () => _ = new HalfLifeOptions { Edges = [.. Enumerable.Range(1, 65).Select(static i => (double)i)] }, "Edges must be at most 64, were 65");
        Assert.Empty(new HalfLifeOptions { Edges = default }.Edges);
    }
}
