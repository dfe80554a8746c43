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

    /// <summary>The positions of a side.</summary>
    public static string Name(Side side) => side == Side.Long ? "longs" : "shorts";

    /// <summary>A price in a table; empty where there is none.</summary>
    public static string Price(double value) => double.IsFinite(value) ? Digits(value, PriceDigits) : "";

    /// <summary>A price that is no edge, or a width: with as many decimals as five digits of another price have, more where that would leave less than two digits; a dash where there is none.</summary>
    public static string PriceLike(double price, double other)
    {
        if (!double.IsFinite(price))
        {
            return "-";
        }

        return CompactNumber.Price(price, ResolutionLike(price, other));
    }

    /// <summary>A price that sets something off on the way from another, as <see cref="PriceLike"/> but never short of it: what the reader copies does set it off.</summary>
    public static string TriggerLike(double price, double other)
    {
        string text = PriceLike(price, other);
        bool isFall = price < other, isNumber = double.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out double shown);
        double step = isNumber ? ResolutionLike(price, other) : 0;
        return !isNumber || (isFall ? shown <= price : shown >= price) ? text : CompactNumber.Price(isFall ? shown - step : shown + step, step);
    }

    private static double ResolutionLike(double price, double other)
    {
        double digits = Magnitude(other) - 4;
        return Math.Pow(10, price == 0 ? digits : Math.Max(Math.Min(digits, Magnitude(price) - 1), -300));
    }

    /// <summary>An amount that is added up.</summary>
    public static string Sum(double value) => double.IsFinite(value) ? Digits(value, SumDigits) : "-";

    /// <summary>A signed percentage; empty where there is none.</summary>
    public static string Percent(double percent) => double.IsFinite(percent) ? string.Create(CultureInfo.InvariantCulture, $"{percent:+0.00;-0.00;0.00} %") : "";

    /// <summary>A fraction as a percentage of three digits; a dash where there is none.</summary>
    public static string Share(double fraction) => double.IsFinite(fraction) ? CompactNumber.Fraction(fraction) : "-";

    /// <summary>The same with a sign in front.</summary>
    public static string SignedShare(double fraction) => (fraction > 0 && double.IsFinite(fraction) ? "+" : "") + Share(fraction);

    /// <summary>A number whose sign says something; a dash where there is none.</summary>
    public static string Signed(double number) => double.IsFinite(number) ? number.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) : "-";

    /// <summary>A ratio; a dash where there is none.</summary>
    public static string Ratio(double ratio) => !double.IsFinite(ratio) ? "-" : ratio.ToString(ratio >= 99.95 ? "#,0" : "0.0", CultureInfo.InvariantCulture);

    private static double Magnitude(double value) => Math.Floor(Math.Log10(Math.Abs(value)));

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
