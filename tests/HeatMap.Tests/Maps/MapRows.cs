using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Maps;

/// <summary>Rows of every kind, good and bad, of positions or of known prices, of which maps can be built from any part.</summary>
/// <param name="Rules">What prices the rows; null where their prices are known, and <c>First</c> and <c>Second</c> are price and notional.</param>
internal sealed record MapRows(BandGrid Grid, double Mark, MapOptions Options, MarginRules? Rules, double[] First, double[] Second, double[] Margin, double[] Leverage)
{
    public int Count => First.Length;

    /// <summary>The options of an empty map that goes together with maps of these rows.</summary>
    public MapOptions EmptyOptions => Options with { Unit = Options.Unit ?? Rules?.Contract.NotionalAsset };

    public static MapRows Make(Draw draw)
    {
        Dice dice = draw.Dice;
        double mark = dice.Magnitude(0.01, 100_000);
        BandGrid grid = dice.Chance(0.5) ? BandGrid.Geometric(0.02, new(mark * 0.7, mark * 1.4)) : BandGrid.Uniform(mark / 40, new(mark * 0.7, mark * 1.4));
        var options = new MapOptions { Counts = dice.Chance(0.6), MarkTest = dice.Chance(0.7), PlaceBadRowsInUnplaced = true, Quantum = dice.Pick(1.0 / 65536, 1, 1024) };
        return dice.Chance(0.5) ? Priced(draw, grid, mark, options) : Positions(draw, grid, mark, options);
    }

    public static MapRows Priced(Draw draw, BandGrid grid, double mark, MapOptions options)
    {
        (double Price, double Notional)[] rows = draw.Make(d =>
        {
            double price = d.Chance(0.3) ? grid.Edges[d.Whole(0, grid.Count)] : mark * d.Between(0.5, 1.7);
            double notional = d.Pick(1, -1) * d.Magnitude(0.001, 1e7);
            return d.Whole(0, 19) switch
            {
                0 => (double.NaN, notional),
                1 => (d.Pick(0, -price, double.PositiveInfinity), notional),
                2 => (price, d.Pick(0, double.NaN, double.NegativeInfinity)),
                3 => (mark, notional),
                _ => (price, notional),
            };
        });
        return new(grid, mark, options, null, [.. rows.Select(r => r.Price)], [.. rows.Select(r => r.Notional)], [], []);
    }

    public static MapRows Positions(Draw draw, BandGrid grid, double mark, MapOptions options)
    {
        Dice dice = draw.Dice;
        bool inverse = dice.Chance(0.4);
        ContractSpec contract = inverse ? ContractSpec.Inverse("X", "USD", "BTC") : ContractSpec.Linear("X", "USDT");
        double typical = contract.SettlementValue(inverse ? 10_000 : 10_000 / mark, mark);
        MarginRules rules = Market.WithFee(dice, new(contract, Market.Tiers(dice, contract, dice.Pick(TierMethod.Marginal, TierMethod.Flat), typical)));
        (double Entry, double Quantity, double Margin, double Leverage)[] rows = draw.Make(d =>
        {
            double entry = mark * d.Between(0.7, 1.4), value = d.Magnitude(typical * 1e-2, typical * 1e2);
            double quantity = d.Pick(1, -1) * (inverse ? value * entry : value / entry), leverage = d.Magnitude(0.8, 125);
            return d.Whole(0, 19) switch
            {
                0 => (entry, quantity, double.NaN, double.NaN),
                1 => (entry, quantity, double.NaN, leverage),
                2 => (d.Pick(0, -1, double.NaN), quantity, value, leverage),
                3 => (entry, d.Pick(0, double.PositiveInfinity), value, leverage),
                _ => (entry, quantity, value / leverage, double.NaN),
            };
        });
        return new(grid, mark, options, rules, [.. rows.Select(r => r.Entry)], [.. rows.Select(r => r.Quantity)], [.. rows.Select(r => r.Margin)], [.. rows.Select(r => r.Leverage)]);
    }

    public LiquidationMap Build(BandGrid? grid = null) => Build(static _ => true, grid);

    /// <summary>The map of the rows whose places are asked for.</summary>
    public LiquidationMap Build(Func<int, bool> takes, BandGrid? grid = null)
    {
        double[] first = Part(First, takes), second = Part(Second, takes);
        return Rules is null
            ? LiquidationMap.Build(new PricedColumns(first, second), grid ?? Grid, Mark, Options)
            : LiquidationMap.Build(new PositionColumns(first, second, Part(Margin, takes), Part(Leverage, takes)), Rules, grid ?? Grid, Mark, Options);
    }

    public void AddTo(MapLayersBuilder builder, ReadOnlySpan<byte> layerOfRow)
    {
        if (Rules is null)
        {
            builder.Add(new PricedColumns(First, Second), layerOfRow);
        }
        else
        {
            builder.Add(new PositionColumns(First, Second, Margin, Leverage), layerOfRow, Rules);
        }
    }

    /// <summary>Adds the rows to one layer of cells at a width of vectors; layers null puts all in the first.</summary>
    public void Fill(MapCells cells, int width, byte[]? layers = null, int threads = 1)
    {
        var fill = new MapFill(new(Grid, Mark, Options with { MaxDegreeOfParallelism = threads }), cells, width);
        if (Rules is null)
        {
            fill.Add(new PricedColumns(First, Second), layers);
        }
        else
        {
            fill.Add(new PositionColumns(First, Second, Margin, Leverage), Rules, layers);
        }
    }

    private static double[] Part(double[] column, Func<int, bool> takes) => [.. column.Where((_, row) => takes(row))];
}
