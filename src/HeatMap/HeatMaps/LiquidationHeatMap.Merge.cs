using HeatMap.Internal;

namespace HeatMap;

/// <content>Heat maps made of heat maps: other paths, other sources.</content>
public sealed partial class LiquidationHeatMap
{
    /// <summary>The same numbers with the path of another heat map, for example that of the mark under executed liquidations.</summary>
    /// <param name="other">A heat map of this interval that has every column of this one.</param>
    /// <exception cref="ArgumentException">The interval differs, or a column is not there.</exception>
    /// <remarks>O(columns). Shares the numbers with this heat map.</remarks>
    public LiquidationHeatMap WithPath(LiquidationHeatMap other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Interval != Interval)
        {
            Throw.Argument(nameof(other), $"the intervals differ: {Interval} and {other.Interval}");
        }

        if (ColumnCount > 0 && (other.ColumnAt(StartUnixMs) < 0 || other.ColumnAt(EndUnixMs - 1) < 0))
        {
            Throw.Argument(nameof(other), $"other must have the columns from {TimeText(StartUnixMs)} to {TimeText(EndUnixMs)}, has {TimeText(other.StartUnixMs)} to {TimeText(other.EndUnixMs)}");
        }

        var paths = new MarkPath[ColumnCount];
        for (int i = 0; i < paths.Length; i++)
        {
            paths[i] = other.PathOf(other.ColumnAt(ColumnStartUnixMs(i)));
        }

        return new(_columns.WithPaths(paths), Unit, _sources);
    }
}
