using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>What the market can take: how much stands on each side within which price.</summary>
/// <remarks>
/// <para>Levels of a book stand at prices of their own: price falls through them, and those better than a price to which it jumped are pulled. Rows and power laws are by distance: they are quoted around the price
/// at which an episode starts, wherever that is. <see cref="ToLevels"/> turns the second kind into the first.</para>
/// <para>Depth in calm hours is not depth in a crash: see <see cref="Stressed(double)"/>. How what was eaten fills up again is <see cref="ImpactDecay"/>, with time: see <see cref="CascadeEngine"/>. Quantities are in base, notional in quote. Immutable and safe to share between threads.</para>
/// </remarks>
public sealed class DepthCurve
{
    private readonly BookWalk? _book;
    private readonly DepthProfile? _profile;

    private DepthCurve(BookWalk book) => _book = book;

    private DepthCurve(DepthProfile profile) => _profile = profile;

    /// <summary>Whether this is a book, whose levels stand at prices of their own.</summary>
    public bool IsBook => _book is not null;

    /// <summary>The highest bid; null without a book, or without bids.</summary>
    public double? BestBid => Best(Direction.Down);

    /// <summary>The lowest ask; null without a book, or without asks.</summary>
    public double? BestAsk => Best(Direction.Up);

    /// <summary>The depth of a book.</summary>
    /// <param name="bids">From the highest price down. Prices finite and &gt; 0, quantities finite and &gt;= 0. May be empty, if nothing is asked about a fall.</param>
    /// <param name="asks">From the lowest price up, above all bids. May be empty, if nothing is asked about a rise.</param>
    /// <param name="bidsEndAt">Where price stands when all bids are gone, no higher than the last of them; null: at the last of them, because nothing is known beyond.</param>
    /// <param name="asksEndAt">Where price stands when all asks are gone, no lower than the last of them; null: at the last of them.</param>
    /// <exception cref="ArgumentException">Levels are not sorted, the book is crossed, or a value is outside its domain; the message names side and row.</exception>
    /// <remarks>O(levels). Allocates the result.</remarks>
    public static DepthCurve FromLevels(ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, double? bidsEndAt = null, double? asksEndAt = null)
    {
        BookSide below = BookSide.Of(bids, Direction.Down, bidsEndAt, nameof(bids), nameof(bidsEndAt));
        BookSide above = BookSide.Of(asks, Direction.Up, asksEndAt, nameof(asks), nameof(asksEndAt));
        if (below.Count > 0 && above.Count > 0 && below.Prices[0] >= above.Prices[0])
        {
            Throw.Argument(nameof(asks), string.Create(CultureInfo.InvariantCulture, $"asks must lie above bids: the book is crossed, best bid {below.Prices[0]} and best ask {above.Prices[0]}"));
        }

        return new(new BookWalk(below, above));
    }

    /// <summary>Depth as data vendors quote it: notional within distances of the price, straight in between.</summary>
    /// <param name="below">Distances rising, &gt; 0 and &lt; 1; notional finite, &gt;= 0 and never less than before. May be empty, if nothing is asked about a fall.</param>
    /// <param name="above">Distances rising and &gt; 0; notional as below. May be empty, if nothing is asked about a rise.</param>
    /// <returns>A curve that ends with its last row: what is beyond is unknown.</returns>
    /// <exception cref="ArgumentException">A row is outside its domain; the message names side and row.</exception>
    public static DepthCurve FromRows(ReadOnlySpan<DepthRow> below, ReadOnlySpan<DepthRow> above) => new(new DepthProfile(
        DepthProfile.Checked(below, Direction.Down, nameof(below)), DepthProfile.Checked(above, Direction.Up, nameof(above))));

    /// <summary>A power law of distance on both sides: <c>notional within x = notionalWithin1Percent × (x / 0.01)^exponent</c>.</summary>
    /// <param name="notionalWithin1Percent">Quote within 1 % of the price, on each side; finite and &gt; 0.</param>
    /// <param name="exponent">Finite and &gt; 0; 0.67 is what one large spot book showed between 10 and 100 basis points, one is the same depth everywhere.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static DepthCurve PowerLaw(double notionalWithin1Percent, double exponent = 0.67) => new(DepthProfile.PowerLaw(notionalWithin1Percent, exponent));

    /// <summary>The same depth times a factor, everywhere: 0.25 where three quarters of the quotes are gone.</summary>
    /// <param name="factor">Finite and &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is outside its domain.</exception>
    public DepthCurve Stressed(double factor)
    {
        Guard.Positive(factor);
        return _book is { } book
            ? new(new BookWalk(book.Side(Direction.Down).With(_ => factor), book.Side(Direction.Up).With(_ => factor)))
            : new(_profile!.Times(factor));
    }

    /// <summary>The same book with the quantity of each level times the factor of its band.</summary>
    /// <param name="grid">The bands. Levels outside their window keep what they have.</param>
    /// <param name="factors">One a band, finite and &gt;= 0.</param>
    /// <exception cref="ArgumentException">The curve is no book (see <see cref="ToLevels"/>), or factors are too few or outside their domain.</exception>
    public DepthCurve Stressed(BandGrid grid, ReadOnlySpan<double> factors)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (_book is not { } book)
        {
            throw new ArgumentException("depth by distance has no prices to be stressed at: take ToLevels first", nameof(grid));
        }

        if (factors.Length != grid.Count)
        {
            Throw.Argument(nameof(factors), $"factors must have one for each of {grid.Count} bands, had {factors.Length}");
        }

