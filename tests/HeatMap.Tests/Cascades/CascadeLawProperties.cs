using FsCheck.Fluent;
using HeatMap.Cascades;

namespace HeatMap.Tests.Cascades;

/// <summary>What holds for every cascade whose impact stays: the properties of theory, by their numbers there.</summary>
public sealed class CascadeLawProperties
{
    private const int Cases = 1000;

    [Fact]
    public void P1_AGreaterShock_NeverLiquidatesLess() => Holds(book =>
    {
        CascadeResult result = Run(book);
        double farther = book.Start * (1 + ((int)book.Direction * 0.004));
        foreach (Shock greater in (Shock[])[book.Shock.WithVolume(book.Volume + 0.5), Shock.MoveTo(farther, book.Direction).WithVolume(book.Volume)])
        {
            CascadeResult more = book.Model.Run(book.Ladder, greater);
            Assert.True(more.Levels >= result.Levels);
            Assert.True(PriceImpact.IsAtOrBeyond(more.FinalPrice, result.FinalPrice, book.Direction));
        }
    });

    [Fact]
    public void P8_P10_OrderAndMerging_ChangeNothing() => Holds(book =>
    {
        CascadeResult result = Run(book);
        (double[] prices, double[] quantities) = Columns(book.Ladder);
        int[] order = [.. Enumerable.Range(0, prices.Length).OrderBy(i => (i * 7919) % 101).ThenBy(i => i)];
        var shuffled = LiquidationLadder.FromPositions([.. order.Select(i => prices[i])], [.. order.Select(i => quantities[i])], CascadeBook.Mark);
        var groups = Enumerable.Range(0, prices.Length).GroupBy(i => prices[i]).Select(g => (Price: g.Key, Quantity: g.Sum(i => quantities[i]))).ToArray();
        var merged = LiquidationLadder.FromPositions([.. groups.Select(g => g.Price)], [.. groups.Select(g => g.Quantity)], CascadeBook.Mark);
        foreach (LiquidationLadder other in (LiquidationLadder[])[shuffled, merged])
        {
            CascadeResult again = book.Model.Run(other, book.Shock);
            Expect.Near(result.FinalPrice, again.FinalPrice, 1e-9, "final price");
            Expect.Near(result.Liquidated.Quantity, again.Liquidated.Quantity, 1e-9, "quantity");
            Assert.Equal(result.Waves.Length, again.Waves.Length);
        }
    });

    [Fact]
    public void P11_QuantityAndDepthTogether_PricesStay() => Holds(book =>
    {
        if (book.Model.Depth is not { IsBook: true } depth)
        {
            return;
        }

        // Times a power of two: every sum is exactly the double.
        (double[] prices, double[] quantities) = Columns(book.Ladder);
        var doubled = LiquidationLadder.FromPositions(prices, [.. quantities.Select(q => 4 * q)], CascadeBook.Mark);
        CascadeResult result = Run(book), scaled = new CascadeModel(depth.Stressed(4)).Run(doubled, book.Shock.WithVolume(4 * book.Volume));
        Assert.Equal(result.FinalPrice, scaled.FinalPrice);
        Assert.Equal(result.Levels, scaled.Levels);
        Assert.Equal(4 * result.Liquidated.Quantity, scaled.Liquidated.Quantity);
    });

    [Fact]
    public void P11_PricesAreOfAnyUnit_WhereImpactMultiplies() => Holds(book =>
    {
        if (book.Impact.Scaling != ImpactScaling.Multiplicative)
        {
            return;
        }

        (double[] prices, double[] quantities) = Columns(book.Ladder);
        var scaled = LiquidationLadder.FromPositions([.. prices.Select(p => 2 * p)], quantities, 2 * CascadeBook.Mark);
        CascadeResult result = Run(book), other = new CascadeModel(book.Impact).Run(scaled, Shock.MoveTo(2 * book.Start, book.Direction).WithVolume(book.Volume));
        Assert.Equal(2 * result.FinalPrice, other.FinalPrice);
        Assert.Equal(result.Levels, other.Levels);
    });

