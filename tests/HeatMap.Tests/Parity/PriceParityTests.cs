using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Parity;

/// <summary>Prices of every width of vectors against the plain form, to the last bit.</summary>
public sealed class PriceParityTests
{
    [Fact]
    public void OddRows_ArePricedAlike() => Check.That(
        Prop.ForAll(Draw.Rows(100), draw =>
        {
            OddBook book = OddBook.Make(draw.Dice, draw.Count, badRows: draw.Dice.Chance(0.3));
            string plain = Prices(book, 64);
            foreach (int width in OddBook.Widths)
            {
                Assert.Equal(plain, Prices(book, width));
            }
        }),
        400);

    [Fact]
    public void ManyRows_CrossTheBoundsOfChunks()
    {
        OddBook book = OddBook.Make(new Dice(3, 0), 70_003, badRows: false);
        Assert.Equal(Prices(book, 64), Prices(book, 512));
    }

    [Fact]
    public void ARefusedRow_LeavesTheDestinationAsItWas()
    {
        OddBook book = OddBook.Make(new Dice(4, 0), 1_000, badRows: false);
        book.Quantity[997] = 0;
        double[] prices = new double[1_000];
        ArgumentOutOfRangeException thrown = Assert.Throws<ArgumentOutOfRangeException>(() => Liquidation.Prices(book.Columns(0), book.Rules, prices));
        Assert.StartsWith("row 997: signedQuantity", thrown.Message, StringComparison.Ordinal);
        Assert.All(prices, p => Assert.Equal(0, p));
    }

    /// <summary>The bits of the prices, or the message that refuses them.</summary>
    private static string Prices(OddBook book, int width)
    {
        double[] prices = new double[book.Entry.Length];
        try
        {
            Liquidation.Prices(book.Columns(0), book.Rules, prices, book.Mark, width);
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }

        return string.Join(',', prices.Select(p => double.IsNaN(p) ? "none" : BitConverter.DoubleToInt64Bits(p).ToString("x", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
