using System.Globalization;
using System.Text.Json;
using HeatMap.Charts.Drawing;
using HeatMap.Charts.Pages;

namespace HeatMap.Charts.Ladder;

/// <summary>Writes what Web/map.js reads; its head says what each property means.</summary>
internal static class LadderDocument
{
    public static void Write(MapChart chart, Utf8JsonWriter json)
    {
        LiquidationMap map = chart.Map;
        BandBars bars = BandBars.Of(chart.Layers.AsSpan(), MapChart.MostBars);
        List<string> notes = chart.Notes(bars.BandsPerBar);
        Words(chart, bars, notes, json);

        json.WriteNumber("mark", map.MarkPrice);
        json.WriteBoolean("log", chart.IsLogarithmic);
        json.WriteNumber("lower", map.Grid.Lower);
        json.WriteNumber("upper", map.Grid.Upper);
        json.WriteNumber("bandsPerBar", bars.BandsPerBar);
        json.WriteStartObject("totals");
        json.WriteNumber("long", map.InBands.Long);
        json.WriteNumber("short", map.InBands.Short);
        json.WriteNumber("all", map.Total.Notional);
        json.WriteEndObject();
        json.Texts("layers", chart.Names.AsSpan());
        Bars(bars, json);
        Estimate(chart, bars, json);
        Zones(chart, json);
        Thresholds(chart, json);
    }

