using HeatMap.Internal;

namespace HeatMap;

/// <summary>One leveraged position: side, size, entry and what secures it.</summary>
/// <remarks>
/// <para>Collateral is given by <see cref="Margin"/>, or by <see cref="Leverage"/> from which the venue's rules derive the margin, or is
/// shared by the account (<see cref="MarginMode.Cross"/>). A given margin goes before a given leverage.</para>
/// <para><c>default</c> has no side and is refused by every method that takes a position.</para>
/// </remarks>
public readonly record struct Position
{
    private Position(Side side, double quantity, double entryPrice, double margin, double leverage, MarginMode mode)
    {
        Side = Guard.Defined(side);
        Quantity = Guard.Positive(quantity);
        EntryPrice = Guard.Positive(entryPrice);
        Margin = margin;
        Leverage = leverage;
        Mode = mode;
    }

    /// <summary>Which way the position is exposed.</summary>
    public Side Side { get; }

    /// <summary>Unsigned size, in the contract's unit: base asset (linear), face value in quote (inverse).</summary>
    public double Quantity { get; }

    /// <summary>Average price at which it was opened, quote per base.</summary>
    public double EntryPrice { get; }

    /// <summary>Collateral of the position without unrealised profit, in the settlement asset; NaN when not given.</summary>
    public double Margin { get; }

    /// <summary>Entry value over initial margin; NaN when not given.</summary>
    public double Leverage { get; }

    /// <summary>Where the collateral lies.</summary>
    public MarginMode Mode { get; }

    /// <summary>The size with the sign of the side.</summary>
    public double SignedQuantity => (int)Side * Quantity;

    /// <summary>An isolated long whose margin follows from its leverage.</summary>
    /// <param name="entryPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="quantity">In the contract's unit; finite and &gt; 0.</param>
    /// <param name="leverage">Entry value over initial margin; finite and &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static Position Long(double entryPrice, double quantity, double leverage) =>
        new(Side.Long, quantity, entryPrice, double.NaN, Guard.Positive(leverage), MarginMode.Isolated);

    /// <summary>An isolated short whose margin follows from its leverage.</summary>
    /// <inheritdoc cref="Long"/>
    public static Position Short(double entryPrice, double quantity, double leverage) =>
        new(Side.Short, quantity, entryPrice, double.NaN, Guard.Positive(leverage), MarginMode.Isolated);

    /// <summary>An isolated position with a known margin.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="entryPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="quantity">In the contract's unit; finite and &gt; 0.</param>
    /// <param name="margin">Collateral without unrealised profit, in the settlement asset; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static Position Isolated(Side side, double entryPrice, double quantity, double margin) =>
        new(side, quantity, entryPrice, Guard.NonNegative(margin), double.NaN, MarginMode.Isolated);

    /// <summary>A position secured by the account it belongs to. Alone it has no liquidation price.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="entryPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="quantity">In the contract's unit; finite and &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static Position Cross(Side side, double entryPrice, double quantity) =>
        new(side, quantity, entryPrice, double.NaN, double.NaN, MarginMode.Cross);

    /// <summary>A position from a signed size, as many venues report it.</summary>
    /// <param name="signedQuantity">Positive for a long, negative for a short; finite and not zero.</param>
    /// <param name="entryPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="leverage">Entry value over initial margin; NaN when not known.</param>
    /// <param name="margin">Collateral in the settlement asset; NaN when not known. Goes before <paramref name="leverage"/>.</param>
    /// <returns>An isolated position, or a cross position when neither leverage nor margin is given.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static Position FromSigned(double signedQuantity, double entryPrice, double leverage = double.NaN, double margin = double.NaN)
    {
        if (!double.IsFinite(signedQuantity) || signedQuantity == 0)
        {
            Throw.OutOfRange(nameof(signedQuantity), signedQuantity, "finite and not zero");
        }

        Side side = signedQuantity > 0 ? Side.Long : Side.Short;
        bool hasMargin = !double.IsNaN(margin), hasLeverage = !double.IsNaN(leverage);
        return new(
            side,
            Math.Abs(signedQuantity),
            entryPrice,
            hasMargin ? Guard.NonNegative(margin) : double.NaN,
            hasLeverage ? Guard.Positive(leverage) : double.NaN,
            hasMargin || hasLeverage ? MarginMode.Isolated : MarginMode.Cross);
    }
}
