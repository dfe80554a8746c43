using System.Globalization;

namespace HeatMap.Estimation;

/// <summary>The liquidation orders of a synthetic market, in the order of time, as columns.</summary>
/// <remarks>Immutable.</remarks>
public sealed class SyntheticPrints
{
    private readonly long[] _times;
    private readonly Side[] _sides;
    private readonly double[] _prices, _quantities, _published;

    internal SyntheticPrints(long[] times, Side[] sides, double[] prices, double[] quantities, double[] published) =>
        (_times, _sides, _prices, _quantities, _published) = (times, sides, prices, quantities, published);

    /// <summary>The number of orders.</summary>
    public int Count => _times.Length;

    /// <summary>When each was executed, in milliseconds since 1970.</summary>
    public ReadOnlySpan<long> TimesUnixMs => _times;

    /// <summary>The side of the position that was closed.</summary>
    public ReadOnlySpan<Side> Sides => _sides;

    /// <summary>The price that triggered each, quote per base.</summary>
    public ReadOnlySpan<double> TriggerPrices => _prices;

    /// <summary>What was closed, in base.</summary>
    public ReadOnlySpan<double> Quantities => _quantities;

    /// <summary>What the feed shows of it, in base; 0 where it shows nothing.</summary>
    public ReadOnlySpan<double> PublishedQuantities => _published;

    /// <summary>The value of an order at its trigger price, in quote.</summary>
    /// <param name="print">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such order.</exception>
    public double Notional(int print) => _prices[print] * _quantities[print];

    /// <summary>What the feed shows of that value, in quote.</summary>
    /// <param name="print">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such order.</exception>
    public double PublishedNotional(int print) => _prices[print] * _published[print];

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count:N0} prints");
}
