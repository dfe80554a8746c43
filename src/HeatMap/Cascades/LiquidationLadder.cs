using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Liquidation levels on both sides of the mark, sorted: what a cascade runs over.</summary>
/// <remarks>
/// Longs lie below the mark and shorts above it: others would be liquidated already, and are refused. Immutable and safe to share between threads. Runs of the same map or book share a ladder, so that sorting is done once.
/// </remarks>
public sealed class LiquidationLadder
{
    internal LiquidationLadder(double markPrice, LadderSide down, LadderSide up, PriceRange window = default, double beyondDown = 0, double beyondUp = 0)
    {
        Window = window;
        MarkPrice = markPrice;
        Down = down;
        Up = up;
        NotionalBeyondDown = beyondDown;
        NotionalBeyondUp = beyondUp;
    }

    /// <summary>The mark, quote per base.</summary>
    public double MarkPrice { get; }

    /// <summary>Longs, which a fall meets.</summary>
    public LadderSide Down { get; }

    /// <summary>Shorts, which a rise meets.</summary>
    public LadderSide Up { get; }

    /// <summary>Quote of longs that wait below the window of a map, at prices that it does not tell; zero for positions.</summary>
    public double NotionalBeyondDown { get; }

    /// <summary>Quote of shorts that wait above the window of a map; zero for positions.</summary>
    public double NotionalBeyondUp { get; }

    /// <summary>The window of the map; without meaning for positions.</summary>
    internal PriceRange Window { get; }

    /// <summary>The side that a direction meets.</summary>
    /// <param name="direction">Down or up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="direction"/> is not defined.</exception>
    public LadderSide this[Direction direction] => Guard.Defined(direction) == Direction.Down ? Down : Up;

    /// <summary>The ladder of positions whose liquidation prices are known.</summary>
    /// <param name="liquidationPrices">Quote per base; finite and &gt; 0, below the mark for longs and above it for shorts. Positions that nothing liquidates have no place here.</param>
    /// <param name="signedQuantities">Base, positive for longs and negative for shorts; finite. A zero takes the side of its price.</param>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <exception cref="ArgumentException">
    /// A value is outside its domain or on the wrong side of the mark, or the sums of quantity or notional are beyond all numbers; the message names the row. Or the columns differ in length.
    /// </exception>
    /// <remarks>O(n log n), O(n) where they are sorted. Allocates the result.</remarks>
    public static LiquidationLadder FromPositions(ReadOnlySpan<double> liquidationPrices, ReadOnlySpan<double> signedQuantities, double markPrice)
    {
        Guard.Positive(markPrice);
        if (signedQuantities.Length != liquidationPrices.Length)
        {
            Throw.Argument(nameof(signedQuantities), $"signedQuantities must have as many rows as liquidationPrices ({liquidationPrices.Length}), had {signedQuantities.Length}");
        }

        int longs = 0;
        for (int i = 0; i < liquidationPrices.Length; i++)
        {
            CheckRow(i, liquidationPrices[i], signedQuantities[i], markPrice);
            longs += liquidationPrices[i] < markPrice ? 1 : 0;
        }

        return new(
            markPrice,
            PositionSide(Direction.Down, liquidationPrices, signedQuantities, markPrice, longs),
            PositionSide(Direction.Up, liquidationPrices, signedQuantities, markPrice, liquidationPrices.Length - longs));
    }

    /// <summary>The ladder of positions under the rules of a venue. Positions that nothing liquidates are left out.</summary>
    /// <param name="positions">Isolated positions of one contract, linear or inverse; cross positions need their account first.</param>
    /// <param name="rules">Contract, schedule and trigger.</param>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <exception cref="ArgumentException">A value is outside its domain, a position is liquidated already, or the contract is a quanto; the message names the row.</exception>
    /// <remarks>O(n log n). Allocates the result.</remarks>
    public static LiquidationLadder FromPositions(PositionColumns positions, MarginRules rules, double markPrice)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Guard.Positive(markPrice);
        if (rules.Contract.Kind == ContractKind.Quanto)
        {
            Throw.Argument(nameof(rules), $"{rules.Contract.Symbol} is a quanto contract: what its orders weigh in base is not in its quantity");
        }

        var prices = new double[positions.Count];
        Liquidation.Prices(positions, rules, prices, markPrice);
        var rows = new List<int>(prices.Length);
        for (int i = 0; i < prices.Length; i++)
        {
            if (double.IsNaN(prices[i]))
            {
                continue;
            }

            CheckRow(i, prices[i], positions.SignedQuantity[i], markPrice);
            rows.Add(i);
        }

