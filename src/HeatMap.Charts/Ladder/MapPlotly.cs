using System.Text.Json;
using HeatMap.Cascades;
using HeatMap.Charts.Drawing;
using HeatMap.Charts.Pages;

namespace HeatMap.Charts.Ladder;

/// <summary>A map as a Plotly figure: stacked bars, sums from the mark outward, mark, zones and cascade thresholds.</summary>
internal static class MapPlotly
{
    public static string Write(MapScene scene)
    {
        string unit = scene.Total.Unit is { Length: > 0 } named ? Plotly.Text(named) : "notional";
        return Plotly.Figure(
            scene.Title,
            json =>
            {
                for (int series = 0; series < 2 * scene.Layers.Length; series++)
                {
                    Bars(json, scene, series, unit);
                }

                foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
                {
                    Sum(json, scene, side, unit);
                }
            },
            json =>
            {
                json.WriteString("barmode", "stack");
                json.WriteNumber("bargap", 0);
                (double low, double high) = scene.View;
                json.Axis("xaxis", "price (quote per base)", scene.IsLog ? "log" : null, j => j.Numbers("range", scene.IsLog ? [Math.Log10(low), Math.Log10(high)] : [low, high]));
                json.Axis("yaxis", unit + " a band");
                json.Axis("yaxis2", unit + ", sum from the mark outward", null, static j =>
                {
                    j.WriteString("overlaying", "y");
                    j.WriteString("side", "right");
                    j.WriteString("rangemode", "tozero");
                });
                json.WriteStartArray("shapes");
                if (!double.IsNaN(scene.Total.MarkPrice))
                {
                    json.Line(scene.Total.MarkPrice, scene.Total.MarkPrice, "x", 0, 1, "paper", "#888888", "dash");
                }

                foreach (CascadeJump jump in scene.Jumps)
                {
                    json.Line(jump.TriggerPrice, jump.TriggerPrice, "x", 0, 1, "paper", "#b14bc4", "dot");
                    json.Line(jump.TriggerPrice, jump.EndPrice, "x", 0.97, 0.97, "paper", "#b14bc4");
                }

                foreach (Zone zone in scene.Zones)
                {
                    json.WriteStartObject();
                    json.WriteString("type", "rect");
                    json.WriteString("xref", "x");
                    json.WriteString("yref", "paper");
                    json.WriteNumber("x0", zone.Range.Low);
                    json.WriteNumber("x1", zone.Range.High);
                    json.WriteNumber("y0", 0);
                    json.WriteNumber("y1", 1);
                    json.WriteStartObject("line");
                    json.WriteString("color", "#888888");
                    json.WriteString("dash", "dot");
                    json.WriteEndObject();
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
    }

    private static void Bars(Utf8JsonWriter json, MapScene scene, int series, string unit)
    {
        json.WriteStartObject();
        json.WriteString("type", "bar");
        json.WriteString("name", Plotly.Text(scene.NameOf(series)));
        json.Numbers("x", [.. scene.Bands.Select(static b => 0.5 * (b.Lower + b.Upper))]);
        json.Numbers("width", [.. scene.Bands.Select(static b => b.Upper - b.Lower)]);
        json.Numbers("y", [.. scene.Bands.Select(b => b.Notional[series])]);
        json.WriteString("hovertemplate", $"price %{{x:,.7~g}}<br>%{{y:,.6~g}} {unit}");
        if (scene.Layers.Length == 1)
        {
            json.WriteStartObject("marker");
            json.WriteString("color", series == 0 ? "#0b8f6a" : "#d6412e");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Sum(Utf8JsonWriter json, MapScene scene, Side side, string unit)
    {
        int layers = scene.Layers.Length;
        double mark = scene.Total.MarkPrice, sum = side == Side.Long ? scene.Total.Above.Long : scene.Total.Below.Short;
        List<double> prices = [], sums = [];
        foreach (MapBand band in side == Side.Long ? scene.Bands.Reverse() : scene.Bands)
        {
            sum += band.Notional.Skip(side == Side.Long ? 0 : layers).Take(layers).Sum();
            double far = side == Side.Long ? band.Lower : band.Upper;
            if (double.IsNaN(mark) || (side == Side.Long ? far <= mark : far >= mark))
            {
                prices.Add(far);
                sums.Add(sum);
            }
        }

        json.WriteStartObject();
        json.WriteString("type", "scatter");
        json.WriteString("mode", "lines");
        json.WriteString("name", side == Side.Long ? "longs, sum" : "shorts, sum");
        json.WriteString("yaxis", "y2");
        json.Numbers("x", [.. prices]);
        json.Numbers("y", [.. sums]);
        json.WriteString("hovertemplate", $"price %{{x:,.7~g}}<br>%{{y:,.6~g}} {unit}");
        json.WriteStartObject("line");
        json.WriteString("color", side == Side.Long ? "#0b8f6a" : "#d6412e");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
