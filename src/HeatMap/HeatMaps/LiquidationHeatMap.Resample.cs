using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <content>Pictures.</content>
public sealed partial class LiquidationHeatMap
{
    /// <summary>The most pixels of a picture on one side.</summary>
    public const int MaxPictureSize = 16384;

    /// <summary>The heat map in so many pixels.</summary>
    /// <param name="width">Pixels in time, from 1 to <see cref="MaxPictureSize"/>.</param>
    /// <param name="height">Pixels in price, from 1 to <see cref="MaxPictureSize"/>.</param>
    /// <param name="pooling">How cells that share a pixel become one number.</param>
    /// <param name="selection">Side, layer, time and prices; <see langword="null"/> for all. Whole columns and bands are taken; what lies outside the window is not drawn.</param>
    /// <returns>
    /// Pixels hold whole cells, or are whole parts of cells. With <see cref="HeatMapPooling.Sum"/> they add up to exactly what the cells hold. Missing columns are zero and marked.
    /// </returns>
    /// <exception cref="ArgumentException">A size, a layer or a range is outside its domain, or a choice is not defined.</exception>
    /// <exception cref="OverflowException">A pixel would reach 2^63 units.</exception>
    /// <remarks>O(columns × (layers × bands + height) + pixels). Allocates the picture and two columns.</remarks>
    public HeatMapPicture Resample(int width, int height, HeatMapPooling pooling, HeatMapSelection? selection = null)
    {
        CheckSize(width, nameof(width));
        CheckSize(height, nameof(height));
        Guard.Defined(pooling);
        return new HeatMapResampling(_columns, selection ?? HeatMapSelection.All).Draw(width, height, pooling);
    }

    private static void CheckSize(int pixels, string name)
    {
        if (pixels is < 1 or > MaxPictureSize)
        {
            Throw.OutOfRange(name, pixels, string.Create(CultureInfo.InvariantCulture, $"from 1 to {MaxPictureSize} pixels"));
        }
    }
}
