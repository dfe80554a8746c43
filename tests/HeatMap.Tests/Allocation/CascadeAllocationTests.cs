using HeatMap.Cascades;
using HeatMap.Tests.Cascades;

namespace HeatMap.Tests.Allocation;

/// <summary>Questions to step functions and laws allocate nothing.</summary>
public sealed class CascadeAllocationTests
{
    [Fact]
    public void StepFunctions() => AssertNone(static (book, thresholds, volumes) =>
        thresholds.Levels(book.Start) + thresholds.Levels(book.Start, 3) + thresholds.FinalPrice(book.Start) + thresholds.Liquidated(book.Start).Quantity
        + volumes.Levels(3) + volumes.Sweep(3) + volumes.FinalPrice(3) + volumes.Liquidated(3).Notional);

    [Fact]
    public void Laws() => AssertNone(static (book, _, _) =>
        book.Impact.PriceAfter(book.Start, 3, book.Direction) + book.Impact.QuantityTo(100, book.Direction == Direction.Down ? 99 : 101, book.Direction) + book.Impact.Capacity(100, book.Direction));

    [Fact]
    public void Engine_AllocatesByWhatHappens_NotByHowManyPositionsThereAre()
    {
        double[] prices = [.. Enumerable.Range(1, 50_000).Select(static i => 90 - (0.001 * i))], quantities = [.. prices.Select(static _ => 1.0)];
        var positions = CascadePositions.FromColumns(new() { LiquidationPrice = prices, SignedQuantity = quantities }, 100);
        var engine = new CascadeEngine(new(PriceImpact.Linear(1e-6)), new() { Decay = ImpactDecay.Exponential(TimeSpan.FromSeconds(5)), MaxVolumePerStep = 10 });
        ExogenousStep[] calm = ExogenousStep.Every(TimeSpan.FromSeconds(1), 99, 98, 97), fall = ExogenousStep.Every(TimeSpan.FromSeconds(1), 99, 98, 89.9);
        engine.Run(positions, fall);
        Assert.InRange(Of(calm), 0, 8_192);
        Assert.InRange(Of(fall), 0, 65_536);

        long Of(ExogenousStep[] path)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            engine.Run(positions, path);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static void AssertNone(Func<CascadeBook, CascadeThresholds, VolumeThresholds, double> ask)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            CascadeBook book = CascadeBook.Draw(new(seed));
            book = book with { Model = new(book.Impact) };
            CascadeThresholds thresholds = book.Model.Thresholds(book.Ladder, book.Direction);
            VolumeThresholds volumes = book.Model.VolumeThresholds(book.Ladder, book.Shock);
            double sink = ask(book, thresholds, volumes);
            long allocated = Allocated.Least(() => sink += ask(book, thresholds, volumes));
            Assert.True(allocated == 0, $"{book.Impact}: {allocated} bytes, {sink}");
        }
    }
}
