using System.Globalization;

namespace HeatMap;

/// <summary>A peak of a histogram and how far it stands out.</summary>
/// <param name="Index">The bar of the peak; of a plateau the first.</param>
/// <param name="Height">The height of that bar.</param>
/// <param name="Prominence">How far one must come down from it before the way leads to a higher peak; the whole height where there is none.</param>
public readonly record struct HistogramPeak(int Index, double Height, double Prominence)
{
    /// <summary>For example <c>bar 3: height 5, prominence 5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"bar {Index}: height {Height}, prominence {Prominence}");
}
