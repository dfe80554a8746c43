using HeatMap.Internal;

namespace HeatMap;

/// <content>Levels before the liquidation, the margin for a price, and the time that funding leaves.</content>
public static partial class Liquidation
{
    /// <summary>The price at which a warning level is reached, before the position is liquidated.</summary>
    /// <param name="position">Not <c>default</c>.</param>
    /// <param name="rules">Contract, schedule and trigger of the venue.</param>
    /// <param name="marginRatio">Requirement over equity at the warning, above 0 and at most 1; 0.8 is usual, 1 is the liquidation itself.</param>
    /// <param name="markPrice">As for <see cref="Price"/>.</param>
    /// <returns>Quote per base, not rounded; NaN where there is none.</returns>
    /// <exception cref="ArgumentException">The position is <c>default</c>, or <paramref name="marginRatio"/> is outside its domain.</exception>
    /// <remarks>Allocates nothing. O(tiers).</remarks>
    public static double MarginCallPrice(in Position position, MarginRules rules, double marginRatio, double markPrice = double.NaN)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Trigger.CheckRatio(marginRatio);
        Check(position, rules, markPrice);
        var trigger = new Trigger(rules, marginRatio);
        double margin = trigger.MarginOf(position.Quantity, position.EntryPrice, position.Margin, position.Leverage);
        return double.IsNaN(margin) ? double.NaN : trigger.Unrounded(position.SignedQuantity, position.EntryPrice, margin, markPrice);
    }

    /// <summary>The price at which each position of a batch reaches a warning level: what a layer of margin calls beside the liquidations is made of.</summary>
    /// <param name="positions">Columns of entry price, signed quantity, margin and, where margin is NaN, leverage.</param>
    /// <param name="rules">Contract, schedule and trigger of the venue.</param>
    /// <param name="marginRatio">Requirement over equity at the warning, above 0 and at most 1.</param>
    /// <param name="destination">Receives one price a position, not rounded; NaN where there is none or the row has no collateral of its own.</param>
    /// <param name="markPrice">As for <see cref="Price"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than <paramref name="positions"/> or overlaps a column, or <paramref name="marginRatio"/> is outside its domain.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row is outside its domain; the message names row, column and value. <paramref name="destination"/> is unchanged.</exception>
    /// <remarks>Allocates nothing. O(n × tiers). Rows are independent.</remarks>
    public static void MarginCallPrices(PositionColumns positions, MarginRules rules, double marginRatio, Span<double> destination, double markPrice = double.NaN)
    {
        CheckColumns(positions, rules, destination, markPrice);
        Trigger.CheckRatio(marginRatio);
        CheckRows(positions, KernelInfo.VectorBits);
        var trigger = new Trigger(rules, marginRatio);
        for (int row = 0; row < positions.Count; row++)
        {
            double quantity = positions.SignedQuantity[row], entry = positions.EntryPrice[row], leverage = positions.Leverage.IsEmpty ? double.NaN : positions.Leverage[row];
            double margin = trigger.MarginOf(Math.Abs(quantity), entry, positions.Margin[row], leverage);
            destination[row] = double.IsNaN(margin) ? double.NaN : trigger.Unrounded(quantity, entry, margin, markPrice);
        }
    }

    /// <summary>The margin with which a position would be liquidated at a given price.</summary>
    /// <param name="position">Side, size and entry; its own margin does not enter.</param>
    /// <param name="rules">Contract, schedule and trigger of the venue.</param>
    /// <param name="liquidationPrice">The price wanted, before rounding; finite and &gt; 0.</param>
    /// <returns>In the settlement asset. Below zero where profit could be withdrawn and the position still be safe down to that price.</returns>
    /// <exception cref="ArgumentException">The position is <c>default</c> or an argument is outside its domain.</exception>
    /// <remarks>More margin moves the price away, so this is also the least margin for a price at least that far. Allocates nothing. O(tiers).</remarks>
    public static double MarginFor(in Position position, MarginRules rules, double liquidationPrice)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Guard.Positive(liquidationPrice);
        Check(position, rules, double.NaN);
        var trigger = new Trigger(rules);
        double value = rules.Contract.SettlementValue(position.Quantity, position.EntryPrice);

        // Equity less requirement is a straight line in the margin, also where a fee is taken at the bankruptcy price: two points give its zero. Above the
        // whole value there may be no bankruptcy price, and the line bends once.
        double atNone = Excess(trigger, position, 0, liquidationPrice), atValue = Excess(trigger, position, value, liquidationPrice);
        return atValue < 0
            ? value - (atValue * value / (Excess(trigger, position, 2 * value, liquidationPrice) - atValue))
            : -atNone * value / (atValue - atNone);
    }

    /// <summary>How long a position lives at a constant price when it pays funding.</summary>
    /// <param name="position">Isolated; not <c>default</c>.</param>
    /// <param name="rules">Contract, schedule and trigger of the venue.</param>
    /// <param name="markPrice">The constant price, quote per base; finite and &gt; 0.</param>
    /// <param name="fundingRate">The fraction of its value that a long pays a short at the end of each interval; negative where shorts pay.</param>
    /// <param name="interval">The time between two payments; &gt; 0.</param>
    /// <returns>
    /// Whole intervals until equity no longer exceeds the requirement; zero when it does not now; <see langword="null"/> when the position pays nothing, when it
    /// would take longer than <see cref="TimeSpan"/> can say, and for a cross position.
    /// </returns>
    /// <exception cref="ArgumentException">The position is <c>default</c> or an argument is outside its domain.</exception>
    /// <remarks>Allocates nothing. O(tiers).</remarks>
    public static TimeSpan? TimeToLiquidation(in Position position, MarginRules rules, double markPrice, double fundingRate, TimeSpan interval)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Guard.Positive(markPrice);
        Guard.Finite(fundingRate);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        Check(position, rules, markPrice);
        var trigger = new Trigger(rules);
        double margin = trigger.MarginOf(position.Quantity, position.EntryPrice, position.Margin, position.Leverage);
        if (double.IsNaN(margin))
        {
            return null;
        }

        if (Excess(trigger, position, margin, markPrice) <= 0)
        {
            return TimeSpan.Zero;
        }

        double payment = (int)position.Side * fundingRate * rules.Contract.SettlementValue(position.Quantity, markPrice);
        double intervals = Math.Ceiling((margin - MarginFor(position, rules, markPrice)) / payment);
        return payment > 0 && intervals * interval.Ticks < long.MaxValue ? interval * intervals : null;
    }

    private static double Excess(in Trigger trigger, in Position position, double margin, double price) =>
        Excess(trigger, position.SignedQuantity, position.EntryPrice, margin, price);

    private static double Excess(in Trigger trigger, double signedQuantity, double entryPrice, double margin, double price)
    {
        (double maintenance, double fees) = trigger.RequirementAt(signedQuantity, entryPrice, margin, price);
        return trigger.EquityAt(signedQuantity, entryPrice, margin, price) - trigger.Combined(maintenance, fees);
    }
}
