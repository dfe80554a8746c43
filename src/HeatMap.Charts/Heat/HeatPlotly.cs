using System.Globalization;
using System.Text.Json;
using HeatMap.Charts.Drawing;
using HeatMap.Charts.Pages;

namespace HeatMap.Charts.Heat;

/// <summary>A heat map as a Plotly figure: cells, candles, marks.</summary>
internal static class HeatPlotly
{
    private const int MostCells = 200_000;

    public static string Write(HeatScene scene, string title)
    {
        HeatCells cells = scene.Cells.Columns * scene.Cells.Rows <= MostCells ? scene.Cells : HeatCells.Of(scene.Map, most: MostCells);
        string drawn = cells == scene.Cells && !cells.IsReduced ? title : string.Create(CultureInfo.InvariantCulture, $"{title} ({scene.Map.ColumnCount:N0} × {scene.Map.Grid.Count:N0} cells as {cells.Columns:N0} × {cells.Rows:N0})");
        string unit = scene.Map.Unit is { Length: > 0 } named ? " " + Plotly.Text(named) : "";
        return Plotly.Figure(
            drawn,
            json =>
            {
                Cells(json, cells, unit);
                if (scene.Candles.Length > 0)
                {
                    Candles(json, scene);
                }

                foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
                {
                    Marks(json, [.. scene.DrawnMarks.Where(m => m.Side == side)], side, unit);
                }
            },
            json =>
            {
                json.Axis("xaxis", "time (UTC)", "date", static j =>
                {
                    j.WriteStartObject("rangeslider");
                    j.WriteBoolean("visible", false);
                    j.WriteEndObject();
                });
                (double low, double high) = scene.View;
                json.Axis("yaxis", "price (quote per base)", null, j => j.Numbers("range", [low, high]));
                Plotly.Legend(json, "legend", 0, 1.01, "bottom");
            });
    }

    private static void Cells(Utf8JsonWriter json, HeatCells cells, string unit)
    {
        json.WriteStartObject();
        json.WriteString("type", "heatmap");
        json.WriteString("name", "notional");
        json.WriteString("colorscale", "Viridis");
        json.WriteStartObject("colorbar");
        json.WriteStartObject("title");
        json.WriteString("text", "notional" + unit);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("hovertemplate", $"%{{x}} UTC<br>price %{{y:,.6~g}}<br>%{{z:,.6~g}}{unit}<extra></extra>");

        // Edges, one more than cells: Plotly then places cells between them.
        json.WriteStartArray("x");
        for (int column = 0; column <= cells.Columns && cells.Columns > 0; column++)
        {
            json.WriteStringValue(Time(cells.StartUnixMs + (column * cells.IntervalMs)));
        }

        json.WriteEndArray();
        json.Numbers("y", cells.PriceEdges);
        json.WriteStartArray("z");
        for (int row = 0; row < cells.Rows; row++)
        {
            json.WriteStartArray();
            for (int column = 0; column < cells.Columns; column++)
            {
                int at = (column * cells.Rows) + row;
                if (cells.States[column] == 'm')
                {
                    json.WriteNullValue();
                }
                else
                {
                    json.WriteNumberValue((double)cells.Long[at] + cells.Short[at]);
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Candles(Utf8JsonWriter json, HeatScene scene)
    {
        json.WriteStartObject();
        json.WriteString("type", "candlestick");
        json.WriteString("name", "price");
        json.WriteStartArray("x");
        foreach (HeatCandle candle in scene.Candles)
        {
            json.WriteStringValue(Time(candle.TimeUnixMs + (0.5 * scene.CandleMs)));
        }

        json.WriteEndArray();
        json.Numbers("open", [.. scene.Candles.Select(static c => c.Open)]);
        json.Numbers("high", [.. scene.Candles.Select(static c => c.High)]);
        json.Numbers("low", [.. scene.Candles.Select(static c => c.Low)]);
        json.Numbers("close", [.. scene.Candles.Select(static c => c.Close)]);
        json.WriteEndObject();
    }

    private static void Marks(Utf8JsonWriter json, HeatMark[] marks, Side side, string unit)
    {
        if (marks.Length == 0)
        {
            return;
        }

        double most = marks.Max(static m => m.Notional);
        json.WriteStartObject();
        json.WriteString("type", "scatter");
        json.WriteString("mode", "markers");
        json.WriteString("name", side == Side.Long ? "longs liquidated" : "shorts liquidated");
        json.WriteStartArray("x");
        foreach (HeatMark mark in marks)
        {
            json.WriteStringValue(Time(mark.TimeUnixMs));
        }

        json.WriteEndArray();
        json.Numbers("y", [.. marks.Select(static m => m.Price)]);
        json.Numbers("customdata", [.. marks.Select(static m => m.Notional)]);
        json.WriteString("hovertemplate", $"%{{x}} UTC<br>price %{{y:,.6~g}}<br>%{{customdata:,.6~g}}{unit} liquidated<extra></extra>");
        json.WriteStartObject("marker");
        json.WriteString("color", side == Side.Long ? "#0b8f6a" : "#d6412e");
        json.Numbers("size", [.. marks.Select(m => 4 + (14 * Math.Sqrt(m.Notional / most)))]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Time(double unixMs) => DateTimeOffset.FromUnixTimeMilliseconds((long)unixMs).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
