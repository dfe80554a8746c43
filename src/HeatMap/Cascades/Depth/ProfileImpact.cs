using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Depth by distance from the start price, straight between the rows of a table. Beyond the last row nothing is known: price stays there.</summary>
internal sealed class ProfileImpact(double[] downQuantity, double[] downDistance, double[] upQuantity, double[] upDistance) : RelativeImpact
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"depth profile of {downQuantity.Length - 1} rows below and {upQuantity.Length - 1} above");

    internal override bool Has(Direction direction) => Side(direction).Quantities.Length > 1;

    public override double Factor(double quantity, Direction direction)
    {
        (double[] quantities, double[] distances) = Side(direction);
        int row = SortedNumbers.FirstAtLeast(quantities, quantity);
        double distance = row == 0 ? 0 : row == quantities.Length ? distances[^1]
            : Math.Min(distances[row], distances[row - 1] + ((distances[row] - distances[row - 1]) * ((quantity - quantities[row - 1]) / (quantities[row] - quantities[row - 1]))));
        return 1 + ((int)direction * distance);
    }

    public override double MeanFactor(double from, double to, Direction direction)
    {
        (double[] quantities, _) = Side(direction);
        double sum = 0, at = from;
        for (int row = Math.Max(1, SortedNumbers.FirstAtLeast(quantities, from)); row < quantities.Length && at < to; row++)
        {
            // Straight in between, and just beyond a jump the row's own line counts: so the middle.
            double end = Math.Min(to, quantities[row]);
            if (end > at)
            {
                sum += (end - at) * Factor(at + (0.5 * (end - at)), direction);
                at = end;
            }
        }

        return (sum + ((to - at) * Factor(to, direction))) / (to - from);
    }

    public override double QuantityToFactor(double factor, Direction direction)
    {
        (double[] quantities, double[] distances) = Side(direction);
        double distance = (int)direction * (factor - 1);
        int row = SortedNumbers.FirstAtLeast(distances, distance);
        return row == 0 ? 0 : row == distances.Length ? double.PositiveInfinity
            : quantities[row - 1] + ((quantities[row] - quantities[row - 1]) * ((distance - distances[row - 1]) / (distances[row] - distances[row - 1])));
    }

    protected override double QuantityToZero => downQuantity[^1];

    protected override double UpwardLimit => upQuantity[^1];

    private (double[] Quantities, double[] Distances) Side(Direction direction) => direction == Direction.Down ? (downQuantity, downDistance) : (upQuantity, upDistance);
}
