using HeatMap.Estimation;

namespace HeatMap;

/// <summary>Small pictures of an estimate: those of its map, and in words what it rests on.</summary>
/// <remarks>Pure: the same estimate and options give the same text.</remarks>
public static class EstimatedMapDisplay
{
    /// <summary>Draws the estimate's map as one static SVG image; the caption says that it is modelled and what it rests on.</summary>
    /// <param name="estimate">The estimate; an empty one is drawn as axes and a sentence.</param>
    /// <param name="options">Title and size; <see langword="null"/> for the defaults.</param>
    /// <returns>As <see cref="MapDisplay.ToSvg"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="estimate"/> is null.</exception>
    /// <remarks>Allocates the text, some tens of kilobytes. O(bands).</remarks>
    public static string ToSvg(this EstimatedMap estimate, DisplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        options ??= DisplayOptions.Default;
        return LadderImage.Write(estimate.Map, options, Words(estimate, options));
    }

    /// <summary>Shows the estimate as one figure for a notebook or a page: its map, a caption that says what it rests on, and the hottest bands.</summary>
    /// <param name="estimate">The estimate; an empty one is drawn as axes and a sentence.</param>
    /// <param name="options">Title and size; <see langword="null"/> for the defaults.</param>
    /// <returns>As <see cref="MapDisplay.ToHtml"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="estimate"/> is null.</exception>
    /// <remarks>Allocates the text, less than 40 kB. O(bands).</remarks>
    public static string ToHtml(this EstimatedMap estimate, DisplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        options ??= DisplayOptions.Default;
        return MapFigure.Write(estimate.Map, options, Words(estimate, options));
    }

    private static LadderWords Words(EstimatedMap estimate, DisplayOptions options)
    {
        string interest = double.IsFinite(estimate.OpenInterest)
            ? $"Open interest {CompactNumber.Notional(estimate.OpenInterest)} base on each side, {CompactNumber.Fraction(estimate.BurnInShare)} of it from start-up assumptions."
            : "Open interest was never known, so nothing is placed.";
        string bar = "Newest bar from " + HeatTimes.Full(estimate.LastOpenTimeUnixMs, 60_000) + " UTC.";
        return new(estimate.Map, options, "Estimated liquidation map", interest, bar, estimate.IsValidated ? "Calibration scored on unseen data of this asset." : "Calibration not scored on this asset.");
    }
}
