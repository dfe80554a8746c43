using System.Globalization;

namespace HeatMap.Cascades;

/// <summary><c>start ∓ slope × Q</c>.</summary>
internal sealed class LinearImpact(double slope) : PriceImpact
{
    internal override ImpactScaling Scaling => ImpactScaling.Additive;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"linear: {slope} of price per base unit");

    protected internal override double After(double startPrice, double quantity, Direction direction) =>
        direction == Direction.Down ? Math.Max(0, startPrice - (slope * quantity)) : startPrice + (slope * quantity);

    protected internal override double Mean(double startPrice, double from, double to, Direction direction)
    {
        if (!(to > from))
        {
            return After(startPrice, from, direction);
        }

        if (direction == Direction.Up)
        {
            return startPrice + (slope * (from + (0.5 * (to - from))));
        }

        // Price stops at zero, and what is sold from there on brings nothing.
        double end = Math.Min(to, Limit(startPrice, direction));
        return end > from ? Math.Max(0, startPrice - (slope * (from + (0.5 * (end - from))))) * ((end - from) / (to - from)) : 0;
    }

    protected internal override double Needed(double startPrice, double price, Direction direction) => slope > 0 ? Math.Abs(startPrice - price) / slope : double.PositiveInfinity;

    internal override double StartFor(double level, double quantity, Direction direction) => level - ((int)direction * slope * quantity);

    protected internal override double Limit(double startPrice, Direction direction) => direction == Direction.Down && slope > 0 ? startPrice / slope : double.PositiveInfinity;
}
