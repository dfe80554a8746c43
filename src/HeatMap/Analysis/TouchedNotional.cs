using System.Globalization;

namespace HeatMap;

/// <summary>How much of each side price may be expected to force within a horizon: every band's notional times the probability that price touches it.</summary>
/// <remarks>It has units, a horizon and one parameter, which arbitrary weights such as one over distance do not have. It can disagree in sign with the imbalance: a smaller but nearer side may
/// pull more. What a touched band's own orders do to price is not part of it. <c>default</c> is a reading of nothing.</remarks>
public readonly record struct TouchedNotional
{
    /// <summary>How long price has.</summary>
    public TimeSpan Horizon { get; init; }

    /// <summary>The standard deviation of the log return over the horizon, as a fraction.</summary>
    public double Deviation { get; init; }

    /// <summary>Expected notional of longs that are touched.</summary>
    public double Long { get; init; }

    /// <summary>Expected notional of shorts that are touched.</summary>
    public double Short { get; init; }

    /// <summary>Notional of all longs that were looked at.</summary>
    public double AllLong { get; init; }

    /// <summary>Notional of all shorts that were looked at.</summary>
    public double AllShort { get; init; }

    /// <summary>(short − long) / (short + long): above zero, more is expected to be bought above than sold below; NaN where nothing may be touched.</summary>
    public double Magnet => (Short - Long) / (Short + Long);

    /// <summary>Reads the same from columns of prices, such as another's map: each price is touched or not.</summary>
    /// <param name="reach">What price may reach.</param>
    /// <param name="markPrice">Where price is now, quote per base; finite and &gt; 0.</param>
    /// <param name="prices">Where forced orders wait, quote per base; finite and &gt; 0.</param>
    /// <param name="longNotional">Notional of longs at each price; finite and &gt;= 0.</param>
    /// <param name="shortNotional">Notional of shorts at each price; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentException">An argument or row is outside its domain, or the columns differ in length.</exception>
    /// <remarks>A long at a higher price than the mark, and a short at a lower one, is touched for sure. O(n) questions to <paramref name="reach"/>; allocates nothing.</remarks>
    public static TouchedNotional Of(PriceReach reach, double markPrice, ReadOnlySpan<double> prices, ReadOnlySpan<double> longNotional, ReadOnlySpan<double> shortNotional)
    {
        ArgumentNullException.ThrowIfNull(reach);
        PriceNotional.Check(markPrice, prices, longNotional, nameof(longNotional));
        PriceNotional.Check(markPrice, prices, shortNotional, nameof(shortNotional));
        double longs = 0, shorts = 0, allLongs = 0, allShorts = 0;
        for (int i = 0; i < prices.Length; i++)
        {
            longs += longNotional[i] > 0 ? longNotional[i] * reach.Touch(markPrice, Math.Min(prices[i], markPrice)) : 0;
            shorts += shortNotional[i] > 0 ? shortNotional[i] * reach.Touch(markPrice, Math.Max(prices[i], markPrice)) : 0;
            allLongs += longNotional[i];
            allShorts += shortNotional[i];
        }

        return new() { Horizon = reach.Horizon, Deviation = reach.Deviation, Long = longs, Short = shorts, AllLong = allLongs, AllShort = allShorts };
    }

    /// <summary>For example <c>within 1 d: long 6.71M of 90M, short 11.8M of 60M, magnet +0.28</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"within {CompactNumber.Duration(Horizon)}: long {CompactNumber.Notional(Long)} of {CompactNumber.Notional(AllLong)}, short {CompactNumber.Notional(Short)} of {CompactNumber.Notional(AllShort)}, magnet {ReadingWords.Signed(Magnet)}");
}