    /// <summary>Bars as columns, which is a third of the text that objects would be.</summary>
    public static void Bars(BandBars bars, Utf8JsonWriter json)
    {
        json.WriteStartObject("bars");
        json.Numbers("lower", bars.Lower);
        json.Numbers("upper", bars.Upper);
        json.WriteStartArray("bands");
        for (int i = 0; i < bars.Count; i++)
        {
            json.WriteNumberValue(bars.Last[i] - bars.First[i] + 1);
        }

        json.WriteEndArray();
        Columns("long", bars.Long);
        Columns("short", bars.Short);
        Counts("longCounts", bars.LongCounts);
        Counts("shortCounts", bars.ShortCounts);
        json.WriteEndObject();

        void Columns(string name, double[][] columns)
        {
            json.WriteStartArray(name);
            foreach (double[] column in columns)
            {
                json.WriteStartArray();
                foreach (double value in column)
                {
                    json.NumberOrNull(value);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        void Counts(string name, long[]? counts)
        {
            if (counts is null)
            {
                json.WriteNull(name);
                return;
            }

            json.WriteStartArray(name);
            foreach (long count in counts)
            {
                json.WriteNumberValue(count);
            }

            json.WriteEndArray();
        }
    }

    private static void Words(MapChart chart, BandBars bars, List<string> notes, Utf8JsonWriter json)
    {
        LiquidationMap map = chart.Map;
        json.WriteString("subtitle", MapWords.Subtitle(map));
        json.WriteStartArray("badges");
        foreach (string? badge in (string?[])[MapWords.Badge(map.Origin), chart.Estimate is null ? null : chart.Estimate.IsValidated ? "calibration scored" : "not validated"])
        {
            if (badge is not null)
            {
                json.WriteStringValue(badge);
            }
        }

        json.WriteEndArray();
        json.Texts("notes", [.. notes]);
        json.WriteString("summary", $"{chart.Title}. {MapWords.Subtitle(map)}. {string.Join(" ", notes)}");
        json.WriteStartArray("tables");
        Table(json, chart.Unit is null ? "Notional by place" : $"Notional by place, in {chart.Unit}", ["place", "long", "short", "positions"], MapWords.Places(map));
        int most = 60;
        IEnumerable<int> top = Enumerable.Range(0, bars.Count).OrderByDescending(i => bars.LongOf(i) + bars.ShortOf(i)).ThenBy(static i => i).Take(most);
        Table(json, bars.Count > most ? string.Create(CultureInfo.InvariantCulture, $"The {most} largest of {bars.Count:N0} bars") : "Bars, the largest first", ["from", "to", "from the mark", "long", "short"], top.Select(i => new[]
        {
            Price(bars.Lower[i], map.Grid), Price(bars.Upper[i], map.Grid), MapChart.Signed(((bars.Lower[i] + bars.Upper[i]) / 2 / map.MarkPrice) - 1), CompactNumber.Notional(bars.LongOf(i)), CompactNumber.Notional(bars.ShortOf(i)),
        }));
        if (!chart.Zones.IsEmpty)
        {
            Table(json, "Zones", ["side", "from", "to", "notional", "peak from the mark"], chart.Zones.Select(z => new[]
            {
                z.Side == Side.Long ? "long" : "short", Price(z.Range.Low, map.Grid), Price(z.Range.High, map.Grid), Ticks.Notional(z.Notional, chart.Unit), MapChart.Signed((z.PeakPrice / map.MarkPrice) - 1),
            }));
        }

        if (!chart.Thresholds.IsEmpty)
        {
            Table(json, "Cascades", ["direction", "set off at", "ends at", "liquidated"], chart.Thresholds.Select(t => new[]
            {
                t.Direction == Direction.Down ? "down" : "up", CompactNumber.Price(t.Jump.TriggerPrice), CompactNumber.Price(t.Jump.EndPrice), Ticks.Notional(t.Jump.Notional, chart.Unit),
            }));
        }

        json.WriteEndArray();
    }

    public static void Table(Utf8JsonWriter json, string title, ReadOnlySpan<string> columns, IEnumerable<string[]> rows)
    {
        json.WriteStartObject();
        json.WriteString("title", title);
        json.Texts("columns", columns);
        json.WriteStartArray("rows");
        foreach (string[] row in rows)
        {
            json.WriteStartArray();
            foreach (string cell in row)
            {
                json.WriteStringValue(cell);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Price(double edge, BandGrid grid) => CompactNumber.Edge(edge, grid);

    private static void Estimate(MapChart chart, BandBars bars, Utf8JsonWriter json)
    {
        if (chart.Estimate is not { } estimate)
        {
            json.WriteNull("estimate");
            return;
        }

        json.WriteStartObject("estimate");
        json.WriteNumber("members", estimate.Members);
        foreach ((Side side, string name) in (ReadOnlySpan<(Side, string)>)[(Side.Long, "long"), (Side.Short, "short")])
        {
            json.WriteStartObject(name);
            json.Numbers("assumed", EstimateWords.AssumedShares(estimate, bars, side));
            json.Texts("rests", EstimateWords.Provenance(estimate, bars, side)!);

            // Quantiles do not add up, so a pooled bar has no interval.
            bool known = estimate.Members > 0 && bars.BandsPerBar == 1;
            (double Low, double High)?[] intervals = [.. bars.First.Select(band => known ? estimate.Interval(side, band) : null)];
            json.Numbers("low", [.. intervals.Select(static i => i?.Low ?? double.NaN)]);
            json.Numbers("high", [.. intervals.Select(static i => i?.High ?? double.NaN)]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Zones(MapChart chart, Utf8JsonWriter json)
    {
        json.WriteStartArray("zones");
        foreach (Zone zone in chart.Zones)
        {
            json.WriteStartObject();
            json.WriteString("side", zone.Side == Side.Long ? "long" : "short");
            json.NumberOrNull("low", zone.Range.Low);
            json.NumberOrNull("high", zone.Range.High);
            json.NumberOrNull("peak", zone.PeakPrice);
            json.NumberOrNull("notional", zone.Notional);
            json.WriteString("text", chart.ZoneText(zone));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Thresholds(MapChart chart, Utf8JsonWriter json)
    {
        json.WriteStartArray("thresholds");
        foreach (MarkedJump marked in chart.Thresholds)
        {
            json.WriteStartObject();
            json.WriteString("direction", marked.Direction == Direction.Down ? "down" : "up");
            json.NumberOrNull("trigger", marked.Jump.TriggerPrice);
            json.NumberOrNull("end", marked.Jump.EndPrice);
            json.NumberOrNull("notional", marked.Jump.Notional);
            json.WriteBoolean("first", marked.IsFirst);
            json.WriteString("text", marked.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
