using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <content>The laws.</content>
public abstract partial class PriceImpact
{
    /// <summary>No impact: what is liquidated is what the map shows.</summary>
    public static PriceImpact None { get; } = new LinearImpact(0);

    /// <summary>Linear (Kyle): <c>start ∓ slope × Q</c>, not below zero.</summary>
    /// <param name="slope">Price per base unit traded, lambda; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slope"/> is outside its domain.</exception>
    public static PriceImpact Linear(double slope) => new LinearImpact(Guard.NonNegative(slope));

    /// <summary>Linear with the slope that a depth stands for: <c>price² / (100 × notional)</c>, so that the notional within one percent moves price by one percent.</summary>
    /// <param name="notionalWithin1Percent">Quote that moves price by 1 %; finite and &gt; 0.</param>
    /// <param name="price">The price at which that holds; finite and &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static PriceImpact LinearOfDepth(double notionalWithin1Percent, double price) =>
        new LinearImpact(Guard.Finite(Guard.Positive(price) * price / (100 * Guard.Positive(notionalWithin1Percent)), nameof(price)));

    /// <summary>Exponential: <c>start × exp(∓kappa × Q)</c>. Price stays positive.</summary>
    /// <param name="kappa">Log price per base unit, one over the depth; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kappa"/> is outside its domain.</exception>
    public static PriceImpact Exponential(double kappa) => Guard.NonNegative(kappa) > 0 ? new ExponentialImpact(kappa) : None;

    /// <summary>Power law: <c>start × (1 ∓ y × volatility × (Q / volume)^delta)</c>, not below zero.</summary>
    /// <param name="y">Prefactor of order one; finite and &gt;= 0.</param>
    /// <param name="volatility">Of the period of <paramref name="volume"/>, as a fraction; finite and &gt;= 0.</param>
    /// <param name="volume">Base traded in that period; finite and &gt; 0.</param>
    /// <param name="delta">Exponent; finite and &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static PriceImpact Power(double y, double volatility, double volume, double delta) => ShiftedPower(y, volatility, volume, delta, 0);

    /// <summary>Square root: <see cref="Power"/> with an exponent of one half. Its slope at zero is infinite: see <see cref="ShiftedSquareRoot"/>.</summary>
    /// <param name="y">Prefactor of order one; finite and &gt;= 0.</param>
    /// <param name="volatility">Of the period of <paramref name="volume"/>, as a fraction; finite and &gt;= 0.</param>
    /// <param name="volume">Base traded in that period; finite and &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static PriceImpact SquareRoot(double y, double volatility, double volume) => Power(y, volatility, volume, 0.5);

    /// <summary>Shifted power law: <c>start × (1 ∓ y × volatility × (((Q + offset) / volume)^delta − (offset / volume)^delta))</c>, not below zero.</summary>
    /// <param name="y">Prefactor of order one; finite and &gt;= 0.</param>
    /// <param name="volatility">Of the period of <paramref name="volume"/>, as a fraction; finite and &gt;= 0.</param>
    /// <param name="volume">Base traded in that period; finite and &gt; 0.</param>
    /// <param name="delta">Exponent; finite and &gt; 0.</param>
    /// <param name="offset">Where the linear regime ends, in base; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static PriceImpact ShiftedPower(double y, double volatility, double volume, double delta, double offset)
    {
        double scale = Guard.NonNegative(y) * Guard.NonNegative(volatility), atZero = Math.Pow(Guard.NonNegative(offset) / Guard.Positive(volume), Guard.Positive(delta));
        RequireNumber(scale, y, nameof(y), "y * volatility");
        RequireNumber(1 / delta, delta, nameof(delta), "1 / delta");
        RequireNumber(atZero, offset, nameof(offset), "(offset / volume)^delta");
        return scale > 0 ? new PowerImpact(scale, volume, delta, offset) : None;
    }

    /// <summary>
    /// The recommended law where no book is at hand: a square root that begins with the slope of a depth, so that a small shock does not become an avalanche for the shape of the curve alone. The offset of
    /// <see cref="ShiftedPower"/> is <c>(y × volatility × depth)² / (4 × volume)</c>.
    /// </summary>
    /// <param name="y">Prefactor of order one; finite and &gt; 0.</param>
    /// <param name="volatility">Of the period of <paramref name="volume"/>, as a fraction; finite and &gt; 0.</param>
    /// <param name="volume">Base traded in that period; finite and &gt; 0.</param>
    /// <param name="depth">Base per unit of relative move near the price: a hundred times what lies within 1 %; finite and &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static PriceImpact ShiftedSquareRoot(double y, double volatility, double volume, double depth)
    {
        double scale = Guard.Positive(y) * Guard.Positive(volatility) * Guard.Positive(depth);
        return ShiftedPower(y, volatility, volume, 0.5, Guard.Finite(scale * scale / (4 * Guard.Positive(volume)), nameof(depth)));
    }

    /// <summary>Saturating (Cont and Schaanning): <c>start × (1 ∓ cap × (1 − exp(−Q / (cap × depth))))</c>.</summary>
    /// <param name="cap">The most price moves, as a fraction; &gt; 0 and at most 1.</param>
    /// <param name="depth">Base per unit of relative move near the start; finite and &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static PriceImpact Saturating(double cap, double depth)
    {
        if (!(cap is > 0 and <= 1))
        {
            Throw.OutOfRange(nameof(cap), cap, "a fraction > 0 and at most 1");
        }

        RequireNumber(1 / (cap * Guard.Positive(depth)), depth, nameof(depth), "1 / (cap * depth)");
        return new SaturatingImpact(cap, depth);
    }

    /// <summary>Whether what follows from parameters, each of them in its domain, is a number.</summary>
    private static void RequireNumber(double result, double value, string name, string formula)
    {
        if (!double.IsFinite(result))
        {
            Throw.OutOfRange(name, value, $"such that {formula} is finite");
        }
    }
}
