using System.Globalization;

namespace HeatMap.Tests.Analysis;

/// <summary>Readings of real positions keep the relations that they promise.</summary>
public sealed class RealMapTests
{
    private static readonly string[][] Lines = [.. File.ReadLines(Repository.PathOf("docs", "samples", "data", "hyperliquid-positions.csv")).Skip(1).Select(static line => line.Split(','))];

    [Fact]
    public void HalvesOfTheAccounts_AreNearerToTheWholeThanToEachOther()
    {
        LiquidationMap whole = Coin("BTC", static _ => true), first = Coin("BTC", static i => i % 2 == 0), second = Coin("BTC", static i => i % 2 == 1);
        MapDistance halves = first.DistanceTo(second), toWhole = first.DistanceTo(whole);
        Assert.True(halves.WassersteinPrice > toWhole.WassersteinPrice && toWhole.WassersteinPrice > 0);
        Assert.True(halves.Shares.JensenShannonNats > toWhole.Shares.JensenShannonNats);
        Expect.NearRelative(second.InBands.Notional, toWhole.NotionalDifference);
        Expect.NearRelative(whole.Total.Notional, whole.InBands.Notional + toWhole.OtherOutsideNotional);

        // The halves together are the whole, so all that the whole has more is what the other half has.
        Assert.Equal(toWhole.NotionalDifference * 100, first.TransportCost(whole, 100), toWhole.NotionalDifference * 1e-9);
        MapChange change = first.ChangeTo(whole, new(whole.MarkPrice, whole.MarkPrice));
        Assert.Equal((second.InBands.LongUnits, Int128.Zero, Int128.Zero, Int128.Zero), (change.Long.BuiltUnits, change.Long.RemovedUnits, change.Long.LiquidatedUnits, change.Long.MovedUnits));
        Assert.Equal(second.InBands.ShortUnits, change.Short.BuiltUnits);
    }

    [Fact]
    public void CoinsOfOneLattice_AreComparableFromTheirMarks()
    {
        LiquidationMap[] maps = [Coin("BTC", static _ => true), Coin("ETH", static _ => true), Coin("SOL", static _ => true)];
        DivergenceMatrix matrix = DivergenceMatrix.Of(maps, ["BTC", "ETH", "SOL"]);
        MapPairDistance far = matrix.Largest(DistanceMeasure.WassersteinFromMark)!.Value;
        Assert.InRange(far.Value, 0.001, Math.Log(3));
        Assert.True(matrix[0, 1].WassersteinPrice > 20_000);
        Assert.Equal(Math.Log(2), matrix[0, 2].Shares.JensenShannonNats, 1e-12);
    }

    private static LiquidationMap Coin(string coin, Func<int, bool> takes)
    {
        string[][] rows = [.. Lines.Where(cell => cell[2] == coin).Where((_, i) => takes(i))];
        double mark = Number(Lines.First(cell => cell[2] == coin)[8]);
        double[] price = [.. rows.Select(static cell => cell[7].Length == 0 ? double.NaN : Number(cell[7]))];
        double[] notional = [.. rows.Select((cell, i) => (cell[3] == "long" ? 1 : -1) * Number(cell[4]) * (double.IsNaN(price[i]) ? mark : price[i]))];
        return LiquidationMap.Build(new PricedColumns(price, notional), BandGrid.Around(mark), mark);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
