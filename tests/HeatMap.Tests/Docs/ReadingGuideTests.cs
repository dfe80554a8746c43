using System.Globalization;
using Guide;

namespace HeatMap.Tests.Docs;

/// <summary>What the guide to readings shows compiles, runs and is true.</summary>
public sealed class ReadingGuideTests
{
    [Fact]
    public void Code_IsTheCompiledCode() => Assert.Equal(
        CodeBlocks.Lines(Repository.PathOf("tests", "HeatMap.Tests", "Docs", "ReadingGuideExample.cs"), "// <guide>", "// </guide>"),
        CodeBlocks.Lines(Repository.PathOf("docs", "guide", "reading.md"), "```csharp", "```"));

    [Fact]
    public void Code_ReadsTheSampleAsThePageSays()
    {
        // The later map: the mark fell through the long near 63,300 and that position is gone.
        LiquidationMap map = Sample(markPrice: 65_846, lowest: 0), later = Sample(markPrice: 62_000, lowest: 63_000);
        (MapReport report, Asymmetry near, Gap[] gaps, TouchedNotional touched, double probability, MapDistance distance, MapChange change) = ReadingGuideExample.Run(map, later);

        Assert.Equal(("74,124", "26.6M"), (report.ShortZones[0].Range.Low.ToString("N0", CultureInfo.InvariantCulture), CompactNumber.Notional(report.ShortZones[0].Notional)));
        Assert.Equal(("6.32M", "31.8M", 0.67), (CompactNumber.Notional(near.Long), CompactNumber.Notional(near.Short), Math.Round(near.Imbalance, 2)));
        Assert.Equal((63_335, 65_846), (Math.Round(gaps[0].Range.Low), gaps[0].Range.High));
        Assert.Equal(("867k", -0.76), (CompactNumber.Notional(touched.Long), Math.Round(touched.Magnet, 2)));
        Assert.InRange(probability, 1e-12, 1e-3);
        Assert.True(distance.WassersteinPrice > 0);
        Assert.Equal(("6.32M", 0), (CompactNumber.Notional(change.Long.Liquidated), change.Long.Built));
    }

    /// <summary>The BTC positions of the sample in the tool's default bands; longs between a price and the mark of the file are left out.</summary>
    private static LiquidationMap Sample(double markPrice, double lowest)
    {
        string[][] rows = [.. File.ReadLines(Repository.PathOf("docs", "samples", "data", "hyperliquid-positions.csv")).Select(static l => l.Split(',')).Where(static r => r[2] == "BTC" && r[7].Length > 0)];
        (double Price, double Notional)[] positions = [.. rows.Select(static r => (Price: Number(r[7]), Notional: Number(r[4]) * Number(r[7]) * (r[3] == "long" ? 1 : -1)))
            .Where(p => lowest == 0 || p.Notional < 0 || p.Price < lowest)];
        return LiquidationMap.Build(new PricedColumns([.. positions.Select(static p => p.Price)], [.. positions.Select(static p => p.Notional)]), BandGrid.Around(65_846), markPrice);
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