        double[] copy = factors.ToArray();
        for (int i = 0; i < copy.Length; i++)
        {
            if (!(copy[i] >= 0 && double.IsFinite(copy[i])))
            {
                Throw.Row(nameof(factors), i, copy[i], "finite and >= 0");
            }
        }

        return new(new BookWalk(book.Side(Direction.Down).With(FactorAt), book.Side(Direction.Up).With(FactorAt)));

        double FactorAt(double price) => grid.IndexOf(price) is var band && (uint)band < (uint)copy.Length ? copy[band] : 1;
    }

    /// <summary>Depth by distance as a book around a price: what stands in each band at its end that is farther from the price, which is the cautious place.</summary>
    /// <param name="markPrice">The price around which it stands; finite and &gt; 0, and within the window.</param>
    /// <param name="grid">The bands; the book ends with their window.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain, or the curve is a book already.</exception>
    /// <remarks>O(bands). Allocates the result.</remarks>
    public DepthCurve ToLevels(double markPrice, BandGrid grid)
    {
        Guard.Positive(markPrice);
        ArgumentNullException.ThrowIfNull(grid);
        if (_profile is not { } profile)
        {
            throw new ArgumentException("the depth is a book already", nameof(grid));
        }

        if (!(markPrice >= grid.Lower && markPrice <= grid.Upper))
        {
            Throw.OutOfRange(nameof(markPrice), markPrice, string.Create(CultureInfo.InvariantCulture, $"within the window, {grid.Lower} to {grid.Upper}"));
        }

        return new(new BookWalk(
            BookSide.Of(profile.Levels(markPrice, grid, Direction.Down), Direction.Down, null, nameof(grid), nameof(grid)),
            BookSide.Of(profile.Levels(markPrice, grid, Direction.Up), Direction.Up, null, nameof(grid), nameof(grid))));
    }

    /// <summary>The depth as a law of impact for <see cref="CascadeModel"/>, Monte Carlo and the engine: a book is walked, a curve by distance becomes a law that multiplies the start price.</summary>
    /// <param name="markPrice">At which notional becomes quantity; finite and &gt; 0. A book has quantities and does not ask.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="markPrice"/> is outside its domain.</exception>
    public PriceImpact ToImpact(double markPrice)
    {
        Guard.Positive(markPrice);
        return _book is not null ? _book : _profile!.ToImpact(markPrice);
    }

    /// <summary>What stands from a price to another one, the other included.</summary>
    /// <param name="startPrice">Finite and &gt; 0; levels better than it do not count.</param>
    /// <param name="price">Finite and &gt; 0: below the start bids are counted, above it asks.</param>
    /// <returns>Base; zero on a side about which nothing is stated.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <remarks>O(log levels). Allocates at most the law of a curve by distance.</remarks>
    public double QuantityWithin(double startPrice, double price)
    {
        Guard.Positive(startPrice);
        Guard.Positive(price);
        Direction direction = price <= startPrice ? Direction.Down : Direction.Up;
        if (_book is { } book)
        {
            BookSide side = book.Side(direction);
            double beyond = direction == Direction.Down ? Math.BitDecrement(price) : Math.BitIncrement(price);
            return side.Cumulative[side.FirstFrom(beyond)] - side.Cumulative[side.FirstFrom(startPrice)];
        }

        PriceImpact law = ToImpact(startPrice);
        return law.Has(direction) ? Math.Min(law.QuantityTo(startPrice, price, direction), law.Capacity(startPrice, direction)) : 0;
    }

    /// <summary>Where price stands after a quantity; see <see cref="PriceImpact.PriceAfter"/>.</summary>
    /// <param name="startPrice">Finite and &gt; 0.</param>
    /// <param name="quantity">Base; finite and &gt;= 0.</param>
    /// <param name="direction">Sales drive price down, purchases up.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain, or the depth says nothing about the direction.</exception>
    public double PriceAfter(double startPrice, double quantity, Direction direction) => ToImpact(startPrice).PriceAfter(startPrice, quantity, direction);

    /// <summary>The average price of a quantity; see <see cref="PriceImpact.AveragePrice"/>.</summary>
    /// <param name="startPrice">Finite and &gt; 0.</param>
    /// <param name="quantity">Base; finite and &gt;= 0.</param>
    /// <param name="direction">Sales drive price down, purchases up.</param>
    /// <exception cref="ArgumentException">As for <see cref="PriceAfter"/>.</exception>
    public double AveragePrice(double startPrice, double quantity, Direction direction) => ToImpact(startPrice).AveragePrice(startPrice, 0, quantity, direction);

    /// <summary>All that is known to stand on one side from a price on, in base; infinity where a curve has no end.</summary>
    /// <param name="startPrice">Finite and &gt; 0.</param>
    /// <param name="direction">Down for bids, up for asks.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public double Capacity(double startPrice, Direction direction) => ToImpact(startPrice).Capacity(startPrice, direction);

    /// <summary>The curve in a line.</summary>
    public override string ToString() => _book is not null ? _book.ToString() : _profile!.ToString();

    /// <summary>Whether anything is stated about a direction.</summary>
    internal bool Has(Direction direction) => _book is { } book ? book.Has(direction) : _profile!.Has(direction);

    private double? Best(Direction direction) => _book is { } book && book.Side(direction).Count > 0 ? book.Side(direction).Prices[0] : null;
}
