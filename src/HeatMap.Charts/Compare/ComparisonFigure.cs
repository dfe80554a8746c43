using System.Text.Json;
using HeatMap.Charts.Drawing;
using HeatMap.Charts.Ladder;
using HeatMap.Charts.Pages;

namespace HeatMap.Charts.Compare;

/// <summary>Writes two maps as a figure for Plotly: the first upwards, the second downwards, the difference below.</summary>
internal static class ComparisonFigure
{
    private const int MostBars = 5_000;

    public static string Of(ComparisonChart chart) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach ((LiquidationMap map, string name, int sign) in (ReadOnlySpan<(LiquidationMap, string, int)>)[(chart.Pair.First, chart.FirstName, 1), (chart.Pair.Second, chart.SecondName, -1)])
        {
            BandBars bars = BandBars.Of([map], MostBars);
            Trace(json, chart, name + ", long", "#0b8f6a", "y", bars.Lower, bars.Upper, bars.Long[0], sign);
            Trace(json, chart, name + ", short", "#d6412e", "y", bars.Lower, bars.Upper, bars.Short[0], sign);
        }

        if (chart.Pair.Why is null)
        {
            DifferenceBars bars = DifferenceBars.Of(chart.Pair, MostBars);
            Trace(json, chart, "difference, long", "#0b8f6a", "y2", bars.Lower, bars.Upper, bars.Long, 1);
            Trace(json, chart, "difference, short", "#d6412e", "y2", bars.Lower, bars.Upper, bars.Short, 1);
        }

        json.WriteEndArray();
        Layout(json, chart);
        json.WriteEndObject();
    });

    private static void Trace(Utf8JsonWriter json, ComparisonChart chart, string name, string colour, string axis, double[] lower, double[] upper, double[] values, int sign)
    {
        int[] held = [.. Enumerable.Range(0, values.Length).Where(i => values[i] != 0)];
        Plotly.Begin(json, "bar", name, colour, axis);
        json.Numbers("x", [.. held.Select(i => (lower[i] + upper[i]) / 2)]);
        json.Numbers("width", [.. held.Select(i => upper[i] - lower[i])]);
        json.Numbers("y", [.. held.Select(i => sign * values[i])]);
        json.Numbers("customdata", [.. held.Select(i => values[i])]);
        json.WriteString("hovertemplate", "%{x:,.8~g}: %{customdata:,.4~s}" + Plotly.Text(chart.Unit is null ? "" : " " + chart.Unit));
        json.WriteEndObject();
    }

    private static void Layout(Utf8JsonWriter json, ComparisonChart chart)
    {
        string unit = chart.Unit is null ? "" : ", " + chart.Unit;
        json.WriteStartObject("layout");
        json.WriteStartObject("title");
        json.WriteString("text", Plotly.Text(chart.Title) + (chart.Pair.Why is null ? "" : " (no difference by price: the bands have different edges)"));
        json.WriteEndObject();
        json.WriteString("barmode", "relative");
        json.WriteNumber("bargap", 0);
        Plotly.Axis(json, "xaxis", "price", ("anchor", "y2"));
        json.WriteStartObject("yaxis");
        json.WriteStartArray("domain");
        json.WriteNumberValue(0.4);
        json.WriteNumberValue(1);
        json.WriteEndArray();
        json.WriteStartObject("title");
        json.WriteString("text", Plotly.Text("notional" + unit + "; second downwards"));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("yaxis2");
        json.WriteStartArray("domain");
        json.WriteNumberValue(0);
        json.WriteNumberValue(0.34);
        json.WriteEndArray();
        json.WriteStartObject("title");
        json.WriteString("text", Plotly.Text("second less first" + unit));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("shapes");
        Plotly.Shape(json, "line", chart.First.MarkPrice, chart.First.MarkPrice, "#57616c", "solid");
        Plotly.Shape(json, "line", chart.Second.MarkPrice, chart.Second.MarkPrice, "#57616c", "dash");
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
