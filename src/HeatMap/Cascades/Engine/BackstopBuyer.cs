using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Somebody who takes positions over before they reach the market, at a discount and up to a capacity.</summary>
public sealed record BackstopBuyer
{
    /// <summary>A backstop.</summary>
    /// <param name="capacity">Base that it takes over in the whole episode, of longs and shorts together; finite and &gt; 0.</param>
    /// <param name="discount">By which it buys below, or sells above, the mark that triggers a liquidation: a fraction &gt;= 0 and &lt; 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public BackstopBuyer(double capacity, double discount)
    {
        Capacity = Guard.Positive(capacity);
        Discount = Guard.Rate(discount);
    }

    /// <summary>Base that it takes over in the whole episode.</summary>
    public double Capacity { get; }

    /// <summary>A fraction of the mark.</summary>
    public double Discount { get; }
}
