using HeatMap.Cascades;

namespace HeatMap.Cli.Cascading;

/// <summary>Reads a law of impact: <c>NAME:key=value,key=value</c>.</summary>
internal static class ImpactText
{
    private const string NonNegative = "a number >= 0", Positive = "a number > 0", Fraction = "a fraction > 0 and at most 1";

    private static readonly (string Name, (string Key, string Allowed, double? Default)[] Keys, Func<double[], PriceImpact> Make)[] Laws =
    [
        ("none", [], static _ => PriceImpact.None),
        ("linear", [("lam", NonNegative, null)], static v => PriceImpact.Linear(v[0])),
        ("power", [("y", NonNegative, null), ("sigma", NonNegative, null), ("volume", Positive, null), ("delta", Positive, null)], static v => PriceImpact.Power(v[0], v[1], v[2], v[3])),
        ("sqrt", [("y", NonNegative, null), ("sigma", NonNegative, null), ("volume", Positive, null)], static v => PriceImpact.SquareRoot(v[0], v[1], v[2])),
        ("shifted_power", [("y", NonNegative, null), ("sigma", NonNegative, null), ("volume", Positive, null), ("delta", Positive, null), ("q_top", NonNegative, null)],
            static v => PriceImpact.ShiftedPower(v[0], v[1], v[2], v[3], v[4])),
        ("exponential", [("kappa", NonNegative, null)], static v => PriceImpact.Exponential(v[0])),
        ("saturating", [("cap", Fraction, null), ("depth", Positive, null)], static v => PriceImpact.Saturating(v[0], v[1])),
        ("almgren2005", [
            ("average_daily_volume", Positive, null), ("shares_outstanding", Positive, null), ("daily_volatility", NonNegative, null), ("trade_time_days", Positive, null),
            ("gamma", NonNegative, 0.314), ("eta", NonNegative, 0.142), ("beta", Positive, 0.6), ("delta", NonNegative, 0.25)],
            static v => new AlmgrenLaw
            {
                AverageDailyVolume = v[0], SharesOutstanding = v[1], DailyVolatility = v[2], TradeTimeDays = v[3], Gamma = v[4], Eta = v[5], Beta = v[6], Delta = v[7],
            }.ToImpact()),
    ];

    public static string Names => string.Join(", ", Laws.Select(static l => l.Name));

    /// <exception cref="ToolException">There is no such law, or a key is missing, not known or outside its domain.</exception>
    public static PriceImpact Parse(string text)
    {
        string[] parts = text.Split(':', 2);
        string name = parts[0].Trim();
        (string, (string Key, string Allowed, double? Default)[] Keys, Func<double[], PriceImpact> Make) law = Array.Find(Laws, l => l.Name == name);
        if (law.Make is null)
        {
            throw ToolException.Usage($"--impact: there is no law '{name}'; there are {Names}");
        }

        var given = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (string pair in parts.Length < 2 || parts[1].Trim().Length == 0 ? [] : parts[1].Split(','))
        {
            (string key, double value) = Read(name, pair, law.Keys);
            if (!given.TryAdd(key, value))
            {
                throw ToolException.Usage($"--impact {name}: {key} is given twice");
            }
        }

        double[] values = [.. law.Keys.Select(k => given.TryGetValue(k.Key, out double value) ? value
            : k.Default ?? throw ToolException.Usage($"--impact {name}: {k.Key} is missing; it takes {Takes(law.Keys)}"))];
        try
        {
            return law.Make(values);
        }
        catch (ArgumentException error)
        {
            throw ToolException.Usage($"--impact {name}: {Input.Message.Of(error)}");
        }
    }

    private static (string Key, double Value) Read(string name, string pair, (string Key, string Allowed, double? Default)[] keys)
    {
        string[] sides = pair.Split('=', 2);
        string key = sides[0].Trim();
        int place = Array.FindIndex(keys, k => k.Key == key);
        if (place < 0)
        {
            throw ToolException.Usage($"--impact {name}: there is no key '{key}'; it takes {Takes(keys)}");
        }

        string allowed = keys[place].Allowed, text = sides.Length == 2 ? sides[1].Trim() : "";
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);
        return isNumber && value >= 0 && (allowed == NonNegative || value > 0) && (allowed != Fraction || value <= 1) ? (key, value)
            : throw ToolException.Usage($"--impact {name}: {key} takes {allowed}, was '{text}'");
    }

    private static string Takes((string Key, string Allowed, double? Default)[] keys) =>
        keys.Length == 0 ? "no keys" : string.Join(", ", keys.Select(static k => k.Default is { } value ? string.Create(CultureInfo.InvariantCulture, $"{k.Key} ({value})") : k.Key));
}
