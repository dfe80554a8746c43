using FsCheck.Fluent;
using HeatMap.Tests.Maps;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Parity;

/// <summary>Every width of vectors against the plain form, to the last bit, on rows that are good, odd and bad.</summary>
public sealed class MapParityTests
{
    /// <summary>The plain form, and every width; those that the processor lacks run in pieces and must agree as well.</summary>
    private static readonly int[] Widths = [128, 256, 512];

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
        foreach (int width in Widths)
        {
            Assert.Equal(plain, book.Fill(width, offset: offset));
        }
    }

    private static void AssertPriced(OddBook book)
    {
        string plain = book.FillPriced(64);
        foreach (int width in Widths)
        {
            Assert.Equal(plain, book.FillPriced(width));
        }
    }

    /// <summary>Rows of every kind under some rules and grid.</summary>
    private sealed record OddBook(MarginRules Rules, BandGrid Grid, double Mark, MapOptions Options, double[] Entry, double[] Quantity, double[] Margin, double[] Leverage)
    {
        public static OddBook Make(Dice dice, int count, bool badRows = true)
        {
            bool inverse = dice.Chance(0.4);
            ContractSpec contract = inverse ? ContractSpec.Inverse("X", "USD", "BTC") : ContractSpec.Linear("X", "USDT");
            double mark = dice.Magnitude(0.01, 100_000), typical = contract.SettlementValue(inverse ? 10_000 : 10_000 / mark, mark);
            MarginRules rules = new(contract, dice.Whole(0, 4) switch
            {
                0 => MaintenanceSchedule.SingleRate(dice.Between(0, 0.1), dice.Chance(0.5) ? 0 : typical * 0.001),
                1 => MaintenanceSchedule.SizeContinuous(0.01, 0.01 / typical, Market.MovingBasis(contract)),
                _ => Market.Tiers(dice, contract, dice.Chance(0.8) ? TierMethod.Marginal : TierMethod.Flat, typical),
            });
            rules = Market.WithFee(dice, rules);
            if (dice.Chance(0.3))
            {
                rules = rules with { Fee = TriggerFee.MarkValue, TakerFeeRate = 0.0006, PredictedFundingRate = dice.Between(-0.001, 0.001), FixedFee = dice.Chance(0.5) ? 0 : typical * 1e-4 };
            }

            BandGrid grid = dice.Whole(0, 3) switch
            {
                0 => BandGrid.Geometric(dice.Magnitude(1e-3, 0.05), new(mark * 0.8, mark * 1.3)),
                1 => BandGrid.WithCount(dice.Whole(1, 3000), new(mark * 0.7, mark * 1.4)),
                2 => BandGrid.Uniform(Nice(mark / 100), new(0, mark * 1.5)),
                _ => BandGrid.Uniform(mark / dice.Whole(7, 977), new(mark * 0.7, mark * 1.4)),
            };
            var options = new MapOptions
            {
                Counts = dice.Chance(0.5),
                MarkTest = dice.Chance(0.7),
                PlaceBadRowsInUnplaced = dice.Chance(0.8),
                Quantum = dice.Pick(1.0 / 65536, 1, 1.0 / (1 << 30), 1024),
            };
            bool hasLeverage = dice.Chance(0.4);
            var book = new OddBook(rules, grid, mark, options, new double[count], new double[count], new double[count], hasLeverage ? new double[count] : []);
            Trigger trigger = new(rules);
            RiskTier[] tiers = rules.Schedule.Tiers.ToArray();
            for (int i = 0; i < count; i++)
            {
                double entry = mark * dice.Between(0.7, 1.4), value = dice.Magnitude(typical * 1e-3, typical * 1e3);
                double quantity = dice.Pick(1, -1) * (inverse ? value * entry : value / entry), leverage = dice.Magnitude(0.8, 125), margin = value / leverage;
                if (dice.Chance(0.2))
                {
                    // A margin that puts the price on an edge, or the value there on the bound of a tier, as near as doubles allow.
                    double price = dice.Chance(0.5) ? grid.Edges[dice.Whole(0, grid.Count)] : tiers[dice.Whole(0, tiers.Length - 1)].Floor is > 0 and var floor ? (inverse ? Math.Abs(quantity) / floor : floor / Math.Abs(quantity)) : entry;
                    if (price > 0)
                    {
                        (double maintenance, double fees) = trigger.RequirementAt(quantity, entry, 0, price);
                        margin = Math.Max(0, maintenance + fees - trigger.EquityAt(quantity, entry, 0, price));
                    }
                }

                (book.Entry[i], book.Quantity[i], book.Margin[i]) = (entry, quantity, margin);
                if (hasLeverage)
                {
                    book.Leverage[i] = leverage;
                    book.Margin[i] = dice.Chance(0.8) ? double.NaN : margin;
                }

                if (badRows && dice.Chance(0.05))
                {
                    double[] column = dice.Pick(book.Entry, book.Quantity, book.Margin, hasLeverage ? book.Leverage : book.Margin);
                    column[i] = dice.Pick(
                        0, -0.0, double.NaN, -double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, 1e-300, 1e300, -1e300, 1e-100, 1e100, 1e77, 2e-77, double.MaxValue, -1, column[i] * 1e9, -column[i]);
                }
            }

            return book;
        }

        public string Fill(int width, int threads = 1, int offset = 0)
        {
            var cells = new MapCells(Grid.Count, Options.Counts);
            var columns = new PositionColumns(Entry.AsSpan(offset), Quantity.AsSpan(offset), Margin.AsSpan(offset), Leverage.Length == 0 ? default : Leverage.AsSpan(offset));
            var settings = new FillSettings(Grid, Mark, Options with { MaxDegreeOfParallelism = threads });
            string error = "";
            try
            {
                new MapFill(settings, cells, width).Add(columns, Rules);
            }
            catch (Exception e) when (e is ArgumentException or OverflowException)
            {
                error = e.Message;
            }

            return error + Snapshot.Of(new MapView(Grid, Mark, null, Options.Quantum, cells));
        }

        /// <summary>The same rows with prices in place of entries: some on edges, some missing, some bad.</summary>
        public string FillPriced(int width)
        {
            double[] prices = [.. Entry.Select((e, i) => i % 5 == 0 ? Grid.Edges[i % (Grid.Count + 1)] : i % 7 == 0 ? double.NaN : e)];
            var cells = new MapCells(Grid.Count, Options.Counts);
            string error = "";
            try
            {
                new MapFill(new(Grid, Mark, Options), cells, width).Add(new PricedColumns(prices, Quantity));
            }
            catch (Exception e) when (e is ArgumentException or OverflowException)
            {
                error = e.Message;
            }

            return error + Snapshot.Of(new MapView(Grid, Mark, null, Options.Quantum, cells));
        }

        private static double Nice(double x) => double.Parse(x.ToString("E1", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
    }
}
