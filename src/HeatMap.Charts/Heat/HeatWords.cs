using System.Globalization;
using HeatMap.Charts.Drawing;

namespace HeatMap.Charts.Heat;

/// <summary>What a picture of a heat map says in words.</summary>
internal static class HeatWords
{
    public static string Title(LiquidationHeatMap map, HeatMapChartOptions options) =>
        !string.IsNullOrWhiteSpace(options.Title) ? options.Title : map.Kind == HeatMapKind.Standing ? "Liquidation heat map" : "Executed liquidations";

    public static string Subtitle(LiquidationHeatMap map)
    {
        string times = map.ColumnCount == 0 ? "" : $", {Ticks.Time(map.StartUnixMs, map.Interval)} to {Ticks.Time(map.EndUnixMs, map.Interval)} UTC";
        return string.Create(CultureInfo.InvariantCulture, $"{map.ColumnCount:N0} columns of {CompactNumber.Duration(map.Interval)}{times} · {map.Grid.Count:N0} bands from {CompactNumber.Edge(map.Grid.Lower, map.Grid)} to {CompactNumber.Edge(map.Grid.Upper, map.Grid)}");
    }

    public static string[] Badges(LiquidationHeatMap map) =>
        [.. new[] { OriginWords.Of(map.Origin), map.Kind == HeatMapKind.Executed ? "executed" : null }.OfType<string>()];

    /// <summary>What must not be overlooked.</summary>
    public static string[] Notes(HeatScene scene)
    {
        LiquidationHeatMap map = scene.Map;
        List<string> notes =
        [
            scene.IsStanding
                ? "Each column shows what would be forced to close at a price if it got there, as of the end of its interval. It is no forecast that price gets there. Where several cells share a pixel, the greatest is drawn."
                : "Each column shows what was liquidated within its interval. Where several cells share a pixel, the greatest is drawn.",
        ];
        if (OriginWords.Sources(map.Origin, map.Sources) is { } sources)
        {
            notes.Add(sources);
        }

        if (scene.Cells.IsReduced)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{map.ColumnCount:N0} × {map.Grid.Count:N0} cells are drawn as {scene.Cells.Columns:N0} × {scene.Cells.Rows:N0}: {(scene.IsStanding ? "a cell shows the most that waited in it at once" : "a cell shows their sum")}."));
        }

        int missing = 0, carried = 0;
        double outside = 0;
        for (int i = 0; i < map.ColumnCount; i++)
        {
            missing += map.StateOf(i) == HeatMapColumnState.Missing ? 1 : 0;
            carried += map.StateOf(i) == HeatMapColumnState.Carried ? 1 : 0;
            double notional = (map.Below(i) + map.Above(i)).Notional;
            outside = scene.IsStanding ? Math.Max(outside, notional) : outside + notional;
        }

        Add(missing, "without numbers: hatched.");
        Add(carried, "that nobody gave: what was known before is repeated.");
        if (outside > 0)
        {
            notes.Add($"Outside the window and not drawn: {Ticks.Notional(outside, map.Unit)}{(scene.IsStanding ? " at most" : "")}.");
        }

        if (scene.AllMarks > scene.DrawnMarks.Length)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Of {scene.AllMarks:N0} executed liquidations the {scene.DrawnMarks.Length:N0} largest are marked."));
        }

        if (scene.IsPath && scene.Candles.Length > 0)
        {
            notes.Add("The price is the map's own path: low, high and last of each column.");
        }

        return [.. notes];

        void Add(int columns, string what)
        {
            if (columns > 0)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"{columns:N0} column{(columns == 1 ? "" : "s")} {what}"));
            }
        }
    }
}