    [Fact]
    public void P12_AMirror_TurnsFallsOfLongsIntoRisesOfShorts() => Holds(book =>
    {
        // Additive impact, on numbers that are exact in binary.
        var model = new CascadeModel(PriceImpact.Linear(0.0625));
        (double[] prices, double[] quantities) = Columns(book.Ladder);
        prices = [.. prices.Select(p => (p < CascadeBook.Mark ? Math.Floor(p * 4) : Math.Ceiling(p * 4)) / 4)];
        quantities = [.. quantities.Select(q => Math.Round(q))];
        var ladder = LiquidationLadder.FromPositions(prices, quantities, CascadeBook.Mark);
        var mirror = LiquidationLadder.FromPositions([.. prices.Select(p => (2 * CascadeBook.Mark) - p)], [.. quantities.Select(q => -q)], CascadeBook.Mark);
        double start = Math.Round(book.Start * 4) / 4;
        CascadeResult result = model.Run(ladder, Shock.MoveTo(start, book.Direction).WithVolume(Math.Round(book.Volume)));
        CascadeResult mirrored = model.Run(mirror, Shock.MoveTo((2 * CascadeBook.Mark) - start, (Direction)(-(int)book.Direction)).WithVolume(Math.Round(book.Volume)));
        Assert.Equal((2 * CascadeBook.Mark) - result.FinalPrice, mirrored.FinalPrice);
        Assert.Equal(result.Side.Rows[..result.Levels], mirrored.Side.Rows[..mirrored.Levels]);
        Assert.Equal(result.Waves.Select(w => w.Quantity), mirrored.Waves.Select(w => w.Quantity));
    });

    [Fact]
    public void P13_P14_P16_P20_StaticIsPart_WavesAreFew_TheWorstIsWorst_TheAverageLiesBetween() => Holds(book =>
    {
        CascadeResult result = Run(book);
        Assert.True(result.StaticLevels <= result.Levels);
        Assert.True(result.Waves.Length <= result.Levels);
        Assert.Equal(result.Levels, result.Waves.Sum(w => w.Count!.Value));
        Expect.Near(result.Liquidated.Quantity, result.Waves.Sum(w => w.Quantity), 1e-9, "waves");
        Assert.True(PriceImpact.IsAtOrBeyond(result.Worst.FinalPrice, result.FinalPrice, book.Direction));
        Assert.True(result.Worst.Levels >= result.Levels);
        if (result.AveragePrice is { } average)
        {
            double first = book.Impact.PriceAfter(book.Start, book.Volume, book.Direction);
            Assert.InRange(average, Math.Min(first, result.FinalPrice) - 1e-9, Math.Max(first, result.FinalPrice) + 1e-9);
            double paid = 0;
            for (int i = 0; i < result.Levels; i++)
            {
                paid += result.Side.Quantities[i] * result.ExecutionPrice(i);
            }

            Expect.Near(average, paid / result.Liquidated.Quantity, 1e-9, "the average of what each was executed at");
        }

        if (result.Amplification is { } amplification)
        {
            Assert.True(amplification >= 1);
        }

        // Idempotent: nobody who is left is met by the final price.
        Assert.Equal(result.Levels, result.Side.CountReached(result.FinalPrice));
    });

    [Fact]
    public void P5_P6_NoImpactIsTheMap_AndNoDepthTakesAllOnceOneIsMet() => Holds(book =>
    {
        CascadeResult none = new CascadeModel(PriceImpact.None).Run(book.Ladder, book.Shock);
        Assert.Equal(none.StaticLevels, none.Levels);
        Assert.Equal(book.Start, none.FinalPrice);
        BookLevel[] dust = [new(book.Direction == Direction.Down ? 1e-9 : 1e9, 1e-300)];
        var model = new CascadeModel(book.Direction == Direction.Down ? DepthCurve.FromLevels(dust, []) : DepthCurve.FromLevels([], dust));
        CascadeResult empty = model.Run(book.Ladder, Shock.MoveTo(book.Start, book.Direction));
        bool isAnybodySold = book.Side.CumulativeQuantity[empty.StaticLevels] > 0;
        Assert.Equal(isAnybodySold ? book.Side.Count : empty.StaticLevels, empty.Levels);
    });

    private static void Holds(Action<CascadeBook> holds) => Check.That(Prop.ForAll(CascadeBook.Any.ToArbitrary(), holds), Cases);

    private static CascadeResult Run(CascadeBook book) => book.Model.Run(book.Ladder, book.Shock);

    private static (double[] Prices, double[] SignedQuantities) Columns(LiquidationLadder ladder) => (
        [.. ladder.Down.Prices, .. ladder.Up.Prices],
        [.. ladder.Down.Quantities, .. ladder.Up.Quantities.ToArray().Select(q => -q)]);
}
