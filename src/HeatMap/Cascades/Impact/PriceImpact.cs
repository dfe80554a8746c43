using HeatMap.Internal;
using MathNet.Numerics.Integration;

namespace HeatMap.Cascades;

/// <summary>Where price stands after a quantity has been traded in one direction: the answer of the market to forced orders.</summary>
/// <remarks>
/// <para>An impact is a curve <c>G(start, Q)</c> that begins at the start price and never turns back. Laws come from the factories of this type, walks through a book from
/// <see cref="DepthCurve"/>; a law of one's own derives from this type and gives <see cref="After"/>, and the rest where it has something better than the defaults here.</para>
/// <para>What <see cref="CascadeModel"/> needs of a law of one's own: a price that is never below zero, on the near side of the start or NaN, which is checked and told by an
/// <see cref="InvalidOperationException"/>; never nearer to the start for more, and higher from a higher start, which is not checked: thresholds are wrong without.</para>
/// <para>Immutable and safe to share between threads. Quantities are in base, prices in quote per base. Price never falls below zero.</para>
/// </remarks>
public abstract partial class PriceImpact
{
    /// <summary>Nodes of the quadrature behind <see cref="Mean"/>.</summary>
    private const int Nodes = 32;

    /// <summary>How price after a quantity hangs together with the start price, which decides what can be known of all price shocks at once.</summary>
    internal virtual ImpactScaling Scaling => ImpactScaling.Other;

    /// <summary>The price after a quantity has been traded.</summary>
    /// <param name="startPrice">Where price stands before; finite and &gt; 0.</param>
    /// <param name="quantity">Traded in this episode, in base; finite and &gt;= 0.</param>
    /// <param name="direction">Sales drive price down, purchases up.</param>
    /// <returns>Quote per base; the start price for a quantity of zero.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain, or the law is of a depth that says nothing about the direction.</exception>
    /// <remarks>O(1); for a book O(log levels). Allocates nothing.</remarks>
    public double PriceAfter(double startPrice, double quantity, Direction direction) => After(Guard.Positive(startPrice), Guard.NonNegative(quantity), RequireSide(direction));

    /// <summary>The average price of what is traded between two quantities: the exact mean of the curve.</summary>
    /// <param name="startPrice">Where price stands before anything is traded; finite and &gt; 0.</param>
    /// <param name="from">What was traded before, in base; finite and &gt;= 0.</param>
    /// <param name="to">What will have been traded; finite and &gt;= <paramref name="from"/>.</param>
    /// <param name="direction">Sales drive price down, purchases up.</param>
    /// <returns>Quote per base; <see cref="PriceAfter"/> where the two quantities are equal.</returns>
    /// <exception cref="ArgumentException">As for <see cref="PriceAfter"/>.</exception>
    /// <remarks>O(1); for a book O(levels between). Allocates nothing, but for a law of one's own without a mean the question that a quadrature asks.</remarks>
    public double AveragePrice(double startPrice, double from, double to, Direction direction)
    {
        Guard.Positive(startPrice);
        Guard.NonNegative(from);
        Guard.Finite(to);
        RequireSide(direction);
        if (to < from)
        {
            Throw.OutOfRange(nameof(to), to, FormattableString.Invariant($"at least from, {from}"));
        }

        return Mean(startPrice, from, to, direction);
    }

    /// <summary>The least quantity that brings price to a level.</summary>
    /// <param name="startPrice">Where price stands before; finite and &gt; 0.</param>
    /// <param name="price">The level; finite and &gt; 0.</param>
    /// <param name="direction">Sales drive price down, purchases up.</param>
    /// <returns>
    /// In base; zero where price is there already, infinity where it never gets there. In a book whatever is more than this quantity takes price there: the quantity itself is still filled at better prices.
    /// </returns>
    /// <exception cref="ArgumentException">As for <see cref="PriceAfter"/>.</exception>
    /// <remarks>O(1); for a book O(log levels). Allocates nothing.</remarks>
    public double QuantityTo(double startPrice, double price, Direction direction)
    {
        Guard.Positive(startPrice);
        Guard.Positive(price);
        RequireSide(direction);
        return IsAtOrBeyond(startPrice, price, direction) ? 0 : Needed(startPrice, price, direction);
    }

    /// <summary>How much the market can take before nothing is left: of a book its levels, of a curve what brings price to zero.</summary>
    /// <param name="startPrice">Where price stands before; finite and &gt; 0.</param>
    /// <param name="direction">Sales drive price down, purchases up.</param>
    /// <returns>In base; infinity where there is no end, zero where nothing is known.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public double Capacity(double startPrice, Direction direction) => Limit(Guard.Positive(startPrice), Guard.Defined(direction));

    /// <summary>The price after a quantity: never on the wrong side of the start, never nearer to it for more. The arguments are checked.</summary>
    /// <param name="startPrice">&gt; 0.</param>
    /// <param name="quantity">&gt;= 0.</param>
    /// <param name="direction">Down or up.</param>
    protected internal abstract double After(double startPrice, double quantity, Direction direction);

    /// <summary>The mean of <see cref="After"/> between two quantities, which may be equal. The arguments are checked. By default a quadrature.</summary>
    /// <param name="startPrice">&gt; 0.</param>
    /// <param name="from">&gt;= 0.</param>
    /// <param name="to">&gt;= <paramref name="from"/>.</param>
    /// <param name="direction">Down or up.</param>
    protected internal virtual double Mean(double startPrice, double from, double to, Direction direction) => to > from
        ? GaussLegendreRule.Integrate(q => After(startPrice, q, direction), from, to, Nodes) / (to - from)
        : After(startPrice, from, direction);

    /// <summary>The least quantity after which price is at or beyond a level that it is not at yet; infinity where there is none. By default a bisection.</summary>
    /// <param name="startPrice">&gt; 0.</param>
    /// <param name="price">&gt; 0, and beyond the start.</param>
    /// <param name="direction">Down or up.</param>
    protected internal virtual double Needed(double startPrice, double price, Direction direction) =>
        LeastDouble.Around(double.NaN, new PriceReached(this, startPrice, price, 0, direction));

    /// <summary>What the market can take before nothing is left; by default without end. The arguments are checked.</summary>
    /// <param name="startPrice">&gt; 0.</param>
    /// <param name="direction">Down or up.</param>
    protected internal virtual double Limit(double startPrice, Direction direction) => double.PositiveInfinity;

    /// <summary>Whether anything is stated about a direction.</summary>
    internal virtual bool Has(Direction direction) => true;

    /// <summary>What is left over of a quantity when the market has taken all it can; zero or less where nothing is.</summary>
    internal virtual double Remainder(double startPrice, double quantity, Direction direction) => quantity - Limit(startPrice, direction);

    /// <summary>The direction, after asking whether the market states anything about it.</summary>
    internal Direction RequireSide(Direction direction)
    {
        if (!Has(Guard.Defined(direction)))
        {
            Throw.Argument(nameof(direction), $"the depth says nothing about {(direction == Direction.Down ? "a fall: it has no bids" : "a rise: it has no asks")}");
        }

        return direction;
    }

    /// <summary>A guess at the mildest start from which a quantity takes price to a level; NaN where there is none.</summary>
    internal virtual double StartFor(double level, double quantity, Direction direction) => double.NaN;

    /// <summary>Whether price, going in a direction, is at a level or has gone through it: touching counts.</summary>
    internal static bool IsAtOrBeyond(double price, double level, Direction direction) => direction == Direction.Down ? price <= level : price >= level;
}
