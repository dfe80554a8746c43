using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <content>The estimate in layers by distance.</content>
public sealed partial class EstimatedMap
{
    private static ReadOnlySpan<double> UsualBounds => [0.01, 0.02, 0.05, 0.1, 0.25];

    /// <summary>The map in layers by the distance from entry to liquidation, which is what leverage means to a price: 1 % is about 100 times, 10 % about 10 times.</summary>
    /// <param name="bounds">
    /// Where layers part, as rising fractions of the entry price, &gt; 0 and at most 20; a class of <see cref="Mix"/> belongs to the first layer whose bound it does not pass. None are the usual 1 %, 2 %, 5 %, 10 % and 25 %.
    /// </param>
    /// <returns>
    /// A layer for each range of distances in which <see cref="Mix"/> has classes, nearest first, and one for what is beyond the window or never liquidated, where there is any. Together they are <see cref="Map"/>, band by band to
    /// the last unit: a band's units are parted by the shares of its quantity.
    /// </returns>
    /// <exception cref="ArgumentException">A bound is outside its domain or not greater than the one before; the message names it.</exception>
    /// <remarks>O(classes × bands). Allocates the layers and their total. Leverage in the names is one over the distance: that of an isolated position without added margin, where the maintenance rate is small.</remarks>
    public MapLayers ToLayers(params ReadOnlySpan<double> bounds)
    {
        for (int i = 0; i < bounds.Length; i++)
        {
            if (!(bounds[i] > 0 && bounds[i] <= 20))
            {
                Throw.Row(nameof(bounds), i, bounds[i], "> 0 and at most 20");
            }

            if (i > 0 && !(bounds[i] > bounds[i - 1]))
            {
                Throw.Row(nameof(bounds), i, bounds[i], FormattableString.Invariant($"greater than the one before, {bounds[i - 1]}"));
            }
        }

        return DistanceLayers.Of(this, bounds.IsEmpty ? UsualBounds : bounds);
    }
}
