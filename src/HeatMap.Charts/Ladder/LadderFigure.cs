using System.Globalization;
using System.Text.Json;
using HeatMap.Charts.Drawing;
using HeatMap.Charts.Pages;

namespace HeatMap.Charts.Ladder;

/// <summary>Writes a map as a figure for Plotly: bars by layer and side, sums from the mark, the mark, zones and thresholds.</summary>
internal static class LadderFigure
{
    private const int MostCells = 200_000, LabelRows = 4;

    /// <summary>What front ends mostly give a plot, in pixels: figures fit their width, so labels are placed by a guess of it.</summary>
    private const double PlotWidth = 560;

    private static readonly string[] Series = ["#2f6fde", "#e08a00", "#8e44c9", "#57616c", "#d6569a", "#8a6a3a", "#3fa3d9", "#8f9a1c"];

    public static string Of(MapChart chart) => JsonText.Of(json =>
    {
        BandBars bars = BandBars.Of(chart.Layers.AsSpan(), Math.Min(5_000, MostCells / (2 * chart.Layers.Length)));
        json.WriteStartObject();
        json.WriteStartArray("data");
        for (int l = 0; l < chart.Layers.Length; l++)
        {
            Bars(json, chart, bars, l, Side.Long);
            Bars(json, chart, bars, l, Side.Short);
        }

        foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
        {
            foreach (bool above in (ReadOnlySpan<bool>)[false, true])
            {
                Sums(json, chart, LadderSums.Of(bars, chart.Map.MarkPrice, side, above), side, above);
            }
        }

        json.WriteEndArray();
        Layout(json, chart, bars);
        json.WriteEndObject();
    });

    private static string Colour(Side side) => side == Side.Long ? "#0b8f6a" : "#d6412e";

    private static string Name(Side side) => side == Side.Long ? "long" : "short";

    private static string Unit(MapChart chart) => chart.Unit is null ? "" : " " + chart.Unit;

