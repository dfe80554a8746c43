namespace HeatMap.Tests.Maps;

public sealed class IntensityTests
{
    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(90, 110));

    public static TheoryData<IntensityScale> Scales { get; } = [.. Enum.GetValues<IntensityScale>()];

    [Theory]
    [MemberData(nameof(Scales))]
    public void Intensities_OfAnEmptyMap_AreZero(IntensityScale scale)
    {
        LiquidationMap map = Map();
        Assert.All(map.Intensities(Side.Long, scale), x => Assert.Equal(0, x));
        Assert.All(map.Intensities(Side.Short, scale), x => Assert.Equal(0, x));
        Assert.Equal(Grid.Count, map.Intensities(Side.Long, scale).Length);
    }

    [Theory]
    [MemberData(nameof(Scales))]
    public void Intensities_AreZeroWhereEmptyOneWhereFullestAndNeverFallInBetween(IntensityScale scale)
    {
        LiquidationMap map = Map((91.5, 1), (92.5, 4), (93.5, 4), (94.5, 16), (95.5, 400), (101.5, -9), (102.5, -100));
        double[] longs = map.Intensities(Side.Long, scale), shorts = map.Intensities(Side.Short, scale);
        Assert.Equal(0, longs[0]);
        Assert.Equal(1, longs[5]);
        Assert.Equal(longs[2], longs[3]);
        double[] rising = [longs[1], longs[2], shorts[11], longs[4], shorts[12], longs[5]];
        for (int i = 1; i < rising.Length; i++)
        {
            Assert.True(rising[i] > rising[i - 1]);
        }

        Assert.All(longs.Concat(shorts), x => Assert.InRange(x, 0, 1));
        Assert.Equal(2 * Grid.Count - 7, longs.Concat(shorts).Count(x => x == 0));
    }

    [Fact]
    public void Linear_IsTheShareOfTheFullest() => AssertShares(IntensityScale.Linear, 0.0625, 0.25, 1);

    [Fact]
    public void SquareRoot_IsTheRootOfTheShare() => AssertShares(IntensityScale.SquareRoot, 0.25, 0.5, 1);

    [Fact]
    public void Logarithmic_StartsAtTheFaintestBand() =>
        AssertShares(IntensityScale.Logarithmic, Math.Log(2) / Math.Log(17), Math.Log(5) / Math.Log(17), 1);

    [Fact]
    public void Quantile_IsTheShareOfFilledBandsThatHoldNoMore() => AssertShares(IntensityScale.Quantile, 1.0 / 3, 2.0 / 3, 1);

    [Fact]
    public void Quantile_OfEqualBands_IsOneForAll()
    {
        LiquidationMap map = Map((91.5, 7), (92.5, 7), (101.5, -7));
        Assert.Equal(1, map.Intensities(Side.Long, IntensityScale.Quantile)[1]);
        Assert.Equal(1, map.Intensities(Side.Short, IntensityScale.Quantile)[11]);
    }

    [Fact]
    public void Quantile_OfAMapWithoutEmptyBands_ReadsThemAll()
    {
        var rows = Enumerable.Range(0, 10).SelectMany(i => ((double, double)[])[(90.5 + i, i + 1), (100.5 + i, -(i + 1))]).ToArray();
        double[] longs = Map(rows).Intensities(Side.Long, IntensityScale.Quantile);
        Assert.Equal(0.1, longs[0]);
        Assert.Equal(1, longs[9]);
    }

    [Theory]
    [MemberData(nameof(Scales))]
    public void Intensities_OfASingleBand_AreOne(IntensityScale scale) => Assert.Equal(1, Map((91.5, 3)).Intensities(Side.Long, scale)[1]);

    [Theory]
    [MemberData(nameof(Scales))]
    public void TailsAndUnplaced_DoNotEnter(IntensityScale scale)
    {
        double[] expected = Map((91.5, 1), (92.5, 2)).Intensities(Side.Long, scale);
        Assert.Equal(expected, Map((91.5, 1), (92.5, 2), (10, 1e6), (1000, -1e6), (double.NaN, 1e6), (101, 1e6)).Intensities(Side.Long, scale));
    }

    [Fact]
    public void CopyIntensities_WritesTheBandsAndNoMore()
    {
        LiquidationMap map = Map((91.5, 3));
        double[] destination = Enumerable.Repeat(-1.0, Grid.Count + 2).ToArray();
        map.CopyIntensities(Side.Long, IntensityScale.Linear, destination);
        Assert.Equal(map.Intensities(Side.Long, IntensityScale.Linear), destination[..Grid.Count]);
        Assert.Equal([-1, -1], destination[Grid.Count..]);
    }

    [Fact]
    public void CopyIntensities_OfAnEmptyMap_ClearsTheDestination()
    {
        double[] destination = Enumerable.Repeat(-1.0, Grid.Count).ToArray();
        Map().CopyIntensities(Side.Short, IntensityScale.Quantile, destination);
        Assert.All(destination, x => Assert.Equal(0, x));
    }

    [Fact]
    public void CopyIntensities_RefusesAShortDestinationAndUndefinedChoices()
    {
        LiquidationMap map = Map((91.5, 3));
        Assert.Equal("destination", Expect.Throws<ArgumentException>(() => map.CopyIntensities(Side.Long, IntensityScale.Linear, new double[3]), "20 bands", "room for 3").ParamName);
        Assert.Equal("side", Assert.Throws<ArgumentOutOfRangeException>(() => map.Intensities(default, IntensityScale.Linear)).ParamName);
        Assert.Equal("scale", Assert.Throws<ArgumentOutOfRangeException>(() => map.Intensities(Side.Long, default)).ParamName);
    }

    private static void AssertShares(IntensityScale scale, params double[] expected)
    {
        LiquidationMap map = Map((91.5, 1), (92.5, 4), (101.5, -16));
        Assert.Equal(expected[0], map.Intensities(Side.Long, scale)[1], 1e-15);
        Assert.Equal(expected[1], map.Intensities(Side.Long, scale)[2], 1e-15);
        Assert.Equal(expected[2], map.Intensities(Side.Short, scale)[11], 1e-15);
    }

    private static LiquidationMap Map(params (double Price, double Notional)[] rows) =>
        LiquidationMap.Build(new PricedColumns([.. rows.Select(r => r.Price)], [.. rows.Select(r => r.Notional)]), Grid, 100);
}
