using System.Text;
using System.Text.Json;

namespace HeatMap.Cli.Input;

/// <summary>What CoinGlass answers: a heat map of many columns, or the levels of one moment.</summary>
internal sealed class CoinGlassFile
{
    /// <summary>The longest answer that is read: thirty times the longest that was seen.</summary>
    public const long MaxLength = 1L << 28;

    private const double MostUsd = 1e14;

    private static readonly string[] Axis = ["y_axis", "y"], Data = ["liquidation_leverage_data", "liq"], CandleRows = ["price_candlesticks", "prices"];

    private readonly (double Price, double Usd)[] _levels;

    private CoinGlassFile(CoinGlassHeatMap? heatMap, (double Price, double Usd)[] levels) => (HeatMap, _levels) = (heatMap, levels);

    /// <summary>The heat map; null where the answer is one moment's levels.</summary>
    public CoinGlassHeatMap? HeatMap { get; }

    /// <summary>Whether a document is such an answer, by its fields.</summary>
    public static bool IsCoinGlass(JsonElement root) => root.ValueKind == JsonValueKind.Object
        && ((root.Has("code") && (root.Has("msg") || root.Has("data"))) || IsCoinGlass(root.Of("data")) || Array.Exists([.. Axis, .. Data, .. CandleRows], n => root.Has(n)) || IsKeyedByPrice(root));

