using System.Text;
using System.Text.Json;

namespace HeatMap.Cli.Input;

/// <summary>Reads positions as others hand them out in JSON: accounts of Hyperliquid, loans of DefiLlama. What they are is told by their fields.</summary>
internal sealed class ForeignPositions
{
    private const string Accounts = "assetPositions", Loan = "liqPrice", State = "clearinghouseState";

    /// <summary>So deep are positions at most: by chain, by protocol, in a list.</summary>
    private const int MostDepth = 6;

    private static readonly Dictionary<string, string> OfHyperliquid = new(StringComparer.Ordinal)
    {
        [ColumnNames.Account] = "user",
        [ColumnNames.Symbol] = "coin",
        [ColumnNames.Quantity] = "szi",
        [ColumnNames.EntryPrice] = "entryPx",
        [ColumnNames.LiquidationPrice] = "liquidationPx",
        [ColumnNames.Margin] = "marginUsed",
        [ColumnNames.Leverage] = "leverage.value",
        [ColumnNames.MarginMode] = "leverage.type",
        [ColumnNames.MarkPrice] = "positionValue",
        [ColumnNames.Equity] = "crossMarginSummary.accountValue",
        [ColumnNames.Venue] = "venue",
        [ColumnNames.AsOf] = "time",
    };

    private static readonly Dictionary<string, string> OfLlama = new(StringComparer.Ordinal)
    {
        [ColumnNames.Account] = "owner",
        [ColumnNames.Symbol] = "collateral",
        [ColumnNames.Quantity] = "collateralAmount",
        [ColumnNames.EntryPrice] = "entry",
        [ColumnNames.LiquidationPrice] = "liqPrice",
        [ColumnNames.MarginMode] = "mode",
        [ColumnNames.Venue] = "protocol",
    };

    private readonly int? _decimals;
    private readonly StringBuilder _csv = new();
    private readonly List<string> _places = [];
    private Dictionary<string, string>? _names;

    private ForeignPositions(int? decimals) => _decimals = decimals;

    /// <summary>Whether only positions have a field of that name.</summary>
    public static bool IsField(string name) => name is Accounts or Loan or State;

    /// <summary>Reads a document to its end.</summary>
    /// <param name="json">The document.</param>
    /// <param name="decimals">Those of the collateral token.</param>
    /// <exception cref="ToolException">It is no JSON, or holds no positions.</exception>
    public static ConvertedRows Read(Stream json, int? decimals)
    {
        using JsonDocument document = JsonCells.Parse(json);
        var reader = new ForeignPositions(decimals);
        if (CoinGlassFile.IsCoinGlass(document.RootElement))
        {
            throw ToolException.BadInput("this is what CoinGlass answers, not positions: it goes where a map is taken, as in heatmap read, compare and merge");
        }

        if (!reader.Walk(document.RootElement, "", null, 0))
        {
            throw ToolException.BadInput($"expected positions: a clearinghouseState of Hyperliquid ({Accounts}) or positions of DefiLlama ({Loan}), one, an array, or an object of them; was {Shape(document.RootElement)}");
        }

        if (decimals is not null && reader._names == OfHyperliquid)
        {
            throw ToolException.Usage("--decimals goes with positions of DefiLlama: Hyperliquid counts coins");
        }

        return new(Encoding.UTF8.GetBytes(reader._csv.ToString()), reader._names!, reader._places);
    }

