using System.Globalization;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap.Cascades;

/// <summary>All volume shocks from one price at once: the exact step function from a quantity that somebody trades to whom the cascade liquidates.</summary>
/// <remarks>
/// Every law is one table here: what must be traded from outside to pass each level. Its running maximum answers any quantity, bit for bit as <see cref="CascadeModel.Run(LiquidationLadder, Shock)"/> does.
/// Immutable and safe to share between threads.
/// </remarks>
public sealed class VolumeThresholds
{
    private readonly PriceImpact _impact;
    private readonly double[] _needed;
    private readonly StepTable _table;
    private readonly int[] _stops;

    private VolumeThresholds(LadderSide side, PriceImpact impact, double startPrice, double[] needed, List<double> records, int[] stops)
    {
        Side = side;
        StartPrice = startPrice;
        _impact = impact;
        _needed = needed;
        _table = new([.. records]);
        _stops = stops;
    }

    /// <summary>The levels.</summary>
    public LadderSide Side { get; }

    /// <summary>Where price stands before the trade, quote per base.</summary>
    public double StartPrice { get; }

    /// <summary>The quantities at which the next step begins, rising: base.</summary>
    public ReadOnlySpan<double> Steps => _table.Thresholds;

    /// <summary>How many levels are liquidated when somebody trades a quantity.</summary>
    /// <param name="quantity">Base, &gt;= 0. For NaN and below zero the answer is that of zero.</param>
    /// <returns>Of the levels of <see cref="Side"/>, from the nearest on.</returns>
    /// <remarks>A look-up and a step or two; at most O(log levels). Allocates nothing.</remarks>
    public int Levels(double quantity) => _stops[_table.CountAtMost(quantity)];

    /// <summary>The same for many quantities.</summary>
    /// <param name="quantities">Base, &gt;= 0.</param>
    /// <param name="destination">Receives one number of levels for each; at least as long.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public void Levels(ReadOnlySpan<double> quantities, Span<int> destination)
    {
        if (destination.Length < quantities.Length)
        {
            Throw.Argument(nameof(destination), $"destination must hold {quantities.Length} numbers, has room for {destination.Length}");
        }

        for (int i = 0; i < quantities.Length; i++)
        {
            destination[i] = Levels(quantities[i]);
        }
    }

    /// <summary>The same level by level: the plain loop, which the table is measured against.</summary>
    /// <param name="quantity">Base, &gt;= 0.</param>
    /// <remarks>O(levels that are liquidated). Allocates nothing.</remarks>
    public int Sweep(double quantity)
    {
        double[] needed = _needed;
        int level = 0;
        while (level < needed.Length && quantity >= needed[level])
        {
            level++;
        }

        return level;
    }

    /// <summary>Where the cascade ends that a quantity sets off.</summary>
    /// <param name="quantity">Base; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantity"/> is outside its domain.</exception>
    public double FinalPrice(double quantity) => _impact.After(StartPrice, Side.Traded(quantity) + Side.CumulativeQuantity[Levels(quantity)], Side.Direction);

    /// <summary>How much is liquidated when somebody trades a quantity.</summary>
    /// <param name="quantity">Base, &gt;= 0.</param>
    public LiquidatedSum Liquidated(double quantity) => Side.Between(0, Levels(quantity));

    /// <summary>The function in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Steps.Length} steps over {Side.Count} levels, {Side.Direction} from {StartPrice}");

    internal static VolumeThresholds Of(LadderSide side, PriceImpact impact, double startPrice)
    {
        var needed = new double[side.Count];
        var records = new List<double>();
        var stops = new List<int>();
        double hardest = 0;
        for (int level = 0; level < needed.Length; level++)
        {
            needed[level] = Needed(side, impact, startPrice, level);
            if (needed[level] > hardest)
            {
                stops.Add(level);
                records.Add(hardest = needed[level]);
            }
        }

        // A level that no quantity reaches ends the list.
        if (double.IsPositiveInfinity(hardest))
        {
            records.RemoveAt(records.Count - 1);
        }
        else
        {
            stops.Add(needed.Length);
        }

        return new(side, impact, startPrice, needed, records, [.. stops]);
    }

    private static double Needed(LadderSide side, PriceImpact impact, double startPrice, int level)
    {
        double price = side.Prices[level], before = side.CumulativeQuantity[level];
        if (impact is BookWalk book && !PriceImpact.IsAtOrBeyond(startPrice, price, side.Direction))
        {
            return book.VolumeTo(startPrice, price, before, side.Direction);
        }

        var test = new PriceReached(impact, startPrice, price, before, side.Direction);
        return test.Holds(0) ? 0 : LeastDouble.Around(impact.Needed(startPrice, price, side.Direction) - before, test);
    }
}
