namespace HeatMap.Cli.Output;

/// <summary>Numbers as people and programs read them.</summary>
internal static class Numbers
{
    /// <summary>Digits that a table shows of a price.</summary>
    private const int PriceDigits = 10;

    /// <summary>Digits with which a person can add up again.</summary>
    private const int SumDigits = 12;

    /// <summary>JSON knows no NaN.</summary>
    public static double? OrNull(double value) => double.IsFinite(value) ? value : null;

    /// <summary>A cell of a CSV; empty where there is no number.</summary>
    public static string Cell(double value) => double.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture) : "";

    /// <summary>A price in a table; empty where there is none.</summary>
    public static string Price(double value) => double.IsFinite(value) ? Digits(value, PriceDigits) : "";

    /// <summary>An amount that is added up.</summary>
    public static string Sum(double value) => double.IsFinite(value) ? Digits(value, SumDigits) : "-";

    /// <summary>A signed percentage; empty where there is none.</summary>
    public static string Percent(double percent) => double.IsFinite(percent) ? string.Create(CultureInfo.InvariantCulture, $"{percent:+0.00;-0.00;0.00} %") : "";

    /// <summary>So many significant digits, never with an exponent.</summary>
    private static string Digits(double value, int digits)
    {
        if (value == 0 || Math.Abs(value) is < 1e-12 or >= 1e15)
        {
            return value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        int decimals = Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 20);
        return Math.Round((decimal)value, decimals).ToString("0.####################", CultureInfo.InvariantCulture);
    }
}
