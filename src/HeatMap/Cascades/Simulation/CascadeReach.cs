using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>How likely a cascade of a size is, without simulation: it happens if and only if price by itself touches the shock that sets it off.</summary>
/// <remarks>
/// <para>Depth and liquidated quantity grow with the shock, so <c>P(at least y) = P(touch S(y))</c>, where S(y) is the mildest shock that comes to y. Holds for one side alone; the other side's liquidations
/// are left out, which <see cref="CascadeSimulation.Walk"/> takes in.</para>
/// <para>Immutable and safe to share between threads. As exact as the reach; nothing is allocated.</para>
/// </remarks>
public sealed class CascadeReach
{
    /// <summary>Asks about a side within a horizon.</summary>
    /// <param name="thresholds">What shocks set off.</param>
    /// <param name="reach">What price may touch by itself, from <see cref="PriceModel.Within"/>.</param>
    public CascadeReach(CascadeThresholds thresholds, PriceReach reach)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentNullException.ThrowIfNull(reach);
        Thresholds = thresholds;
        Reach = reach;
    }

    /// <summary>What shocks set off.</summary>
    public CascadeThresholds Thresholds { get; }

    /// <summary>What price may touch by itself.</summary>
    public PriceReach Reach { get; }

    /// <summary>The probability that anybody is liquidated.</summary>
    public double Any => Thresholds.First is { } first ? Touch(first.TriggerPrice) : 0;

    /// <summary>The base that is liquidated on average: <c>Σ P(touch trigger) × what it adds</c>.</summary>
    /// <remarks>O(jumps).</remarks>
    public double MeanQuantity
    {
        get
        {
            (double sum, double before) = (0, 0);
            foreach (CascadeJump jump in Thresholds.Jumps)
            {
                sum += Touch(jump.TriggerPrice) * (jump.Quantity - before);
                before = jump.Quantity;
            }

            return sum;
        }
    }

    /// <summary>The quote that is liquidated on average, at liquidation prices.</summary>
    /// <remarks>O(jumps).</remarks>
    public double MeanNotional
    {
        get
        {
            (double sum, double before) = (0, 0);
            foreach (CascadeJump jump in Thresholds.Jumps)
            {
                sum += Touch(jump.TriggerPrice) * (jump.Notional - before);
                before = jump.Notional;
            }

            return sum;
        }
    }

    /// <summary>The probability that price goes as far as a depth, cascades included.</summary>
    /// <param name="depth">A fraction of the mark; finite and &gt;= 0, for a fall at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="depth"/> is outside its domain.</exception>
    public double DepthAtLeast(double depth) => Touch(ShockForDepth(depth));

    /// <summary>The probability that at least a quantity is liquidated.</summary>
    /// <param name="quantity">Base; finite and &gt;= 0. Of nothing at all it is 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantity"/> is outside its domain.</exception>
    public double QuantityAtLeast(double quantity) => FirstWith(Guard.NonNegative(quantity), static jump => jump.Quantity);

    /// <summary>The probability that at least a notional is liquidated, at liquidation prices.</summary>
    /// <param name="notional">Quote; finite and &gt;= 0. Of nothing at all it is 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="notional"/> is outside its domain.</exception>
    public double NotionalAtLeast(double notional) => FirstWith(Guard.NonNegative(notional), static jump => jump.Notional);

    /// <summary>The mildest shock after which price has gone as far as a depth.</summary>
    /// <param name="depth">A fraction of the mark; finite and &gt;= 0, for a fall at most 1.</param>
    /// <returns>Where it takes price by itself, quote per base; zero for a fall and infinity for a rise that nothing brings about.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="depth"/> is outside its domain.</exception>
    /// <remarks>To the last bit, by halving; some hundred looks at the step function.</remarks>
    public double ShockForDepth(double depth)
    {
        Guard.NonNegative(depth);
        CascadeThresholds thresholds = Thresholds;
        double mark = thresholds.MarkPrice;
        if (thresholds.Direction == Direction.Up)
        {
            double target = mark * (1 + depth);
            return thresholds.FinalPrice(mark) >= target ? mark : LeastDouble.Where(price => price >= mark && thresholds.FinalPrice(price) >= target);
        }

        if (depth > 1)
        {
            Throw.OutOfRange(nameof(depth), depth, "at most 1 for a fall");
        }

        double floor = mark * (1 - depth);
        return thresholds.FinalPrice(mark) <= floor ? mark : Math.BitDecrement(LeastDouble.Where(price => price >= mark || (price > 0 && thresholds.FinalPrice(price) > floor)));
    }

    /// <summary>The question in a line.</summary>
    public override string ToString() => $"{Thresholds}, within {Reach.Horizon}";

    /// <summary>The probability of the first jump after which an amount is at least as great.</summary>
    private double FirstWith(double amount, Func<CascadeJump, double> of)
    {
        foreach (CascadeJump jump in Thresholds.Jumps)
        {
            if (amount > 0 && of(jump) >= amount)
            {
                return Touch(jump.TriggerPrice);
            }
        }

        return amount > 0 ? 0 : 1;
    }

    private double Touch(double price) => Reach.Touch(Thresholds.MarkPrice, price);
}