    /// <summary>Whether the beginning of a file is that of such an answer: by the names of the fields that come first.</summary>
    public static bool IsCoinGlass(ReadOnlySpan<byte> start)
    {
        if (!JsonStart.IsJson(start))
        {
            return false;
        }

        var reader = new Utf8JsonReader(start.TrimStart("\uFEFF"u8), isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.StartArray)
                {
                    return false;
                }

                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth <= 3)
                {
                    string name = reader.GetString()!;
                    if (ForeignPositions.IsField(name))
                    {
                        return false;
                    }

                    if ((reader.CurrentDepth == 1 && name is "code" or "msg" or "success") || Axis.Contains(name) || Data.Contains(name) || CandleRows.Contains(name) || IsPrice(name))
                    {
                        return true;
                    }
                }
            }
        }
        catch (JsonException)
        {
            // Whatever it is, the reader of positions says what is wrong.
        }

        return false;
    }

    /// <summary>Reads an answer.</summary>
    /// <exception cref="ToolException">It is an error, or holds nothing; the message says what.</exception>
    public static CoinGlassFile Read(Stream json)
    {
        using JsonDocument document = JsonCells.Parse(json);
        JsonElement root = document.RootElement;
        string answer = Answer(root);
        string path = "";
        while (root.Has("data") && !Array.Exists(Axis, n => root.Has(n)))
        {
            root = root.Of("data");
            path += "data.";
        }

        if (root.ValueKind != JsonValueKind.Object || !root.EnumerateObject().Any())
        {
            throw ToolException.BadInput($"{(path.Length > 0 ? path[..^1] : "the document")}: expected a heat map or a map, was {(root.ValueKind is JsonValueKind.Array ? "an empty array or a list" : JsonCells.Kind(root))}{answer}");
        }

        if (!Array.Exists([.. Axis, .. Data, .. CandleRows], n => root.Has(n)))
        {
            return IsKeyedByPrice(root) ? new(null, Levels(root, path))
                : throw ToolException.BadInput($"{path}y_axis: expected prices, was missing; there are {Message.Printable(string.Join(", ", root.EnumerateObject().Select(static p => p.Name).Take(8)))}{answer}");
        }

        (string axisName, JsonElement axis) = Field(root, Axis, path, answer);
        (string dataName, JsonElement data) = Field(root, Data, path, answer);
        (string candleName, JsonElement rows) = Field(root, CandleRows, path, answer);
        double[] prices = Prices(axis, path + axisName);
        CoinGlassCandle[] candles = Candles(rows, path + candleName);
        List<CoinGlassCell> cells = Cells(data, path + dataName, candles.Length, prices.Length, (path + candleName, path + axisName));
        JsonElement updated = root.Has("update_time") ? root.Of("update_time") : root.Of("updateTime");
        long? moment = updated.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : Moment(updated, path + "update_time");
        try
        {
            return new(new CoinGlassHeatMap(candles, prices, cells, moment), []);
        }
        catch (ArgumentException error)
        {
            throw ToolException.BadInput($"{path}{axisName}: expected prices that bands can tell apart, were not: {Message.Of(error)}");
        }
    }

    /// <summary>The map of a moment.</summary>
    /// <param name="file">The name of the file, for messages.</param>
    /// <param name="at">Milliseconds since 1970; null for the last column.</param>
    /// <param name="mark">The price, where the answer does not tell.</param>
    /// <param name="bands">Makes the bands from the answer's own; null to take those.</param>
    /// <param name="unit">What to call dollars.</param>
    public LiquidationMap ToMap(string file, long? at, double? mark, Func<BandGrid, BandGrid>? bands, string unit)
    {
        if (HeatMap is null)
        {
            if (at is not null)
            {
                throw ToolException.Usage($"--at goes with a heat map: {file} holds one moment, and does not tell which");
            }

            double spot = mark ?? throw ToolException.Usage($"{file} has levels and no price: give the current price with --mark PRICE, which says which of them are of longs");
            var grid = LevelGrid.For([.. _levels.Select(static l => l.Price)]);
            return CoinGlassHeatMap.MapOf(_levels, spot, bands?.Invoke(grid) ?? grid, unit, null);
        }

        int column = at is { } moment ? HeatMap.ColumnAt(moment) : HeatMap.Candles.Count - 1;
        if (column < 0 || (at > HeatMap.AsOf(column).ToUnixTimeMilliseconds() && column == HeatMap.Candles.Count - 1))
        {
            throw ToolException.Usage(string.Create(
                CultureInfo.InvariantCulture, $"--at {at}: {file} has columns from {HeatMap.Candles[0].TimeUnixMs} to {HeatMap.AsOf(HeatMap.Candles.Count - 1).ToUnixTimeMilliseconds()}"));
        }

        return HeatMap.MapAt(column, bands?.Invoke(HeatMap.Grid), unit);
    }

    /// <summary>What the answer says of itself, for messages; an error that it reports is told at once.</summary>
    private static string Answer(JsonElement root)
    {
        if (!root.Has("code"))
        {
            return "";
        }

        string code = JsonCells.Text(root.Of("code"), "code"), message = root.Of("msg").ValueKind == JsonValueKind.String ? root.Of("msg").GetString()! : "";
        string told = $"code {Message.Printable(code)}{(message.Length > 0 ? $", '{Message.Printable(message)}'" : "")}";
        return code is "0" or "00000" or "200" ? $" (the answer has {told})" : throw ToolException.BadInput($"CoinGlass answered with {told}: this is an error, not a map");
    }

    private static bool IsPrice(string name) => double.TryParse(name, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double price) && price > 0;

    private static bool IsKeyedByPrice(JsonElement root) => root.EnumerateObject().Any() && root.EnumerateObject().All(static p => IsPrice(p.Name) && p.Value.ValueKind == JsonValueKind.Array);

    private static (string Name, JsonElement Rows) Field(JsonElement root, string[] names, string path, string answer)
    {
        string? name = Array.Find(names, n => root.Has(n));
        return name is not null && root.Of(name) is { ValueKind: JsonValueKind.Array } rows && rows.GetArrayLength() > 0 ? (name, rows)
            : throw ToolException.BadInput($"{path}{name ?? names[0]}: expected an array that holds something, was {(name is null ? "missing" : root.Of(name).ValueKind == JsonValueKind.Array ? "empty" : JsonCells.Kind(root.Of(name)))}{answer}");
    }

    private static double[] Prices(JsonElement axis, string path)
    {
        var prices = new double[axis.GetArrayLength()];
        var known = new Dictionary<double, int>();
        for (int i = 0; i < prices.Length; i++)
        {
            string place = At(path, i);
            prices[i] = Positive(axis[i], place);
            if (!known.TryAdd(prices[i], i))
            {
                throw ToolException.BadInput(string.Create(CultureInfo.InvariantCulture, $"{place}: expected a price that no other level has, was {prices[i]} like {path}[{known[prices[i]]}]"));
            }
        }

        return prices;
    }

    private static CoinGlassCandle[] Candles(JsonElement rows, string path)
    {
        var candles = new CoinGlassCandle[rows.GetArrayLength()];
        for (int i = 0; i < candles.Length; i++)
        {
            string place = At(path, i);
            JsonElement row = rows[i];
            if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() < 5)
            {
                throw ToolException.BadInput($"{place}: expected [seconds, open, high, low, close, volume], was {(row.ValueKind == JsonValueKind.Array ? row.GetRawText() : JsonCells.Kind(row))}");
            }

            double open = Positive(row[1], At(place, 1)), high = Positive(row[2], At(place, 2)), low = Positive(row[3], At(place, 3)), close = Positive(row[4], At(place, 4));
            if (!(high >= Math.Max(open, close) && low <= Math.Min(open, close)))
            {
                throw ToolException.BadInput(string.Create(
                    CultureInfo.InvariantCulture, $"{place}: expected [seconds, open, high, low, close, volume] with the high above and the low below the others, was {row.GetRawText()}"));
            }

            candles[i] = new(Moment(row[0], At(place, 0)), open, high, low, close, row.GetArrayLength() > 5 ? JsonCells.Optional(row[5], At(place, 5)) : double.NaN);
            if (i > 0 && candles[i].TimeUnixMs <= candles[i - 1].TimeUnixMs)
            {
                throw ToolException.BadInput(string.Create(CultureInfo.InvariantCulture, $"{At(place, 0)}: expected a time after {candles[i - 1].TimeUnixMs} ms, was {candles[i].TimeUnixMs}"));
            }
        }

        return candles;
    }

    private static List<CoinGlassCell> Cells(JsonElement rows, string path, int columns, int levels, (string Candles, string Axis) names)
    {
        var cells = new List<CoinGlassCell>(rows.GetArrayLength());
        var seen = new Dictionary<(int, int), int>();
        int index = 0, outside = -1, mostX = 0, mostY = 0;
        foreach (JsonElement row in rows.EnumerateArray())
        {
            string place = At(path, index);
            if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != 3)
            {
                throw ToolException.BadInput($"{place}: expected [x, y, USD], was {(row.ValueKind == JsonValueKind.Array ? row.GetRawText() : JsonCells.Kind(row))}");
            }

            int x = Index(row[0], At(place, 0)), y = Index(row[1], At(place, 1));
            double usd = JsonCells.Number(row[2], At(place, 2), "dollars >= 0");
            if (!(usd is >= 0 and < MostUsd))
            {
                throw ToolException.BadInput(string.Create(CultureInfo.InvariantCulture, $"{At(place, 2)}: expected dollars >= 0 and < {MostUsd}, was {usd}"));
            }

            if (!seen.TryAdd((x, y), index))
            {
                throw ToolException.BadInput(string.Create(CultureInfo.InvariantCulture, $"{place}: expected a cell that comes once, was [{x}, {y}] like {At(path, seen[(x, y)])}"));
            }

            outside = outside < 0 && (x >= columns || y >= levels) ? index : outside;
            (mostX, mostY) = (Math.Max(mostX, x), Math.Max(mostY, y));
            if (usd > 0)
            {
                cells.Add(new(x, y, usd));
            }

            index++;
        }

        string indices = string.Create(CultureInfo.InvariantCulture, $"[x, y, USD] with x below the {columns} of {names.Candles} and y below the {levels} of {names.Axis}");
        if (outside >= 0)
        {
            string swapped = mostX < levels && mostY < columns ? ". All cells fit when the two are swapped: the file has them in the wrong order" : "";
            throw ToolException.BadInput($"{At(path, outside)}: expected {indices}, was {rows[outside].GetRawText()}{swapped}");
        }

        if (mostX < levels && mostY < columns && LooksSwapped(cells))
        {
            throw ToolException.BadInput($"{path}: expected {indices}; the same dollars go on from one y to the next instead of from one x to the next, as levels do in time: the two seem to be swapped");
        }

        return cells;
    }

    /// <summary>
    /// Where both orders fit, time tells: a level keeps its dollars from one column to the next, while neighbouring levels hardly ever have the same.
    /// </summary>
    private static bool LooksSwapped(List<CoinGlassCell> cells)
    {
        const int Enough = 8, Times = 4;
        var amounts = cells.ToDictionary(static c => (c.Column, c.Level), static c => c.Usd);
        int alongX = 0, alongY = 0;
        foreach (CoinGlassCell cell in cells)
        {
            alongX += amounts.TryGetValue((cell.Column + 1, cell.Level), out double next) && next.Equals(cell.Usd) ? 1 : 0;
            alongY += amounts.TryGetValue((cell.Column, cell.Level + 1), out double above) && above.Equals(cell.Usd) ? 1 : 0;
        }

        return alongY >= Enough && alongY > Times * alongX;
    }

    /// <summary>Levels by price, each the sum of its rows.</summary>
    private static (double Price, double Usd)[] Levels(JsonElement root, string path)
    {
        var levels = new SortedDictionary<double, double>();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            int index = 0;
            double key = double.Parse(property.Name, NumberStyles.Float, CultureInfo.InvariantCulture);
            foreach (JsonElement row in property.Value.EnumerateArray())
            {
                string place = At(path + property.Name, index++);
                if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() < 2)
                {
                    throw ToolException.BadInput($"{place}: expected [price, USD, leverage, null], was {(row.ValueKind == JsonValueKind.Array ? row.GetRawText() : JsonCells.Kind(row))}");
                }

                double price = Positive(row[0], At(place, 0)), usd = JsonCells.Number(row[1], At(place, 1), "dollars >= 0");
                if (Math.Abs(price - key) > 0.005 * key)
                {
                    throw ToolException.BadInput(string.Create(CultureInfo.InvariantCulture, $"{At(place, 0)}: expected the price {property.Name} of its key, was {price}"));
                }

                if (!(usd is >= 0 and < MostUsd))
                {
                    throw ToolException.BadInput(string.Create(CultureInfo.InvariantCulture, $"{At(place, 1)}: expected dollars >= 0 and < {MostUsd}, was {usd}"));
                }

                levels[price] = levels.GetValueOrDefault(price) + usd;
            }
        }

        return levels.Count > 0 ? [.. levels.Select(static l => (l.Key, l.Value))] : throw ToolException.BadInput($"{path}: expected levels, had none");
    }

    private static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    private static double Positive(JsonElement value, string place) => JsonCells.Number(value, place, "a price > 0") is > 0 and var price ? price
        : throw ToolException.BadInput($"{place}: expected a price > 0, was {JsonCells.Kind(value)}");

    private static int Index(JsonElement value, string place)
    {
        double number = JsonCells.Number(value, place, "an index");
        return number is >= 0 and < int.MaxValue && number == Math.Floor(number) ? (int)number : throw ToolException.BadInput($"{place}: expected an index, a whole number >= 0, was {JsonCells.Kind(value)}");
    }

    private static long Moment(JsonElement value, string place) => BarTime.TryRead(Encoding.UTF8.GetBytes(JsonCells.Text(value, place)), out long time) ? time
        : throw ToolException.BadInput($"{place}: expected {BarTime.Expected}, was {JsonCells.Kind(value)}");
}
