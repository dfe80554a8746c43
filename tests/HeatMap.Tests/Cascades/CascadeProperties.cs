using FsCheck.Fluent;
using HeatMap.Cascades;

namespace HeatMap.Tests.Cascades;

/// <summary>One cascade, found in all the ways in which it can be found.</summary>
public sealed class CascadeProperties
{
    private const int Cases = 3000;

    [Fact]
    public void Waves_Sweep_PriceThresholds_VolumeThresholds_AndNetDepth_Agree() => Check.That(Prop.ForAll(CascadeBook.Any.ToArbitrary(), book =>
    {
        CascadeResult result = book.Model.Run(book.Ladder, book.Shock);
        CascadeThresholds thresholds = book.Model.Thresholds(book.Ladder, book.Direction);
        VolumeThresholds volumes = book.Model.VolumeThresholds(book.Ladder, book.Shock);
        Assert.Equal(CascadeWaves.Sweep(book.Side, book.Impact, book.Start, book.Volume), result.Levels);
        Assert.Equal(CascadeWaves.Sweep(book.Side, book.Impact, book.Start, 0), thresholds.Levels(book.Start));
        Assert.Equal(result.Levels, thresholds.Levels(book.Start, book.Volume));
        Assert.Equal(result.Levels, volumes.Levels(book.Volume));
        Assert.Equal(result.Levels, volumes.Sweep(book.Volume));
        Assert.Equal(result.FinalPrice, volumes.FinalPrice(book.Volume));
        Assert.Equal(NetDepth.Price(book.Side, book.Impact, book.Start, book.Volume) ?? result.FinalPrice, result.FinalPrice);
    }), Cases);

    [Fact]
    public void TheResult_IsTheFixedPointNearestToTheShock_OfAllPrefixes() => Check.That(Prop.ForAll(CascadeBook.Any.ToArbitrary(), book =>
    {
        CascadeResult result = book.Model.Run(book.Ladder, book.Shock);
        LadderSide side = book.Side;

        // By definition: who is triggered at the price that they leave behind are they themselves.
        List<int> fixedPoints = [];
        for (int levels = 0; levels <= side.Count; levels++)
        {
            double price = book.Impact.PriceAfter(book.Start, book.Volume + side.CumulativeQuantity[levels], book.Direction);
            if (side.CountReached(price) == levels)
            {
                fixedPoints.Add(levels);
            }
        }

        Assert.Equal(fixedPoints[0], result.Levels);
        Assert.Equal(fixedPoints[^1], result.Worst.Levels);
    }), Cases);

    [Fact]
    public void EveryStep_BeginsWhereItSays_ToTheLastBit() => Check.That(Prop.ForAll(CascadeBook.Any.ToArbitrary(), book =>
    {
        CascadeThresholds thresholds = book.Model.Thresholds(book.Ladder, book.Direction);
        int before = 0;
        foreach (CascadeJump jump in thresholds.Jumps)
        {
            double shy = book.Direction == Direction.Down ? Math.BitIncrement(jump.TriggerPrice) : Math.BitDecrement(jump.TriggerPrice);
            Assert.Equal(before, CascadeWaves.Sweep(book.Side, book.Impact, shy, 0));
            Expect.Near(book.Impact.PriceAfter(shy, book.Side.CumulativeQuantity[before], book.Direction), jump.PriceBefore, 1e-9, "price before");
            Assert.Equal(jump.Levels, CascadeWaves.Sweep(book.Side, book.Impact, jump.TriggerPrice, 0));
            Assert.Equal(jump.EndPrice, thresholds.FinalPrice(jump.TriggerPrice));
            Assert.Equal(jump.TriggerPrice == CascadeBook.Mark ? CascadeBook.Mark : thresholds.FinalPrice(shy), jump.PriceBefore, 1e-9 * CascadeBook.Mark);
            before = jump.Levels;
        }

        VolumeThresholds volumes = book.Model.VolumeThresholds(book.Ladder, book.Shock);
        foreach (double step in volumes.Steps)
        {
            Assert.True(CascadeWaves.Sweep(book.Side, book.Impact, book.Start, Math.BitDecrement(step)) < CascadeWaves.Sweep(book.Side, book.Impact, book.Start, step));
            Assert.Equal(volumes.Sweep(Math.BitDecrement(step)), volumes.Levels(Math.BitDecrement(step)));
        }
    }), Cases / 3);

    [Fact]
    public void Impact_NeverTurnsBack_AndItsMeanIsItsIntegral() => Check.That(Prop.ForAll(CascadeBook.Any.ToArbitrary(), book =>
    {
        PriceImpact law = book.Impact;
        Direction direction = book.Direction;
        Assert.Equal(book.Start, law.PriceAfter(book.Start, 0, direction));
        double from = book.Volume, to = from + 37.5, sum = 0, last = law.PriceAfter(book.Start, from, direction);
        const int Parts = 4000;
        for (int i = 1; i <= Parts; i++)
        {
            double quantity = from + ((to - from) * i / Parts), price = law.PriceAfter(book.Start, quantity, direction);
            Assert.True(PriceImpact.IsAtOrBeyond(price, last, direction));
            sum += 0.5 * (price + last);
            last = price;
        }

        double mean = law.AveragePrice(book.Start, from, to, direction);
        Expect.Near(sum / Parts, mean, 2e-2, "mean");
        Expect.Near(0.5 * (law.AveragePrice(book.Start, from, from + 18.75, direction) + law.AveragePrice(book.Start, from + 18.75, to, direction)), mean, 1e-9, "parts");

        double needed = law.QuantityTo(book.Start, last, direction);
        Assert.True(PriceImpact.IsAtOrBeyond(law.PriceAfter(book.Start, (needed * (1 + 1e-9)) + 1e-9, direction), last * (1 - ((int)direction * 1e-9)), direction));
        if (needed > 1e-3 && last != book.Start)
        {
            Assert.False(PriceImpact.IsAtOrBeyond(law.PriceAfter(book.Start, needed * (1 - 1e-6), direction), last * (1 + ((int)direction * 1e-15)), direction) && law.PriceAfter(book.Start, needed * (1 - 1e-6), direction) != last);
        }
    }), Cases / 10);
}
