using HeatMap.Cascades;

namespace HeatMap.Cli.Input;

/// <summary>Reads an order book: one level a line, sides in any order, each from its best price on.</summary>
internal sealed class DepthReader
{
    private const string Side = "side", Price = "price", Quantity = "quantity";

    private static readonly IReadOnlyList<string> Names = [Side, Price, Quantity];

    private readonly CsvRows _rows;
    private readonly List<BookLevel> _bids = [], _asks = [];
    private long _bidLine, _askLine;

    private DepthReader(CsvRows rows)
    {
        _rows = rows;
        foreach (string column in Names)
        {
            rows.Require(column);
        }
    }

    /// <summary>Reads a file to its end.</summary>
    /// <exception cref="ToolException">It cannot be read, is not sorted, or is crossed.</exception>
    public static (BookLevel[] Bids, BookLevel[] Asks) Read(string file, ToolConsole console) => CsvFile.Load(new(file, Names, new Dictionary<string, string>(StringComparer.Ordinal), SkipBad: false) { CanRename = false }, console, lines =>
    {
        var reader = new DepthReader(lines.Rows);
        lines.ReadAll(reader.Take);
        return reader.Levels();
    });

    private void Take()
    {
        bool isBid = IsBid();
        double price = _rows.PositiveNumber(Price), quantity = _rows.Number(Quantity, "a number >= 0");
        if (!(quantity >= 0))
        {
            throw _rows.Bad(Quantity, "a number >= 0");
        }

        List<BookLevel> levels = isBid ? _bids : _asks;
        if (levels.Count > 0 && (isBid ? price > levels[^1].Price : price < levels[^1].Price))
        {
            throw _rows.Bad(Price, string.Create(
                CultureInfo.InvariantCulture,
                $"{(isBid ? "at most" : "at least")} the {levels[^1].Price} of line {(isBid ? _bidLine : _askLine)}, because {(isBid ? "bids are sorted from the highest price down" : "asks are sorted from the lowest price up")}"));
        }

        levels.Add(new(price, quantity));
        (_bidLine, _askLine) = isBid ? (_rows.Line, _askLine) : (_bidLine, _rows.Line);
    }

    private (BookLevel[] Bids, BookLevel[] Asks) Levels()
    {
        if (_bids.Count + _asks.Count == 0)
        {
            throw ToolException.BadInput("expected bids or asks, had none");
        }

        // A level that holds nothing does not cross.
        BookLevel bid = _bids.Find(static l => l.Quantity > 0), ask = _asks.Find(static l => l.Quantity > 0);
        return ask.Price > 0 && bid.Price >= ask.Price
            ? throw ToolException.BadInput(string.Create(CultureInfo.InvariantCulture, $"the book is crossed: the best bid, {bid.Price}, is not below the best ask, {ask.Price}"))
            : ([.. _bids], [.. _asks]);
    }

    private bool IsBid() => _rows.Text(Side).ToLowerInvariant() switch
    {
        "bid" or "bids" or "buy" or "b" => true,
        "ask" or "asks" or "sell" or "a" or "s" => false,
        _ => throw _rows.Bad(Side, "bid or ask (also buy or sell)"),
    };
}
