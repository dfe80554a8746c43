namespace HeatMap;

/// <summary>Two prices, quote per base, low before high.</summary>
/// <remarks>Half-open, <c>[Low, High)</c>, wherever prices are tested against it. <c>default</c> holds no price. Methods that take a range check it.</remarks>
/// <param name="Low">The lowest price that belongs to the range.</param>
/// <param name="High">The lowest price above it.</param>
public readonly record struct PriceRange(double Low, double High)
{
    /// <summary>Whether a price lies in the range; NaN does not.</summary>
    public bool Contains(double price) => price >= Low && price < High;
}
