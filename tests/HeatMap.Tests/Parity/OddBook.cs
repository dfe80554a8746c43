using HeatMap.Tests.Maps;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Parity;

/// <summary>Rows of every kind under some rules and grid.</summary>
internal sealed record OddBook(MarginRules Rules, BandGrid Grid, double Mark, MapOptions Options, double[] Entry, double[] Quantity, double[] Margin, double[] Leverage)
{
    /// <summary>All widths; those that the processor lacks run in pieces and must agree as well.</summary>
    public static readonly int[] Widths = [128, 256, 512];

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

            if (dice.Chance(0.06))
            {
                // Secured by an account, when its leverage is not known either.
                book.Margin[i] = double.NaN;
                if (hasLeverage && dice.Chance(0.7))
                {
                    book.Leverage[i] = double.NaN;
                }
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

    public PositionColumns Columns(int offset) =>
        new(Entry.AsSpan(offset), Quantity.AsSpan(offset), Margin.AsSpan(offset), Leverage.Length == 0 ? default : Leverage.AsSpan(offset));

    public string Fill(int width, int threads = 1, int offset = 0)
    {
        var cells = new MapCells(Grid.Count, Options.Counts);
        var settings = new FillSettings(Grid, Mark, Options with { MaxDegreeOfParallelism = threads });
        string error = "";
        try
        {
            new MapFill(settings, cells, width).Add(Columns(offset), Rules);
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
        return Fill(Grid, Mark, Options, new(prices, Quantity), width);
    }

    public static string Fill(BandGrid grid, double mark, MapOptions options, PricedColumns rows, int width)
    {
        var cells = new MapCells(grid.Count, options.Counts);
        string error = "";
        try
        {
            new MapFill(new(grid, mark, options), cells, width).Add(rows);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            error = e.Message;
        }

        return error + Snapshot.Of(new MapView(grid, mark, null, options.Quantum, cells));
    }

    private static double Nice(double x) => double.Parse(x.ToString("E1", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
