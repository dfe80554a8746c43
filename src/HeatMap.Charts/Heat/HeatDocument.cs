using System.Globalization;
using System.Text.Json;
using HeatMap.Charts.Drawing;
using HeatMap.Charts.Pages;

namespace HeatMap.Charts.Heat;

/// <summary>The document of a heat map; what its properties mean is said at the head of Web/heat.js.</summary>
internal static class HeatDocument
{
    public static void Write(HeatScene scene, Utf8JsonWriter json)
    {
        LiquidationHeatMap map = scene.Map;
        HeatCells cells = scene.Cells;
        json.WriteString("subtitle", HeatWords.Subtitle(map));
        json.Texts("badges", HeatWords.Badges(map));
        json.Texts("notes", HeatWords.Notes(scene));
        json.WriteString("summary", $"{HeatWords.Title(map, scene.Options)}. {HeatWords.Subtitle(map)}. The arrow keys go from cell to cell.");
        json.WriteString("what", scene.IsStanding ? "standing" : "executed");
        json.WriteString("origin", OriginWords.Of(map.Origin));
        json.WriteNumber("start", cells.StartUnixMs);
        json.WriteNumber("interval", cells.IntervalMs);
        json.WriteString("states", cells.States);
        json.Numbers("edges", cells.PriceEdges);
        (double low, double high) = scene.View;

        // Where the view spans little, a logarithmic axis would have one or two numbers in it.
        json.WriteBoolean("log", map.Grid.Spacing == BandSpacing.Geometric && high > 4 * low);
        json.Numbers("view", [low, high]);
        json.WriteStartArray("planes");
        Plane(json, "all", cells);
        foreach ((string name, HeatCells layer) in scene.Layers)
        {
            Plane(json, name, layer);
        }

        json.WriteEndArray();
        json.WriteNumber("candleInterval", scene.CandleMs);
        json.WriteBoolean("isPath", scene.IsPath);
        json.WriteStartArray("candles");
        foreach (HeatCandle candle in scene.Candles)
        {
            json.WriteStartArray();
            foreach (double value in (ReadOnlySpan<double>)[candle.TimeUnixMs, candle.Open, candle.High, candle.Low, candle.Close, candle.OpenInterest])
            {
                json.NumberOrNull(value);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("marks");
        foreach (HeatMark mark in scene.DrawnMarks)
        {
            json.WriteStartArray();
            json.WriteNumberValue(mark.TimeUnixMs);
            json.WriteNumberValue(mark.Price);
            json.WriteNumberValue((int)mark.Side);
            json.WriteNumberValue(mark.Notional);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        Tables(scene, json);
    }

    private static void Plane(Utf8JsonWriter json, string name, HeatCells cells)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("long", HeatCells.Pack(cells.Long, cells.Rows));
        json.WriteString("short", HeatCells.Pack(cells.Short, cells.Rows));
        json.WriteEndObject();
    }

    /// <summary>The largest cells of the last column that is known: what somebody who cannot see the picture would ask first.</summary>
    private static void Tables(HeatScene scene, Utf8JsonWriter json)
    {
        HeatCells cells = scene.Cells;
        int last = cells.States.AsSpan().LastIndexOfAnyExcept('m');
        json.WriteStartArray("tables");
        if (last >= 0)
        {
            json.WriteStartObject();
            json.WriteString("title", $"Largest bands at {Ticks.Time((long)(cells.StartUnixMs + (cells.IntervalMs * (last + (scene.IsStanding ? 1 : 0)))), scene.Map.Interval)} UTC");
            string unit = scene.Map.Unit is { Length: > 0 } named ? $", {named}" : "";
            json.Texts("columns", ["from", "to", "longs" + unit, "shorts" + unit]);
            json.WriteStartArray("rows");
            foreach (int row in Enumerable.Range(0, cells.Rows).Where(r => Sum(r) > 0).OrderByDescending(Sum).Take(12))
            {
                json.WriteStartArray();
                json.WriteStringValue(CompactNumber.Edge(cells.PriceEdges[row], scene.Map.Grid));
                json.WriteStringValue(CompactNumber.Edge(cells.PriceEdges[row + 1], scene.Map.Grid));
                json.WriteStringValue(cells.Long[(last * cells.Rows) + row].ToString("#,##0.##", CultureInfo.InvariantCulture));
                json.WriteStringValue(cells.Short[(last * cells.Rows) + row].ToString("#,##0.##", CultureInfo.InvariantCulture));
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();

        double Sum(int row) => (double)cells.Long[(last * cells.Rows) + row] + cells.Short[(last * cells.Rows) + row];
    }
}
