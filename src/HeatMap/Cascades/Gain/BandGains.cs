using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>The gain of every band on one side of the mark: liquidation notional over depth.</summary>
/// <remarks>
/// Of a depth the same band of the book counts, or of the profile around the mark. Of a law of impact it is the finite form: how far the notional of the band moves price from the edge at which it is met,
/// over the width of the band, never the slope at zero. Immutable and safe to share between threads.
/// </remarks>
public sealed class BandGains
{
    private BandGains(BandGrid grid, Direction direction, double markPrice, ImmutableArray<BandGain> bands)
    {
        Grid = grid;
        Direction = direction;
        MarkPrice = markPrice;
        Bands = bands;
    }

    /// <summary>The map's bands.</summary>
    public BandGrid Grid { get; }

    /// <summary>Which way price goes through them.</summary>
    public Direction Direction { get; }

    /// <summary>The map's mark, quote per base.</summary>
    public double MarkPrice { get; }

    /// <summary>From the mark outward; the band that holds the mark is the first.</summary>
    public ImmutableArray<BandGain> Bands { get; }

    /// <summary>The nearest band that keeps a cascade going by itself; null where there is none.</summary>
    public BandGain? FirstCritical
    {
        get
        {
            foreach (BandGain band in Bands)
            {
                if (band.IsCritical)
                {
                    return band;
                }
            }

            return null;
        }
    }

    /// <summary>How far the nearest such band is from the mark, as a fraction of it, to the edge that price meets first; null where there is none.</summary>
    public double? DistanceToCritical => FirstCritical is { } band ? Math.Abs(NearEdge(band.Band) - MarkPrice) / MarkPrice : null;

    /// <summary>The highest gain; zero where there is none.</summary>
    public double MaxGain => Bands.IsEmpty ? 0 : Bands.Max(static b => b.Gain);

    /// <summary>The gains in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bands.Length} bands {Direction} from {MarkPrice}, {Bands.Count(static b => b.IsCritical)} critical, highest gain {MaxGain}");

    internal static BandGains Of(MapView map, CascadeModel model, Direction direction)
    {
        double mark = map.MarkPrice;
        PriceImpact impact = model.LawFor(mark, direction);
        BandGrid grid = map.Grid;
        ReadOnlySpan<long> units = direction == Direction.Down ? map.LongUnits : map.ShortUnits;
        ImmutableArray<BandGain>.Builder gains = ImmutableArray.CreateBuilder<BandGain>();
        for (int i = 0; i < grid.Count; i++)
        {
            int band = direction == Direction.Down ? grid.Count - 1 - i : i;
            double low = grid.LowerEdge(band), high = grid.UpperEdge(band);
            if (direction == Direction.Down ? low >= mark : high <= mark)
            {
                if (units[band] > 0)
                {
                    Throw.Row($"{(direction == Direction.Down ? "long" : "short")} notional of band", band, units[band] * map.Quantum, "zero beyond the mark: it would be liquidated already");
                }

                continue;
            }

            double near = direction == Direction.Down ? Math.Min(high, mark) : Math.Max(low, mark), far = direction == Direction.Down ? low : high;
            double notional = units[band] * map.Quantum, middle = 0.5 * (near + far);
            double depth = model.Depth is null ? OfLaw(impact, near, far, middle, notional, direction)
                : impact is BookWalk book ? OfBook(book.Side(direction), near, far, mark)
                : middle * (Within(impact, mark, far, direction) - Within(impact, mark, near, direction));
            gains.Add(new(band, notional, depth, CascadeGain.Ratio(notional, depth)));
        }

        return new(grid, direction, mark, gains.DrainToImmutable());
    }

    /// <summary>The notional that would take price just through the band, if it went on as that of the band begins.</summary>
    private static double OfLaw(PriceImpact impact, double near, double far, double middle, double notional, Direction direction)
    {
        if (notional == 0)
        {
            return far > 0 ? middle * impact.Needed(near, far, direction) : double.PositiveInfinity;
        }

        double moved = Math.Abs(near - impact.After(near, notional / middle, direction));
        return moved > 0 ? notional * (Math.Abs(near - far) / moved) : double.PositiveInfinity;
    }

    private static double OfBook(BookSide book, double near, double far, double mark)
    {
        // Half open as bands are: the lower edge belongs to the band, the upper to the next. But what stands at the mark itself is the first that a fall meets.
        (double low, double high) = near < far ? (near, far) : (far, near);
        int first = book.FirstFrom(book.Direction == Direction.Up ? low : high == mark ? high : Math.BitDecrement(high));
        double sum = 0;
        for (int i = first; i < book.Count && book.Prices[i] >= low && (book.Prices[i] < high || high == mark); i++)
        {
            sum += book.Prices[i] * (book.Cumulative[i + 1] - book.Cumulative[i]);
        }

        return sum;
    }

    private static double Within(PriceImpact impact, double mark, double price, Direction direction)
    {
        if (PriceImpact.IsAtOrBeyond(mark, price, direction))
        {
            return 0;
        }

        double limit = impact.Limit(mark, direction);
        return price > 0 ? Math.Min(impact.Needed(mark, price, direction), limit) : limit;
    }

    private double NearEdge(int band) => Direction == Direction.Down ? Math.Min(Grid.UpperEdge(band), MarkPrice) : Math.Max(Grid.LowerEdge(band), MarkPrice);
}
