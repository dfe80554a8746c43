namespace HeatMap.Cli.Input;

/// <summary>Reads a file of events: one event a line, in the order of their times.</summary>
internal sealed class EventReader
{
    private static readonly IReadOnlyDictionary<string, PositionEventKind> Kinds =
        Enum.GetValues<PositionEventKind>().ToDictionary(static k => k.ToString(), StringComparer.OrdinalIgnoreCase);

    private readonly CsvRows _rows;
    private readonly PositionNames _names;
    private long _last = long.MinValue, _lastLine;

    /// <param name="rows">The lines.</param>
    /// <param name="before">The events of the lines before them, with the names of positions.</param>
    public EventReader(CsvRows rows, EventsSoFar before)
    {
        (_rows, _names) = (rows, before.Names);
        if (before.Log.Count > 0)
        {
            (_last, _lastLine) = (before.Log[^1].TimeUnixMs, before.Lines[^1]);
        }

        rows.Require(EventColumns.Time);
        rows.Require(EventColumns.Event);
    }

    /// <summary>The event of the current line. Cells that its kind does not use are not looked at.</summary>
    /// <exception cref="BadRow">The line is no event, or time goes backwards.</exception>
    public PositionEvent Parse()
    {
        if (!Kinds.TryGetValue(_rows.Text(EventColumns.Event), out PositionEventKind kind))
        {
            throw _rows.Bad(EventColumns.Event, string.Join(", ", Kinds.Keys.Select(static k => k.ToLowerInvariant())));
        }

        bool isOpen = kind == PositionEventKind.Open, isResize = kind == PositionEventKind.Resize, isMark = kind == PositionEventKind.Mark;
        PositionEvent item = new()
        {
            Kind = kind,
            TimeUnixMs = _rows.Milliseconds(EventColumns.Time),
            Side = isOpen || isResize ? Side() : default,
            Quantity = Number(EventColumns.Quantity, isOpen || isResize),
            EntryPrice = Number(EventColumns.EntryPrice, isOpen || isResize),
            Margin = Number(EventColumns.Margin, isOpen || isResize || kind is PositionEventKind.Margin or PositionEventKind.Funding),
            Leverage = Number(EventColumns.Leverage, isOpen || kind == PositionEventKind.Leverage),
            Price = Number(EventColumns.Price, kind != PositionEventKind.Close),
            Low = Number(EventColumns.Low, isMark),
            High = Number(EventColumns.High, isMark),
        };
        if (item.Fault is { } fault)
        {
            throw _rows.Bad(EventColumns.Of(fault.Field), Expected(fault.Allowed));
        }

        if (item.TimeUnixMs < _last)
        {
            throw _rows.Bad(EventColumns.Time, string.Create(CultureInfo.InvariantCulture, $"a time not before the {_last} of line {_lastLine}"));
        }

        item = item with { Id = Id(item) };
        (_last, _lastLine) = (item.TimeUnixMs, _rows.Line);
        return item;
    }

    /// <summary>The library's words as those of the file: its columns are in lower case, and every number in it is finite.</summary>
    private static string Expected(string allowed) =>
        allowed.StartsWith("finite", StringComparison.Ordinal) ? "a number" + allowed["finite".Length..].Replace(" and ", " ", StringComparison.Ordinal).ToLowerInvariant() : allowed.ToLowerInvariant();

    private long Id(in PositionEvent item)
    {
        string name = _rows.Text(EventColumns.Id);
        bool isOfAll = item.Kind == PositionEventKind.Mark || (item.Kind == PositionEventKind.Funding && double.IsNaN(item.Margin));
        if (isOfAll)
        {
            return name.Length == 0 || item.Kind == PositionEventKind.Mark ? 0
                : throw _rows.Bad(EventColumns.Id, "nothing beside a funding rate, which all positions pay; what one of them pays is its margin");
        }

        return name.Length > 0 ? _names.Of(name) : throw _rows.Bad(EventColumns.Id, "the name of a position");
    }

    private Side Side() => _rows.Text(EventColumns.Side).ToLowerInvariant() switch
    {
        "" => default,
        "long" or "buy" or "l" => HeatMap.Side.Long,
        "short" or "sell" or "s" => HeatMap.Side.Short,
        _ => throw _rows.Bad(EventColumns.Side, "long or short"),
    };

    private double Number(string column, bool isRead) => isRead ? _rows.Number(column) : double.NaN;
}
