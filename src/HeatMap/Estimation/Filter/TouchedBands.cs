using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>The bands that a path touches: whole ones, because a level within a touched band counts as reached.</summary>
internal static class TouchedBands
{
    /// <summary>The first and the last touched band of the window; the last lies before the first where none is.</summary>
    /// <exception cref="ArgumentException">The range is outside its domain.</exception>
    public static (int First, int Last) Of(BandGrid grid, PriceRange range)
    {
        if (!(range.Low > 0 && range.Low <= range.High && range.High < double.PositiveInfinity))
        {
            Throw.Argument(nameof(range), FormattableString.Invariant($"range must be finite with 0 < low <= high, was {range.Low} to {range.High}"));
        }

        return (Math.Max(grid.Find(range.Low), 0), Math.Min(grid.Find(range.High), grid.Count - 1));
    }
}
