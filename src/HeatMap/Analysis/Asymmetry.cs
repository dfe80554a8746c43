using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Which side is exposed within some distance of the mark.</summary>
/// <remarks>
/// Formats as its <see cref="Imbalance"/>: <c>$"{map.Asymmetry(0.05):+0.00;-0.00}"</c>. <c>default</c> is a reading of nothing.
/// </remarks>
/// <param name="Within">How far from the mark, as a fraction of it.</param>
/// <param name="Long">Notional of the longs from there up to the mark: what a fall of that size would force to be sold.</param>
/// <param name="Short">Notional of the shorts from the mark up to there: what a rise of that size would force to be bought.</param>
public readonly record struct Asymmetry(double Within, double Long, double Short) : IFormattable
{
    /// <summary>(short − long) / (short + long), from −1, all exposed are long, to 1, all are short; NaN where there are none.</summary>
    public double Imbalance => (Short - Long) / (Short + Long);

    /// <summary>The natural logarithm of short over long; infinite where only one side is exposed, NaN where neither is.</summary>
    public double LogRatio => Math.Log(Short / Long);

    /// <summary>Reads the same from columns of prices, such as another's map.</summary>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="prices">Where forced orders wait, quote per base; finite and &gt; 0.</param>
    /// <param name="longNotional">Notional of longs at each price; finite and &gt;= 0.</param>
    /// <param name="shortNotional">Notional of shorts at each price; finite and &gt;= 0.</param>
    /// <param name="within">How far from the mark, as a fraction of it; finite and &gt; 0. A long at a higher price than the mark, and a short at a lower one, has no distance.</param>
    /// <exception cref="ArgumentException">An argument or row is outside its domain, or the columns differ in length.</exception>
    /// <remarks>Allocates nothing. O(n).</remarks>
    public static Asymmetry Of(double markPrice, ReadOnlySpan<double> prices, ReadOnlySpan<double> longNotional, ReadOnlySpan<double> shortNotional, double within)
    {
        PriceNotional.Check(markPrice, prices, longNotional, nameof(longNotional));
        PriceNotional.Check(markPrice, prices, shortNotional, nameof(shortNotional));
        Guard.Positive(within);
        double lowest = markPrice * (1 - within), highest = markPrice * (1 + within), longs = 0, shorts = 0;
        for (int i = 0; i < prices.Length; i++)
        {
            longs += prices[i] >= lowest ? longNotional[i] : 0;
            shorts += prices[i] <= highest ? shortNotional[i] : 0;
        }

        return new(within, longs, shorts);
    }

    /// <summary>For example <c>within 5 %: long 12.3M, short 8.1M, imbalance -0.21</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"within {CompactNumber.Fraction(Within)}: long {CompactNumber.Notional(Long)}, short {CompactNumber.Notional(Short)}, imbalance {ReadingWords.Signed(Imbalance)}");

    /// <summary>The imbalance in a format for numbers; without one the whole reading in words.</summary>
    /// <param name="format">A format of <see cref="double"/>; <see langword="null"/> or empty for words.</param>
    /// <param name="formatProvider">Culture of the number; <see langword="null"/> for none.</param>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        string.IsNullOrEmpty(format) ? ToString() : Imbalance.ToString(format, formatProvider ?? CultureInfo.InvariantCulture);
}
