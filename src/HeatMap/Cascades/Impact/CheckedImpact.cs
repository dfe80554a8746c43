using System.Globalization;

namespace HeatMap.Cascades;

/// <summary>A law of somebody's own, whose answers are prices or an exception.</summary>
internal sealed class CheckedImpact(PriceImpact law) : PriceImpact
{
    public override string ToString() => law.ToString() ?? law.GetType().Name;

    protected internal override double After(double startPrice, double quantity, Direction direction)
    {
        double price = law.After(startPrice, quantity, direction);
        return price >= 0 && IsAtOrBeyond(price, startPrice, direction) ? price : throw Wrong(price, startPrice, string.Create(CultureInfo.InvariantCulture, $"{quantity}"), direction);
    }

    protected internal override double Mean(double startPrice, double from, double to, Direction direction)
    {
        double price = law.Mean(startPrice, from, to, direction);
        return price >= 0 ? price : throw Wrong(price, startPrice, string.Create(CultureInfo.InvariantCulture, $"{from} to {to}"), direction);
    }

    protected internal override double Needed(double startPrice, double price, Direction direction) => law.Needed(startPrice, price, direction);

    protected internal override double Limit(double startPrice, Direction direction) => law.Limit(startPrice, direction);

    private InvalidOperationException Wrong(double price, double startPrice, string quantity, Direction direction) => new(string.Create(
        CultureInfo.InvariantCulture, $"the law {this} must give a price >= 0, and none on the near side of the start; it gave {price} from {startPrice} after {quantity}, {direction}"));
}
