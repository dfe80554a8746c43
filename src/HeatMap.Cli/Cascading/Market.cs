using HeatMap.Cascades;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Cascading;

/// <summary>The market that takes forced orders.</summary>
/// <param name="Model">It as the library sees it.</param>
/// <param name="Kind"><c>book</c>, <c>power-law</c> or <c>impact</c>.</param>
/// <param name="Text">It in words.</param>
internal sealed record Market(CascadeModel Model, string Kind, string Text)
{
    public const string Book = "book", PowerLaw = "power-law", Impact = "impact";

    /// <summary>Whether anything is stated about a fall.</summary>
    public bool HasDown { get; private init; } = true;

    /// <summary>Whether anything is stated about a rise.</summary>
    public bool HasUp { get; private init; } = true;

    public bool Has(Direction direction) => direction == Direction.Down ? HasDown : HasUp;

    /// <summary>Makes the market, around a mark.</summary>
    /// <exception cref="ToolException">The file cannot be read, or what is stated does not go with the mark.</exception>
    public static Market Of(MarketSettings settings, double markPrice, ToolConsole console)
    {
        if (settings.Law is { } law)
        {
            return new(new(law), Impact, ReferenceEquals(law, PriceImpact.None) ? "none, price does not move for orders" : law.ToString()!);
        }

        string stress = settings.Stress == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", times {settings.Stress}");
        if (settings.Within1Percent is { } within)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"depth by a power law, {CompactNumber.Notional(within)} within 1 %, exponent {settings.Exponent}{stress}");
            return new(new(Stressed(DepthCurve.PowerLaw(within, settings.Exponent), settings.Stress)), PowerLaw, text);
        }

        return OfBook(settings, markPrice, stress, console);
    }

    private static Market OfBook(MarketSettings settings, double markPrice, string stress, ToolConsole console)
    {
        string file = settings.DepthFile!;
        (BookLevel[] bids, BookLevel[] asks) = DepthReader.Read(file, console);
        (double? low, double? high) = Ends(settings.ExhaustedAt, bids, asks, markPrice);
        DepthCurve depth;
        try
        {
            depth = DepthCurve.FromLevels(bids, asks, low, high);
        }
        catch (ArgumentException error)
        {
            throw ToolException.BadInput(file, Message.Of(error));
        }

        if (depth.BestBid > markPrice || depth.BestAsk < markPrice)
        {
            string which = depth.BestBid > markPrice
                ? string.Create(CultureInfo.InvariantCulture, $"the best bid, {depth.BestBid}, is above")
                : string.Create(CultureInfo.InvariantCulture, $"the best ask, {depth.BestAsk}, is below");
            throw ToolException.BadInput(file, string.Create(CultureInfo.InvariantCulture, $"{which} the mark, {markPrice}: give the mark of the moment of the book with --mark"));
        }

        string text = string.Create(CultureInfo.InvariantCulture, $"a book of {Sum(bids, "bid")} and {Sum(asks, "ask")}{stress}");
        return new(new(Stressed(depth, settings.Stress)), Book, text)
        {
            HasDown = depth.BestBid is not null || low is not null,
            HasUp = depth.BestAsk is not null || high is not null,
        };
    }

    /// <summary>Which end is meant, by the side of the mark on which it lies.</summary>
    private static (double? Low, double? High) Ends(IReadOnlyList<double> prices, BookLevel[] bids, BookLevel[] asks, double markPrice)
    {
        double? low = null, high = null;
        foreach (double price in prices)
        {
            bool isLow = price < markPrice;
            if ((isLow ? low : high) is not null)
            {
                throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"--exhausted is given twice {(isLow ? "below" : "above")} the mark, {markPrice}"));
            }

            low = isLow ? price : low;
            high = isLow ? high : price;
            BookLevel? last = isLow ? Last(bids) : Last(asks);
            if (last is { } level && (isLow ? price > level.Price : price < level.Price))
            {
                throw ToolException.Usage(string.Create(
                    CultureInfo.InvariantCulture,
                    $"--exhausted {price} must lie beyond the last {(isLow ? "bid" : "ask")}, {level.Price}: there price stands when the book has come to its end"));
            }
        }

        return (low, high);
    }

    private static BookLevel? Last(BookLevel[] levels) => Array.FindLastIndex(levels, static l => l.Quantity > 0) is >= 0 and var i ? levels[i] : null;

    private static DepthCurve Stressed(DepthCurve depth, double factor) => factor == 1 ? depth : depth.Stressed(factor);

    private static string Sum(BookLevel[] levels, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{CompactNumber.Notional(levels.Sum(static l => l.Quantity))} base in {levels.Length} {name}{(levels.Length == 1 ? "" : "s")}");
}
