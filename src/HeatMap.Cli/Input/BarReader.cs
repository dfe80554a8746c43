namespace HeatMap.Cli.Input;

/// <summary>A bar: the lowest and the highest price of a time.</summary>
/// <param name="TimeUnixMs">When it begins, in milliseconds since 1970.</param>
/// <param name="Low">Quote per base.</param>
/// <param name="High">Quote per base.</param>
/// <param name="Close">Quote per base; NaN where the file does not tell.</param>
internal readonly record struct PriceBar(long TimeUnixMs, double Low, double High, double Close);

/// <summary>Reads bars, in the order of their times.</summary>
internal sealed class BarReader
{
    private const string Open = "open", Close = "close";

    private static readonly IReadOnlyList<string> Names = [EventColumns.Time, Open, EventColumns.Low, EventColumns.High, Close];

    private readonly CsvRows _rows;
    private readonly long _after;
    private readonly List<PriceBar> _bars = [];
    private long _last = long.MinValue, _lastLine;

    private BarReader(CsvRows rows, long after)
    {
        (_rows, _after) = (rows, after);
        foreach (string column in (string[])[EventColumns.Time, EventColumns.Low, EventColumns.High])
        {
            rows.Require(column);
        }
    }

    /// <summary>Reads the bars that begin at a moment or later.</summary>
    /// <param name="file">The file.</param>
    /// <param name="after">Milliseconds since 1970; null for all.</param>
    /// <param name="console">For standard input and messages.</param>
    public static PriceBar[] Read(string file, long? after, ToolConsole console) => CsvFile.Load(new(file, Names, new Dictionary<string, string>(StringComparer.Ordinal), SkipBad: false) { CanRename = false }, console, lines =>
    {
        var reader = new BarReader(lines.Rows, after ?? long.MinValue);
        lines.ReadAll(reader.Take);
        return reader._bars.Count > 0 ? reader._bars.ToArray() : throw ToolException.BadInput(reader._last == long.MinValue
            ? "expected bars, had none"
            : string.Create(CultureInfo.InvariantCulture, $"expected bars from --after {after} on, the last begins at {reader._last}"));
    });

    private void Take()
    {
        long time = _rows.Milliseconds(EventColumns.Time);
        if (_last != long.MinValue && time <= _last)
        {
            throw _rows.Bad(EventColumns.Time, string.Create(CultureInfo.InvariantCulture, $"a time after the {_last} of line {_lastLine}"));
        }

        double low = _rows.PositiveNumber(EventColumns.Low), high = _rows.PositiveNumber(EventColumns.High);
        if (high < low)
        {
            throw _rows.Bad(EventColumns.High, string.Create(CultureInfo.InvariantCulture, $"at least the low, {low}"));
        }

        foreach (string column in (string[])[Open, Close])
        {
            double price = _rows.Number(column);
            if (price < low || price > high)
            {
                throw _rows.Bad(column, string.Create(CultureInfo.InvariantCulture, $"between the low and the high, {low} and {high}, or empty"));
            }
        }

        (_last, _lastLine) = (time, _rows.Line);
        if (time >= _after)
        {
            _bars.Add(new(time, low, high, _rows.Number(Close)));
        }
    }
}
