using HeatMap.Internal;

namespace HeatMap;

/// <content>Questions about ranges, answered from sums that are kept.</content>
public sealed partial class LivingMap
{
    /// <summary>Notional and number of the positions of one side whose bands lie in a range of prices.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="range">Low &lt;= high; may reach beyond the window, where nothing is counted.</param>
    /// <param name="layer">One layer's place in <see cref="Layers"/>; <see langword="null"/> for all.</param>
    /// <returns>The exact sum over the bands whose lower edge lies in <c>[low, high)</c>: whole bands, so that ranges that follow each other add up.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    /// <remarks>O(1) up to 16,384 bands: two sums of at most eighty numbers, however wide the range is. Allocates nothing.</remarks>
    public RangeTally Sum(Side side, PriceRange range, int? layer = null)
    {
        RangeQuestion.Check(side, range, layer, _cells.Sides / 2);
        return _cells.Sum(side, range, layer, Quantum);
    }

    /// <summary>The notional of the positions of one side whose bands lie in a range of prices; see <see cref="Sum"/>.</summary>
    /// <inheritdoc cref="Sum"/>
    public double Notional(Side side, PriceRange range, int? layer = null)
    {
        RangeQuestion.Check(side, range, layer, _cells.Sides / 2);
        return _cells.Notional(side, range, layer, Quantum);
    }

    /// <summary>What one side has between the mark and a price: what is crossed on the way there, by whole bands.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="price">Quote per base; finite and &gt; 0. On the side's safe side of the mark there is nothing.</param>
    /// <param name="layer">One layer's place in <see cref="Layers"/>; <see langword="null"/> for all.</param>
    /// <returns>
    /// For longs the bands from the one that holds the price up to the mark's, for shorts from the mark's to the one that holds the price. Of a price beyond the window,
    /// the bands up to its end: what lies in <c>Below</c> and <c>Above</c> is not counted.
    /// </returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    /// <remarks>O(1) up to 16,384 bands. Allocates nothing.</remarks>
    public RangeTally FromMark(Side side, double price, int? layer = null)
    {
        RangeQuestion.Check(side, new(0, Guard.Positive(price)), layer, _cells.Sides / 2);
        return _cells.Sum(side, RangeQuestion.Outward(Grid, side, MarkPrice, price), layer, Quantum);
    }

    /// <summary>The mean price of the positions of one side in a range, weighted by notional, each band at its middle.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="range">As for <see cref="Sum"/>.</param>
    /// <param name="layer">One layer's place in <see cref="Layers"/>; <see langword="null"/> for all.</param>
    /// <returns>Quote per base; NaN where the range holds nothing.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    /// <remarks>O(1) up to 16,384 bands, and O(bands that changed) when it is first asked after changes. Allocates nothing.</remarks>
    public double CentreOfMass(Side side, PriceRange range, int? layer = null)
    {
        RangeQuestion.Check(side, range, layer, _cells.Sides / 2);
        return _cells.CentreOfMass(side, range, layer);
    }

    /// <summary>The price by which some notional of one side is crossed, from the mark outward: down for longs, up for shorts.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="notional">In <see cref="Unit"/>; finite and &gt; 0.</param>
    /// <param name="layer">One layer's place in <see cref="Layers"/>; <see langword="null"/> for all.</param>
    /// <returns>The outer edge of the band with which the sum is reached, quote per base: at that price it is reached for sure. NaN where the window's bands do not hold so much.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    /// <remarks>O(1) up to 16,384 bands. Allocates nothing.</remarks>
    public double PriceReaching(Side side, double notional, int? layer = null)
    {
        RangeQuestion.Check(side, default, layer, _cells.Sides / 2);
        return RangeQuestion.TryUnits(Guard.Positive(notional), Quantum, out long units) ? _cells.PriceReaching(side, MarkPrice, units, layer) : double.NaN;
    }
}
