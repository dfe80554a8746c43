using Guide;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Docs;

/// <summary>What the guide to readings over time shows compiles, runs and is true.</summary>
public sealed class ReadingOverTimeTests
{
    private const long Quarter = 15 * 60_000;

    private static readonly BandGrid Grid = BandGrid.Uniform(100, new(50_000, 70_000));

    [Fact]
    public void Code_IsTheCompiledCode() => Assert.Equal(
        CodeBlocks.Lines(Repository.PathOf("tests", "HeatMap.Tests", "Docs", "ReadingOverTimeExample.cs"), "// <guide>", "// </guide>"),
        CodeBlocks.Lines(Repository.PathOf("docs", "guide", "reading-over-time.md"), "```csharp", "```"));

    [Fact]
    public void Code_FollowsZonesAndBuildUp()
    {
        // Longs at 58,050 build up from quarter to quarter until price goes through them; shorts at 62,050 decline.
        LiquidationMap[] maps = [.. Enumerable.Range(0, 16).Select(i => Map(60_000, (58_050, 1000 + (100 * i)), (62_050, -3000 + (100 * i)))), Map(57_500, (62_050, -1000))];
        PriceRange[] path = [.. maps.Select(m => new PriceRange(Math.Min(59_900, m.MarkPrice), 60_100))];

        List<string> said = ReadingOverTimeExample.Follow(maps, Times(maps), path);

        Assert.StartsWith("#1 long 58,000 to 58,100 born: +1k", said[0], StringComparison.Ordinal);
        Assert.Contains(said, s => s.EndsWith("LongsBuildingShortsDeclining", StringComparison.Ordinal));
        Assert.Contains(said, s => s.StartsWith("#1 long 58,000 to 58,100 swept: -2.5k", StringComparison.Ordinal));
        Assert.Contains("liquidated 2,500", said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Code_Studies()
    {
        LiquidationMap[] maps = [.. Enumerable.Range(0, 16).Select(i => Map(60_000, (58_050, 1000), (59_450, i % 2 == 0 ? 100 : 0), (62_050, -3000)))];
        long[] time = [.. Enumerable.Range(0, 200).Select(i => i * Quarter)];
        double[] low = [.. time.Select(t => t == 8 * Quarter ? 58_060.0 : 59_950)], high = [.. low.Select(l => l + 100)];

        (TouchStudy study, MapHalfLife halfLife) = ReadingOverTimeExample.Study(maps, Times(maps), time, low, high, low);

        // The quarter that fell went through the nearer zone, which was there then, and turned at the other.
        Assert.Equal(new TouchTally(24, 1, 0, 1), study.AtZones(Side.Long));
        Assert.Equal(0, halfLife.Classes[0].Overlap[1]);
        Assert.Equal(1, halfLife.Classes[2].Overlap[10]);
    }

    [Fact]
    public void Code_ComparesVenues()
    {
        LiquidationMap one = Map(60_000, (58_050, 1000)), two = Map(60_000, (58_150, 1000)), three = Map(60_000, (57_050, 4000));

        (DivergenceMatrix matrix, ShareDispersion dispersion) = ReadingOverTimeExample.Venues(one, two, three);

        Assert.Equal(("bybit", "okx", 1100.0), (matrix.Largest()!.Value.FirstName, matrix.Largest()!.Value.SecondName, matrix.Largest()!.Value.Value));
        Assert.Equal(1.0 / 3, dispersion.Mean[Grid.IndexOf(58_050)], 1e-12);
    }

    [Fact]
    public void Code_AsksSeveralLaws()
    {
        var dice = new Dice(7, 0);
        double price = 60_000;
        double[] returns = [.. Enumerable.Range(0, 500).Select(_ => 0.01 * (dice.Unit() + dice.Unit() + dice.Unit() - 1.5))];
        double[] open = new double[500], high = new double[500], low = new double[500], close = new double[500];
        for (int i = 0; i < 500; i++)
        {
            (open[i], price) = (price, price * Math.Exp(returns[i]));
            (close[i], high[i], low[i]) = (price, Math.Max(open[i], price) * 1.001, Math.Min(open[i], price) / 1.001);
        }

        (PriceReach brownian, PriceReach jumps, PriceReach past) = ReadingOverTimeExample.Laws(Map(60_000, (58_050, 1000), (62_050, -1000)), open, high, low, close, returns);

        // An hour moves by half a percent, a day by 2.4 %; bars whose lows and highs hardly leave open and close make it look less.
        Assert.All((PriceReach[])[brownian, jumps, past], reach => Assert.InRange(reach.Deviation, 0.015, 0.03));
        Assert.True(jumps.Touch(1, 0.85) > brownian.Touch(1, 0.85), "jumps reach farther");
    }

    private static long[] Times(LiquidationMap[] maps) => [.. Enumerable.Range(0, maps.Length).Select(i => i * Quarter)];

    private static LiquidationMap Map(double mark, params (double Price, double Notional)[] rows)
    {
        rows = [.. rows.Where(r => r.Notional != 0)];
        return LiquidationMap.Build(new PricedColumns((double[])[.. rows.Select(r => r.Price)], (double[])[.. rows.Select(r => r.Notional)]), Grid, mark);
    }
}
