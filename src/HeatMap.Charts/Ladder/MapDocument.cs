using System.Globalization;
using System.Text.Json;
using HeatMap.Cascades;
using HeatMap.Charts.Drawing;
using HeatMap.Charts.Pages;
using HeatMap.Estimation;

namespace HeatMap.Charts.Ladder;

/// <summary>The document of a map; what its properties mean is said at the head of Web/map.js.</summary>
internal static class MapDocument
{
    public static void Write(MapScene scene, Utf8JsonWriter json)
    {
        LiquidationMap map = scene.Total;
        json.WriteString("subtitle", scene.Subtitle);
        json.Texts("badges", scene.Badges);
        json.Texts("notes", scene.Notes());
        json.WriteString("summary", $"{scene.Title}. {scene.Subtitle}. The arrow keys go from bar to bar.");
        json.NumberOrNull("mark", map.MarkPrice);
        json.WriteBoolean("log", scene.IsLog);
        json.Numbers("window", [map.Grid.Lower, map.Grid.Upper]);
        (double low, double high) = scene.View;
        json.Numbers("view", [low, high]);
        json.WriteNumber("count", map.Grid.Count);
        json.WriteNumber("pooled", scene.Pooled);
        json.WriteBoolean("hasCounts", map.HasCounts);
        json.Numbers("tails", [map.Below.Long, map.Below.Short, map.Above.Long, map.Above.Short]);
        json.Numbers("total", [map.Total.Long, map.Total.Short]);
        json.WriteStartArray("series");
        for (int series = 0; series < 2 * scene.Layers.Length; series++)
        {
            json.WriteStartObject();
            json.WriteString("name", scene.NameOf(series));
            json.WriteNumber("side", series < scene.Layers.Length ? 1 : -1);
            json.WriteNumber("layer", series % scene.Layers.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("bands");
        foreach (MapBand band in scene.Bands)
        {
            json.WriteStartArray();
            json.WriteNumberValue(band.First);
            json.WriteNumberValue(band.Lower);
            json.WriteNumberValue(band.Upper);
            foreach (double notional in band.Notional)
            {
                json.WriteNumberValue(notional);
            }

            if (map.HasCounts)
            {
                json.WriteNumberValue(band.LongCount);
                json.WriteNumberValue(band.ShortCount);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        Origins(scene, json);
        json.WriteStartArray("zones");
        foreach (Zone zone in scene.Zones)
        {
            json.WriteStartObject();
            json.WriteNumber("side", (int)zone.Side);
            json.Numbers("range", [zone.Range.Low, zone.Range.High]);
            json.WriteNumber("notional", zone.Notional);
            json.NumberOrNull("distance", zone.Distance);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("jumps");
        foreach (CascadeJump jump in scene.Jumps)
        {
            json.Numbers([jump.TriggerPrice, jump.EndPrice, jump.Notional]);
        }

        json.WriteEndArray();
        Tables(scene, json);
    }

    /// <summary>Where an estimate says of each band what it rests on: a word and a share for each bar and side.</summary>
    private static void Origins(MapScene scene, Utf8JsonWriter json)
    {
        if (scene.Estimate is not { } estimate || scene.Pooled > 1)
        {
            return;
        }

        json.WriteStartArray("origins");
        foreach (MapBand band in scene.Bands)
        {
            json.WriteStartArray();
            foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
            {
                EstimatedBand estimated = estimate.Band(side, band.First);
                json.WriteStringValue(estimated.Quantity > 0 ? $"{estimated.Provenance.ToString().ToLowerInvariant()}, {CompactNumber.Fraction(estimated.AssumedShare)} assumed" : "");
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Tables(MapScene scene, Utf8JsonWriter json)
    {
        LiquidationMap map = scene.Total;
        string unit = map.Unit is { Length: > 0 } named ? $", {named}" : "";
        json.WriteStartArray("tables");
        json.WriteStartObject();
        json.WriteString("title", "Largest bands");
        json.Texts("columns", ["from", "to", "longs" + unit, "shorts" + unit, "from the mark"]);
        json.WriteStartArray("rows");
        foreach (MapBand band in scene.Bands.OrderByDescending(static b => b.Notional.Sum()).Take(20).OrderByDescending(static b => b.Lower))
        {
            int layers = scene.Layers.Length;
            json.WriteStartArray();
            json.WriteStringValue(CompactNumber.Edge(band.Lower, map.Grid));
            json.WriteStringValue(CompactNumber.Edge(band.Upper, map.Grid));
            json.WriteStringValue(band.Notional.Take(layers).Sum().ToString("#,##0.##", CultureInfo.InvariantCulture));
            json.WriteStringValue(band.Notional.Skip(layers).Sum().ToString("#,##0.##", CultureInfo.InvariantCulture));
            json.WriteStringValue(double.IsNaN(map.MarkPrice) ? "–" : ((0.5 * (band.Lower + band.Upper) / map.MarkPrice) - 1).ToString("+0.00 %;-0.00 %", CultureInfo.InvariantCulture));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        if (scene.Zones.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("title", "Zones");
            json.Texts("columns", ["side", "from", "to", "notional" + unit, "from the mark"]);
            json.WriteStartArray("rows");
            foreach (Zone zone in scene.Zones)
            {
                json.Texts([zone.Side == Side.Long ? "longs" : "shorts", CompactNumber.Edge(zone.Range.Low, map.Grid), CompactNumber.Edge(zone.Range.High, map.Grid), CompactNumber.Notional(zone.Notional), double.IsFinite(zone.Distance) ? zone.Distance.ToString("+0.00 %;-0.00 %", CultureInfo.InvariantCulture) : "–"]);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
