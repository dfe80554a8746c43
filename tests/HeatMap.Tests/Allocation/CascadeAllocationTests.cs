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

    private static void AssertNone(Func<CascadeBook, CascadeThresholds, VolumeThresholds, double> ask)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            CascadeBook book = CascadeBook.Draw(new(seed));
            book = book with { Model = new(book.Impact) };
            CascadeThresholds thresholds = book.Model.Thresholds(book.Ladder, book.Direction);
            VolumeThresholds volumes = book.Model.VolumeThresholds(book.Ladder, book.Shock);
            double sink = ask(book, thresholds, volumes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            sink += ask(book, thresholds, volumes);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated == 0, $"{book.Impact}: {allocated} bytes, {sink}");
        }
    }
}
