using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Parity;

/// <summary>Every width of vectors against the plain form, to the last bit, on rows that are good, odd and bad.</summary>
public sealed class MapParityTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, (3 * 8) + 2)];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void EveryLengthAndOffset_GivesTheSameMap(int length)
    {
        for (int offset = 0; offset < 3; offset++)
        {
            var book = OddBook.Make(new Dice(length, offset), offset + length);
            AssertParity(book, offset);
        }
    }

    [Fact]
    public void OddRows_AreAddedAlike() => Check.That(Prop.ForAll(Draw.Rows(200), draw => AssertParity(OddBook.Make(draw.Dice, draw.Count), 0)), 400);

    [Fact]
    public void GivenPrices_AreAddedAlike() => Check.That(Prop.ForAll(Draw.Rows(200), draw => AssertPriced(OddBook.Make(draw.Dice, draw.Count))), 400);

    [Fact]
    public void ManyRows_CrossTheBoundsOfChunks() => AssertParity(OddBook.Make(new Dice(7, 0), 70_000, badRows: false), 0);

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.2)]
    [InlineData(0.9)]
    public void RowsOfLaterTiers_AreAddedAlike(double share)
    {
        // A few, many and nearly all rows beyond the second tier: the last two make the kernel look at all lines after its first call.
        const int Count = 100_000;
        var (entry, quantity, margin) = (new double[Count], new double[Count], new double[Count]);
        for (int i = 0; i < Count; i++)
        {
            var dice = new Dice(99, i);
            entry[i] = dice.Between(50_000, 70_000);
            quantity[i] = dice.Pick(1, -1) * (dice.Chance(share) ? dice.Magnitude(10, 20_000) : dice.Magnitude(0.001, 5));
            margin[i] = Math.Abs(quantity[i]) * entry[i] / dice.Magnitude(2, 125);
        }

        OddBook book = OddBook.Make(new Dice(1, 0), 1) with
        {
            Rules = Venues.BinanceUsdm("BTCUSDT"),
            Grid = BandGrid.Uniform(12.5, new(30_000, 90_000)),
            Mark = 60_000,
            Options = new(),
            Entry = entry,
            Quantity = quantity,
            Margin = margin,
            Leverage = [],
        };
        AssertParity(book, 0);
    }

    [Fact]
    public void TheRowThatIsBlamed_DoesNotDependOnTheWidth()
    {
        double[] prices = [.. Enumerable.Repeat(75.0, 64)], notionals = [.. Enumerable.Repeat(1.0, 64)];
        (prices[0], notionals[0], prices[20], notionals[20], prices[12]) = (55, 9.2233720368547748e18, 55, 2048, -5);
        foreach (bool isBad in (ReadOnlySpan<bool>)[true, false])
        {
            prices[12] = isBad ? -5 : 75;
            string[] filled = [.. OddBook.Widths.Append(64).Select(width => OddBook.Fill(BandGrid.Uniform(10, new(50, 150)), 100, new() { Quantum = 1 }, new PricedColumns(prices, notionals), width))];
            Assert.All(filled, f => Assert.Equal(filled[^1], f));
            Assert.StartsWith(isBad ? "row 12: liquidationPrice" : "row 20: notional 2048", filled[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WeightsAroundWhatAWordHolds_AreAddedAlike()
    {
        // 2^46, 2^47 and what rounds to them, in whole units; 2^63 is refused.
        double[] powers = [1L << 46, 1L << 47, 1L << 48, 1L << 52, 1L << 53, 1L << 62];
        double[] weights = [.. powers.SelectMany(p => new[] { p, p - 0.25, p - 0.5, p - 0.03125, p + 0.5, p - 1, p + 1, Math.BitDecrement(p), Math.BitIncrement(p) }).Append(9.3e18)];
        foreach (int dropped in (ReadOnlySpan<int>)[0, 1])
        {
            double[] notionals = [.. weights[..^dropped].Select((w, i) => i % 2 == 0 ? w : -w)];
            double[] prices = [.. notionals.Select((n, i) => n > 0 ? 40.0 + (i % 50) : 110 + (i % 50))];
            string[] filled = [.. OddBook.Widths.Append(64).Select(width => OddBook.Fill(BandGrid.Uniform(1, new(30, 200)), 100, new() { Quantum = 1 }, new PricedColumns(prices, notionals), width))];
            Assert.All(filled, f => Assert.Equal(filled[^1], f));
            Assert.Equal(dropped == 0, filled[0].StartsWith($"row {weights.Length - 1}: notional 9.3E+18", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void WideGrids_TakeAnotherKernelWithTheSameBits()
    {
        OddBook book = OddBook.Make(new Dice(11, 0), 5_000, badRows: false);
        foreach (BandGrid grid in new[] { BandGrid.WithCount(40_000, new(book.Mark * 0.5, book.Mark * 1.5)), BandGrid.Geometric(2e-5, new(book.Mark * 0.6, book.Mark * 1.5)) })
        {
            AssertParity(book with { Grid = grid }, 0);
        }
    }

    [Theory]
    [InlineData(64, 2)]
    [InlineData(256, 2)]
    [InlineData(512, 3)]
    public void Threads_GiveTheSameMap(int width, int threads)
    {
        OddBook book = OddBook.Make(new Dice(5, 0), 700_000, badRows: false);
        book = book with { Grid = BandGrid.Geometric(0.01, new(book.Mark * 0.7, book.Mark * 1.4)) };
        Assert.Equal(book.Fill(64), book.Fill(width, threads));
    }

    [Fact]
    public void Threads_RefuseLikeOne()
    {
        OddBook book = OddBook.Make(new Dice(5, 1), 700_000, badRows: false);
        (book.Entry[699_990], book.Quantity[400_001], book.Margin[400_003]) = (double.NaN, 0, -1);
        book = book with { Options = book.Options with { PlaceBadRowsInUnplaced = false } };
        string one = book.Fill(64);
        Assert.Contains("row 400001: signedQuantity", one, StringComparison.Ordinal);
        Assert.Equal(one, book.Fill(512, 2));
    }

    private static void AssertParity(OddBook book, int offset)
    {
        string plain = book.Fill(64, offset: offset);
        foreach (int width in OddBook.Widths)
        {
            Assert.Equal(plain, book.Fill(width, offset: offset));
        }
    }

    private static void AssertPriced(OddBook book)
    {
        string plain = book.FillPriced(64);
        foreach (int width in OddBook.Widths)
        {
            Assert.Equal(plain, book.FillPriced(width));
        }
    }
}
