using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Numbers as people read them: short, and the same in every culture.</summary>
public static class CompactNumber
{
    private const string Unknown = "n/a";

    /// <summary>A notional in three significant digits, for example <c>1.23M</c>, <c>845k</c>, <c>12.3B</c>, <c>0</c>.</summary>
    /// <param name="notional">Any unit. NaN and infinities read <c>n/a</c>.</param>
    /// <returns>
    /// Digits without trailing zeros and k, M, B or T for a thousand to a trillion; powers of ten, as in <c>1.23e15</c>, beyond that and below a millionth.
    /// </returns>
    /// <remarks>Allocates the result and little else. O(1).</remarks>
    public static string Notional(double notional)
    {
        if (!double.IsFinite(notional))
        {
            return Unknown;
        }

        if (notional == 0)
        {
            return "0";
        }

        // Rounding comes first, so that 999,999 reads 1M and not 1000k.
        string scientific = notional.ToString("E2", CultureInfo.InvariantCulture);
        int mark = scientific.IndexOf('E', StringComparison.Ordinal);
        int exponent = int.Parse(scientific.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        double digits = double.Parse(scientific.AsSpan(0, mark), CultureInfo.InvariantCulture);
        if (exponent is >= 15 or < -6)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{digits:0.##}e{exponent}");
        }

        int thousands = Math.Max(0, exponent / 3), shift = exponent - (3 * thousands);
        string suffix = thousands switch { 0 => "", 1 => "k", 2 => "M", 3 => "B", _ => "T" };
        string format = shift switch { 2 => "0", 1 => "0.#", 0 => "0.##", _ => "0.########" };
        return (digits * Power(shift)).ToString(format, CultureInfo.InvariantCulture) + suffix;
    }

    /// <summary>A price with as many decimals as prices of a given spacing need to be told apart, for example <c>65,846</c> or <c>0.00001234</c>.</summary>
    /// <param name="price">Quote per base. NaN and infinities read <c>n/a</c>.</param>
    /// <param name="resolution">The spacing, such as a band's width or a tick; finite and &gt; 0. Its digits are shown in full when it has up to three, else the first two.</param>
    /// <returns>Thousands separated by commas; powers of ten where more than 15 digits would be needed on either side of the point.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="resolution"/> is outside its domain.</exception>
    /// <remarks>Allocates the result. O(1).</remarks>
    public static string Price(double price, double resolution)
    {
        Guard.Positive(resolution);
        if (!double.IsFinite(price))
        {
            return Unknown;
        }

        int decimals = Decimals(resolution);
        if (Math.Abs(price) < 1e15 && decimals <= 15)
        {
            // Adding zero turns −0 into 0.
            return (Math.Round(price, decimals) + 0.0).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        if (price == 0)
        {
            return "0";
        }

        int digits = Math.Clamp(Magnitude(price) - LastDigit(resolution) + 1, 1, 16);
        string scientific = price.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        int mark = scientific.IndexOf('E', StringComparison.Ordinal);
        int exponent = int.Parse(scientific.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{scientific.AsSpan(0, mark)}e{exponent}");
    }

    /// <summary>A price that stands for itself: seven significant digits, no trailing zeros, for example <c>65,846.5</c>.</summary>
    /// <param name="price">Quote per base; &gt; 0. NaN and infinities read <c>n/a</c>.</param>
    /// <returns>Thousands separated by commas; powers of ten where more than 15 decimals or more than 15 digits would be needed.</returns>
    /// <remarks>Allocates the result. O(1).</remarks>
    public static string Price(double price)
    {
        if (!double.IsFinite(price) || price <= 0)
        {
            return price == 0 ? "0" : Unknown;
        }

        int digits = 6 - (int)Math.Floor(Math.Log10(price));
        if (digits is < -8 or > 15)
        {
            return price.ToString("0.######E0", CultureInfo.InvariantCulture).Replace('E', 'e');
        }

        return price.ToString(digits <= 0 ? "#,0" : "#,0." + new string('#', digits), CultureInfo.InvariantCulture);
    }

    /// <summary>An edge of a grid: in full on a uniform grid, to half a percent of its band on a geometric one.</summary>
    /// <param name="edge">One of the grid's edges, quote per base.</param>
    /// <param name="grid">The grid.</param>
    /// <exception cref="ArgumentNullException"><paramref name="grid"/> is <see langword="null"/>.</exception>
    /// <remarks>Allocates the result. O(1).</remarks>
    public static string Edge(double edge, BandGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        int decimals = EdgeDecimals(grid);
        return decimals < 0
            ? Price(edge, Math.Max(edge * (grid.Spacing == BandSpacing.Geometric ? grid.Step : 1e-3), double.Epsilon))
            : (edge + 0.0).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>A fraction as a percentage of three digits, for example <c>0.5 %</c>, <c>12.3 %</c>, <c>1,250 %</c>.</summary>
    /// <param name="fraction">0.5 for fifty percent. NaN and infinities read <c>n/a</c>.</param>
    /// <remarks>Allocates the result. O(1).</remarks>
    public static string Fraction(double fraction)
    {
        double percent = fraction * 100, size = Math.Abs(percent);
        return !double.IsFinite(percent) ? Unknown
            : percent.ToString(size >= 99.95 ? "#,0" : size >= 9.995 ? "0.#" : size >= 0.0995 || size == 0 ? "0.##" : "0.###", CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>A probability as a percentage: what is possible does not read impossible, nor the likely certain.</summary>
    /// <param name="probability">From 0 to 1. NaN reads <c>n/a</c>.</param>
    /// <returns>As <see cref="Fraction"/>, but <c>&lt;0.001 %</c> and <c>&gt;99.9 %</c> near the ends.</returns>
    /// <remarks>Allocates the result. O(1).</remarks>
    public static string Probability(double probability) => probability switch
    {
        > 0 and < 0.000005 => "<0.001 %",
        >= 0.9995 and < 1 => ">99.9 %",
        _ => Fraction(probability),
    };

    /// <summary>A length of time in the largest unit that says it in whole numbers, for example <c>4 h</c>, <c>7 d</c>, <c>90 min</c>.</summary>
    /// <param name="time">Any.</param>
    /// <remarks>Allocates the result. O(1).</remarks>
    public static string Duration(TimeSpan time)
    {
        (long ticks, string name) = Divides(time, TimeSpan.TicksPerDay) ? (TimeSpan.TicksPerDay, "d")
            : Divides(time, TimeSpan.TicksPerHour) ? (TimeSpan.TicksPerHour, "h")
            : Divides(time, TimeSpan.TicksPerMinute) ? (TimeSpan.TicksPerMinute, "min") : (TimeSpan.TicksPerSecond, "s");
        return string.Create(CultureInfo.InvariantCulture, $"{time.Ticks / (double)ticks:0.###} {name}");
    }

    /// <summary>The decimals of a uniform grid's width, which all its edges share; −1 for a geometric grid and for widths that need more than ten.</summary>
    internal static int EdgeDecimals(BandGrid grid)
    {
        const int Most = 10;
        if (grid.Spacing == BandSpacing.Uniform && grid.Upper < 1e15)
        {
            double power = 1;
            for (int decimals = 0; decimals <= Most; decimals++, power *= 10)
            {
                if (Math.Round(grid.Step * power) / power == grid.Step)
                {
                    return decimals;
                }
            }
        }

        return -1;
    }

    /// <summary>A signed distance in percent: two decimals near zero, fewer farther out.</summary>
    internal static string Percent(double fraction)
    {
        double percent = 100 * fraction, size = Math.Abs(percent);
        if (!double.IsFinite(percent))
        {
            return Unknown;
        }

        string digits = size >= 1e6 ? Notional(size) : size.ToString(size >= 99.95 ? "#,0" : size >= 9.995 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
        return (percent < 0 ? "−" : "+") + digits + " %";
    }

    private static bool Divides(TimeSpan time, long unit) => time.Ticks != 0 && time.Ticks % unit == 0;

    private static int Magnitude(double number) => (int)Math.Floor(Math.Log10(Math.Abs(number)));

    /// <summary>The power of ten of the last digit that a spacing needs.</summary>
    private static int LastDigit(double resolution)
    {
        int magnitude = Magnitude(resolution);
        double digits = resolution / Math.Pow(10, magnitude);
        int more = double.IsFinite(digits) && digits > 0 ? Decimals(digits) : 0;
        return magnitude - more;
    }

    /// <summary>The decimals that show a spacing in full when three digits do, else in two digits; 16 stands for too many.</summary>
    private static int Decimals(double resolution)
    {
        int magnitude = Magnitude(resolution), most = Math.Clamp(2 - magnitude, 0, 15);
        double power = 1;
        for (int decimals = 0; decimals <= most; decimals++, power *= 10)
        {
            if (Math.Abs((Math.Round(resolution * power) / power) - resolution) <= 1e-9 * resolution)
            {
                return decimals;
            }
        }

        return Math.Clamp(1 - magnitude, 0, 16);
    }

    private static double Power(int exponent)
    {
        double power = 1;
        for (int i = 0; i < Math.Abs(exponent); i++)
        {
            power *= 10;
        }

        return exponent < 0 ? 1 / power : power;
    }
}
