using HeatMap.Tests.Maps;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Allocation;

/// <summary>What the builders and the binary form say they allocate: nothing, on one thread and after warm-up. Meant for Release.</summary>
public sealed class MapAllocationTests
{
    private const int Rows = 50_000, Rounds = 6;
    private static readonly BandGrid Grid = BandGrid.Around(100);
    private static readonly MapOptions Options = new() { PlaceBadRowsInUnplaced = true };
    private static readonly MapRows Priced = MapRows.Priced(new Draw(1, 0, Rows), Grid, 100, Options), Positions = MapRows.Positions(new Draw(2, 0, Rows), Grid, 100, Options);
    private static readonly byte[] LayerOfRow = [.. Enumerable.Range(0, Rows).Select(i => (byte)(i * 7 % 5))];

    [Fact]
    public void ABuilder_AllocatesNothing()
    {
        LiquidationMapBuilder priced = new(Grid, 100, Options), positions = new(Grid, 100, Options);
        double sum = 0;
        AssertAllocatesNothing(() =>
        {
            priced.Add(new PricedColumns(Priced.First, Priced.Second));
            positions.Add(new PositionColumns(Positions.First, Positions.Second, Positions.Margin, Positions.Leverage), Positions.Rules!);
            sum += priced.View.Total.Count + positions.View.InBands.Notional;
            priced.Reset();
            positions.Reset();
        });
        Assert.True(sum > 0);
    }

    [Fact]
    public void ABuilderOfLayers_AllocatesNothing()
    {
        string[] names = ["a", "b", "c", "d", "e"];
        MapLayersBuilder priced = new(names, Grid, 100, Options), positions = new(names, Grid, 100, Options);
        double sum = 0;
        AssertAllocatesNothing(() =>
        {
            priced.Add(new PricedColumns(Priced.First, Priced.Second), LayerOfRow);
            priced.Add(new PricedColumns(Priced.First, Priced.Second), "c");
            PositionColumns columns = new(Positions.First, Positions.Second, Positions.Margin, Positions.Leverage);
            positions.Add(columns, LayerOfRow, Positions.Rules!);
            positions.Add(columns, "e", Positions.Rules!);
            for (int layer = 0; layer < 5; layer++)
            {
                sum += priced.View(layer).Total.Count + positions.View(layer).InBands.Notional;
            }

            priced.Reset();
            positions.Reset();
        });
        Assert.True(sum > 0);
    }

    [Fact]
    public void Classes_AllocateNothing()
    {
        byte[] layers = new byte[Rows];
        ContractSpec contract = Positions.Rules!.Contract;
        AssertAllocatesNothing(() =>
        {
            PositionColumns columns = new(Positions.First, Positions.Second, Positions.Margin, Positions.Leverage);
            LayerBounds.AgeHours.Classify(Positions.First, layers);
            LayerBounds.Size.ClassifySize(columns, contract, layers);
            LayerBounds.Leverage.ClassifyLeverage(columns, contract, layers);
        });
        Assert.True(layers.Distinct().Count() > 1);
    }

    [Fact]
    public void WritingAMap_AllocatesNothing()
    {
        MapSource[] sources = [new("Börse", false, DateTimeOffset.UnixEpoch), new("model", true)];
        foreach (LiquidationMap map in new[] { Priced.Build().From(sources), LiquidationMap.Empty(Grid, 100, new() { Unit = "₿" }), AnyMap.Make(new Dice(9, 9)) })
        {
            byte[] destination = new byte[map.EncodedLength];
            long sum = 0;
            AssertAllocatesNothing(() =>
            {
                sum += map.EncodedLength;
                sum += map.TryWrite(destination, out int written) ? written : 0;
                sum -= map.TryWrite(destination.AsSpan(1), out written) ? 1 : 0;
            });
            Assert.Equal(2L * Rounds * destination.Length, sum);
        }
    }

    private static void AssertAllocatesNothing(Action act)
    {
        // Tiered compilation can replace code while it runs; the least of several rounds is what the code itself allocates.
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            act();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
