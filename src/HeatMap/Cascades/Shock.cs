using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>What comes from outside: a move of the price, a quantity traded, or both, one after the other.</summary>
/// <remarks><c>default</c> goes nowhere and is refused.</remarks>
public readonly record struct Shock
{
    private readonly double _fraction;
    private readonly double _change;
    private readonly double _price;

    private Shock(Direction direction, double fraction = 0, double change = 0, double price = double.NaN, double quantity = 0)
    {
        Direction = direction;
        Quantity = quantity;
        _fraction = fraction;
        _change = change;
        _price = price;
    }

    /// <summary>Which way it goes, and with it which side is hurt.</summary>
    public Direction Direction { get; }

    /// <summary>Base sold (down) or bought (up) from outside after the move; zero without any.</summary>
    public double Quantity { get; }

    /// <summary>Price jumps by a fraction of the mark.</summary>
    /// <param name="fraction">−0.05 for a fall by 5 %; finite, above −1 and not zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is outside its domain.</exception>
    public static Shock Move(double fraction)
    {
        if (!(fraction is > -1 and < double.PositiveInfinity) || fraction == 0)
        {
            Throw.OutOfRange(nameof(fraction), fraction, "a fraction above -1, finite and not zero");
        }

        return new(fraction < 0 ? Direction.Down : Direction.Up, fraction: fraction);
    }

    /// <summary>Price jumps by an amount.</summary>
    /// <param name="change">Quote per base, negative for a fall; finite and not zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="change"/> is outside its domain.</exception>
    public static Shock MoveBy(double change)
    {
        if (Guard.Finite(change) == 0)
        {
            Throw.OutOfRange(nameof(change), change, "finite and not zero");
        }

        return new(change < 0 ? Direction.Down : Direction.Up, change: change);
    }

    /// <summary>Price jumps to a price.</summary>
    /// <param name="price">Quote per base; finite and &gt; 0. When the shock is used it must not lie on the other side of the mark.</param>
    /// <param name="direction">Which way that is.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public static Shock MoveTo(double price, Direction direction) => new(Guard.Defined(direction), price: Guard.Positive(price));

    /// <summary>Somebody trades a quantity, from the mark on.</summary>
    /// <param name="direction">Down for a sale, up for a purchase.</param>
    /// <param name="quantity">Base; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public static Shock Volume(Direction direction, double quantity) => new(Guard.Defined(direction), quantity: Guard.NonNegative(quantity));

    /// <summary>The same move, and after it a quantity traded in its direction.</summary>
    /// <param name="quantity">Base; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantity"/> is outside its domain.</exception>
    public Shock WithVolume(double quantity) => new(Direction, _fraction, _change, _price, Guard.NonNegative(quantity));

    /// <summary>Where the move takes the price, before anybody trades.</summary>
    /// <param name="markPrice">Where price is; finite and &gt; 0.</param>
    /// <returns>Quote per base; the mark without a move.</returns>
    /// <exception cref="ArgumentException">The mark is outside its domain, or the shock is <c>default</c>, takes price to zero or below, or leads from this mark the other way.</exception>
    public double PriceFrom(double markPrice)
    {
        Guard.Positive(markPrice);
        Guard.Defined(Direction);
        double price = (double.IsNaN(_price) ? markPrice * (1 + _fraction) : _price) + _change;
        if (!Guard.IsPositive(price))
        {
            Throw.OutOfRange("shock", price, "a move to a price that is finite and > 0");
        }

        if (!PriceImpact.IsAtOrBeyond(price, markPrice, Direction))
        {
            Throw.OutOfRange("shock", price, string.Create(CultureInfo.InvariantCulture, $"{(Direction == Direction.Down ? "at most" : "at least")} the mark, {markPrice}, because it goes {Direction}"));
        }

        return price;
    }

    /// <summary>The shock in words.</summary>
    public override string ToString()
    {
        string move = _fraction != 0 ? string.Create(CultureInfo.InvariantCulture, $"a move by {100 * _fraction:+0.####;-0.####} %")
            : _change != 0 ? string.Create(CultureInfo.InvariantCulture, $"a move by {_change}")
            : !double.IsNaN(_price) && _price > 0 ? string.Create(CultureInfo.InvariantCulture, $"a move to {_price}") : "";
        string volume = Quantity > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Quantity} {(Direction == Direction.Down ? "sold" : "bought")}") : "";
        return move.Length == 0 && volume.Length == 0 ? "no shock" : move.Length == 0 ? volume : volume.Length == 0 ? move : $"{move}, then {volume}";
    }
}
