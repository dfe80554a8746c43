using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <summary>When it breaks: liquidation and bankruptcy prices of single positions and of columns.</summary>
/// <remarks>
/// <para>The trigger is <c>equity = maintenance + fee</c>. In the settlement asset, with <c>s</c> = +1 for a long and −1 for a short, a tier
/// with rate <c>m</c> and deduction <c>c</c> and a fee <c>f</c> on mark value gives for a linear contract
/// <c>P = (s·q·E − W − c) / (q·(s − m − f))</c> and for an inverse one <c>P = N·(s + m + f) / (s·N/E + W + c)</c>.</para>
/// <para>The tier is the one that holds at the liquidation price. A marginal schedule asks for the greatest of its lines, so the price is
/// the greatest of the tiers' prices for a long and the least for a short; a flat one jumps, and the price is the first at which the
/// position fails on the way from the mark. Derivations and sources: <c>docs/method/liquidation-prices.md</c>.</para>
/// </remarks>
public static partial class Liquidation
{
    /// <summary>The price at which a position with its own collateral is liquidated.</summary>
    /// <param name="position">Not <c>default</c>.</param>
    /// <param name="rules">Contract, schedule and trigger of the venue.</param>
    /// <param name="markPrice">
    /// Where the price is now, quote per base; NaN stands for the entry. Flat schedules depend on it, because they can fail in more than one place, and so
    /// do rates that grow with size, under which a position can be due wherever the price is: then this price is returned.
    /// </param>
    /// <returns>
    /// Quote per base. NaN when no positive price liquidates it (a long whose margin covers its value, an inverse short whose margin covers
    /// its face value) and for a cross position, whose price depends on its account. A price on the far side of the mark means that the
    /// position is already due.
    /// </returns>
    /// <exception cref="ArgumentException">The position is <c>default</c>, its entry value is beyond the range of numbers.</exception>
    /// <remarks>Allocates nothing. O(tiers).</remarks>
    public static double Price(in Position position, MarginRules rules, double markPrice = double.NaN)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Check(position, rules, markPrice);
        var trigger = new Trigger(rules);
        double margin = trigger.MarginOf(position.Quantity, position.EntryPrice, position.Margin, position.Leverage);
        return trigger.Price(position.SignedQuantity, position.EntryPrice, margin, markPrice);
    }

    /// <summary>The price at which a position with its own collateral is liquidated, if there is one.</summary>
    /// <param name="position">Not <c>default</c>.</param>
    /// <param name="rules">Contract, schedule and trigger of the venue.</param>
    /// <param name="price">Quote per base; NaN when there is none.</param>
    /// <param name="markPrice">As for <see cref="Price"/>.</param>
    /// <returns>Whether there is a price.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Price"/>: misuse is not a missing answer.</exception>
    /// <remarks>Allocates nothing. O(tiers).</remarks>
    public static bool TryPrice(in Position position, MarginRules rules, out double price, double markPrice = double.NaN)
    {
        price = Price(position, rules, markPrice);
        return !double.IsNaN(price);
    }

    /// <summary>The price at which each position of a batch is liquidated.</summary>
    /// <param name="positions">Columns of entry price, signed quantity, margin and, where margin is NaN, leverage.</param>
    /// <param name="rules">Contract, schedule and trigger of the venue.</param>
    /// <param name="destination">Receives one price a position; NaN as <see cref="Price"/> says, also where the row has no collateral of its own.</param>
    /// <param name="markPrice">As for <see cref="Price"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than <paramref name="positions"/> or overlaps a column.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row is outside its domain; the message names row, column and value. <paramref name="destination"/> is unchanged.</exception>
    /// <remarks>Allocates nothing. O(n × tiers). Rows are independent.</remarks>
    public static void Prices(PositionColumns positions, MarginRules rules, Span<double> destination, double markPrice = double.NaN)
    {
        CheckColumns(positions, rules, destination, markPrice);
        CheckRows(positions, KernelInfo.VectorBits);
        CheckedPrices(positions, rules, destination, markPrice);
    }

    /// <summary>The prices of rows that were checked. A few rows are priced sooner than a kernel is set up.</summary>
    internal static void CheckedPrices(PositionColumns positions, MarginRules rules, Span<double> destination, double markPrice) =>
        Prices(positions, rules, destination, markPrice, positions.Count < 16 ? 64 : KernelInfo.VectorBits);

    /// <summary>The prices of rows that were checked, by vectors of a width (64 for the plain form).</summary>
    internal static void Prices(PositionColumns positions, MarginRules rules, Span<double> destination, double markPrice, int vectorBits)
    {
        var trigger = new Trigger(rules);
        bool byKernel = vectorBits >= 128 & trigger.TryLines(out LineTable lines);
        var columns = new RowColumns(positions.EntryPrice, positions.SignedQuantity, positions.Margin, positions.Leverage);
        Span<int> deferred = stackalloc int[byKernel ? MapKernels.MaxDeferred : 0];
        int row = 0, lanes = vectorBits / 64;
        while (byKernel && positions.Count - row >= lanes)
        {
            MapProgress done = PriceKernel.Fill(rules.Contract.Kind == ContractKind.Inverse ? Pricing.Inverse : Pricing.Linear, lines, columns, destination, row, deferred, vectorBits);
            foreach (int left in deferred[..done.Left])
            {
                destination[left] = PriceOfRow(positions, left, trigger, markPrice);
            }

            row = done.Next;
        }

        for (; row < positions.Count; row++)
        {
            destination[row] = PriceOfRow(positions, row, trigger, markPrice);
        }
    }

    /// <summary>The price at which a position's equity is gone: where a venue takes it over.</summary>
    /// <param name="position">Not <c>default</c>.</param>
    /// <param name="rules">The contract, and the margin that a leverage means.</param>
    /// <param name="closeFeeRate">Fee of the closing order as a fraction of the value at that price; zero for the plain bankruptcy price.</param>
    /// <returns>Quote per base; NaN when no positive price uses the margin up, and for a cross position.</returns>
    /// <exception cref="ArgumentException">The position is <c>default</c> or an argument is outside its domain.</exception>
    /// <remarks>Linear <c>(s·q·E − W) / (q·(s − f))</c>, inverse <c>N·(1 + s·f) / (N/E + s·W)</c>. Allocates nothing. O(1).</remarks>
    public static double BankruptcyPrice(in Position position, MarginRules rules, double closeFeeRate = 0)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Guard.Rate(closeFeeRate);
        Check(position, rules, double.NaN);
        var trigger = new Trigger(rules);
        double margin = trigger.MarginOf(position.Quantity, position.EntryPrice, position.Margin, position.Leverage);
        double price = trigger.Bankruptcy(position.SignedQuantity, position.EntryPrice, margin, closeFeeRate);
        return double.IsNaN(price) ? price : trigger.Rounded(price, position.SignedQuantity, position.EntryPrice, rules.BankruptcyRounding);
    }

    private static void CheckColumns(PositionColumns positions, MarginRules rules, Span<double> destination, double markPrice)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (!double.IsNaN(markPrice))
        {
            Guard.Positive(markPrice);
        }

        if (destination.Length < positions.Count)
        {
            Throw.Argument(nameof(destination), $"destination must hold {positions.Count} prices, has room for {destination.Length}");
        }

        destination = destination[..positions.Count];
        if (destination.Overlaps(positions.EntryPrice) || destination.Overlaps(positions.SignedQuantity)
            || destination.Overlaps(positions.Margin) || destination.Overlaps(positions.Leverage))
        {
            Throw.Argument(nameof(destination), "destination must not overlap a column of positions");
        }
    }

    /// <summary>Checks every row, so that a refused call leaves no price behind: by vectors, and one by one where those are not sure.</summary>
    internal static void CheckRows(PositionColumns positions, int vectorBits)
    {
        var columns = new RowColumns(positions.EntryPrice, positions.SignedQuantity, positions.Margin, positions.Leverage);
        int lanes = Math.Max(1, vectorBits / 64), checkedRows = 0;
        while (checkedRows < positions.Count)
        {
            int next = vectorBits >= 128 ? PriceKernel.FirstOutside(columns, checkedRows, vectorBits) : checkedRows;
            for (int stop = Math.Min(positions.Count, next + lanes); next < stop; next++)
            {
                if (!PositionRow.IsValid(positions, next))
                {
                    PositionRow.Refuse(positions, next);
                }
            }

            checkedRows = next;
        }
    }

    /// <summary>The price of one checked row; NaN also where the row has no collateral of its own.</summary>
    internal static double PriceOfRow(PositionColumns positions, int row, in Trigger trigger, double markPrice)
    {
        double quantity = positions.SignedQuantity[row], entry = positions.EntryPrice[row];
        double leverage = positions.Leverage.IsEmpty ? double.NaN : positions.Leverage[row];
        return trigger.Price(quantity, entry, trigger.MarginOf(Math.Abs(quantity), entry, positions.Margin[row], leverage), markPrice);
    }

    internal static void Check(in Position position, MarginRules rules, double markPrice)
    {
        if (!double.IsNaN(markPrice))
        {
            Guard.Positive(markPrice);
        }

        if (position.Side == default)
        {
            Throw.Argument(nameof(position), "position is default; make it with a factory of Position");
        }

        double value = rules.Contract.SettlementValue(position.Quantity, position.EntryPrice);
        if (!Guard.IsPositive(value))
        {
            Throw.OutOfRange(nameof(position), value, "worth a finite value > 0 at its entry price");
        }
    }
}