    private static void Bars(Utf8JsonWriter json, MapChart chart, BandBars bars, int layer, Side side)
    {
        bool single = chart.Layers.Length == 1;
        double[] values = (side == Side.Long ? bars.Long : bars.Short)[layer];
        int[] held = [.. Enumerable.Range(0, bars.Count).Where(i => values[i] > 0)];
        Plotly.Begin(json, "bar", single ? Name(side) : $"{chart.Names[layer]}, {Name(side)}", single ? Colour(side) : Series[layer % Series.Length]);
        if (!single)
        {
            json.WriteString("legendgroup", layer.ToString(CultureInfo.InvariantCulture));
            json.WriteNumber("opacity", side == Side.Long ? 1 : 0.75);
        }

        json.Numbers("x", [.. held.Select(i => (bars.Lower[i] + bars.Upper[i]) / 2)]);
        json.Numbers("width", [.. held.Select(i => bars.Upper[i] - bars.Lower[i])]);
        json.Numbers("y", [.. held.Select(i => values[i])]);
        json.WriteStartArray("customdata");
        foreach (int i in held)
        {
            json.WriteStartArray();
            json.NumberOrNull(bars.Lower[i]);
            json.NumberOrNull(bars.Upper[i]);
            json.NumberOrNull(((bars.Lower[i] + bars.Upper[i]) / 2 / chart.Map.MarkPrice) - 1);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteString("hovertemplate", "%{customdata[0]:,.8~g} to %{customdata[1]:,.8~g}<br>%{customdata[2]:+.2%} from the mark<br>%{y:,.4~s}" + Plotly.Text(Unit(chart)));
        json.WriteEndObject();
    }

    private static void Sums(Utf8JsonWriter json, MapChart chart, List<(double Price, double Sum)> curve, Side side, bool above)
    {
        if (curve.Count == 0)
        {
            return;
        }

        Plotly.Begin(json, "scatter", $"{Name(side)}, sum {(above ? "upwards" : "downwards")} from the mark", Colour(side), "y2");
        json.WriteString("mode", "lines");
        json.Numbers("x", [.. curve.Select(static p => p.Price)]);
        json.Numbers("y", [.. curve.Select(static p => p.Sum)]);
        json.WriteString("hovertemplate", "to %{x:,.8~g}: %{y:,.4~s}" + Plotly.Text(Unit(chart)));
        json.WriteEndObject();
    }

    private static void Layout(Utf8JsonWriter json, MapChart chart, BandBars bars)
    {
        string pooled = bars.BandsPerBar > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({bars.BandsPerBar:N0} bands a bar)") : "";
        json.WriteStartObject("layout");
        json.WriteStartObject("title");
        json.WriteString("text", Plotly.Text(chart.Title + pooled));
        json.WriteString("yref", "container");
        json.WriteString("yanchor", "top");
        json.WriteNumber("y", 0.97);
        json.WriteEndObject();
        json.WriteString("barmode", "stack");
        json.WriteNumber("bargap", 0);
        string unit = chart.Unit is null ? "" : ", " + chart.Unit;
        Plotly.Axis(json, "xaxis", "price", [("type", chart.IsLogarithmic ? "log" : "linear")]);
        Plotly.Axis(json, "yaxis", "notional" + unit);
        Plotly.Axis(json, "yaxis2", "sum from the mark" + unit, ("overlaying", "y"), ("side", "right"), ("rangemode", "tozero"), ("tickmode", "auto"));
        json.WriteStartObject("legend");
        json.WriteString("orientation", "h");
        json.WriteString("yref", "container");
        json.WriteString("yanchor", "bottom");
        json.WriteNumber("y", 0.01);
        json.WriteEndObject();
        (double low, double high) = LadderExtent.Of(chart.Map, bars, chart.IsLogarithmic);
        bool hasMark = chart.Map.MarkPrice >= low && chart.Map.MarkPrice <= high;
        Labels(json, chart, new PriceScale(low, high, 0, PlotWidth, chart.IsLogarithmic), hasMark);
        json.WriteStartArray("shapes");
        if (hasMark)
        {
            Plotly.Shape(json, "line", chart.Map.MarkPrice, chart.Map.MarkPrice, "#57616c", "solid");
        }

        foreach (Zone zone in chart.Zones)
        {
            Plotly.Shape(json, "rect", zone.Range.Low, zone.Range.High, Colour(zone.Side), "dot");
        }

        foreach (MarkedJump marked in chart.Thresholds)
        {
            Plotly.Shape(json, "line", marked.Jump.TriggerPrice, marked.Jump.TriggerPrice, "#2f6fde", "dash");
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Labels in the first line above the plot in which they have room; where none has, the shape stays without words.</summary>
    private static void Labels(Utf8JsonWriter json, MapChart chart, PriceScale scale, bool hasMark)
    {
        List<(double Price, string Text, string Colour)> wanted = hasMark ? [(chart.Map.MarkPrice, "mark " + CompactNumber.Price(chart.Map.MarkPrice), "#57616c")] : [];
        wanted.AddRange(chart.Thresholds.Where(static m => m.IsFirst).Select(static m => (m.Jump.TriggerPrice, m.Text, "#2f6fde")));
        wanted.AddRange(chart.Zones.Select(z => (z.PeakPrice, chart.ZoneText(z), Colour(z.Side))));
        wanted.AddRange(chart.Thresholds.Where(static m => !m.IsFirst).Select(static m => (m.Jump.TriggerPrice, m.Text, "#2f6fde")));
        var taken = new List<(double From, double To)>[LabelRows];
        json.WriteStartArray("annotations");
        foreach ((double price, string text, string colour) in wanted.Where(w => w.Price >= scale.Low && w.Price <= scale.High))
        {
            double x = scale.At(price), half = 3.3 * text.Length;
            int row = Array.FindIndex(taken, places => places is null || places.TrueForAll(p => x - half > p.To || x + half < p.From));
            if (row >= 0)
            {
                (taken[row] ??= []).Add((x - half, x + half));
                Plotly.Note(json, Place(chart, price), text, colour, row);
            }
        }

        json.WriteEndArray();
        json.WriteStartObject("margin");
        json.WriteNumber("t", 76 + (14 * Array.FindLastIndex(taken, static places => places is not null)));
        json.WriteNumber("b", 96 + (chart.Layers.Length > 1 ? 8 * chart.Layers.Length : 0));
        json.WriteEndObject();
    }

    /// <summary>Annotations of a logarithmic axis are placed by the exponent, shapes by the number.</summary>
    private static double Place(MapChart chart, double price) => chart.IsLogarithmic ? Math.Log10(price) : price;
}
