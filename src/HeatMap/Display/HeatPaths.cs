namespace HeatMap;

/// <summary>Paths of the price over several columns.</summary>
internal static class HeatPaths
{
    /// <summary>The path through all columns that a stretch of time touches; unknown where none is known.</summary>
    public static MarkPath Between(LiquidationHeatMap map, double fromUnixMs, double toUnixMs)
    {
        if (map.ColumnCount == 0)
        {
            return default;
        }

        double interval = map.Interval.TotalMilliseconds;
        int first = (int)Math.Clamp(Math.Floor((fromUnixMs - map.StartUnixMs) / interval), 0, map.ColumnCount - 1);
        int end = (int)Math.Clamp(Math.Ceiling((toUnixMs - map.StartUnixMs) / interval), first + 1, map.ColumnCount);
        MarkPath all = default;
        for (int column = first; column < end; column++)
        {
            MarkPath path = map.PathOf(column);
            if (path.IsKnown)
            {
                all = all.IsKnown ? new(Math.Min(all.Low, path.Low), Math.Max(all.High, path.High), path.Last) : path;
            }
        }

        return all;
    }
}
