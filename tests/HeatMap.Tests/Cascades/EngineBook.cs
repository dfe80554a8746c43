using HeatMap.Cascades;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Cascades;

/// <summary>Random positions around a mark of 100, laws of every kind, and paths, for the full engine.</summary>
internal sealed record EngineBook(double[] Prices, double[] Quantities)
{
    public const double Mark = 100;

    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public LiquidationLadder Ladder => LiquidationLadder.FromPositions(Prices, Quantities, Mark);

    public CascadePositions Positions => With();

    public static EngineBook Make(Dice dice, int most = 12, bool longs = true, bool shorts = true)
    {
        int count = dice.Whole(1, most);
        var prices = new double[count];
        var quantities = new double[count];
        for (int i = 0; i < count; i++)
        {
            bool isLong = longs && (!shorts || dice.Chance(0.5));
            prices[i] = isLong ? dice.Between(85, 99.9) : dice.Between(100.1, 115);
            quantities[i] = (isLong ? 1 : -1) * dice.Between(0.1, 20);
        }

        return new(prices, quantities);
    }

    /// <summary>One of all laws; those that a test excludes are drawn again.</summary>
    public static CascadeModel Model(Dice dice) => dice.Whole(0, 7) switch
    {
        0 => new(PriceImpact.Linear(dice.Between(0.01, 0.15))),
        1 => new(PriceImpact.Exponential(dice.Between(0.0002, 0.002))),
        2 => new(PriceImpact.SquareRoot(1, dice.Between(0.01, 0.05), 100)),
        3 => new(PriceImpact.ShiftedSquareRoot(1, dice.Between(0.01, 0.05), 100, dice.Between(500, 5000))),
        4 => new(PriceImpact.Saturating(dice.Between(0.02, 0.2), dice.Between(500, 3000))),
        5 => new(DepthCurve.PowerLaw(dice.Between(500, 5000))),
        6 => new(Levels(dice)),
        _ => new(DepthCurve.FromRows(
            [new(0.01, 1000), new(0.05, dice.Between(3000, 9000)), new(0.5, 60_000)], [new(0.01, 1000), new(0.05, dice.Between(3000, 9000)), new(0.9, 60_000)])),
    };

    /// <summary>A path that goes one way or to and fro.</summary>
    public static ExogenousStep[] Path(Dice dice, double low = 88, double high = 112, int most = 8)
    {
        var steps = new ExogenousStep[dice.Whole(1, most)];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = new(dice.Between(low, high), Second, dice.Chance(0.2) ? dice.Between(low < Mark ? -5 : 0, high > Mark ? 5 : 0) : 0);
        }

        return steps;
    }

    public CascadePositions With(SupplyRule?[]? supply = null, double[]? bankruptcy = null, double[]? entry = null, double[]? margin = null) => CascadePositions.FromColumns(
        new() { LiquidationPrice = Prices, SignedQuantity = Quantities, Supply = supply, BankruptcyPrice = bankruptcy, EntryPrice = entry, Margin = margin }, Mark);

    /// <summary>The same below as above, and the other way round.</summary>
    public EngineBook Mirror() => new([.. Prices.Select(p => (2 * Mark) - p)], [.. Quantities.Select(q => -q)]);

    private static DepthCurve Levels(Dice dice)
    {
        BookLevel[] bids = [.. Enumerable.Range(1, 40).Select(i => new BookLevel(Mark - (0.5 * i), dice.Between(0.5, 15)))];
        BookLevel[] asks = [.. Enumerable.Range(1, 40).Select(i => new BookLevel(Mark + (0.5 * i), dice.Between(0.5, 15)))];
        return DepthCurve.FromLevels(bids, asks, 60, 140);
    }
}