        var price = new double[rows.Count];
        var quantity = new double[rows.Count];
        int longs = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            price[i] = prices[rows[i]];
            double held = positions.SignedQuantity[rows[i]];
            quantity[i] = rules.Contract.Kind == ContractKind.Inverse ? held / price[i] : held;
            longs += price[i] < markPrice ? 1 : 0;
        }

        return new(markPrice, PositionSide(Direction.Down, price, quantity, markPrice, longs, rows), PositionSide(Direction.Up, price, quantity, markPrice, price.Length - longs, rows));
    }

    /// <summary>The ladder of the bands of a map.</summary>
    /// <param name="map">A map in quote: linear or inverse.</param>
    /// <param name="edge">Where in its band notional waits.</param>
    /// <exception cref="ArgumentException">A band on the wrong side of the mark holds notional of a side, or <paramref name="edge"/> is not defined.</exception>
    /// <remarks>
    /// Notional over the price of an edge is the quantity. What waits beyond the window has no price here and is told by <see cref="NotionalBeyondDown"/> and <see cref="NotionalBeyondUp"/>. Unplaced positions do not count.
    /// O(bands). Allocates the result.
    /// </remarks>
    public static LiquidationLadder FromMap(LiquidationMap map, BandEdge edge = BandEdge.Near)
    {
        ArgumentNullException.ThrowIfNull(map);
        return FromView(map.View, edge);
    }

    /// <inheritdoc cref="FromMap"/>
    public static LiquidationLadder FromView(MapView map, BandEdge edge = BandEdge.Near)
    {
        Guard.Defined(edge);
        if (map.Grid is null)
        {
            Throw.Argument(nameof(map), "the default of MapView has no bands: take the view of a map");
        }

        return new(map.MarkPrice, BandSide(map, Direction.Down, edge), BandSide(map, Direction.Up, edge), new(map.Grid.Lower, map.Grid.Upper), map.Below.Long, map.Above.Short);
    }

    /// <summary>The ladder in a line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Down.Count} levels below {MarkPrice} ({Down.CumulativeQuantity[^1]} base), {Up.Count} above ({Up.CumulativeQuantity[^1]} base)");

    private static void CheckRow(int row, double price, double quantity, double markPrice)
    {
        if (!Guard.IsPositive(price))
        {
            Throw.Row("liquidationPrices", row, price, "finite and > 0 (leave out positions that nothing liquidates)");
        }

        if (!double.IsFinite(quantity))
        {
            Throw.Row("signedQuantities", row, quantity, "finite");
        }

        if (price == markPrice || (quantity > 0 && price > markPrice) || (quantity < 0 && price < markPrice))
        {
            string side = quantity < 0 || (quantity == 0 && price > markPrice) ? "above the mark for a short" : "below the mark for a long";
            Throw.Row("liquidationPrices", row, price, string.Create(CultureInfo.InvariantCulture, $"{side}, {markPrice}: it would be liquidated already"));
        }
    }

    private static LadderSide PositionSide(
        Direction direction, ReadOnlySpan<double> prices, ReadOnlySpan<double> signedQuantities, double markPrice, int count, List<int>? names = null)
    {
        var keys = new LevelKey[count];
        bool isSorted = true;
        int next = 0;
        for (int i = 0; i < prices.Length; i++)
        {
            if (prices[i] < markPrice == (direction == Direction.Down))
            {
                keys[next] = new((int)direction * prices[i], i);
                isSorted &= next == 0 || keys[next - 1].CompareTo(keys[next]) < 0;
                next++;
            }
        }

        if (!isSorted)
        {
            Array.Sort(keys);
        }

        var price = new double[count];
        var quantity = new double[count];
        var notional = new double[count];
        var rows = new int[count];
        var counts = new long[count];
        for (int i = 0; i < count; i++)
        {
            int row = keys[i].Row;
            price[i] = prices[row];
            quantity[i] = Math.Abs(signedQuantities[row]);
            notional[i] = quantity[i] * price[i];
            rows[i] = names is null ? row : names[row];
            counts[i] = 1;
        }

        return new(direction, markPrice, price, quantity, rows, notional, counts);
    }

    private static LadderSide BandSide(MapView map, Direction direction, BandEdge edge)
    {
        bool isDown = direction == Direction.Down;
        ReadOnlySpan<long> units = isDown ? map.LongUnits : map.ShortUnits, counts = isDown ? map.LongCounts : map.ShortCounts;
        double mark = map.MarkPrice;
        var levels = new List<int>();
        for (int i = 0; i < units.Length; i++)
        {
            int band = isDown ? units.Length - 1 - i : i;
            if (units[band] <= 0)
            {
                continue;
            }

            if (isDown ? map.Grid.LowerEdge(band) >= mark : map.Grid.UpperEdge(band) <= mark)
            {
                Throw.Row(isDown ? "long notional of band" : "short notional of band", band, units[band] * map.Quantum, string.Create(
                    CultureInfo.InvariantCulture, $"zero {(isDown ? "above" : "below")} the mark, {mark}: it would be liquidated already"));
            }

            levels.Add(band);
        }

        var price = new double[levels.Count];
        var quantity = new double[levels.Count];
        var notional = new double[levels.Count];
        long[]? count = counts.IsEmpty ? null : new long[levels.Count];
        for (int i = 0; i < levels.Count; i++)
        {
            // The band that holds the mark reaches no farther than to it.
            int band = levels[i];
            double low = isDown ? map.Grid.LowerEdge(band) : Math.Max(map.Grid.LowerEdge(band), Math.BitIncrement(mark));
            double high = isDown ? Math.Min(map.Grid.UpperEdge(band), Math.BitDecrement(mark)) : map.Grid.UpperEdge(band);
            price[i] = isDown == (edge == BandEdge.Near) ? high : low;
            notional[i] = units[band] * map.Quantum;
            quantity[i] = notional[i] / (edge == BandEdge.Near ? low : high);
            if (count is not null)
            {
                count[i] = counts[band];
            }

            if (!double.IsFinite(quantity[i]))
            {
                Throw.Row("lower edge of band", band, low, "above zero, because a cautious quantity is notional over it");
            }
        }

        return new(direction, mark, price, quantity, [.. levels], notional, count, map.Grid);
    }

    /// <summary>By how near the level is, then by row.</summary>
    private readonly record struct LevelKey(double Order, int Row) : IComparable<LevelKey>
    {
        public int CompareTo(LevelKey other)
        {
            int byPrice = Order.CompareTo(other.Order);
            return byPrice != 0 ? byPrice : Row.CompareTo(other.Row);
        }
    }
}
