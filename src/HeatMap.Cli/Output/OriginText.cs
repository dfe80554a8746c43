using HeatMap.Cli.Input;

namespace HeatMap.Cli.Output;

/// <summary>The words of the tool for where positions come from.</summary>
internal static class OriginText
{
    private const int MaxNamesLength = 48;

    public static string NameOf(MapOrigin origin) => origin switch
    {
        MapOrigin.Measured => "measured",
        MapOrigin.Modelled => "modelled",
        MapOrigin.Mixed => "mixed",
        _ => "unstated",
    };

    /// <summary>A line for people, for example <c>measured, from bybit, okx and 3 more</c>.</summary>
    public static string Of(LiquidationMap map)
    {
        if (map.Sources.IsEmpty)
        {
            return "from sources that nobody stated";
        }

        string names = "";
        int told = 0;
        foreach (MapSource source in map.Sources)
        {
            string name = Message.Printable(source.Name) + (map.Origin == MapOrigin.Mixed ? $" ({NameOf(KindOf(source))})" : "");
            if (told > 0 && names.Length + name.Length > MaxNamesLength)
            {
                break;
            }

            names += told++ == 0 ? Shorten(name, MaxNamesLength) : ", " + name;
        }

        int rest = map.Sources.Length - told;
        string more = rest > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {rest} more") : "";
        return map.Origin == MapOrigin.Unstated ? $"from {names}{more}, and from sources that nobody stated" : $"{NameOf(map.Origin)}, from {names}{more}";
    }

    public static MapOrigin KindOf(MapSource source) => source.IsModelled ? MapOrigin.Modelled : MapOrigin.Measured;

    /// <summary>A name from a file, as much as fits a line.</summary>
    public static string Shorten(string text, int length) => Message.Printable(text.Length <= length ? text : text[..(length - 1)] + "…");
}