    /// <summary>Looks for positions; false where there are none. What is neither an account nor a loan in a list is an error: it would be lost.</summary>
    private bool Walk(JsonElement value, string path, string? name, int depth)
    {
        if (depth > MostDepth)
        {
            return false;
        }

        bool found = false;
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    string place = string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]");
                    found |= Walk(item, place, null, depth + 1) ? true
                        : throw ToolException.BadInput($"{place}: expected an account of Hyperliquid ({Accounts}) or a position of DefiLlama ({Loan}), was {Shape(item)}");
                }

                return found;
            case JsonValueKind.Object when value.Has(Accounts):
                Begin(OfHyperliquid, path);
                AddAccount(value, path, name ?? NameOf(value) ?? (path.Length == 0 ? "account" : "account " + path));
                return true;
            case JsonValueKind.Object when value.Has(State):
                return Walk(value.Of(State), Join(path, State), NameOf(value) ?? name, depth + 1);
            case JsonValueKind.Object when value.Has(Loan):
                Begin(OfLlama, path);
                AddLoan(value, path, name);
                return true;
            case JsonValueKind.Object:
                foreach (JsonProperty property in value.EnumerateObject().Where(static p => p.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
                {
                    bool here = Walk(property.Value, Join(path, property.Name), property.Name, depth + 1);
                    found |= here || !property.Name.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? here
                        : throw ToolException.BadInput($"{Join(path, property.Name)}: expected the account of that address ({Accounts}), was {Shape(property.Value)}");
                }

                return found;
            default:
                return false;
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? Message.Printable(name) : $"{path}.{Message.Printable(name)}";

    private static string Shape(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Select(static p => p.Name).Take(8).ToArray() is { Length: > 0 } names ? $"an object of {Message.Printable(string.Join(", ", names))}" : "an empty object",
        JsonValueKind.Array => value.GetArrayLength() == 0 ? "an empty array" : "an array",
        _ => JsonCells.Kind(value),
    };

    /// <summary>Who an account says that it is of.</summary>
    private static string? NameOf(JsonElement account) =>
        ((string[])["user", "address", "account"]).Select(n => account.Of(n)).FirstOrDefault(static v => v.ValueKind == JsonValueKind.String) is { ValueKind: JsonValueKind.String } name ? name.GetString() : null;

    private void Begin(Dictionary<string, string> names, string path)
    {
        if (_names is null)
        {
            _names = names;
            JsonCells.AppendLine(_csv, [.. names.Values]);
        }
        else if (_names != names)
        {
            throw ToolException.BadInput($"{path}: expected positions of one kind, was one of {(names == OfLlama ? "DefiLlama beside those of Hyperliquid" : "Hyperliquid beside those of DefiLlama")}");
        }
    }

    private void AddAccount(JsonElement account, string path, string name)
    {
        JsonElement positions = account.Of(Accounts), time = account.Of("time");
        path = path.Length == 0 ? "" : path + ".";
        if (positions.ValueKind != JsonValueKind.Array)
        {
            throw ToolException.BadInput($"{path}{Accounts}: expected an array, was {JsonCells.Kind(positions)}");
        }

        string day = "";
        if (time.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            string text = JsonCells.Text(time, path + "time");
            day = BarTime.TryRead(Encoding.UTF8.GetBytes(text), out long moment) ? DateTimeOffset.FromUnixTimeMilliseconds(moment).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                : throw ToolException.BadInput($"{path}time: expected {BarTime.Expected}, was '{Message.Printable(text)}'");
        }

        string equity = JsonCells.Text(account.Of("crossMarginSummary").Of("accountValue"), path + "crossMarginSummary.accountValue");
        int index = 0;
        foreach (JsonElement item in positions.EnumerateArray())
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{path}{Accounts}[{index++}].position");
            JsonElement position = item.Of("position");
            if (position.ValueKind != JsonValueKind.Object)
            {
                throw ToolException.BadInput($"{place}: expected an object, was {JsonCells.Kind(position)}");
            }

            AddPosition(position, place, name, equity, day);
        }
    }

    private void AddPosition(JsonElement position, string place, string name, string equity, string day)
    {
        string Text(string field) => JsonCells.Text(position.Of(field), $"{place}.{field}");
        double Value(string field) => JsonCells.Optional(position.Of(field), $"{place}.{field}");
        JsonElement leverage = position.Of("leverage");
        string mode = JsonCells.Text(leverage.Of("type"), place + ".leverage.type").ToLowerInvariant();
        if (mode is not ("cross" or "isolated"))
        {
            throw ToolException.BadInput($"{place}.leverage.type: expected cross or isolated, was {JsonCells.Kind(leverage.Of("type"))}");
        }

        string coin = Text("coin");
        if (coin.Length == 0)
        {
            throw ToolException.BadInput($"{place}.coin: expected the name of a coin, was {JsonCells.Kind(position.Of("coin"))}");
        }

        // The venue counts the profit in the margin of an isolated position; ours is without it. A cross position has none of its own.
        double margin = mode == "isolated" ? Value("marginUsed") - Value("unrealizedPnl") : double.NaN;
        JsonCells.AppendLine(
            _csv,
            name,
            coin,
            Text("szi"),
            Text("entryPx"),
            Text("liquidationPx"),
            Cell(margin),
            JsonCells.Text(leverage.Of("value"), place + ".leverage.value"),
            mode,
            Cell(Value("positionValue") / Math.Abs(Value("szi"))),
            mode == "cross" ? equity : "",
            "hyperliquid",
            day);
        _places.Add(place);
    }

    private void AddLoan(JsonElement loan, string place, string? group)
    {
        string Text(string field) => JsonCells.Text(loan.Of(field), place.Length == 0 ? field : $"{place}.{field}");
        string amount = Text("collateralAmount"), price = Text(Loan), asset = Text("collateral");
        if (asset.Length == 0)
        {
            throw ToolException.BadInput($"{place}.collateral: expected the id of an asset, was {JsonCells.Kind(loan.Of("collateral"))}");
        }

        double quantity = JsonCells.Number(loan.Of("collateralAmount"), place + ".collateralAmount");
        if (!loan.Has("collateralValue") && amount.AsSpan().IndexOfAny(".eE") < 0)
        {
            // Adapters give the smallest units of the token, the site gives tokens and what they are worth.
            quantity /= Math.Pow(10, _decimals ?? throw ToolException.Usage(
                $"{place}.collateralAmount is {Message.Printable(amount)}, a whole number: say with --decimals N how many decimals the token has (18 for most, 8 for WBTC, 6 for USDC), or 0 where it counts tokens"));
        }

        string protocol = Text("protocol");
        JsonCells.AppendLine(
            _csv,
            Text("owner"),
            asset,
            Cell(quantity),
            // A loan has no entry; where it ends is the one price that is known.
            price is "0" or "" ? "1" : price,
            price,
            "isolated",
            protocol.Length > 0 ? protocol : group is "positions" or "data" or null ? "" : group);
        _places.Add(place.Length == 0 ? "position" : place);
    }

    private static string Cell(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";
}
